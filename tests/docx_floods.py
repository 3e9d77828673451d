"""DOCX files that ask for far too much memory or time, each made in a moment."""

import zlib
from collections.abc import Callable

from jixiao.writers.docx.source import NAMESPACE
from tests.word_xml import (
    WordFile,
    cell,
    code,
    docx,
    field_mark,
    paragraph,
    part,
    relationships,
    row,
    table,
)
from tests.zip_files import Entry, write_zip

_MAIN = "word/document.xml"
_PIECE = 2**20


def deflated(head: bytes, filling: bytes, pieces: int, tail: bytes = b"") -> bytes:
    """Return a deflate stream of a head, a megabyte of filling again and again, and a tail."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = (filling * (_PIECE // len(filling) + 1))[: _PIECE // len(filling) * len(filling)]
    # After a full flush a piece depends on nothing before it, and can be repeated.
    piece = packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + piece * pieces + packer.compress(tail) + packer.flush()


def flooded(name: str, head: str, filling: str, megabytes: int = 1024) -> bytes:
    """Return a DOCX with a part of a gigabyte."""
    file = WordFile(paragraph("甲"))
    entries = [Entry(each, data) for each, data in file.parts.items() if each != name]
    stream = deflated(head.encode(), filling.encode(), megabytes)
    return write_zip([*entries, Entry(name, b"", packed=stream, size=megabytes * _PIECE)])


def start_of(root: str) -> str:
    return part(root, "").decode().rpartition("</")[0]


def with_part(name: str, kind: str, content: bytes) -> bytes:
    """Return a DOCX whose main part refers to another."""
    file = WordFile(paragraph("甲"), {f"word/{name}": content}, [("rId1", kind, name)])
    return file.write()


def _overlapping() -> bytes:
    """Return a DOCX whose headers are all the same bytes of the file."""
    header = part("hdr", paragraph("眉" * 9) * 20_000)
    count = 1_900
    refers = [(f"h{number}", "header", f"h{number}.xml") for number in range(count)]
    sections = "".join(f'<w:headerReference r:id="{each[0]}"/>' for each in refers)
    parts = WordFile(f"<w:sectPr>{sections}</w:sectPr>", refers=refers).parts
    entries = [Entry(name, data) for name, data in parts.items()]
    entries.append(Entry("word/h0.xml", header))
    entries += [Entry(f"word/h{number}.xml", header, at=3) for number in range(1, count)]
    return write_zip(entries)


def _nested(start: str, end: str, times: int) -> bytes:
    return docx(start * times, end * times)


_OPEN_LIST = field_mark("begin") + code("TOC") + field_mark("separate")
_RUN = "<w:r><w:t/><w:cr/></w:r>"
_BOX = "<w:pict><w:txbxContent/></w:pict>"
_START = f"{start_of('document')}<w:body>"

FLOODS: dict[str, Callable[[], bytes]] = {
    "a gigabyte of spaces": lambda: flooded(_MAIN, f"{_START}<w:p><w:r><w:t>", " "),
    "a gigabyte of text": lambda: flooded(_MAIN, f"{_START}<w:p><w:r><w:t>", "绩"),
    "a gigabyte of paragraphs": lambda: flooded(_MAIN, _START, "<w:p/>"),
    "a gigabyte of runs": lambda: flooded(_MAIN, f"{_START}<w:p>", "<w:r><w:t>x</w:t></w:r>"),
    "a gigabyte of rows": lambda: flooded(_MAIN, f"{_START}<w:tbl>", "<w:tr><w:tc/></w:tr>"),
    "a gigabyte of comments": lambda: flooded(_MAIN, _START, "<!-- -->"),
    "a gigabyte before the root": lambda: flooded(_MAIN, "<?xml version='1.0'?>", "<?x?>"),
    "a gigabyte of depth": lambda: flooded(_MAIN, _START, "<w:sdt><w:sdtContent>"),
    "a gigabyte of attributes": lambda: flooded(_MAIN, f"{_START}<w:p", " a='1'"),
    "a gigabyte of content types": lambda: flooded("[Content_Types].xml", "<Types>", "<Override/>"),
    "a gigabyte of relationships": lambda: flooded("_rels/.rels", "<R>", "<Relationship/>"),
    "a gigabyte of definition": lambda: flooded(
        "customXml/item1.xml", f'<definition xmlns="{NAMESPACE}">', "x"
    ),
    "definition of a million tags": lambda: with_part(
        "item.xml",
        "x",
        f'<definition xmlns="{NAMESPACE}">{"<a/>" * 7_000_000}</definition>'.encode(),
    ),
    "definition of a million attributes": lambda: with_part(
        "item.xml",
        "x",
        f'<definition xmlns="{NAMESPACE}" {_attributes(3_000_000)}/>'.encode(),
    ),
    "a hundred thousand members": lambda: write_zip(
        [Entry(str(number), b"") for number in range(100_000)]
    ),
    "members that are the same bytes": _overlapping,
    "a hundred thousand rows": lambda: docx(table(row("甲", "乙", "丙") * 100_000)),
    "a hundred thousand wide cells": lambda: docx(
        table(row(cell("甲", properties='<w:gridSpan w:val="100000000"/>')) * 49_000)
    ),
    "three hundred tables in each other": lambda: _nested(
        "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 300
    ),
    "a hundred thousand runs in each other": lambda: docx(
        paragraph("<w:r>" * 100_000 + "</w:r>" * 100_000)
    ),
    "a hundred thousand controls in each other": lambda: _nested(
        "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100_000
    ),
    "a hundred thousand fields in each other": lambda: docx(
        paragraph(field_mark("begin")) * 100_000
    ),
    "many attributes": lambda: docx(f"<w:p {_attributes(700_000)}/>"),
    "many contents in one control": lambda: docx(
        f"<w:sdt>{'<w:sdtContent/>' * 370_000}</w:sdt>", paragraph("甲")
    ),
    "many boxes in one drawing": lambda: docx(
        paragraph(f"<w:r><w:drawing>{'<w:txbxContent/>' * 370_000}</w:drawing></w:r>")
    ),
    "many drawings in one run": lambda: docx(paragraph(f"<w:r>{_BOX * 200_000}</w:r>")),
    "many boxes deep in a drawing": lambda: docx(
        paragraph(
            f"<w:r><w:drawing>{'<w:x>' * 240}{'<w:txbxContent/>' * 370_000}{'</w:x>' * 240}"
            "</w:drawing></w:r>"
        )
    ),
    "many private signs in one run": lambda: docx(
        paragraph(f"<w:r>{'<w:t>&#xF041;</w:t>' * 370_000}</w:r>")
    ),
    "many strange elements": lambda: flooded(_MAIN, _START, f"<w:p>{'<w:x/>' * 99}</w:p>"),
    "many paragraphs of many runs": lambda: flooded(_MAIN, _START, f"<w:p>{_RUN * 99}</w:p>"),
    "many rows of strange elements": lambda: flooded(
        _MAIN, f"{_START}<w:tbl>", f"<w:tr>{'<w:x/>' * 400}</w:tr>"
    ),
    "many paragraphs in one cell": lambda: docx(table(row(cell("<w:p/>" * 370_000)))),
    "many cells in one row": lambda: docx(table(row("<w:tc/>" * 370_000))),
    "many boxes": lambda: docx(paragraph(f"<w:r>{_BOX}</w:r>") * 300_000),
    "many footnotes": lambda: with_part(
        "footnotes.xml", "footnotes", part("footnotes", "<w:footnote><w:p/></w:footnote>" * 700_000)
    ),
    "many empty footnotes": lambda: with_part(
        "footnotes.xml", "footnotes", part("footnotes", "<w:footnote/>" * 5_000_000)
    ),
    "many lists that tables end": lambda: docx((paragraph(_OPEN_LIST) + table(row("甲"))) * 40_000),
    "many alternatives in each other": lambda: docx(
        paragraph(
            "<mc:AlternateContent><mc:Choice>" * 110
            + "<w:x/>" * 370_000
            + "</mc:Choice></mc:AlternateContent>" * 110
        )
    ),
    "many bookmarks": lambda: docx('<w:bookmarkStart w:name="x"/>' * 5_000_000),
    "many styles": lambda: with_part(
        "styles.xml", "styles", part("styles", '<w:style w:styleId="a"/>' * 5_000_000)
    ),
    "many sections": lambda: docx(
        "".join(
            f'<w:sectPr><w:headerReference r:id="{number}"/></w:sectPr>'
            for number in range(300_000)
        )
    ),
    "notes that are read again and again": lambda: WordFile(
        paragraph("甲"),
        {"word/n.xml": part("footnotes", "<w:footnote><w:p/></w:footnote>" * 1_000)},
        [(f"n{number}", "footnotes", "n.xml") for number in range(20_000)],
    ).write(),
    "four megabytes of relationships": lambda: package_with_relationships(
        [(f"n{number}", "header", f"{number}.xml") for number in range(20_000)]
    ),
    "ten million characters": lambda: docx(paragraph("绩" * 9_999_000)),
    "eight hundred thousand cells": lambda: docx(table(row(*["甲"] * 16) * 45_000)),
}


def _attributes(count: int) -> str:
    return " ".join(f"a{number}=''" for number in range(count))


def package_with_relationships(targets: list[tuple[str, str, str]]) -> bytes:
    return WordFile(paragraph("甲"), {"x": relationships(targets)}, targets).write()
