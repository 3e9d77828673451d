import pytest
from pydantic import TypeAdapter, ValidationError

from jixiao.model import Line, Text, printed_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("保障运转", ("保障运转",)),
        ("  保障运转 ", ("保障运转",)),
        ("\u3000\u3000第一段\n\n        第二段\t\t\n", ("第一段", "第二段")),
        ("其中：财政    资金", ("其中：财政    资金",)),
        ("①甲\u2028②乙", ("①甲", "②乙")),
        ("", ()),
    ],
)
def test_lines_are_printed_without_padding_and_blank_lines(
    text: str, lines: tuple[str, ...]
) -> None:
    assert printed_lines(text) == lines


@pytest.mark.parametrize(
    "text", ["", " ", "\u3000\t", "\n", "a\x00b", "a\x0bb", "\ud800", "\uffff"]
)
def test_blank_texts_and_characters_that_xml_forbids_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Text).validate_python(text)


def test_a_forbidden_character_is_named_with_its_position() -> None:
    with pytest.raises(ValidationError, match=r"U\+0001 at position 3"):
        TypeAdapter(Text).validate_python("ab\x01")


def test_line_breaks_of_windows_become_plain() -> None:
    assert TypeAdapter(Text).validate_python("甲\r\n乙\r丙") == "甲\n乙\n丙"


def test_a_name_stands_on_one_line() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Line).validate_python("甲\n乙")


@pytest.mark.parametrize("text", ["𠮷野家", "😀", "<&>\"'", "①：㎡（%）"])
def test_unusual_characters_are_kept(text: str) -> None:
    assert TypeAdapter(Line).validate_python(text) == text
