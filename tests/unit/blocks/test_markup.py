"""Block markup becomes blocks; every mistake in it is told, none is passed over."""

import pytest

from jixiao.blocks import (
    Bookmark,
    Cell,
    Contents,
    Document,
    Entry,
    Heading,
    Listing,
    MarkupError,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    parse_markup,
)


def parse(body: str) -> tuple[object, ...]:
    return (
        parse_markup(f'<document><section page="p">{body}</section></document>').sections[0].blocks
    )


def test_all_elements_are_read() -> None:
    blocks = parse(
        '<contents title="目录"><listing title="一" letter="A"/></contents>'
        '<heading level="2" style="h" anchor="x"><bookmark name="b"/>标题'
        '<entry text="条目" letter="A"/></heading>'
        '<page-break/><paragraph>甲<run style="k">乙</run>丙</paragraph>'
        '<table style="t" columns="2"><row header="yes"><cell columns="2">行一\n行二</cell></row>'
        "<row><cell/><cell>a<run>b</run></cell></row></table>"
    )
    lines = (Paragraph((Run("行一"),), "cell"), Paragraph((Run("行二"),), "cell"))
    assert blocks == (
        Contents("目录", (Listing("一", "A"),)),
        Heading((Bookmark("b"), Run("标题"), Entry("条目", "A")), 2, "h", "x"),
        PageBreak(),
        Paragraph((Run("甲"), Run("乙", "k"), Run("丙"))),
        Table(
            (
                Row((Cell(lines, columns=2),), header=True),
                Row(
                    (
                        Cell((Paragraph((), "cell"),)),
                        Cell((Paragraph((Run("a"), Run("b")), "cell"),)),
                    )
                ),
            ),
            2,
            "t",
        ),
    )


def test_an_empty_document_is_a_document() -> None:
    assert parse_markup("<document/>") == Document(())
    assert parse_markup('<document><section page="p"/></document>').sections == (Section((), "p"),)


def test_spaces_inside_text_stay() -> None:
    (paragraph,) = parse("<paragraph>其中：财政    资金 </paragraph>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "其中：财政    资金 "


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<para/>", "unknown-element"),
        ("<table style='t' columns='1'><cell/></table>", "unknown-element"),
        ("<paragraph><b>x</b></paragraph>", "unknown-element"),
        ("<paragraph><run><run/></run></paragraph>", "unknown-element"),
        ("<page-break><run/></page-break>", "unknown-element"),
        ("<paragraph color='red'/>", "unknown-attribute"),
        ("<heading level='1'/>", "missing-attribute"),
        ("<table columns='1'><row><cell/></row></table>", "missing-attribute"),
        ("<contents title='x'><listing title='y'/></contents>", "missing-attribute"),
        ("text", "stray-text"),
        ("<paragraph/>text", "stray-text"),
        ("<table style='t' columns='1'>x<row><cell/></row></table>", "stray-text"),
        ("<table style='t' columns='0'><row><cell/></row></table>", "bad-number"),
        ("<table style='t' columns='1'><row><cell rows='-1'/></row></table>", "bad-number"),
        (
            "<table style='t' columns='1'><row><cell rows='999999999999'/></row></table>",
            "bad-number",
        ),
        ("<table style='t' columns='1'><row header='1'><cell/></row></table>", "bad-value"),
        ("<table style='t' columns='1'/>", "empty"),
        ("<table style='t' columns='2'><row><cell/></row></table>", "span-width"),
        ("<table style='t' columns='1'><row><cell rows='2'/></row></table>", "span-beyond-bottom"),
        ("<paragraph>a\nb</paragraph>", "line-break"),
        ("<paragraph><run>a\nb</run></paragraph>", "line-break"),
        ("<paragraph><bookmark name='b'>x</bookmark></paragraph>", "stray-text"),
        ("<heading style='h' anchor='a'/><heading style='h' anchor='a'/>", "anchor-twice"),
        ("<heading style='h'><entry text='x' letter='A'/></heading>", "missing-attribute"),
        ("<paragraph>", "not-well-formed"),
        ("<paragraph>&bad;</paragraph>", "not-well-formed"),
    ],
)
def test_mistakes_are_told(body: str, kind: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(body)
    assert caught.value.kind == kind


def test_contents_stand_in_the_first_section_only() -> None:
    section = '<section page="p"><contents title="目录"/></section>'
    parse_markup(f"<document>{section}</document>")
    with pytest.raises(MarkupError, match="contents-place"):
        parse_markup(f"<document>{section}{section}</document>")


@pytest.mark.parametrize(
    "markup",
    [
        '<!DOCTYPE d [<!ENTITY a "x">]><document>&a;</document>',
        '<!DOCTYPE d SYSTEM "file:///etc/passwd"><document/>',
    ],
)
def test_document_types_are_refused(markup: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse_markup(markup)
    assert caught.value.kind == "doctype"


def test_a_mistake_knows_its_line_and_its_line_mark() -> None:
    with pytest.raises(MarkupError) as caught:
        parse("\n\n<?at report.xml.jinja:7?><para/>")
    assert (caught.value.line, caught.value.template_line) == (3, "report.xml.jinja:7")


def test_equal_cells_are_one_object() -> None:
    (table,) = parse(
        "<table style='t' columns='1'><row><cell>标</cell></row><row><cell>标</cell></row></table>"
    )
    assert isinstance(table, Table)
    assert table.rows[0].cells[0] is table.rows[1].cells[0]
