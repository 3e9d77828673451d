"""What is told of two reports: each field by its path, each item by its place."""

from decimal import Decimal

import pytest

from jixiao.correct.diff import diff
from jixiao.correct.fields import PROJECT_FIELDS, ROW_FIELDS, Field
from jixiao.correct.types import FieldChange, ItemDiff, ListDiff, Move, Placed
from jixiao.model import Checking, IndicatorValue, Project, Report
from tests.unit.correct.samples import LAMPS, OFFICE, ROAD, project, report, row

ROADS = project("A1", "村道养护经费", ROAD, total="12.00", goals=("修补坑槽。", "更换护栏。"))
STREET_LAMPS = project("A2", "路灯维修经费", LAMPS, total="5.00")
OFFICES = project("A3", "村级办公经费", OFFICE, total="31.20")


def _fields(old: Project, new: Project) -> tuple[FieldChange, ...]:
    (found,) = diff(report(OFFICES, old), report(OFFICES, new)).projects.changed
    assert (found.old, found.new) == (1, 1)
    assert found.goals.is_empty
    assert found.indicators.is_empty
    return found.fields


def test_a_report_does_not_differ_from_its_copy(township: Report) -> None:
    assert diff(township, township.model_copy(deep=True)).is_empty


def test_an_amount_differs_where_its_digits_do() -> None:
    changed = ROADS.model_copy(
        update={"budget": ROADS.budget.model_copy(update={"total": Decimal("12")})}
    )
    (found,) = _fields(ROADS, changed)
    assert found.path == ("budget", "total")
    assert (str(found.old), str(found.new)) == ("12.00", "12")


OTHER_VALUES = {
    "kind": "special-fund",
    "unit": "amount",
    "ignore": {"PLN008": "按合同"},
    "code": "A7",
    "name": None,
    "purpose": "其他",
}


@pytest.mark.parametrize("field", PROJECT_FIELDS, ids=lambda field: ".".join(field.path))
def test_every_field_of_a_project_is_told_alone(field: Field) -> None:
    value = OTHER_VALUES.get(str(field.path[-1]), Decimal("7.50"))
    old = field.get(ROADS)
    assert _fields(ROADS, field.put(ROADS, value)) == (FieldChange(field.path, old, value),)


@pytest.mark.parametrize("field", ROW_FIELDS, ids=lambda field: field.path[0])
def test_every_cell_of_a_row_is_told_alone(field: Field) -> None:
    old = row("村数", "5个", description="保障村数", basis="名册")
    before, after = (
        ROADS.model_copy(update={"indicators": (one, row("里程"))})
        for one in (old, field.put(old, None))
    )
    (found,) = diff(report(before), report(after)).projects.changed
    change = FieldChange(field.path, field.get(old), None)
    assert found.indicators == ListDiff(changed=(ItemDiff(0, 0, (change,)),))
    assert not found.fields


def test_fields_of_the_report_have_the_paths_of_a_definition(township: Report) -> None:
    changed = township.model_copy(
        update={
            "header": township.header.model_copy(update={"fiscal_year": 2024}),
            "unit": township.unit.model_copy(update={"name": None}),
            "targets": township.targets.model_copy(update={"overall": "其他"}),
            "check": Checking(ignore={"PLN008": "按合同"}),
        }
    )
    found = diff(township, changed)
    assert found.projects.is_empty
    assert [change.path for change in found.fields] == [
        ("report", "fiscal_year"),
        ("unit", "name"),
        ("targets", "overall"),
        ("check", "ignore"),
    ]


def test_a_value_is_one_field_and_its_parts_count() -> None:
    glued = IndicatorValue.model_validate({"number": Decimal(5), "text": "个村"})
    assert glued.raw == "5个村"
    old, new = row("村数", "5个村"), row("村数", value=None)
    new = new.model_copy(update={"value": glued})
    assert old.value != glued
    before, after = (ROADS.model_copy(update={"indicators": (one,)}) for one in (old, new))
    (found,) = diff(report(before), report(after)).projects.changed
    assert found.indicators.changed == (
        ItemDiff(0, 0, (FieldChange(("value",), old.value, glued),)),
    )


def test_two_projects_that_changed_places_are_one_move() -> None:
    found = diff(report(ROADS, OFFICES, STREET_LAMPS), report(OFFICES, ROADS, STREET_LAMPS))
    assert not found.projects.changed
    assert not found.projects.added
    assert not found.projects.removed
    assert len(found.projects.moved) == 1


def test_a_project_that_moved_may_have_changed_besides() -> None:
    renamed = STREET_LAMPS.model_copy(update={"name": "照明"})
    found = diff(report(ROADS, OFFICES, STREET_LAMPS), report(renamed, ROADS, OFFICES)).projects
    assert found.moved == (Move(2, 0),)
    assert [(one.old, one.new, one.fields) for one in found.changed] == [
        (2, 0, (FieldChange(("name",), "路灯维修经费", "照明"),))
    ]


def test_what_was_removed_and_added_is_told_whole() -> None:
    found = diff(report(ROADS, OFFICES), report(OFFICES, STREET_LAMPS)).projects
    assert found.removed == (Placed(0, ROADS),)
    assert found.added == (Placed(1, STREET_LAMPS),)
    assert not found.changed
    assert not found.moved


def test_goals_that_were_reworded_removed_and_moved() -> None:
    old = ROADS.model_copy(update={"goals": ("修补村道坑槽。", "更换护栏。", "清理边沟。")})
    new = ROADS.model_copy(update={"goals": ("清理边沟。", "修补全部村道坑槽。")})
    (found,) = diff(report(old), report(new)).projects.changed
    assert found.goals.removed == (Placed(1, "更换护栏。"),)
    assert [(one.old, one.new) for one in found.goals.changed] == [(0, 1)]
    assert len(found.goals.moved) == 1


def test_a_row_that_moved_to_another_group_and_one_with_another_name() -> None:
    metres = row("养护里程", "≥24公里", description="完成养护的村道里程")
    villages = row("保障村数", "≥39个", description="享受办公经费的行政村个数")
    moved = metres.model_copy(update={"level1": "效益指标"})
    renamed = villages.model_copy(update={"level3": "行政村数"})
    old, new = (
        ROADS.model_copy(update={"indicators": rows})
        for rows in ((metres, villages), (renamed, moved))
    )
    (found,) = diff(report(old), report(new)).projects.changed
    assert len(found.indicators.moved) == 1
    assert found.indicators.changed == (
        ItemDiff(1, 0, (FieldChange(("level3",), "保障村数", "行政村数"),)),
        ItemDiff(0, 1, (FieldChange(("level1",), "产出指标", "效益指标"),)),
    )


def test_from_year_to_year_another_code_is_a_change_of_that_project() -> None:
    old = project("13090122P00011410013U", "2022年村道养护", ROAD)
    new = project("13090123P00022220017X", "2023年村道养护", LAMPS)
    assert diff(report(old), report(new)).projects.changed == ()
    (found,) = diff(report(old), report(new), year_on_year=True).projects.changed
    assert [change.path for change in found.fields] == [("code",), ("name",), ("purpose",)]
