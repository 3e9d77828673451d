"""更正对照表: what a unit corrected, place by place, in the official look.

Like the report itself it is in Chinese, and it tells only what is printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from jixiao.build.comparing import Compared, Side, compare
from jixiao.build.formats import FORMATS, Output, verify_pages
from jixiao.build.inputs import Input, Inputs
from jixiao.build.names import file_name, report_stem
from jixiao.build.notices import pdf_unavailable
from jixiao.build.outputs import OutputFolder, Verify, Written
from jixiao.build.render import source_date
from jixiao.build.targets import input_faults
from jixiao.correct.entries import Entry, groups_of
from jixiao.correct.formats.words import value_words
from jixiao.correct.sentences import changed_sentences
from jixiao.correct.summary import Summary, summarise
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Pack
from jixiao.model import Report, format_number
from jixiao.readers import read
from jixiao.readers.types import Table
from jixiao.writers.job import Job, Properties
from jixiao.writers.pdf import PdfUnavailable

_TITLE = "部门预算绩效文本更正对照表"
_NAME = "更正对照表"
_ABSENT = "（无）"
_WHOLE_REPORT = "整个报告"
# A longer text is shown by its changed sentences: a cell of a whole page says nothing.
_LONGEST_TEXT = 120
_EXCERPT = "摘录修改处"


def name_sheets(
    old: Side, new: Side, formats: Sequence[str], folder: Path, pack: Pack
) -> dict[str, str]:
    """Return the names of the files to be written, by format.

    Raises:
        JixiaoError: the pack has no such table, or a file would be written over an input.
    """
    if pack.manifest.corrections is None:
        message = _("this template pack has no correction table")
        advice = _("name its template in pack.toml: corrections = …")
        raise JixiaoError(Diagnostic("pack-corrections", message, advice, Place(str(pack.folder))))
    stem = f"{report_stem(new.report, (), new.path.stem if new.path else 'stdin')}-{_NAME}"
    names = {name: file_name(stem, FORMATS[name].extension) for name in formats}
    inputs = Inputs([Input(side.name, side.path) for side in (old, new)])
    if faults := input_faults([folder / name for name in names.values()], inputs):
        raise JixiaoError(faults)
    return names


@dataclass
class Sheets:
    """The table in each format, and what the user should know of how it was made."""

    files: dict[str, bytes]
    rows: int
    notices: list[Diagnostic]

    def write(self, names: Mapping[str, str], folder: OutputFolder) -> list[Written]:
        """Write the files, each verified by reading it back: all of them, or none is begun.

        Raises:
            JixiaoError: one is there already that is not ours, or cannot be written.
        """
        folder.check()
        for name, data in self.files.items():
            folder.check_target(names[name], data)
        return [
            folder.write(names[name], data, _verify(name, self.rows))
            for name, data in self.files.items()
        ]


def make_sheets(compared: Compared, formats: Iterable[str], pack: Pack) -> Sheets | None:
    """Return the table of what was corrected in each format; None where nothing was.

    Raises:
        JixiaoError: a mistake in the template, or PDF without its libraries.
    """
    from jixiao.layout.compose import compose_template

    assert pack.manifest.corrections is not None  # `name_sheets` has looked
    printed = compared
    if not compared.as_printed:
        sides, year_on_year = (compared.old_side, compared.new_side), compared.year_on_year
        printed = compare(*sides, year_on_year=year_on_year, other_unit=True, only_printed=True)
    told = [entry for entry in printed.entries if entry.printed and not entry.expected]
    if not told:
        return None
    report = compared.new_side.report
    context = {
        "unit": report.unit.name or "",
        "title": _title(report),
        "summary": _summary(summarise(told, printed.old, printed.new)),
        "projects": _groups(told),
    }
    document = compose_template(pack, pack.manifest.corrections, context)
    title = f"{report.unit.name or ''}{_title(report)}"
    properties = Properties(title, report.unit.name, pack.manifest.title, source_date())
    sheets = Sheets({}, len(told), [])
    for name in formats:
        output = _write(Job(document, pack.style, properties, None), name)
        sheets.files[name] = output.data
        sheets.notices += output.notices
    return sheets


def _write(job: Job, name: str) -> Output:
    try:
        return FORMATS[name].write(job, None)
    except PdfUnavailable as error:
        raise JixiaoError(pdf_unavailable(error.reason)) from error


def _verify(name: str, rows: int) -> Verify:
    """Return what reads a table back: sound as a file, and with all of its rows."""

    def verify(data: bytes) -> None:
        if name == "pdf":
            verify_pages(data)
        else:
            FORMATS[name].verify(data)
        if name != "docx":  # what is a row of a page, and what its continuation, is a guess
            return
        tables = [block for block in read(data, name).blocks if isinstance(block, Table)]
        found = sum(len(table.rows) for table in tables)
        if found != rows + 1:
            raise ValueError(f"{found} rows instead of {rows + 1}")

    return verify


def _groups(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return projects with their rows, numbered through."""
    numbers = count(1)
    return [
        {
            "name": _WHOLE_REPORT if label is None else label.words().zh,
            "rows": [_row(entry, next(numbers)) for entry in group],
        }
        for label, group in groups_of(entries)
    ]


def _row(entry: Entry, number: int) -> dict[str, Any]:
    old, new, note = _texts(entry)
    return {
        "number": number,
        "field": entry.words.zh,
        "old": old,
        "new": new,
        "note": note,
    }


def _texts(entry: Entry) -> tuple[str, str, str]:
    """Return what it was, what it is, and what kind of difference that is."""
    note = entry.note.zh if entry.note else ""
    if entry.kind == "moved":
        unit = "个项目" if entry.row is None else "行" if entry.is_indicator else "条"
        return f"第 {entry.old} {unit}", f"第 {entry.new} {unit}", note
    old, new = (value_words(entry.field, one).zh for one in (entry.old, entry.new))
    if entry.kind == "added":
        return _ABSENT, new, note
    if entry.kind == "removed":
        return old, _ABSENT, note
    if min(len(old), len(new)) > _LONGEST_TEXT:
        pieces = changed_sentences(old, new)
        before, after = (
            "".join(piece.text for piece in pieces if piece.sign in signs).replace("⏎", "\n")
            for signs in ("- ", "+ ")
        )
        excerpt = _EXCERPT if any(piece.sign == " " for piece in pieces) else ""
        return before, after, "；".join(filter(None, (note, excerpt)))
    return old, new, note


def _title(report: Report) -> str:
    year = f"{report.header.fiscal_year}年度" if report.header.fiscal_year else ""
    return f"{year}{_TITLE}"


def _summary(summary: Summary) -> str:
    kinds = (
        ("修改项目", summary.changed),
        ("新增项目", summary.added),
        ("删除项目", summary.removed),
        ("调整项目位置", summary.moved),
    )
    counts = "，".join(f"{kind} {number} 个" for kind, number in kinds if number)
    total = format_number(summary.new_total)
    change = summary.new_total - summary.old_total
    budget = f"预算合计 {total} 万元，没有变化。"
    if change:
        kind = "增加" if change > 0 else "减少"
        budget = (
            f"预算合计由 {format_number(summary.old_total)} 万元调整为 {total} 万元，"
            f"{kind} {format_number(abs(change))} 万元。"
        )
    return f"共更正 {summary.differences} 处{f'：{counts}' if counts else ''}。{budget}"
