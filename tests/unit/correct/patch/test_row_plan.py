"""Which row of a table becomes which: by what they say, and so that merged cells stay whole."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.correct.patch.row_plan import OldRow, Step, plan_rows, shared
from jixiao.model import Indicator, IndicatorValue

OUTPUT, PLEASED = "产出指标", "满意度指标"


def row(name: str | None, level1: str | None = OUTPUT, value: str = "≥95%") -> Indicator:
    return Indicator(level1=level1, level3=name, value=IndicatorValue.parse(value))


def table(text: str) -> list[OldRow]:
    """Return the rows of a table: each sign is one, groups stand apart, ``.`` has no level 1."""
    rows: list[OldRow] = []
    for number, group in enumerate(text.split()):
        level1 = None if group.startswith(".") else (OUTPUT, PLEASED, "三类")[number % 3]
        for at, name in enumerate(group.lstrip(".")):
            rows.append(OldRow(row(name, level1), level1 is not None and at > 0))
    return rows


def plan(old: str, new: str) -> list[str]:
    """Return the steps as ``old>new`` with the names of rows; a row put in may ``|`` or ``/``."""
    before, after = table(old), [each.row for each in table(new)]
    return [_words(step, before, after) for step in plan_rows(before, after)]


def _words(step: Step, before: list[OldRow], after: list[Indicator]) -> str:
    old = "" if step.old is None else before[step.old].row.level3
    new = "" if step.new is None else after[step.new].level3
    return f"{old}>{new}{'|' * step.continues}{'/' * step.begins}"


def test_rows_that_stay_are_paired() -> None:
    assert plan("甲乙丙", "甲乙丙") == ["甲>甲", "乙>乙", "丙>丙"]
    assert plan("甲乙丙", "甲丙") == ["甲>甲", "乙>", "丙>丙"]
    assert plan("甲丙", "甲乙丙") == ["甲>甲", ">乙|", "丙>丙"]


def test_the_first_of_a_merged_group_takes_over_what_another_says() -> None:
    assert plan("甲乙丙", "乙丙") == ["甲>乙", "乙>", "丙>丙"]
    assert plan("乙丙", "甲乙丙") == ["乙>甲", ">乙|", "丙>丙"]


def test_a_single_row_of_a_group_need_not_stay() -> None:
    assert plan("甲 乙", "甲") == ["甲>甲", "乙>"]
    assert plan("甲 乙丙", "甲 丙") == ["甲>甲", "乙>丙", "丙>"]


def test_a_new_group_begins_a_merged_cell_where_it_has_several_rows() -> None:
    assert plan("甲", "甲 乙丙") == ["甲>甲", ">乙/", ">丙|"]
    assert plan("甲", "甲 乙") == ["甲>甲", ">乙"]
    assert plan("", "甲乙") == [">甲/", ">乙|"]


def test_a_group_that_is_gone_is_taken_out_as_a_whole() -> None:
    assert plan("甲乙 丙", "") == ["甲>", "乙>", "丙>"]


def test_rows_without_level_1_are_paired_too_and_never_merged() -> None:
    assert plan(".甲乙", ".甲丁乙") == ["甲>甲", ">丁", "乙>乙"]
    assert plan("", ".甲乙") == [">甲", ">乙"]


def test_a_row_put_in_where_level_1_stands_in_every_row_is_not_merged() -> None:
    before = [OldRow(row("甲"), False), OldRow(row("丙"), False)]
    steps = plan_rows(before, [row("甲"), row("乙"), row("丙")])
    assert steps == [Step(0, 0), Step(None, 1), Step(1, 2)]


def test_rows_share_more_by_what_they_are_than_by_their_value() -> None:
    assert shared(row("甲"), row("甲")) == 1
    assert shared(Indicator(), Indicator()) == 1
    assert shared(row("甲"), row("甲", value="≥1%")) > shared(row("甲"), row("乙"))
    assert shared(row("甲"), row("乙", value="≥1%")) == 0


def test_many_rows_are_paired_as_they_stand() -> None:
    """Where comparing each with each would take too long."""
    before = [OldRow(row(f"甲{at}"), False) for at in range(400)]
    steps = plan_rows(before, [row(f"乙{at}") for at in range(300)])
    assert [step.new for step in steps if step.new is not None] == list(range(300))


_tables = st.text("甲乙丙丁 .", max_size=12)


@given(old=_tables, new=_tables)
def test_all_rows_are_used_once_and_no_merged_cell_loses_its_first_row(old: str, new: str) -> None:
    before, after = table(old), [each.row for each in table(new)]
    steps = plan_rows(before, after)
    assert [step.old for step in steps if step.old is not None] == list(range(len(before)))
    assert [step.new for step in steps if step.new is not None] == list(range(len(after)))
    is_merged = can_continue = False
    for step in steps:
        if step.old is not None:
            gone = step.new is None
            if not before[step.old].continues:
                can_continue = not gone
            elif not gone:
                assert can_continue
            is_merged = not gone
        elif step.continues:
            assert is_merged or can_continue
        else:
            can_continue = is_merged = True
