"""Hands a part over to its reader while it is being parsed, and takes it off the tree."""

from collections.abc import Callable
from itertools import islice
from typing import Protocol

from jixiao.readers.docx.blocks import BlockReader, OpenTable
from jixiao.readers.docx.markup import Element
from jixiao.readers.docx.names import Names
from jixiao.readers.types import Origin


class Reader(Protocol):
    """What is given the children of a root one by one."""

    def take(self, element: Element, origin: Origin) -> None:
        """Read a child."""


class Feeder:
    """Hands over the children of a body or another root, and the rows of long tables.

    A child is complete when another follows: the parser never goes back.
    """

    def __init__(self, root: Element, part: str, names: Names, reader: Reader) -> None:
        self._root, self._part, self._reader = root, part, reader
        self._body = names.word("body") if names.root == "document" else None
        self._top = _Growing(root, part) if self._body is None else None
        self._rows: _Growing | None = None
        self._table: OpenTable | None = None

    def hand_over(self, final: bool = False) -> int:
        """Hand over what is complete, or at the end everything; return how many elements."""
        if self._top is None:
            body = self._root.find(self._body) if self._body else None
            if body is None:
                return 0
            self._top = _Growing(body, Origin(self._part, self._root.index(body)))
        taken = self._top.hand_over(self._take, final)
        if not final and isinstance(self._reader, BlockReader):
            taken += self._hand_over_rows(self._reader, self._top)
        return taken

    def _take(self, child: Element, origin: Origin) -> None:
        if self._rows is None:
            self._reader.take(child, origin)
            return
        # The table whose rows were handed over as they came is complete now.
        assert isinstance(self._reader, BlockReader)
        assert self._table is not None
        self._rows.hand_over(self._take_row, final=True)
        self._reader.close_table(self._table)
        self._rows = self._table = None

    def _hand_over_rows(self, reader: BlockReader, top: "_Growing") -> int:
        """Hand over what is complete of a table that is not."""
        last, origin = top.last()
        if last is None or last.tag != reader.table_tag:
            return 0
        if self._rows is None:
            self._rows = _Growing(last, origin)
            self._table = reader.open_table(origin)
        return self._rows.hand_over(self._take_row, final=False)

    def _take_row(self, child: Element, origin: Origin) -> None:
        assert isinstance(self._reader, BlockReader)
        assert self._table is not None
        self._reader.table_child(child, origin, self._table)


class _Growing:
    """An element that is still being parsed; what is complete is taken off its front."""

    def __init__(self, element: Element, origin: Origin | str) -> None:
        self._element, self._origin = element, origin
        self._taken = 0

    def hand_over(self, take: Callable[[Element, Origin], None], final: bool) -> int:
        """Hand over the complete children, all where it is ``final``; return how many."""
        complete = max(0, len(self._element) - (0 if final else 1))
        if complete:
            self._hand_over(take, complete)
            # No child is held any more, so that lxml frees them at once.
            del self._element[:complete]
            self._taken += complete
        return complete

    def _hand_over(self, take: Callable[[Element, Origin], None], complete: int) -> None:
        for index, child in enumerate(islice(self._element, complete), self._taken):
            take(child, Origin(self._origin, index))

    def last(self) -> tuple[Element | None, Origin]:
        """Return the child that may still grow, when all others were taken, and its origin."""
        child = self._element[0] if len(self._element) else None
        return child, Origin(self._origin, self._taken)
