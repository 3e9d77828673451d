"""The cells of one form, and its heading: each change as it stands in the file afterwards."""

from decimal import Decimal
from typing import Any

import pytest

from jixiao.model import Budget, SpendingPlan, Unit
from tests.mended_forms import (
    W,
    cell_with,
    document,
    element,
    mend,
    mended,
    rebuilt,
    refusals,
    root_of,
    said,
    text_of,
    with_project,
)
from tests.unit.correct.drafts import draft

SENT = document(draft())


def after(data: bytes, **fields: Any) -> bytes:
    """Return a document without tracked changes, where the first form has other fields."""
    return mended(data, with_project(draft(), **fields), tracked=False)


def cells(data: bytes) -> list[str]:
    return [text_of(cell) for cell in root_of(data).iter(f"{W}tc")]


def lines_of(data: bytes, start: str) -> list[str]:
    """Return the paragraphs of the cell that begins with a text."""
    cell = next(each for each in root_of(data).iter(f"{W}tc") if text_of(each).startswith(start))
    return [text_of(each) for each in cell.iter(f"{W}p")]


# ---- numbers ----


def test_an_amount_is_printed_as_the_definition_has_it() -> None:
    budget = Budget(total=Decimal("40.00"), fiscal=Decimal("38.18"))
    new = cells(after(SENT, budget=budget))
    old = cells(SENT)
    changed = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    assert changed == [("38.18", "40.00")]


def test_an_amount_keeps_what_stands_behind_it() -> None:
    def with_unit(root: Any) -> None:
        next(cell_with(root, "38.18").iter(f"{W}t")).text = "38.18万元"

    new = after(rebuilt(SENT, with_unit), budget=Budget(total=Decimal(41), fiscal=Decimal("38.18")))
    assert "41万元" in cells(new)


def test_an_amount_that_differs_in_its_last_zero_only_is_changed() -> None:
    new = after(SENT, budget=Budget(total=Decimal("38.180"), fiscal=Decimal("38.18")))
    assert {"38.180", "38.18"} <= set(cells(new))


def test_an_amount_is_taken_out_and_put_in() -> None:
    blank = after(SENT, budget=Budget())
    assert "38.18" not in cells(blank)
    assert said(after(blank, budget=Budget(other=Decimal(3))))[0].budget.other == 3


def test_a_plan_keeps_its_percent_sign_and_gets_one_in_a_blank_cell() -> None:
    plan = SpendingPlan(march=Decimal(30), june=Decimal(50), december=Decimal(100))
    new = after(SENT, plan=plan)
    assert {"30%", "50%", "100%"} <= set(cells(new))
    assert "25%" not in cells(new)
    again = after(new, plan=plan.model_copy(update={"october": Decimal(80)}))
    assert "80%" in cells(again)


def test_a_plan_in_amounts_has_no_percent_sign() -> None:
    plan = SpendingPlan(
        unit="amount", march=Decimal(9), june=Decimal(19), october=Decimal(29), december=Decimal(38)
    )
    new = cells(after(SENT, plan=plan))
    assert {"9", "19", "29", "38"} <= set(new)
    assert "100%" not in new
    back = after(after(SENT, plan=plan), plan=draft().projects[0].plan)
    assert "100%" in cells(back)


# ---- texts ----


def test_only_the_characters_that_differ_are_changed() -> None:
    xml = mended(SENT, with_project(draft(), purpose="用于修补全部村道。"))
    root = root_of(xml)
    assert [text_of(each) for each in root.iter(f"{W}ins")] == ["全部"]
    assert not list(root.iter(f"{W}del"))


def test_a_code_and_a_name_change_together() -> None:
    new = with_project(draft(), code="13090123P00011410999X", name="村道大修")
    found = said(mended(SENT, new, tracked=False))[0]
    assert (found.code, found.name) == ("13090123P00011410999X", "村道大修")


