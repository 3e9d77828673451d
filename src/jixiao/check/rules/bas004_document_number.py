"""BAS004: the number of a document is not written 〔year〕number."""

from collections.abc import Iterator

from jixiao.check.references import DocumentNumber, document_numbers
from jixiao.check.registry import rule
from jixiao.check.types import Edit, Finding, Fix, Safety, Words
from jixiao.check.views import ProjectView, ReportView
from jixiao.model import FieldPath


@rule(
    "BAS004",
    zh="发文字号的年份没有用六角括号",
    en="document number without 〔 〕",
    severity="warning",
    aspect="completeness",
    basis="GB/T 9704—2012 7.2.5",
    fix="unsafe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find numbers of documents whose year stands in other brackets than 〔 〕: ``（2022）31号``.

    The format of official documents has one way to write them, ``青财预〔2022〕31号``; so they are
    found when somebody searches. Bases, purposes, goals, names of projects and Part 1 are
    looked at. Orders and announcements (令, 公告) are numbered otherwise and left alone.

    The fix replaces the brackets. It is safe in all texts but the name of a project, which the
    budget system knows by that name.

    中文
    ----
    发文字号的年份用六角括号括入：“青财预〔2022〕31号”，不用圆括号、方括号、花括号。写法统一，查文件才查得到。
    确定依据、资金用途、绩效目标、项目名称和第一部分都查。令、公告的编号另有规定，不查。
    自动修改：换成六角括号，一般可以放心改；项目名称要与预算系统一致，只有改名称要先看一眼。
    """
    for section in ("overall", "itemised", "safeguards"):
        if (text := getattr(report.model.targets, section)) and "号" in text:
            yield from _faults(("targets", section), text)
    for project in report.projects:
        for path, text in _texts_of(project):
            if "号" in text:
                yield from _faults(path, text)


def _texts_of(project: ProjectView) -> Iterator[tuple[FieldPath, str]]:
    model = project.model
    if model.name:
        yield project.path("name"), model.name
    if model.purpose:
        yield project.path("purpose"), model.purpose
    for number, goal in enumerate(model.goals):
        yield project.path("goals", number), goal
    for row in project.rows:
        if row.basis:
            yield row.path("basis"), row.basis


def _faults(path: FieldPath, text: str) -> Iterator[Finding]:
    wrong = [found for found in document_numbers(text) if not found.has_proper_brackets]
    if not wrong:
        return
    first = wrong[0]
    mended = _mended(text, wrong)
    safety: Safety = "unsafe" if path[-1] == "name" else "safe"
    yield Finding(
        path,
        Words(
            f"发文字号“{first.written.strip()}”的年份没有用六角括号",
            f"the year of the document number {first.written.strip()} does not stand in 〔 〕",
        ),
        Words(f"写成“{first.proper}”", f"write {first.proper}"),
        Fix(safety, (Edit(path, mended),)),
    )


def _mended(text: str, wrong: list[DocumentNumber]) -> str:
    """Return a text with these numbers as they should be; the same signs elsewhere stay."""
    pieces: list[str] = []
    done = 0
    for found in wrong:
        pieces += [text[done : found.start], found.proper]
        done = found.start + len(found.written)
    return "".join([*pieces, text[done:]])
