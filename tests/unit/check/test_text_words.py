"""The word lists of the text rules: each entry is found, mended, and found no more."""

import pytest

from jixiao.check import ReportView, all_rules, check_reports
from jixiao.check.data import load
from jixiao.model import Report

_TEXT = load("text")
_SLIPS = {
    **_TEXT["slips"],
    **{wrong: parts[0] for wrong, parts in _TEXT["slips_in_context"].items()},
    **_TEXT["unclear_slips"],
    **_TEXT["variants"],
}


def _fixes(code: str, text: str) -> list[str]:
    """Return the texts that a rule would put in place of one, "" where it has no fix."""
    report = Report.model_validate(
        {"report": {"edition": "hebei-2023"}, "projects": [{"purpose": text}]}
    )
    (found,) = check_reports([ReportView(report)], [all_rules()[code]])
    fixes = [one.finding.fix for one in found]
    return [str(fix.edits[0].value) if fix else "" for fix in fixes]


@pytest.mark.parametrize(("wrong", "right"), _SLIPS.items())
def test_each_slip_is_found_and_the_right_word_is_not(wrong: str, right: str) -> None:
    expected = "" if wrong in _TEXT["unclear_slips"] else f"。{right}。"
    assert _fixes("TXT003", f"。{wrong}。") == [expected]
    assert _fixes("TXT003", f"。{right}。") == []


@pytest.mark.parametrize("wrong", _TEXT["slips_in_context"])
def test_no_slip_is_found_beside_what_makes_it_right(wrong: str) -> None:
    _right, before, after = _TEXT["slips_in_context"][wrong]
    assert before or after
    for character in before:
        assert _fixes("TXT003", f"。{character}{wrong}。") == []
    for character in after:
        assert _fixes("TXT003", f"。{wrong}{character}。") == []


@pytest.mark.parametrize("character", _TEXT["doubled_characters"])
def test_doubled_characters_are_found_but_where_they_are_right(character: str) -> None:
    not_after, not_before = _TEXT["doubled_characters"][character]
    assert _fixes("TXT005", f"甲{character}{character}乙") == [f"甲{character}乙"]
    for beside in not_after:
        assert _fixes("TXT005", f"{beside}{character}{character}乙") == []
    for beside in not_before:
        assert _fixes("TXT005", f"甲{character}{character}{beside}") == []


@pytest.mark.parametrize("word", _TEXT["never_doubled"])
def test_words_never_doubled_are_found_before_anything(word: str) -> None:
    assert _fixes("TXT005", f"对此{word}{word}检查") == [f"对此{word}检查"]
