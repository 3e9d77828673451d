"""Word 97-2003: what of the characters is text, what is a mark, and what is neither."""

import struct

import pytest

from jixiao.blocks import Bookmark, Entry
from jixiao.readers.doc import read_doc
from jixiao.readers.doc.fib import Part
from jixiao.readers.types import Line, Origin, Reading, ReadOptions
from tests.word_binary import (
    DELETED,
    HIDDEN,
    INSERTED,
    Paragraph,
    WordFile,
    fonts,
    paragraph,
    plc,
    strings,
    style_sheet,
    symbol,
)


def read(file: WordFile, **options: object) -> Reading:
    return read_doc(file.write(), "报告.doc", ReadOptions(**options))  # type: ignore[arg-type]


def lines(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Line)]


def read_lines(*paragraphs: str | Paragraph, **options: object) -> list[str]:
    whole = [paragraph(each) if isinstance(each, str) else each for each in paragraphs]
    return lines(read(WordFile(whole), **options))


def only_line(reading: Reading) -> Line:
    (line,) = reading.blocks
    assert isinstance(line, Line)
    return line


def codes(reading: Reading) -> list[str]:
    return [diagnostic.code for diagnostic in reading.diagnostics]


# ---- characters ----


def test_each_paragraph_is_a_line_with_its_position() -> None:
    reading = read(WordFile([paragraph(" 第一部分"), paragraph(""), paragraph("目标")]))
    assert reading.format == "doc"
    assert [(block.text, block.origin) for block in reading.blocks if isinstance(block, Line)] == [
        (" 第一部分", Origin.at("WordDocument", 0)),
        ("", Origin.at("WordDocument", 6)),
        ("目标", Origin.at("WordDocument", 7)),
    ]
    assert reading.diagnostics == ()
    assert not reading.truncated


def test_text_of_one_byte_a_character_is_of_code_page_1252() -> None:
    assert lines(read(WordFile([paragraph("5 € “x” – ½")], compressed=True))) == ["5 € “x” – ½"]


def test_character_beyond_the_basic_plane_is_one_character() -> None:
    file = WordFile(
        [paragraph("𠀀𠀁字")],
        parts={
            Part.BOOKMARK_NAMES: strings("_Toc_1"),
            Part.BOOKMARK_STARTS: plc([4, 6], bytes(4)),
        },
    )
    line = only_line(read(file))
    assert line.text == "𠀀𠀁字"
    assert [(placed.mark, placed.offset) for placed in line.marks] == [(Bookmark("_Toc_1"), 2)]


def test_half_a_character_is_replaced_and_no_other_lost() -> None:
    assert read_lines(Paragraph([("前\x0b", b""), ("后", b"")])) == ["前\n后"]
    data = WordFile([paragraph("前Ａ后")]).write()
    data = data.replace("Ａ".encode("utf-16-le"), b"\x00\xd8")
    assert lines(read_doc(data, "x.doc")) == ["前\ufffd后"]


def test_breaks_tabs_and_hyphens_are_what_a_person_sees() -> None:
    assert read_lines("一\x0b二\t三\x1e四\x1f五\xa0六") == ["一\n二\t三\u2011四五\xa0六"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前\x0c", ["前"]),
        ("\x0c后", ["后"]),
        ("\x0c", [""]),
        ("前\x0c后", ["前", "后"]),
    ],
)
def test_page_break_ends_a_line_only_where_text_follows(text: str, expected: list[str]) -> None:
    assert read_lines(text) == expected


def test_section_break_is_a_paragraph_mark() -> None:
    file = WordFile(
        [paragraph("前", mark="\x0c"), paragraph("后")],
        parts={Part.SECTIONS: plc([0, 2, 4], bytes(24))},
    )
    assert lines(read(file)) == ["前", "后"]


def test_control_character_without_meaning_makes_the_line_doubtful() -> None:
    line = only_line(read(WordFile([paragraph("金\x10额")])))
    assert (line.text, line.doubt) == ("金额", "encoding")


def test_signs_of_notes_and_comments_show_nothing() -> None:
    assert read_lines("目\x02标\x05") == ["目标"]


def test_pictures_and_drawings_are_told() -> None:
    reading = read(WordFile([paragraph("图\x01和\x08")]))
    assert only_line(reading).text == "图和"
    assert [str(each) for each in reading.diagnostics] == [
        "报告.doc: 2 pictures or drawings are not read"
    ]


# ---- properties of characters ----


