"""Long rows: whatever the length of a cell, its text stays within ruled lines on every page."""

from collections import Counter
from html import escape

import pytest

from jixiao.writers.pdf import engine, fonts
from tests.ruled import characters_outside

# What the style sheet of a template pack has to say about tables; see `engine`'s report.
CSS = """
@page { size: A4; margin: 25mm 20mm; @bottom-center { content: "— " counter(page) " —" } }
html { font-family: "Noto Serif SC"; font-size: 10.5pt; line-height: 1.4 }
body { margin: 0 }
table { table-layout: fixed; width: 170mm; border-collapse: collapse }
td, th { border: 0.5pt solid #000; padding: 1mm 1.5mm; font-weight: normal;
         overflow-wrap: anywhere; vertical-align: middle }
tr { break-inside: avoid }
tr.tall { break-inside: auto }
tr.tall td { vertical-align: top }
tr.keep { break-after: avoid }
td.open { border-bottom-style: none; vertical-align: top }
td.more { border-top-style: none }
tfoot td { padding: 0; border-width: 0.5pt 0 0; height: 0; line-height: 0; font-size: 1px }
.c0 { width: 20mm } .c1 { width: 22mm } .c2 { width: 28mm }
.c3 { width: 45mm } .c4 { width: 25mm } .c5 { width: 30mm }
"""
HEAD = "".join(f"<th>{name}</th>" for name in ("一级", "二级", "三级", "描述", "指标值", "依据"))
SHORT = ("数量指标", "保障村数", "享受村级办公经费的村委会个数", "≥39个", "行政村数量")


def long_text(length: int) -> str:
    return "".join(chr(0x4E00 + (index * 7) % 5000) for index in range(length))


# What the tables hold; the page number is no part of it.
_ALPHABET = set(long_text(5000)) | set(HEAD) | set("".join(SHORT)) | set("产出效益指标")
_ALPHABET -= set("—<> /th0123456789")


def row(first: str, *, long: int = 0, column: int = 2, kind: str = "") -> str:
    cells = list(SHORT)
    if long:
        cells[column] = long_text(long)
        kind = f"{kind} tall"
    return f'<tr class="{kind}">{first}' + "".join(f"<td>{escape(c)}</td>" for c in cells) + "</tr>"


def spanning(text: str, rows: int) -> str:
    return f'<td rowspan="{rows}">{text}</td>'


def table(*rows: str) -> str:
    columns = "".join(f'<col class="c{index}">' for index in range(6))
    return (
        f"<table><colgroup>{columns}</colgroup><thead><tr>{HEAD}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody>"
        "<tfoot><tr><td colspan='6'></td></tr></tfoot></table>"
    )


TABLES = {
    "one group over pages": [row(spanning("产出指标", 60)), *[row("")] * 59],
    "a row taller than a page": [
        row(spanning("产出指标", 4)),
        row(""),
        row("", long=2000),
        row(""),
        row(spanning("效益指标", 2)),
        row(""),
    ],
    "a tall first row in a narrow cell": [
        row(spanning("产出指标", 2), long=2000, column=3),
        row(""),
        row(spanning("效益指标", 1)),
    ],
    "every cell long": [
        f"<tr class='tall'>{'<td>' + long_text(2000) + '</td>'}"
        + "".join(f"<td>{long_text(2000)}</td>" for _ in range(5))
        + "</tr>"
    ],
    "a long first column without a row span": [
        *[row(spanning("产出指标", 1))] * 15,
        row(f'<td class="open">{long_text(800)}</td>', kind="tall"),
        row('<td class="open more"></td>'),
        row('<td class="more"></td>'),
    ],
    "a middling row at the foot of a page": [
        row(spanning("产出指标", 30)),
        *[row("")] * 13,
        row("", long=400),
        *[row("")] * 15,
    ],
    "one word that never breaks": [
        row(f"<td>{'W' * 2000}</td>", kind="tall"),
        row(f"<td>{'9' * 50}</td>"),
    ],
}


@pytest.fixture(scope="module")
def font_set() -> fonts.FontSet:
    return fonts.resolve({"宋体": "serif"})


@pytest.mark.parametrize("name", TABLES)
def test_text_stays_within_its_ruled_cell_and_none_is_lost(name, font_set):
    result = engine.render(
        engine.PdfSource([engine.Chunk(table(*TABLES[name]))], CSS, "长行"), font_set
    )
    written, outside = _read(result.data)
    assert not result.warnings
    assert outside == []
    expected = Counter(character for character in _expected(TABLES[name]) if character in _ALPHABET)
    assert not expected - Counter(written)


def test_the_look_for_stray_text_sees_what_happens_without_the_closing_rule(font_set):
    rows = TABLES["one group over pages"]
    markup = table(*rows).partition("<tfoot>")[0] + "</table>"
    result = engine.render(engine.PdfSource([engine.Chunk(markup)], CSS, "长行"), font_set)
    assert _read(result.data)[1]


def test_the_look_for_stray_text_sees_a_long_cell_that_spans_rows(font_set):
    rows = [row(spanning(long_text(800), 3), kind="tall"), row(""), row("")]
    result = engine.render(engine.PdfSource([engine.Chunk(table(*rows))], CSS, "长行"), font_set)
    assert _read(result.data)[1]


def _read(data: bytes) -> tuple[str, list[tuple[int, str]]]:
    """The table's characters, and those outside of a ruled rectangle with their page."""
    return characters_outside(data, _ALPHABET)


def _expected(rows: list[str]) -> str:
    text = "".join(rows)
    while "<" in text:
        start = text.index("<")
        text = text[:start] + text[text.index(">", start) + 1 :]
    return text.replace("&lt;", "<").replace("&amp;", "&")
