"""Of any two reports: every entry leads to its values, and every form of writing takes it."""

import re
from collections.abc import Iterator
from typing import Any

import simplejson
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.build.comparing import Compared, Side
from jixiao.build.correction_sheet import make_sheets
from jixiao.correct.diff import diff
from jixiao.correct.entries import Entry, entries_of, groups_of
from jixiao.correct.exact import exact
from jixiao.correct.formats.json import write_json
from jixiao.correct.formats.listing import listing
from jixiao.correct.formats.words import project_details, row_text, value_words
from jixiao.correct.printed import as_printed
from jixiao.correct.summary import summarise
from jixiao.definition import Definition, Source
from jixiao.layout import Pack
from jixiao.model import Header, Indicator, Project, Report
from tests.strategies import reports

_KEYS = {"report": "header"}


def value_at(report: Report, path: tuple[str | int, ...]) -> Any:
    """Return the value at a path of a definition."""
    value: Any = report
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, _KEYS.get(step, step))
    return value


def is_true(entry: Entry, old: Report, new: Report) -> bool:
    """Tell whether an entry says what stands at its places in both reports."""
    if entry.kind == "moved":
        before, after = entry.old_path[-1], entry.path[-1]
        return (before, after) == (entry.old - 1, entry.new - 1)
    olds = entry.kind == "added" or exact(value_at(old, entry.old_path)) == exact(entry.old)
    news = entry.kind == "removed" or exact(value_at(new, entry.path)) == exact(entry.new)
    return olds and news


# Two reports are drawn for each example, which is what takes the time.
_FEWER = settings(max_examples=max(8, settings().max_examples // 4))


@_FEWER
@given(old=reports(2), new=reports(2), year_on_year=st.booleans())
def test_every_entry_says_what_stands_at_its_places_and_can_be_written(
    pack: Pack, old: Report, new: Report, year_on_year: bool
) -> None:
    old, new = as_printed(old), as_printed(new)
    found = diff(old, new, year_on_year=year_on_year)
    entries = entries_of(found, old, new, year_on_year=year_on_year)
    assert (entries == []) == found.is_empty
    assert all(is_true(entry, old, new) for entry in entries)
    assert len({(entry.kind, entry.path) for entry in entries}) == len(entries)
    _write_as_listing(entries)
    _write_as_json(entries, old, new)
    compared = Compared(_side(old), _side(new), old, new, found, as_printed=True)
    sheets = make_sheets(compared, ["docx"], pack)
    assert (sheets is None) == (not any(entry.printed for entry in entries))


# Long enough to be told by paragraph, and alike enough to be the same goal.
_PARAGRAPHS = tuple(
    f"第{number}项工作按月完成并按季检查，年底前全部验收合格。" for number in "一二三四五"
)
_texts = st.lists(st.sampled_from(_PARAGRAPHS), min_size=2, max_size=5).map("\n".join)


@st.composite
def corrected(draw: st.DrawFn) -> tuple[Report, Report]:
    """Draw a report of one project, and a copy with other texts and rows in another order."""
    versions = []
    for rows in (draw(st.permutations(range(4))), draw(st.permutations(range(4)))):
        kept = rows[: draw(st.integers(2, 4))]
        project = Project(
            name="村道养护",
            purpose=draw(_texts),
            goals=tuple(_PARAGRAPHS[row] for row in reversed(kept)),
            indicators=tuple(Indicator(level3=f"第{row}类里程") for row in kept),
        )
        versions.append(Report(header=Header(edition="hebei-2023"), projects=(project,)))
    return versions[0], versions[1]


@given(both=corrected())
def test_what_moved_or_has_other_paragraphs_is_listed(both: tuple[Report, Report]) -> None:
    old, new = both
    _write_as_listing(entries_of(diff(old, new), old, new))


def _side(report: Report) -> Side:
    return Side("a", report, Definition(report, Source("a", "", "toml")))


def _write_as_listing(entries: list[Entry]) -> None:
    """Read every entry off a full listing, in its order; a short one has those not expected."""
    lines = _lines(entries, full=True)
    for label, group in groups_of(entries):
        assert next(lines).startswith(str(label.words() if label else "the whole report"))
        for entry in group:
            _read_entry(entry, lines)
        assert next(lines) == ""
    assert list(lines) == []
    told = [entry for entry in entries if not entry.expected]
    short = [line for line in _lines(entries, full=False) if line]
    assert sum(line.startswith("  ") and line[2] != " " for line in short) == len(told)
    assert sum(not line.startswith(" ") for line in short) == len(list(groups_of(told)))


def _lines(entries: list[Entry], *, full: bool) -> Iterator[str]:
    for line in listing(entries, full=full):
        yield "".join(span.text for span in line)


def _read_entry(entry: Entry, lines: Iterator[str]) -> None:
    """Take the lines of an entry, and find in them what it was and what it is."""
    line = next(lines)
    if entry.kind == "moved":
        assert line.startswith("  moved" if entry.row is None else f"  {entry.words}: moved")
        assert (f" no. {entry.old}" in line.partition("moved")[2]) == (entry.old != entry.new)
    elif entry.is_of_whole_project:
        project = entry.new or entry.old
        assert f" indicators {len(project.indicators)}" in line
        for _field, text in project_details(project):
            assert next(lines).endswith(f": {' '.join(text.split())}")
    elif entry.kind != "changed":
        item = entry.new or entry.old
        text = row_text(item) if isinstance(item, Indicator) else " ".join(item.split())
        assert f": {'+' if entry.old is None else '-'} {text} (" in line
    else:
        _read_change(entry, line, lines)


def _read_change(entry: Entry, line: str, lines: Iterator[str]) -> None:
    old, new = (str(value_words(entry.field, value)) for value in (entry.old, entry.new))
    if " → " in line:
        assert line.startswith(f"  {entry.words}: {old} → {new}")
        return
    assert line.startswith(f"  {entry.words}:")
    before, after = old.splitlines(), new.splitlines()
    while before or after:
        match = re.fullmatch(r"    ([-+ ]) (.*)", next(lines), re.DOTALL)
        assert match is not None
        sign, text = match.groups()
        if sign != "+":
            assert before.pop(0) == text
        if sign != "-":
            assert after.pop(0) == text


def _write_as_json(entries: list[Entry], old: Report, new: Report) -> None:
    text = write_json(entries, summarise(entries, old, new), ("a", old), ("b", new))
    tree = simplejson.loads(text, use_decimal=True)
    assert len(tree["changes"]) == len(entries)
    assert tree["identical"] == (not entries)
