import pytest
from lxml import etree

from jixiao.writers.docx.wml import (
    NAMESPACES,
    attribute,
    column_twips,
    field,
    field_argument,
    half_points,
    line_twips,
    run,
    twips,
)
from tests.unit.writers.docx.documents import W


def read(xml: str) -> etree._Element:
    return etree.fromstring(f"<w:p {NAMESPACES}>{xml}</w:p>")


def text_of(xml: str) -> str:
    names = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(names.get(str(item.tag), item.text or "") for item in read(xml).iter())


@pytest.mark.parametrize(
    "text",
    [
        "村级办公经费",
        "a & b < c > d \" ' ]]>",
        " 前后 ",
        "其中：财政    资金",
        "左\t右",
        "上\n下",
        "😀𠮷",
        " ",
        "\t",
    ],
)
def test_a_run_keeps_its_text(text: str) -> None:
    assert text_of(run(text)) == text


def test_spaces_are_marked_to_be_kept() -> None:
    for text in (" a", "a ", "a  b"):
        assert 'xml:space="preserve"' in run(text)
    assert 'xml:space="preserve"' not in run("a b")


def test_every_kind_of_line_end_is_one_break() -> None:
    assert read(run("a\r\nb\rc\nd")).xpath("count(//*[local-name()='br'])") == 3


def test_no_text_is_no_run() -> None:
    assert run("") == ""


def test_an_attribute_keeps_its_text() -> None:
    text = '"a" & <b>\tc\nd'
    assert etree.fromstring(f'<a b="{attribute(text)}"/>').get("b") == text


def test_lengths() -> None:
    assert (twips(210), twips(297)) == (11906, 16838)
    assert half_points(10.5) == 21


def test_the_widths_of_columns_add_up_to_the_width_of_the_table() -> None:
    columns = (24.0, 22.0, 24.0, 28.0, 20.0, 24.0, 28.0)
    assert sum(column_twips(columns)) == twips(170)
    assert sum(column_twips((0.1,) * 1000)) == twips(100)


def test_twenty_two_lines_fit_the_type_area() -> None:
    assert 22 * line_twips(28.98) <= twips(297) - twips(37) - twips(35)


def test_the_argument_of_a_field_is_quoted() -> None:
    assert field_argument('a "b" \\ c') == '"a \\"b\\" \\\\ c"'


def test_a_field_has_code_and_result() -> None:
    element = read(field("PAGE", "1", dirty=True))
    kinds = [mark.get(f"{W}fldCharType") for mark in element.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert element.find(f".//{W}fldChar").get(f"{W}dirty") == "true"
    assert element.findtext(f".//{W}t") == "1"
