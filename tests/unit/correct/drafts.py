"""A small report and its corrected copies, made by replacing words in its definition."""

from jixiao.correct.diff import diff
from jixiao.correct.entries import Entry, entries_of
from jixiao.correct.summary import Summary, summarise
from jixiao.definition import loads
from jixiao.model import Report

DRAFT = """\
schema = 1
[report]
fiscal_year = 2023
edition = "hebei-2023"
framework = "2015"
[unit]
code = "636009"
name = "青石县柳河镇人民政府"
[targets]
overall = "（一）夯实治理根基，保障各村正常运转。（二）改善生产生活条件。（三）守牢防灾减灾底线。"

[[projects]]
code = "13090123P00011410013U"
name = "村道养护"
purpose = "用于修补村道。"
goals = ["修补全部破损村道。", "路面平整，群众出行方便。"]
budget = { total = 38.18, fiscal = 38.18 }
plan = { march = 25, june = 50, october = 75, december = 100 }
[[projects.indicators]]
level1 = "产出指标"
level2 = "数量指标"
level3 = "修补里程"
description = "当年修补的村道里程"
value = "≥24公里"
basis = "村道普查台账"
[[projects.indicators]]
level1 = "产出指标"
level2 = "质量指标"
level3 = "验收合格率"
description = "验收合格的路段所占比例"
value = "≥95%"
basis = "工程验收单"
[[projects.indicators]]
level1 = "满意度指标"
level2 = "服务对象满意度指标"
level3 = "村民满意度"
description = "对村道满意的受访村民所占比例"
value = "≥92%"
basis = "问卷调查"

[[projects]]
code = "13090123P00011410024B"
name = "防汛物资采购"
purpose = "购置编织袋、抽水机等防汛物资。"
budget = { total = 12.00 }
[[projects.indicators]]
level1 = "产出指标"
level2 = "数量指标"
level3 = "采购批次"
value = "≥2批"

[[projects]]
code = "13090123P000221100178"
name = "敬老院运转经费"
purpose = "保障在院老人的衣食起居。"
budget = { total = 20.50 }
[[projects.indicators]]
level1 = "产出指标"
level2 = "数量指标"
level3 = "照料老人"
value = "≥46人"
"""


def draft(*replaced: tuple[str, str]) -> Report:
    """Return the small report with some words replaced, each where it stands first."""
    text = DRAFT
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after, 1)
    return loads(text).report


def without(report: Report, *places: int) -> Report:
    """Return a report without the projects at some places."""
    kept = [one for place, one in enumerate(report.projects) if place not in places]
    return report.model_copy(update={"projects": tuple(kept)})


def in_order(report: Report, *places: int) -> Report:
    """Return a report with its projects in another order."""
    projects = tuple(report.projects[place] for place in places)
    return report.model_copy(update={"projects": projects})


def with_row(report: Report, cells: dict[str, str | None]) -> Report:
    """Return a report with other cells in the first row of its first project."""
    first, *others = report.projects
    row = first.indicators[0].model_copy(update=cells)
    first = first.model_copy(update={"indicators": (row, *first.indicators[1:])})
    return report.model_copy(update={"projects": (first, *others)})


def with_rows(report: Report, *places: int) -> Report:
    """Return a report whose first project has some of its indicators, in this order."""
    first, *others = report.projects
    rows = tuple(first.indicators[place] for place in places)
    first = first.model_copy(update={"indicators": rows})
    return report.model_copy(update={"projects": (first, *others)})


def entries_between(old: Report, new: Report, *, year_on_year: bool = False) -> list[Entry]:
    """Return the entries of two reports."""
    found = diff(old, new, year_on_year=year_on_year)
    return entries_of(found, old, new, year_on_year=year_on_year)


def summary_between(old: Report, new: Report, *, year_on_year: bool = False) -> Summary:
    """Return the figures of two reports."""
    return summarise(entries_between(old, new, year_on_year=year_on_year), old, new)
