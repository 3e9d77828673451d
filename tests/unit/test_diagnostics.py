"""What the user reads: the place, the quoted line with a caret under the fault, the advice."""

import errno

import pytest

from jixiao.diagnostics import (
    Diagnostic,
    JixiaoError,
    Place,
    describe_os_error,
    display_width,
    format_diagnostic,
)


def shown(line: str, column: int) -> list[str]:
    diagnostic = Diagnostic("code", "message", None, Place("f.toml", 1, column, line))
    return format_diagnostic(diagnostic).split("\n")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("f"), "f"),
        (Place("f", 3), "f:3"),
        (Place("f", 3, 7), "f:3:7"),
    ],
)
def test_a_place_is_written_as_editors_and_terminals_know_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_diagnostic_shows_place_line_context_and_advice() -> None:
    place = Place("报告.toml", 2, 11, 'edition = "hebei-2022"')
    diagnostic = Diagnostic("c", "没有版式 hebei-2022", "请改正", place, ("第一处", "第二处"))
    assert format_diagnostic(diagnostic) == (
        "报告.toml:2:11: 没有版式 hebei-2022\n"
        '    | edition = "hebei-2022"\n'
        "    |           ^\n"
        "    第一处\n"
        "    第二处\n"
        "  -> 请改正"
    )


def test_the_caret_stands_under_the_fault_behind_wide_characters() -> None:
    assert shown('名称 = "甲"', 6) == ["f.toml:1:6: message", '    | 名称 = "甲"', "    |        ^"]


def test_a_long_line_is_cut_round_the_fault() -> None:
    line = "甲" * 200 + "X" + "乙" * 200
    _message, quote, caret = shown(line, 201)
    assert quote.startswith("    | …")
    assert quote.endswith("…")
    assert display_width(quote[: quote.index("X")]) == display_width(caret[:-1])


def test_what_would_steer_the_terminal_is_quoted_as_blanks() -> None:
    _message, quote, _caret = shown("a\x1b[31m\tb\u202ec", 1)
    assert quote == "    | a [31m b c"


def test_a_blank_line_is_not_quoted() -> None:
    assert shown("   ", 1) == ["f.toml:1:1: message"]


def test_an_error_holds_all_diagnostics() -> None:
    first, second = Diagnostic("a", "first"), Diagnostic("b", "second", place=Place("f", 2))
    error = JixiaoError((first, second))
    assert error.diagnostics == (first, second)
    assert str(error) == "first\nf:2: second"
    assert JixiaoError(first).diagnostics == (first,)


def test_the_reasons_of_the_system_are_in_the_language_of_the_user() -> None:
    assert describe_os_error(OSError(errno.ENOSPC, "No space left on device")) == "the disk is full"


def test_a_reason_we_do_not_know_is_passed_on() -> None:
    assert describe_os_error(OSError(errno.ESHUTDOWN, "Odd")) == "Odd"