def test_hidden_text_is_left_out_and_told() -> None:
    reading = read(WordFile([Paragraph([("看得见", b""), ("看不见", HIDDEN), ("的", b"")])]))
    assert only_line(reading).text == "看得见的"
    assert [str(each) for each in reading.diagnostics] == [
        "报告.doc: 3 hidden characters are left out"
    ]


def test_style_hides_text_and_its_base_does() -> None:
    sheet = style_sheet((1, 0xFFF, b""), (1, 0, HIDDEN), (1, 1, b""), (2, 0xFFF, HIDDEN))
    character_style = struct.pack("<HH", 0x4A30, 3)
    shown = HIDDEN[:2] + b"\x00"
    file = WordFile(
        [
            Paragraph([("正文", b""), ("藏", character_style)]),
            Paragraph([("藏", b"")], style=1),
            Paragraph([("藏", b""), ("露", shown)], style=2),
        ],
        parts={Part.STYLES: sheet},
    )
    assert lines(read(file)) == ["正文", "", "露"]


CHANGED = [
    Paragraph([("甲", b""), ("插", INSERTED), ("删", DELETED), ("乙", b"")]),
    Paragraph([("前", b"")], mark_properties=DELETED),
    paragraph("后"),
    Paragraph([("新", b"")], mark_properties=INSERTED),
    paragraph("末"),
]


def test_tracked_changes_are_read_as_accepted() -> None:
    reading = read(WordFile(CHANGED))
    assert lines(reading) == ["甲插乙", "前后", "新", "末"]
    assert codes(reading) == ["read-revisions"]


def test_tracked_changes_are_read_as_rejected() -> None:
    assert lines(read(WordFile(CHANGED), revisions="reject")) == ["甲删乙", "前", "后", "新末"]


def test_sign_of_a_known_font_is_the_character_that_it_shows() -> None:
    file = WordFile(
        [Paragraph([("(", symbol(1, 0xF0FE)), ("可", b""), ("(", b"")])],
        parts={Part.FONTS: fonts("宋体", "Wingdings")},
    )
    assert only_line(read(file)).text == "☑可("


def test_sign_of_an_unknown_font_is_in_doubt() -> None:
    font = struct.pack("<HH", 0x4A4F, 0)
    file = WordFile([Paragraph([("\uf041好", font)])], parts={Part.FONTS: fonts("某字体")})
    reading = read(file)
    assert (only_line(reading).text, only_line(reading).doubt) == ("\uf041好", "font")
    assert codes(reading) == ["read-symbol"]


def test_properties_of_a_piece_come_on_top_of_those_of_its_pages() -> None:
    assert lines(read(WordFile([paragraph("藏")], piece_changes=HIDDEN))) == [""]


def test_automatic_number_is_told() -> None:
    numbered = struct.pack("<HH", 0x460B, 1)
    reading = read(WordFile([paragraph("第一条", numbered), paragraph("", numbered)]))
    assert [str(each) for each in reading.diagnostics] == [
        "报告.doc: 1 paragraph has an automatic number, which is not read"
    ]


# ---- fields and bookmarks ----


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        (' TC "1、修 路" \\f C \\l 1 ', Entry("1、修 路", "C", 1)),
        (" TC 1、修路绩效目标表 \\f C \\l 1 ", Entry("1、修路绩效目标表", "C", 1)),
        (' tc "说 \\"好\\" 话" \\l 2', Entry('说 "好" 话', "", 2)),
    ],
)
def test_contents_field_is_a_mark_at_its_place(code: str, entry: Entry) -> None:
    line = only_line(read(WordFile([paragraph(f"标题\x13{code}\x15尾")])))
    assert line.text == "标题尾"
    assert [(placed.mark, placed.offset) for placed in line.marks] == [(entry, 2)]


def test_contents_field_in_hidden_text_is_a_mark_still() -> None:
    line = only_line(read(WordFile([Paragraph([("标题", b""), ("\x13 TC 甲 \\f A\x15", HIDDEN)])])))
    assert [placed.mark for placed in line.marks] == [Entry("甲", "A", 1)]


def test_deleted_contents_field_is_no_mark() -> None:
    assert only_line(read(WordFile([Paragraph([("\x13 TC 甲 \x15", DELETED)])]))).marks == ()


def test_result_of_a_field_is_seen_and_its_code_is_not() -> None:
    assert read_lines(
        "见\x13 HYPERLINK \x13 QUOTE \x14x\x15 \x14这\x13 REF a \x14里\x15\x15。"
    ) == ["见这里。"]


