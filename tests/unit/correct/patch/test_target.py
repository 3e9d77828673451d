"""Which form becomes which project, and what is refused before anything is changed."""

from typing import Any

import pytest

from jixiao.correct.patch.target import Target, make_target
from jixiao.correct.printed import as_printed
from jixiao.diagnostics import JixiaoError
from jixiao.model import Header, Report, SpendingPlan, Unit
from tests.mended_forms import (
    W,
    document,
    known_pack,
    mended,
    parse,
    rebuilt,
    refusals,
    said,
    text_of,
    with_project,
)
from tests.unit.correct.drafts import draft, in_order, without

SENT = document(draft())
ROAD, FLOOD, HOME = (project.code for project in draft().projects)


def target(new: Report, only: set[int] | None = None, data: bytes = SENT) -> Target:
    chosen = None if only is None else frozenset(only)
    return make_target(parse(data), new, known_pack().editions, chosen)


def codes(new: Report, only: set[int] | None = None) -> list[str]:
    with pytest.raises(JixiaoError) as error:
        target(new, only)
    return [each.code for each in error.value.diagnostics]


def test_the_same_report_is_no_change() -> None:
    found = target(draft())
    assert found.before == found.after
    assert list(found.order) == [0, 1, 2]


def test_what_no_document_prints_is_no_change() -> None:
    new = draft().model_copy(update={"header": Header(edition="hebei-2021", fiscal_year=2031)})
    found = target(new)
    assert found.before == found.after


def test_a_form_that_the_definition_does_not_have_is_named() -> None:
    (words,) = refusals(SENT, without(draft(), 1))
    assert f"does not have this form of the file: {FLOOD} 防汛物资采购" in words
    assert codes(without(draft(), 1)) == ["patch-form-missing"]


def test_a_project_that_the_file_has_no_form_of_is_named() -> None:
    data = document(without(draft(), 2))
    (words,) = refusals(data, draft())
    assert f"the file has no form of this project: {HOME} 敬老院运转经费" in words


def test_too_many_and_missing_are_told_at_once() -> None:
    other = with_project(draft(), 0, code="13099999P00000000001Z", name="观测井维护", purpose=None)
    other = with_project(other, 0, goals=(), indicators=())
    assert codes(other) == ["patch-no-form", "patch-form-missing"]


def test_another_order_is_refused() -> None:
    assert codes(in_order(draft(), 1, 0, 2)) == ["patch-order"]


def test_another_kind_is_refused() -> None:
    assert codes(with_project(draft(), 1, kind="special-fund"), {1}) == ["patch-kind"]


def test_special_funds_are_found_in_their_part_whatever_their_place_in_the_definition() -> None:
    fund = with_project(draft(), 2, kind="special-fund")
    data = document(fund)
    new = with_project(fund, 2, purpose="保障敬老院。")
    assert said(mended(data, new))[0].purpose == "保障敬老院。"


def test_a_form_that_nothing_names_is_known_by_its_place() -> None:
    nameless = with_project(draft(), 1, code=None, name=None)
    data = document(nameless)
    mended(data, with_project(nameless, 1, purpose="购置抽水机。"))
    mended(data, draft())


def test_a_new_code_or_a_new_name_is_the_same_form() -> None:
    mended(SENT, with_project(draft(), 0, code="13090124P00011410013U"))
    mended(SENT, with_project(draft(), 0, name="全域道路修缮"))


# ---- single forms ----


def test_only_the_form_that_was_asked_for_is_changed() -> None:
    new = with_project(draft(), 0, purpose="甲")
    new = with_project(new, 1, purpose="乙").model_copy(update={"unit": Unit(name="别的")})
    found = target(new, {1})
    assert [each.purpose for each in found.after.projects] == [
        "用于修补村道。",
        "乙",
        "保障在院老人的衣食起居。",
    ]
    assert found.after.unit == found.before.unit


def test_of_single_forms_neither_order_nor_the_others_matter() -> None:
    new = with_project(in_order(draft(), 2, 0), 0, purpose="甲")
    found = target(new, {0})
    assert found.after.projects[2].purpose == "甲"


def test_places_of_single_forms_are_those_of_the_definition() -> None:
    """As printed, special funds come first; in the definition they may stand anywhere."""
    fund = with_project(draft(), 2, kind="special-fund")
    new = with_project(with_project(fund, 2, purpose="甲"), 0, purpose="乙")
    found = target(new, {2}, document(fund))
    assert found.after.projects[0].purpose == "甲"
    assert "乙" not in [each.purpose for each in found.after.projects]


# ---- what a file cannot show ----


def test_a_file_whose_forms_name_no_unit_gets_none() -> None:
    def without_unit(root: Any) -> None:
        for cell in root.iter(f"{W}tc"):
            if text_of(cell).startswith("636009"):
                for run in list(cell.iter(f"{W}r")):
                    run.getparent().remove(run)

    assert target(draft(), None, rebuilt(SENT, without_unit)).after.unit == Unit()


def test_a_plan_without_numbers_has_the_unit_that_the_file_shows() -> None:
    blank = with_project(draft(), 0, plan=SpendingPlan(unit="amount"))
    found = target(
        with_project(draft(), 0, plan=SpendingPlan(unit="amount")), None, document(blank)
    )
    assert found.before == found.after


def test_the_target_is_what_is_printed() -> None:
    new = with_project(draft(), 0, purpose="  甲 \n\n 乙 ")
    assert target(new).after.projects == as_printed(new).projects
