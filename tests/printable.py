"""Printable reports: those that a report shows whole, so that they can be read back exactly.

Cell text has no outer padding and no blank lines, special funds stand first, and what a report
never prints (fiscal year, framework) is not compared. A few texts mean something else in print;
each rule below says which, and why.
"""

import re
from typing import Any

from hypothesis import strategies as st

from jixiao.definition import dumps
from jixiao.layout import Edition
from jixiao.model import Report, printed_lines
from tests.strategies import reports

# What the text form prints for marks: as text it would be read as a mark.
_MARK = re.compile(r"\[bookmark: [^\]\n]*\]| TC [^\n]* \\f [A-Z] \\l [1-9]")
# A further line of a goal that has a number would be the next goal.
_NUMBERED = re.compile(r"[0-9]+[ \t\u00a0\u3000]*[.、．]")
# Titles of parts and headings of sections, where no marks tell them from prose.
_STRUCTURE = re.compile(r"(?:第.{1,3}部分)?(?:专项资金|预算项目|部门整体)绩效目标|第.{1,3}部分")


def printable_reports(*, blank_level1: bool = True) -> st.SearchStrategy[Report]:
    """Reports that a document shows whole.

    ``blank_level1``: rows without a level-1 kind may stand below others. In the text form they
    could not be told from rows that continue the group above.
    """
    return reports().map(lambda report: printed(report, blank_level1=blank_level1))


def printed(report: Report, *, blank_level1: bool = True) -> Report:
    """Return a report as its print shows it."""
    tree = report.model_dump(by_alias=True)
    tree["targets"] = {name: _text(text) for name, text in tree["targets"].items()}
    tree["projects"] = [_project(project, blank_level1) for project in tree["projects"]]
    tree["projects"].sort(key=lambda project: project["kind"] == "budget-project")
    kinds = {project["kind"] for project in tree["projects"]}
    tree["unit"] = _unit(tree["unit"]) if "budget-project" in kinds else {}
    return Report.model_validate(tree)


def comparable(report: Report, edition: Edition) -> str:
    """Return what of a report can be compared with one that was read back, as a dump.

    Without a % behind percentages nothing tells a plan in 万元 from one in percent. Where they
    have one, a plan in 万元 that ends at 100 looks like percentages whose % was forgotten.
    """
    tree = report.model_dump(by_alias=True)
    tree["report"] |= {"fiscal_year": None, "framework": None}
    tree["check"] = {}
    if not tree["projects"]:
        tree["report"]["edition"] = "any"
    for project in tree["projects"]:
        project["check"] = {}
        plan = project["plan"]
        months = ("march", "june", "october", "december")
        numbers = [plan[month] for month in months if plan[month] is not None]
        if not edition.plan.suffix or not numbers or numbers[-1] == max(numbers) == 100:
            plan["unit"] = "percent"
    return dumps(Report.model_validate(tree), "toml")


def _text(text: str | None) -> str | None:
    if text is None:
        return None
    lines = [line for line in printed_lines(_MARK.sub("", text)) if not _STRUCTURE.match(line)]
    return "\n".join(lines) or None


def _line(text: str | None) -> str | None:
    return "".join(printed_lines(_MARK.sub("", text or ""))) or None


def _unit(unit: dict[str, Any]) -> dict[str, Any]:
    """The code is digits, the name begins with none: nothing stands between them."""
    code = re.sub(r"[^0-9]", "", unit["code"] or "").zfill(3) if unit["code"] else None
    name = _line(re.sub(r"^[0-9０-９\s]+", "", _line(unit["name"]) or ""))
    return {"code": code, "name": name}


def _project(project: dict[str, Any], blank_level1: bool) -> dict[str, Any]:
    goals = [_goal(goal) for goal in project["goals"]]
    rows = [_row(row) for row in project["indicators"]]
    if not blank_level1:
        rows = [{**row, "level1": row["level1"] or "产出指标"} for row in rows]
    return {
        **project,
        "code": _line(project["code"]),
        "name": _line(project["name"]),
        "purpose": _text(project["purpose"]),
        "goals": [goal for goal in goals if goal],
        "indicators": rows,
    }


def _goal(goal: str) -> str | None:
    first, *rest = (_text(goal) or "").split("\n")
    return "\n".join([first, *(line for line in rest if not _NUMBERED.match(line))]) or None


def _row(row: dict[str, Any]) -> dict[str, Any]:
    value = row["value"]
    raw = _text(value["raw"]) if value else None
    return {name: _text(text) for name, text in row.items() if name != "value"} | {"value": raw}