def test_a_name_changes_in_the_cell_and_in_the_heading() -> None:
    new = mended(SENT, with_project(draft(), name="乡道养护"), tracked=False)
    lines = [text_of(each) for each in root_of(new).iter(f"{W}p")]
    assert any("乡道养护" in line and line.endswith("目标表") for line in lines)
    assert "乡道养护" in cells(new)


def test_the_contents_list_is_told_to_be_old() -> None:
    """Word makes it anew; what it says until then is left as it is."""
    patched = mend(SENT, with_project(draft(), name="乡道养护"))
    (notice,) = patched.notices
    assert (notice.code, "村道养护" in notice.message) == ("patch-contents", True)
    assert not mend(SENT, with_project(draft(), purpose="用于大修村道。")).notices


def test_the_unit_changes_in_all_forms() -> None:
    new = draft(("青石县柳河镇人民政府", "青石县柳河镇政府"))
    found = mended(SENT, new, tracked=False)
    assert cells(found).count("636009青石县柳河镇政府") == 3
    assert "青石县柳河镇人民政府" not in "".join(cells(found))


def test_a_unit_that_would_be_read_otherwise_is_refused() -> None:
    """Nothing stands between code and name."""
    new = draft().model_copy(update={"unit": Unit(code="636009", name="1号院管理处")})
    found = refusals(SENT, new)
    assert len(found) == 3
    assert all("code and name together would be read otherwise" in each for each in found)


# ---- goals ----

OLD_GOALS = ("修补全部破损村道。", "路面平整，群众出行方便。")


def with_goals(*lines: str) -> bytes:
    """Return a document whose goals stand in some lines."""

    def change(root: Any) -> None:
        cell = next(each for each in root.iter(f"{W}tc") if OLD_GOALS[0] in text_of(each))
        first, *others = cell.findall(f"{W}p")
        for each in others:
            cell.remove(each)
        for each in first.findall(f"{W}r"):
            first.remove(each)
        for number, line in enumerate(lines):
            text = element("t")
            text.text = line
            paragraph = first if not number else element("p")
            paragraph.append(element("r", text))
            if number:
                cell.append(paragraph)

    return rebuilt(SENT, change)


@pytest.mark.parametrize(
    ("one", "two", "three"),
    [
        ("1.", "2.", "3."),
        ("1、", "2、", "3、"),
        ("1．", "2．", "3．"),
        ("1. ", "2. ", "3. "),
    ],
)
def test_goals_keep_the_way_they_are_numbered(one: str, two: str, three: str) -> None:
    data = with_goals(one + OLD_GOALS[0], two + OLD_GOALS[1])
    added = after(data, goals=(*OLD_GOALS, "边沟畅通。"))
    assert lines_of(added, one)[2] == f"{three}边沟畅通。"
    first = after(data, goals=("边沟畅通。", *OLD_GOALS))
    assert lines_of(first, one) == [
        f"{one}边沟畅通。",
        two + OLD_GOALS[0],
        three + OLD_GOALS[1],
    ]
    left = after(data, goals=OLD_GOALS[1:])
    assert lines_of(left, one) == [one + OLD_GOALS[1]]


def test_goals_that_stay_keep_their_signs() -> None:
    data = with_goals("1、" + OLD_GOALS[0], "2." + OLD_GOALS[1])
    new = after(data, goals=(*OLD_GOALS, "边沟畅通。"))
    assert lines_of(new, "1、")[:2] == ["1、" + OLD_GOALS[0], "2." + OLD_GOALS[1]]


def test_a_goal_without_a_number_stays_without_one() -> None:
    data = with_goals("修补全部破损村道。")
    found = said(data)[0].goals
    assert found == ("修补全部破损村道。",)
    new = mended(data, with_project(draft(), goals=("修补全部村道。",)), tracked=False)
    assert lines_of(new, "修补") == ["修补全部村道。"]


def test_goals_numbered_with_chinese_numbers_are_one_text() -> None:
    data = with_goals("（一）" + OLD_GOALS[0], "（二）" + OLD_GOALS[1])
    goals = said(data)[0].goals
    changed = tuple(goal.replace("破损", "损坏") for goal in goals)
    new = mended(data, with_project(draft(), goals=changed))
    assert said(new)[0].goals == changed


