"""A difference makes the new report of the old one, and of no other."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.correct.apply import apply
from jixiao.correct.diff import diff
from jixiao.correct.types import FieldChange, Move, Placed, ReportDiff
from jixiao.definition import dumps
from jixiao.model import Report
from tests.unit.correct.samples import LAMPS, OFFICE, ROAD, project, report, row

RATE, METRES = row("合格率", "≥95%"), row("养护里程", "≥24公里")
OLD = report(
    project("A1", "村道养护", ROAD, total="12.00", goals=("甲", "乙"), indicators=(RATE, METRES)),
    project("A2", "路灯维修", LAMPS),
)
NEW = report(
    project("A3", "村级办公", OFFICE),
    project("A2", "路灯检修", LAMPS),
    project("A1", "村道养护", ROAD, total="12.0", goals=("甲", "丁"), indicators=(METRES,)),
)


def test_the_new_report_is_made_of_the_old_one() -> None:
    assert dumps(apply(OLD, diff(OLD, NEW))) == dumps(NEW)
    assert dumps(apply(NEW, diff(NEW, OLD))) == dumps(OLD)


def test_every_sample_becomes_another(sample: Report, township: Report) -> None:
    assert dumps(apply(sample, diff(sample, township))) == dumps(township)


def test_nothing_is_written_into_the_old_report() -> None:
    before = dumps(OLD)
    apply(OLD, diff(OLD, NEW))
    assert dumps(OLD) == before


def _of_first(**fields: object) -> Report:
    first, *others = OLD.projects
    return OLD.model_copy(update={"projects": (first.model_copy(update=fields), *others)})


@pytest.mark.parametrize(
    ("other", "place"),
    [
        pytest.param(
            _of_first(budget=OLD.projects[0].budget.model_copy(update={"total": Decimal(12)})),
            "projects.0.budget.total",
            id="other digits",
        ),
        pytest.param(_of_first(goals=("甲", "丙")), "projects.0.goals.1", id="another goal"),
        pytest.param(
            _of_first(indicators=(METRES,)), "projects.0.indicators.0", id="a row is missing"
        ),
        pytest.param(_of_first(goals=()), "projects.0.goals.1", id="goals are missing"),
        pytest.param(report(), "projects.", id="no projects"),
    ],
)
def test_another_report_is_refused_and_the_place_is_named(other: Report, place: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(place)}.*is not the one"):
        apply(other, diff(OLD, NEW))


def test_a_difference_that_contradicts_itself_is_refused() -> None:
    good = diff(OLD, NEW)
    for projects in (
        replace(good.projects, added=(Placed(7, OLD.projects[0]),)),
        replace(good.projects, added=(Placed(0, OLD.projects[0]),) * 2),
        replace(good.projects, moved=(Move(0, 2), Move(0, 1))),
        replace(good.projects, removed=(Placed(-1, OLD.projects[1]),)),
    ):
        with pytest.raises(ValueError, match=r"^projects"):
            apply(OLD, replace(good, projects=projects))
    with pytest.raises(ValueError, match=r"^unit\.colour"):
        apply(OLD, ReportDiff((FieldChange(("unit", "colour"), None, "red"),)))
