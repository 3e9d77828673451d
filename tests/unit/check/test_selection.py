"""Which rules a run applies."""

import pytest

from jixiao.check import Selection, all_rules, read_codes
from jixiao.diagnostics import JixiaoError


def codes(selection: Selection) -> set[str]:
    return {rule.code for rule in selection.rules()}


def test_submit_leaves_out_the_strict_rules() -> None:
    strict = {rule.code for rule in all_rules().values() if rule.profile == "strict"}
    assert strict
    assert codes(Selection()) == set(all_rules()) - strict
    assert codes(Selection("strict")) == set(all_rules())


def test_select_takes_codes_or_their_beginnings_and_nothing_else() -> None:
    assert codes(Selection(select=("BUD003",))) == {"BUD003"}
    assert codes(Selection(select=("CHK",))) == {"CHK001", "CHK002"}
    assert codes(Selection(select=("ALL",))) == set(all_rules())


def test_strict_rules_are_selected_by_name() -> None:
    (strict, *_others) = [rule.code for rule in all_rules().values() if rule.profile == "strict"]
    assert codes(Selection(select=(strict,))) == {strict}
    assert strict in codes(Selection(extend=(strict,)))


def test_the_longest_beginning_decides() -> None:
    assert "BUD003" not in codes(Selection(ignore=("BUD",)))
    assert codes(Selection(select=("BUD003",), ignore=("BUD",))) == {"BUD003"}
    assert codes(Selection(select=("CHK",), ignore=("CHK001",))) == {"CHK002"}
    assert codes(Selection(select=("BUD",), ignore=("BUD",))) == set()


def test_codes_are_read_as_people_type_them() -> None:
    assert read_codes(["bud003, val", " chk "]) == ("BUD003", "VAL", "CHK")


def test_codes_of_no_rule_are_told_all_at_once() -> None:
    with pytest.raises(JixiaoError) as caught:
        read_codes(["BUX,VAL,XYZ001"])
    assert [fault.message for fault in caught.value.diagnostics] == [
        "no rule has the code BUX",
        "no rule has the code XYZ001",
    ]
