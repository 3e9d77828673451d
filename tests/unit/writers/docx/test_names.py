import pytest

from jixiao.writers.docx.names import Names


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("project_1", "project_1"),
        ("_Toc_4_4_0000000001", "_Toc_4_4_0000000001"),
        ("a b-c", "a_b_c"),
        ("1a", "b_1a"),
        ("", "b_"),
        ("项目", "项目"),
    ],
)
def test_bookmarks_have_letters_digits_and_underscores(wanted: str, given: str) -> None:
    assert Names().bookmark(wanted) == given


def test_names_differ_in_more_than_case() -> None:
    names = Names("taken")
    assert [names.bookmark(name) for name in ("a", "A", "a", "Taken")] == [
        "a",
        "A_2",
        "a_3",
        "Taken_2",
    ]


def test_long_names_are_cut_and_still_differ() -> None:
    names = Names()
    first, second = names.bookmark("x" * 60), names.bookmark("x" * 60)
    assert first != second
    assert len(first) == len(second) == 40


def test_style_identifiers_are_ascii() -> None:
    names = Names()
    assert [names.style_id(name) for name in ("part-title", "正文", "标题")] == [
        "part-title",
        "style",
        "style-2",
    ]


def test_a_comma_begins_no_alias() -> None:
    assert Names().style("a,b") == "a b"
