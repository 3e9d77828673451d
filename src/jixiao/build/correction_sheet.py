"""更正对照表: what a unit corrected, place by place, in the official look.

Like the report itself it is in Chinese, and it tells only what is printed. Of reports of two
years it is a 与上年对照表: nothing was wrong, and nobody signs for it.
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
from jixiao.correct.entries import Entry, entries_of, groups_of
from jixiao.correct.formats.words import value_words
from jixiao.correct.sentences import Stretch, changed_words, excerpt, sentences
from jixiao.correct.summary import Summary, summarise
from jixiao.correct.years import years_of
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Pack
from jixiao.model import Report, format_number, printed_lines
from jixiao.readers import read
from jixiao.readers.types import Table
from jixiao.writers.job import Job, Properties
from jixiao.writers.pdf import PdfUnavailable


@dataclass(frozen=True)
class _Wording:
    """What such a table is called, and calls what it tells."""

    name: str
    title: str
    before: str
    after: str
    count: str
    projects: str
    became: str
    excerpt: str


_CORRECTIONS = _Wording(
    name="更正对照表",
    title="部门预算绩效文本更正对照表",
    before="更正前",
    after="更正后",
    count="共更正",
    projects="修改项目",
    became="调整为",
    excerpt="摘录修改处",
)
_CHANGES = _Wording(
    name="年度对照表",
    title="部门预算绩效文本与上年对照表",
    before="上年",
    after="本年",
    count="与上年相比，共有变化",
    projects="有变化的项目",
    became="变为",
    excerpt="摘录变化处",
)
_ABSENT = "（无）"
_WHOLE_REPORT = "整个报告"
# A longer text is shown by its changed sentences: a cell of a whole page says nothing.
_LONGEST_TEXT = 120
# In a longer one the changed words are marked: in two lines one sees them.
_LONGEST_PLAIN_TEXT = 20
_SAME_PLACE = "—"
_WAS_BLANK, _IS_BLANK = "上年为空白", "本年为空白"


def name_sheets(
    old: Side,
    new: Side,
    formats: Sequence[str],
    folder: Path,
    pack: Pack,
    *,
    year_on_year: bool = False,
) -> dict[str, str]:
    """Return the names of the files to be written, by format.

    Raises:
        JixiaoError: the pack has no such table, or a file would be written over an input.
    """
    if pack.manifest.corrections is None:
        message = _("this template pack has no correction table")
        advice = _("name its template in pack.toml: corrections = …")
        raise JixiaoError(Diagnostic("pack-corrections", message, advice, Place(str(pack.folder))))
    stem = report_stem(new.report, (), new.path.stem if new.path else "stdin")
    stem = f"{stem}-{_wording(year_on_year).name}"
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
    told = _told(printed)
    if not told:
        return None
    wording = _wording(compared.year_on_year)
    report = compared.new_side.report
    heading = _title(report, wording)
    context = {
        "unit": report.unit.name or "",
        "title": heading,
        "summary": _summary(summarise(told, printed.old, printed.new), wording),
        "year_on_year": compared.year_on_year,
        "before": wording.before,
        "after": wording.after,
        "projects": _groups(told, wording, printed.year_on_year),
    }
    document = compose_template(pack, pack.manifest.corrections, context)
    title = f"{report.unit.name or ''}{heading}"
    properties = Properties(title, report.unit.name, pack.manifest.title, source_date())
    sheets = Sheets({}, len(told), [])
    for name in formats:
        output = _write(Job(document, pack.style, properties, None), name)
        sheets.files[name] = output.data
        sheets.notices += output.notices
    return sheets


def _wording(year_on_year: bool) -> _Wording:
    return _CHANGES if year_on_year else _CORRECTIONS


def _told(printed: Compared) -> list[Entry]:
    """Return what the table tells: all that is printed, and is no matter of the year."""
    entries = entries_of(
        printed.diff,
        printed.old,
        printed.new,
        year_on_year=printed.year_on_year,
        years=years_of(printed.old_side.report, printed.new_side.report),  # no report prints it
    )
    return [entry for entry in entries if entry.printed and not entry.expected]


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


def _groups(
    entries: Sequence[Entry], wording: _Wording, year_on_year: bool
) -> list[dict[str, Any]]:
    """Return projects with their rows, numbered through."""
    numbers = count(1)
    return [
        {
            "name": _WHOLE_REPORT if label is None else label.words().zh,
            "rows": [_row(entry, next(numbers), wording, year_on_year) for entry in group],
        }
        for label, group in groups_of(entries)
    ]


def _row(entry: Entry, number: int, wording: _Wording, year_on_year: bool) -> dict[str, Any]:
    old, new, is_excerpt = _parts(entry)
    notes = [_year_note(entry) if year_on_year else "", wording.excerpt if is_excerpt else ""]
    if entry.note and not notes[0]:
        notes[0] = entry.note.zh
    return {
        "number": number,
        "field": entry.words.zh,
        "old": "".join(part.text for part in old),
        "new": "".join(part.text for part in new),
        "old_parts": old,
        "new_parts": new,
        "note": "；".join(filter(None, notes)),
    }


def _year_note(entry: Entry) -> str:
    """Return what a blank is called where nothing was corrected."""
    if entry.kind != "changed" or None not in (entry.old, entry.new):
        return ""
    return _WAS_BLANK if entry.old is None else _IS_BLANK


def _parts(entry: Entry) -> tuple[list[Stretch], list[Stretch], bool]:
    """Return what it was and what it is, in parts, and whether that is an excerpt."""
    if entry.kind == "moved":
        was, now = _places(entry)
        return _plain(was), _plain(now), False
    old, new = (
        "\n".join(printed_lines(value_words(entry.field, one).zh)) for one in (entry.old, entry.new)
    )
    if entry.kind == "added":
        return _plain(_ABSENT), _plain(new), False
    if entry.kind == "removed":
        return _plain(old), _plain(_ABSENT), False
    if max(len(old), len(new)) <= _LONGEST_PLAIN_TEXT or None in (entry.old, entry.new):
        return _plain(old), _plain(new), False
    pieces = whole = sentences(old, new)
    if min(len(old), len(new)) > _LONGEST_TEXT:
        pieces = excerpt(whole)
    before, after = changed_words(pieces)
    return _marked(before), _marked(after), pieces != whole


def _plain(text: str) -> list[Stretch]:
    return [Stretch(text)]


def _marked(parts: list[Stretch]) -> list[Stretch]:
    """Return parts of a text; where all of it is other words, no mark tells anything."""
    if all(part.changed for part in parts):
        return _plain("".join(part.text for part in parts))
    return parts


def _places(entry: Entry) -> tuple[str, str]:
    """Return where something was and is; the same number says nothing of where it was."""
    unit = "个项目" if entry.row is None else "行" if entry.is_indicator else "条"
    was = _SAME_PLACE if entry.stays_in_place else f"第{entry.old}{unit}"
    return was, f"第{entry.new}{unit}"


def _title(report: Report, wording: _Wording) -> str:
    year = f"{report.header.fiscal_year}年度" if report.header.fiscal_year else ""
    return f"{year}{wording.title}"


def _summary(summary: Summary, wording: _Wording) -> str:
    kinds = (
        (wording.projects, summary.changed),
        ("新增项目", summary.added),
        ("删除项目", summary.removed),
        ("调整项目位置", summary.moved),
    )
    counts = "，".join(f"{kind}{number}个" for kind, number in kinds if number)
    total = format_number(summary.new_total)
    change = summary.new_total - summary.old_total
    budget = f"预算合计{total}万元，没有变化。"
    if change:
        kind = "增加" if change > 0 else "减少"
        budget = (
            f"预算合计由{format_number(summary.old_total)}万元{wording.became}{total}万元，"
            f"{kind}{format_number(abs(change))}万元。"
        )
    return f"{wording.count}{summary.differences}处{f'：{counts}' if counts else ''}。{budget}"