def test_goals_are_taken_out_and_put_in() -> None:
    blank = after(SENT, goals=())
    assert said(blank)[0].goals == ()
    assert said(after(blank, goals=OLD_GOALS))[0].goals == OLD_GOALS


# ---- refusals ----


def in_a_control(root: Any) -> None:
    """The purpose stands in a content control that is bound to data."""
    cell = cell_with(root, "用于修补村道。")
    paragraph = cell.find(f"{W}p")
    control = element("sdt", element("sdtPr", element("dataBinding")), element("sdtContent"))
    cell.replace(paragraph, control)
    control[-1].append(paragraph)


def with_table_inside(root: Any) -> None:
    inner = element("tr", element("tc", element("p")))
    cell_with(root, "用于修补村道。").append(
        element("tbl", element("tblPr"), element("tblGrid"), inner)
    )


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (in_a_control, "a content control that is locked or bound to data"),
        (with_table_inside, "there is a table within a cell"),
    ],
)
def test_a_cell_of_an_unusual_build_is_refused_with_its_place(build: Any, reason: str) -> None:
    data = rebuilt(SENT, build)
    (words,) = refusals(data, with_project(draft(), purpose="用于大修村道。"))
    assert "村道养护" in words
    assert "table 1, row" in words
    assert "purpose" in words
    assert reason in words


def test_what_is_not_changed_is_not_in_the_way() -> None:
    data = rebuilt(SENT, in_a_control)
    assert said(mend(data, with_project(draft(), name="村道大修")).data)[0].name == "村道大修"


def test_all_faults_are_told_at_once() -> None:
    def change(root: Any) -> None:
        in_a_control(root)
        cell = cell_with(root, "38.18")
        cell.append(element("tbl", element("tblPr"), element("tblGrid"), element("tr")))
        cell.append(element("p"))

    data = rebuilt(SENT, change)
    new = with_project(
        draft(), purpose="用于大修村道。", budget=Budget(total=Decimal(1), fiscal=Decimal(2))
    )
    found = refusals(data, new)
    assert len(found) == 2
    assert "total" in found[0]
    assert "purpose" in found[1]


def test_the_unit_changes_where_it_is_written_otherwise_too() -> None:
    spaced = cell_text("636009 青石县柳河镇人民政府", of="636009青石县柳河镇人民政府", which=1)
    new = draft().model_copy(update={"unit": Unit(code="636009", name="青石县柳河镇政府")})
    lines = [
        each for each in cells(mended(rebuilt(SENT, spaced), new, tracked=False)) if "柳河" in each
    ]
    assert set(lines) == {"636009青石县柳河镇政府"}


def test_a_form_of_another_unit_is_in_the_way_when_the_unit_changes() -> None:
    other = cell_text("636010青石县白沙镇人民政府", of="636009青石县柳河镇人民政府", which=1)
    new = draft().model_copy(update={"unit": Unit(code="636009", name="青石县柳河镇政府")})
    (words,) = refusals(rebuilt(SENT, other), new)
    assert "unit" in words
    assert "not what was expected" in words


def test_a_heading_with_another_name_than_its_cell_gets_the_new_name() -> None:
    def longer(root: Any) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("1.村道养护绩效", "1.村道养护维修绩效")

    new = with_project(draft(), name="桥梁改造")
    data = mended(rebuilt(SENT, longer), new, tracked=False)
    paragraphs = [text_of(each) for each in root_of(data).iter(f"{W}p")]
    assert "1.桥梁改造绩效目标表" in paragraphs


def cell_text(text: str, *, of: str, which: int) -> Any:
    """Return a change of the text of one of the cells that have a text."""

    def change(root: Any) -> None:
        found = [each for each in root.iter(f"{W}t") if each.text == of]
        found[which].text = text

    return change
