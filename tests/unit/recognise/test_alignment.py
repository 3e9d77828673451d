"""Rows of indicators with a cell too many are aligned by what the rows above have."""

from typing import Any

import pytest

from jixiao.layout import Edition
from jixiao.recognise import indicators
from tests.forms import FORM, project, read, residue, row


def test_texts_of_the_rows_above_tell_the_foreign_cell(editions: list[Edition]) -> None:
    """Level 3, description and basis are free text: only the column that has had it tells."""
    above = row("", "时效指标", "甲", "乙", "≥1", "规划")
    odd = row("", "时效指标", "外来", "甲", "乙", "≥2", "规划")
    found = read(*FORM, above, odd, editions=editions)
    assert project(found).indicators[3].level3 == "甲"
    assert residue(found) == [("外来", "unknown")]


def test_every_row_is_looked_at_once(
    editions: list[Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a long table of such rows takes time by the square of its length."""

    class Counted(dict[str, Any]):
        looks = 0

        def items(self) -> Any:
            Counted.looks += 1
            return super().items()

        def get(self, *args: Any) -> Any:
            Counted.looks += 1
            return super().get(*args)

    class CountingTable(indicators.IndicatorTable):
        def _take_level1(self, first: Any, found: dict[str, Any], number: int) -> None:
            super()._take_level1(first, found, number)
            if number:
                self.rows[-1] = Counted(self.rows[-1])

    monkeypatch.setattr("jixiao.recognise.form_rows.IndicatorTable", CountingTable)
    rows = [row("", "质量指标", f"甲{n}", f"乙{n}", f"≥{n}", f"丙{n}", "外") for n in range(200)]
    found = read(*FORM, *rows, editions=editions)
    assert len(project(found).indicators) == 202
    # Once when it is put into the index, and once by each of a few steps behind it.
    assert 202 <= Counted.looks < 202 * 5
