"""Of any two reports: every entry leads to its values, and every form of writing takes it."""

from decimal import Decimal
from typing import Any

import simplejson
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.build.comparing import Compared, Side
from jixiao.build.correction_sheet import make_sheets
from jixiao.correct.diff import diff
from jixiao.correct.entries import Entry, entries_of
from jixiao.correct.exact import exact
from jixiao.correct.formats.json import write_json
from jixiao.correct.formats.listing import listing
from jixiao.correct.printed import as_printed
from jixiao.correct.summary import summarise
from jixiao.definition import Definition, Source
from jixiao.layout import Pack
from jixiao.model import Report, format_number
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


def _side(report: Report) -> Side:
    return Side("a", report, Definition(report, Source("a", "", "toml")))


def _write_as_listing(entries: list[Entry]) -> None:
    for full in (True, False):
        shown = ["".join(span.text for span in line) for line in listing(entries, full=full)]
        assert len(shown) >= sum(full or not entry.expected for entry in entries)
        whole = "\n".join(shown)
        for entry in entries:
            if full and isinstance(entry.new, Decimal):
                assert format_number(entry.new) in whole


def _write_as_json(entries: list[Entry], old: Report, new: Report) -> None:
    text = write_json(entries, summarise(entries, old, new), ("a", old), ("b", new))
    tree = simplejson.loads(text, use_decimal=True)
    assert len(tree["changes"]) == len(entries)
    assert tree["identical"] == (not entries)
