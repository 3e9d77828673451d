"""A line while it is read."""

from jixiao.readers.types import Mark, Origin, PlacedMark


class Draft:
    """The pieces and marks of a line; ``listed`` are the pieces that are of a contents list."""

    __slots__ = ("began_listed", "doubt", "joins", "length", "listed", "marks", "origin", "pieces")

    def __init__(self, origin: Origin, began_listed: bool) -> None:
        self.origin = origin
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[PlacedMark] = []
        self.listed: list[int] = []
        self.began_listed = began_listed
        self.doubt = ""
        self.joins = False
        """Whether its paragraph mark is gone, so that the next paragraph goes on with it."""

    def add(self, text: str, listed: bool) -> None:
        """Add visible text."""
        if listed:
            self.listed.append(len(self.pieces))
        self.pieces.append(text)
        self.length += len(text)

    def mark(self, mark: Mark, offset: int | None = None) -> None:
        """Place a mark after a number of characters; without a number, after all."""
        self.marks.append(PlacedMark(mark, self.length if offset is None else offset))

    @property
    def text(self) -> str:
        """The visible text."""
        # Most lines are of one piece.
        return self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)

    @property
    def outside(self) -> str:
        """The text that is of no contents list."""
        if not self.listed:
            return self.text
        listed = frozenset(self.listed)
        return "".join([text for at, text in enumerate(self.pieces) if at not in listed])
