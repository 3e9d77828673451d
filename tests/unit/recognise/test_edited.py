"""A document of ours that somebody edited by hand: what is seen wins over what is embedded."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from jixiao.layout import Edition, Pack
from jixiao.model import Report
from jixiao.recognise.parse import Parsed, parse_bytes
from jixiao.writers.docx import write_docx
from tests.conftest import job_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def document(township: Report, pack: Pack) -> bytes:
    return write_docx(job_of(township, pack))


def edited(data: bytes, edit: Callable[[etree._Element], None]) -> bytes:
    """Return a DOCX whose body an editor has changed; everything else is kept."""
    result = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(result, "w") as copy:
        for member in archive.infolist():
            blob = archive.read(member)
            if member.filename == "word/document.xml":
                root = etree.fromstring(blob)
                edit(root)
                blob = etree.tostring(root)
            copy.writestr(member, blob)
    return result.getvalue()


def parse(data: bytes, editions: list[Edition]) -> Parsed:
    return parse_bytes(data, "柳河镇.docx", editions)


def codes(parsed: Parsed) -> list[str]:
    return [told.code for told in parsed.diagnostics]


def tables(root: etree._Element) -> list[etree._Element]:
    return root.findall(f"{W}body/{W}tbl")


def retype(root: etree._Element, old: str, new: str) -> None:
    """Change the first text that is exactly ``old``."""
    text = next(found for found in root.iter(f"{W}t") if found.text == old)
    text.text = new


def test_untouched_document_gives_its_definition(
    document: bytes, township: Report, editions: list[Edition]
) -> None:
    parsed = parse(document, editions)
    assert (parsed.source, parsed.report) == ("embedded", township)
    assert parsed.diagnostics == ()
    assert parsed.guesses == ()


def check_older(parsed: Parsed) -> None:
    assert parsed.source == "text"
    assert codes(parsed).count("embedded-older") == 1
    assert not parsed.recognition.residue


def test_amount(document: bytes, township: Report, editions: list[Edition]) -> None:
    old = township.projects[0].budget.total
    parsed = parse(edited(document, lambda root: retype(root, f"{old:f}", "77.77")), editions)
    check_older(parsed)
    assert parsed.report.projects[0].budget.total == Decimal("77.77")
    assert parsed.report.projects[1:] == township.projects[1:]


def test_goal(document: bytes, township: Report, editions: list[Edition]) -> None:
    goal = township.projects[0].goals[0]
    parsed = parse(
        edited(document, lambda root: retype(root, f"1.{goal}", "1.全年无事故")), editions
    )
    check_older(parsed)
    assert parsed.report.projects[0].goals == ("全年无事故", *township.projects[0].goals[1:])


def test_row_deleted(document: bytes, township: Report, editions: list[Edition]) -> None:
    def delete(root: etree._Element) -> None:
        table = tables(root)[1]
        table.remove(table.findall(f"{W}tr")[-1])

    parsed = parse(edited(document, delete), editions)
    check_older(parsed)
    assert parsed.report.projects[0].indicators == township.projects[0].indicators[:-1]


def test_row_added(document: bytes, township: Report, editions: list[Edition]) -> None:
    """As Word adds one: a copy of the last row, with other words."""

    def add(root: etree._Element) -> None:
        last = tables(root)[1].findall(f"{W}tr")[-1]
        copy = etree.fromstring(etree.tostring(last))
        for text in list(copy.iter(f"{W}t"))[-1:]:
            text.text = "新的依据"
        last.addnext(copy)

    parsed = parse(edited(document, add), editions)
    check_older(parsed)
    rows = parsed.report.projects[0].indicators
    assert rows[:-1] == township.projects[0].indicators
    assert rows[-1] == rows[-2].model_copy(update={"basis": "新的依据"})


def test_form_deleted(document: bytes, township: Report, editions: list[Edition]) -> None:
    def delete(root: etree._Element) -> None:
        form, indicators = tables(root)[:2]
        heading = next(
            found
            for found in form.itersiblings(f"{W}p", preceding=True)
            if "绩效目标表" in "".join(map(str, found.itertext()))
        )
        for element in (heading, form, indicators):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)

    parsed = parse(edited(document, delete), editions)
    check_older(parsed)
    assert parsed.report.projects == township.projects[1:]


def test_year_is_taken_from_the_older_definition(
    document: bytes, township: Report, editions: list[Edition]
) -> None:
    """No report prints it; it stays marked as a guess."""
    name = township.projects[0].code
    assert name is not None
    parsed = parse(edited(document, lambda root: retype(root, name, "X-1")), editions)
    assert parsed.report.header == township.header
    reasons = {guess.path[-1]: guess.reason for guess in parsed.guesses}
    assert reasons["fiscal_year"] == "older-source"