def test_code_over_two_paragraphs_hides_the_mark_between() -> None:
    assert read_lines("前\x13 IF 1", "2 \x14甲\x15后") == ["前甲后"]


def test_lines_of_a_contents_list_are_told_apart() -> None:
    file = WordFile([paragraph("\x13 TOC \\f \x14一\t1"), paragraph("二\t2"), paragraph("\x15三")])
    reading = read(file)
    assert [
        (block.text, block.contents) for block in reading.blocks if isinstance(block, Line)
    ] == [
        ("一\t1", True),
        ("二\t2", True),
        ("三", False),
    ]


def test_field_that_shows_what_the_file_does_not_hold_is_told() -> None:
    reading = read(WordFile([paragraph("第\x13 EQ \\o\\ac(○,1) \x15条")]))
    assert codes(reading) == ["read-field"]
    assert "EQ" in str(reading.diagnostics[0])


@pytest.mark.parametrize("text", ["前\x13 TC 后", "前\x15后", "前\x14后", "\x13" * 99 + "前后"])
def test_sign_of_a_field_without_its_others_hides_nothing(text: str) -> None:
    (line,) = read_lines(text)
    assert line.startswith("前")
    assert line.endswith("后")


def test_bookmark_stands_before_its_character() -> None:
    file = WordFile(
        [paragraph("一、\x13 TC x \x15目标"), paragraph("二")],
        parts={
            Part.BOOKMARK_NAMES: strings("_GoBack", "_Toc_1", "_Toc_2"),
            Part.BOOKMARK_STARTS: plc([0, 11, 14, 15], bytes(12)),
        },
    )
    first, second = read(file).blocks
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert [(placed.mark, placed.offset) for placed in first.marks] == [
        (Entry("x", "", 1), 2),
        (Bookmark("_Toc_1"), 3),
    ]
    assert [placed.mark for placed in second.marks] == [Bookmark("_Toc_2")]


# ---- outside of the text ----


def aside_texts(reading: Reading) -> list[tuple[str, list[str]]]:
    return [
        (aside.kind, [block.text for block in aside.blocks if isinstance(block, Line)])
        for aside in reading.asides
    ]


def test_notes_comments_and_text_boxes_stand_aside() -> None:
    texts = [
        "正文\x08\r",
        "\x02脚注一\r\x02脚注二\r\r",
        "\x05批注\r\r",
        "\x02尾注\r\r",
        "框一\r\r框二\r\r\r",
    ]
    file = WordFile(
        [paragraph(line) for line in "".join(texts).split("\r")[:-1]],
        lengths=[len(texts[0]), len(texts[1]), 0, *map(len, texts[2:])],
        parts={
            Part.FOOTNOTES: plc([0, 5, 10, 11]),
            Part.COMMENTS: plc([0, 4, 5]),
            Part.ENDNOTES: plc([0, 4, 5]),
            Part.TEXT_BOXES: plc([0, 4, 8, 9], bytes(66)),
        },
    )
    reading = read(file)
    assert lines(reading) == ["正文"]
    assert aside_texts(reading) == [
        ("footnote", ["脚注一"]),
        ("footnote", ["脚注二"]),
        ("comment", ["批注"]),
        ("endnote", ["尾注"]),
        ("text-box", ["框一"]),
        ("text-box", ["框二"]),
    ]
    # Its text was read: the drawing is no loss.
    assert reading.diagnostics == ()


def test_headers_and_footers_stand_aside_once_and_without_page_numbers() -> None:
    header, footer = "县局\r\r", "— \x13 PAGE \x147\x15 —\r\r"
    # Six separators, then for each section: headers of even and odd pages, footers, first page.
    section = ["", header, "", footer, "", ""]
    stories = ["\x03\r\r", "", "", "", "", "", *section, *section]
    positions = [sum(map(len, stories[:number])) for number in range(len(stories) + 1)]
    text = "".join(stories) + "\r"
    file = WordFile(
        [paragraph("正文\x13 PAGE \x147\x15"), *map(paragraph, text.split("\r")[:-1])],
        lengths=[13, 0, len(text)],
        parts={Part.HEADERS: plc([*positions, len(text)])},
    )
    reading = read(file)
    assert lines(reading) == ["正文7"]
    assert aside_texts(reading) == [("header", ["县局"]), ("footer", ["—  —"])]
