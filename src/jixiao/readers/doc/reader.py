"""Word 97-2003 documents (.doc) to lines and tables, after [MS-DOC] and [MS-CFB]."""

from collections.abc import Iterator
from operator import attrgetter

from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _
from jixiao.readers.doc.document import Document, NamedPlace
from jixiao.readers.doc.effort import PIECE, Effort
from jixiao.readers.doc.fib import Fib, Part
from jixiao.readers.doc.formatting import Formatting
from jixiao.readers.doc.opening import Opened
from jixiao.readers.doc.parts import read_asides
from jixiao.readers.doc.pieces import PieceTable, Text, read_pieces, read_text
from jixiao.readers.doc.plc import read_plc
from jixiao.readers.doc.story import read_story
from jixiao.readers.doc.strings import read_fonts, read_strings
from jixiao.readers.doc.tally import DocTally
from jixiao.readers.faults import too_large, unreadable
from jixiao.readers.types import Reading, ReadOptions

_SECTION_DATA = 12
_BOOKMARK_DATA = 4
_UNNAMED = "_GoBack"  # where the cursor was last: no mark of the author


def read_word(opened: Opened, name: str, options: ReadOptions) -> Reading:
    """Return what an opened document holds.

    Raises:
        JixiaoError: the text is not to be found, or the file asks for more than a limit.
    """
    effort = Effort(name, options.limits.characters * 4 // 10)
    fib, streams = opened.fib, opened.streams
    pieces = read_pieces(streams.table, fib.place(Part.PIECES), effort)
    if pieces is None:
        raise unreadable(name, _("it does not tell where its text is"))
    if pieces.length > options.limits.characters:
        raise too_large(name, _("characters"), options.limits.characters, "characters")
    text = read_text(pieces, streams.word)
    if text.missing >= pieces.length:
        raise unreadable(name, _("it is cut off before its text"))
    tally = DocTally()
    document = Document(
        name=name,
        fib=_with_text(fib, pieces.length),
        table=streams.table,
        units=text.units,
        formatting=Formatting(streams, fib, pieces, effort, options.limits.nesting),
        bookmarks=_bookmarks(streams.table, fib, effort),
        section_ends=_section_ends(streams.table, fib, effort),
        fonts=tuple(read_fonts(streams.table, fib.place(Part.FONTS), effort)),
        options=options,
        effort=effort,
        tally=tally,
    )
    blocks = read_story(document, 0, min(document.fib.lengths.main, pieces.length))
    asides = read_asides(document)
    cut = list(_cut(opened, pieces, text, Place(name)))
    return Reading(
        format="doc",
        blocks=blocks,
        asides=asides,
        diagnostics=(*cut, *tally.diagnostics(Place(name), options.revisions)),
        truncated=bool(cut),
    )


def _with_text(fib: Fib, length: int) -> Fib:
    """Return the block with lengths that agree with the pieces.

    Behind the sub-documents stands one more mark, where there are any ([MS-DOC] 2.4.1). Text that
    lengths which are damaged leave out is taken for main text: better that than lost.
    """
    main, others = fib.lengths.main, sum(fib.lengths[1:])
    if 0 < main <= length <= main + others + 1:
        return fib
    main = length - others if others < length else length
    return fib._replace(lengths=fib.lengths._replace(main=main))


def _section_ends(table: bytes, fib: Fib, effort: Effort) -> frozenset[int]:
    """Return where sections end ([MS-DOC] 2.8.26): at other page breaks a paragraph may go on."""
    sections = read_plc(table, fib.place(Part.SECTIONS), _SECTION_DATA)
    effort.spend(PIECE * sections.stretches)
    return frozenset(sections.positions)


def _bookmarks(table: bytes, fib: Fib, effort: Effort) -> tuple[NamedPlace, ...]:
    """Return the bookmarks by their place ([MS-DOC] 2.8.10, 2.9.279)."""
    starts = read_plc(table, fib.place(Part.BOOKMARK_STARTS), _BOOKMARK_DATA)
    effort.spend(PIECE * starts.stretches)
    names = read_strings(table, fib.place(Part.BOOKMARK_NAMES), effort)
    found = [
        NamedPlace(position, name)
        for position, name in zip(starts.positions[: starts.stretches], names, strict=False)
        if name != _UNNAMED
    ]
    return tuple(sorted(found, key=attrgetter("position")))


def _cut(opened: Opened, pieces: PieceTable, text: Text, place: Place) -> Iterator[Diagnostic]:
    """Yield what tells that the file ends before its own structure does."""
    advice = _("get a whole copy of the file")
    if text.missing or not pieces.whole:
        message = _("the file is cut off: {count} of {total} characters are there")
        there = pieces.length - text.missing
        message = message.format(count=there, total=max(pieces.length, sum(opened.fib.lengths)))
        yield Diagnostic("read-truncated", message, advice, place)
    elif not opened.whole:
        message = _("the file is cut off: its text is there, parts of its structure are not")
        yield Diagnostic("read-truncated", message, advice, place)
