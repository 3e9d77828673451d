"""Forms of ours, corrected in place: rows and refusals as a clerk sees them."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree

from jixiao.correct.patch.patch import Patched, PatchOptions, patch_docx
from jixiao.correct.printed import as_printed
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.layout import Pack, load_pack
from jixiao.model import Indicator, IndicatorValue, Project, Report
from jixiao.readers.types import ReadOptions
from jixiao.recognise.parse import Parsed, parse_bytes
from jixiao.writers.docx import write_docx
from tests.conftest import ROOT, job_of
from tests.unit.correct.drafts import draft

NAME = "送审.docx"
PART = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHOR, DATE = "审核", datetime(2024, 3, 1, tzinfo=UTC)
_OTHER = {f"{W}author": "张三", f"{W}date": "2024-01-01T00:00:00Z"}

Root = Any
"""An element of lxml."""


@cache
def known_pack() -> Pack:
    return load_pack(ROOT / "templates" / "hebei")


# ---- reports ----


def with_rows(*rows: tuple[str | None, str | None], old: Report | None = None) -> Report:
    """Return the small report whose first form has some rows: level 1 and level 3 of each."""
    cells: Sequence[Indicator] = [
        Indicator(
            level1=level1,
            level2="数量指标",
            level3=level3,
            description=f"{level3}的解释",
            value=IndicatorValue.parse("≥95%"),
        )
        for level1, level3 in rows
    ]
    return with_project(old or draft(), indicators=tuple(cells))


def with_project(report: Report, place: int = 0, **fields: Any) -> Report:
    """Return a report where one project has other fields."""
    projects: list[Project] = list(report.projects)
    projects[place] = projects[place].model_copy(update=fields)
    return report.model_copy(update={"projects": tuple(projects)})


# ---- documents ----


def document(report: Report) -> bytes:
    """Return a DOCX of a report, without the definition in it."""
    kept = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(write_docx(job_of(report, known_pack())))) as archive,
        zipfile.ZipFile(kept, "w") as copy,
    ):
        for member in archive.infolist():
            if not member.filename.startswith("customXml/"):
                copy.writestr(member, archive.read(member))
    return kept.getvalue()


def root_of(data: bytes) -> Root:
    """Return the main part of a DOCX."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(PART))


def rebuilt(data: bytes, change: Callable[[Root], None]) -> bytes:
    """Return a DOCX whose main part somebody has changed."""
    root = root_of(data)
    change(root)
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(kept, "w") as copy:
        for member in archive.infolist():
            content = archive.read(member)
            if member.filename == PART:
                content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            copy.writestr(member, content)
    return kept.getvalue()


def parse(data: bytes, options: ReadOptions | None = None) -> Parsed:
    return parse_bytes(data, NAME, known_pack().editions, options)


# ---- parts of a document ----


def text_of(element: Root) -> str:
    """Return all text of an element, taken out or not."""
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))


def indicator_rows(root: Root, form: int = 0) -> list[Root]:
    """Return the rows of the indicators of a form, without headers."""
    tables = [each for each in root.iter(f"{W}tbl") if "一级指标" in text_of(each)]
    rows = list(tables[form].iter(f"{W}tr"))
    header = max(at for at, row in enumerate(rows) if "一级指标" in text_of(row))
    return rows[header + 1 :]


def cells_of(row: Root) -> list[Root]:
    return list(row.iter(f"{W}tc"))


def cell_with(root: Root, text: str) -> Root:
    """Return the innermost cell that has nothing but a text."""
    return next(each for each in root.iter(f"{W}tc") if text_of(each) == text)


def element(tag: str, /, *children: Root, **attributes: str) -> Root:
    """Return an element of WordprocessingML."""
    made = etree.Element(W + tag, {W + key: value for key, value in attributes.items()})
    made.extend(children)
    return made


def mark_row(row: Root, kind: str, number: int = 900) -> None:
    """Mark a row as put in or taken out by somebody else."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = element("trPr")
        row.insert(0, properties)
    mark = element(kind, id=str(number))
    mark.attrib.update(_OTHER)
    properties.append(mark)
    for more, run in enumerate(list(row.iter(f"{W}r")), number + 1):
        around = element(kind, id=str(more))
        around.attrib.update(_OTHER)
        run.getparent().replace(run, around)
        around.append(run)
        for text in run.iter(f"{W}t") if kind == "del" else ():
            text.tag = f"{W}delText"


# ---- mending ----


def mend(data: bytes, new: Report, *, tracked: bool = True, **options: Any) -> Patched:
    """Mend a document after a corrected report."""
    given = PatchOptions(AUTHOR, DATE, tracked, **options)
    return patch_docx(data, parse(data), new, known_pack().editions, given)


def mended(data: bytes, new: Report, *, tracked: bool = True, **options: Any) -> bytes:
    """Mend a document, and require that it says the new report, and rejected the old one."""
    found = mend(data, new, tracked=tracked, **options).data
    assert said(found) == as_printed(new).projects
    if tracked:
        assert said(found, "reject") == said(data, "reject")
    return found


def said(data: bytes, revisions: Any = "accept") -> tuple[Project, ...]:
    """Return the projects that a document shows."""
    return as_printed(parse(data, ReadOptions(revisions=revisions)).recognition.report).projects


def faults(data: bytes, new: Report, **options: Any) -> list[Diagnostic]:
    """Return with what a corrected report is refused."""
    try:
        mend(data, new, **options)
    except JixiaoError as error:
        return list(error.diagnostics)
    raise AssertionError("it was not refused")


def refusals(data: bytes, new: Report, **options: Any) -> list[str]:
    """Return the words with which a corrected report is refused, each with advice."""
    found = faults(data, new, **options)
    assert all(each.advice for each in found)
    return [str(each) for each in found]


# ---- what is there afterwards ----


def rows_of(data: bytes, form: int = 0) -> list[str]:
    """Return the rows of a form: ``+`` is put in, ``-`` taken out, ``|`` merged with the one above.

    Of each row level 1 and level 3 are shown; in them ``[-…-]`` is taken out and ``{+…+}`` put in.
    """
    return [_row(row) for row in indicator_rows(root_of(data), form)]


def _row(row: Root) -> str:
    cells = cells_of(row)
    marks = [name for name in ("ins", "del") if row.find(f"{W}trPr/{W}{name}") is not None]
    sign = "".join("+" if mark == "ins" else "-" for mark in marks) or " "
    merge = cells[0].find(f"{W}tcPr/{W}vMerge")
    begins = merge is not None and merge.get(f"{W}val") == "restart"
    first = _shown(cells[0], plain=bool(marks)) if merge is None or begins else ""
    group = "/" if begins else " " if merge is None else "|"
    return f"{sign}{group}{first} {_shown(cells[2], plain=bool(marks))}".rstrip()


def _shown(cell: Root, *, plain: bool) -> str:
    if plain:
        return text_of(cell)
    pieces: list[str] = []
    for text in cell.iter(f"{W}t", f"{W}delText"):
        kinds = {each.tag.removeprefix(W) for each in text.iterancestors()}
        shape = "[-{}-]" if "del" in kinds else "{{+{}+}}" if "ins" in kinds else "{}"
        pieces.append(shape.format(text.text))
    return "".join(pieces)
