"""Foreign items put into a report at random places, to see that each one is told."""

import random
from dataclasses import dataclass

# What people leave in such files: remarks, signatures, totals, notes to each other.
FOREIGN = (
    "填表人：王某某",
    "以上数据待核实",
    "合计",
    "备注：此处有误",
    "附件见后",
    "（联系电话：12345）",
    "审核意见",
    "DRAFT",
    "请于周五前报财政所",
)


@dataclass(frozen=True)
class Planted:
    """A file with a foreign item: its text, and the lines (from 1) it stands on."""

    kind: str
    text: str
    items: tuple[str, ...]
    lines: tuple[int, ...]


def plant(text: str, seed: int) -> Planted:
    """Return a text in the legacy form with one foreign item; the seed decides which and where."""
    chance = random.Random(seed)
    kind = chance.choice(sorted(_PLANTERS))
    lines = text.split("\n")
    at, new = _PLANTERS[kind](lines, chance)
    texts = [line for line in new if line.strip()]
    numbers = [at + offset + 1 for offset, line in enumerate(new) if line.strip()]
    planted = "\n".join([*lines[:at], *new, *lines[at:]])
    return Planted(kind, planted, tuple(line.strip("\t") for line in texts), tuple(numbers))


def _row_ends(lines: list[str]) -> list[int]:
    """Return the positions of the blank lines that end rows."""
    return [
        at
        for at in range(1, len(lines))
        if not lines[at].strip(" ") and lines[at - 1].startswith("\t")
    ]


def _row(lines: list[str], chance: random.Random) -> tuple[int, list[str]]:
    """A row of two or three cells between two rows."""
    cells = [f"\t{chance.choice(FOREIGN)}" for _ in range(chance.choice((2, 3)))]
    return chance.choice(_row_ends(lines)) + 1, [*cells, ""]


def _cell(lines: list[str], chance: random.Random) -> tuple[int, list[str]]:
    """A cell more at the end of a row."""
    return chance.choice(_row_ends(lines)), [f"\t{chance.choice(FOREIGN)}"]


def _stray_line(lines: list[str], chance: random.Random) -> tuple[int, list[str]]:
    """A line between two rows."""
    return chance.choice(_row_ends(lines)) + 1, [chance.choice(FOREIGN)]


def _paragraph(lines: list[str], chance: random.Random) -> tuple[int, list[str]]:
    """A paragraph under the heading of a form, or above it."""
    headings = [at for at, line in enumerate(lines) if _is_form_heading(lines, at)]
    return chance.choice(headings) + chance.choice((0, 1)), [chance.choice(FOREIGN)]


def _is_form_heading(lines: list[str], at: int) -> bool:
    return bool(
        lines[at].strip()
        and not lines[at].startswith("\t")
        and at + 2 < len(lines)
        and lines[at + 1].startswith("\t")
        and lines[at + 2].startswith("\t单位：万元")
    )


def _at_an_end(lines: list[str], chance: random.Random) -> tuple[int, list[str]]:
    """A line at the start of the file, or behind the last table."""
    return chance.choice((0, len(lines))), [chance.choice(FOREIGN)]


_PLANTERS = {
    "row": _row,
    "cell": _cell,
    "stray line": _stray_line,
    "paragraph": _paragraph,
    "end": _at_an_end,
}
