"""Writes small Word 97 files, byte by byte: what no program at hand can be made to write.

After [MS-DOC] and [MS-CFB]; every paragraph and every run has a page of its own, which is wasteful
and valid.
"""

import struct
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from jixiao.readers.doc.fib import Part

PAGE = 512
_TEXT_AT = 0x800
_PAIRS = 93  # of offset and size in the block (Word 97)

# Paragraph and table modifications.
IN_TABLE = b"\x16\x24\x01"
ROW_END = IN_TABLE + b"\x17\x24\x01"
CELL, ROW, PARAGRAPH = "\x07", "\x07", "\r"
# Character modifications.
DELETED, INSERTED, HIDDEN, SPECIAL = (
    b"\x00\x08\x01",
    b"\x01\x08\x01",
    b"\x3c\x08\x01",
    b"\x55\x08\x01",
)


def depth(number: int) -> bytes:
    """Return the modification for a number of tables in each other."""
    return struct.pack("<HI", 0x6649, number)


def symbol(font: int, number: int) -> bytes:
    """Return the modification for a sign of a font."""
    return SPECIAL + struct.pack("<HHH", 0x6A09, font, number)


def table_definition(edges: list[int], flags: list[int] | None = None) -> bytes:
    """Return sprmTDefTable for cells between edges, in twips, with flags of TC80."""
    count = len(edges) - 1
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags or [0] * count)
    body = struct.pack(f"<B{count + 1}h", count, *edges) + cells
    return struct.pack("<HH", 0xD608, len(body) + 1) + body


@dataclass
class Paragraph:
    """Text up to its mark, in runs of text and character modifications."""

    runs: list[tuple[str, bytes]]
    mark: str = PARAGRAPH
    properties: bytes = b""
    mark_properties: bytes = b""
    style: int = 0

    @property
    def pieces(self) -> list[tuple[str, bytes]]:
        return [*self.runs, (self.mark, self.mark_properties)]

    @property
    def text(self) -> str:
        return "".join(text for text, _properties in self.pieces)


def paragraph(text: str, properties: bytes = b"", mark: str = PARAGRAPH) -> Paragraph:
    return Paragraph([(text, b"")] if text else [], mark, properties)


def row(texts: list[str], definition: bytes) -> list[Paragraph]:
    """Return the cells of a row and its end."""
    cells = [paragraph(text, IN_TABLE, CELL) for text in texts]
    return [*cells, paragraph("", ROW_END + definition, ROW)]


@dataclass
class WordFile:
    """A document; ``lengths`` are those of the main text and its sub-documents, in characters.

    The text is told ``repeats`` times, by as many pieces of the same bytes.
    """

    paragraphs: list[Paragraph]
    lengths: list[int] = field(default_factory=list)
    parts: dict[Part, bytes] = field(default_factory=dict)
    compressed: bool = False
    version: int = 0x00C1
    magic: int = 0xA5EC
    flags: int = 0x1200  # 1Table; no compression of the text by itself
    data: bytes = b""
    piece_changes: bytes = b""
    repeats: int = 1

    def write(self) -> bytes:
        """Return the file."""
        word, table = self._streams()
        streams = {"WordDocument": word, "1Table": table}
        return compound_file(streams | ({"Data": self.data} if self.data else {}))

    @property
    def text(self) -> str:
        return "".join(paragraph.text for paragraph in self.paragraphs)

    def _streams(self) -> tuple[bytes, bytes]:
        encoding, width = ("cp1252", 1) if self.compressed else ("utf-16-le", 2)
        encoded = self.text.encode(encoding)
        body = bytearray(bytes(_TEXT_AT) + encoded)
        pieces = [piece for each in self.paragraphs for piece in each.pieces]
        runs = _pages(body, [(text, properties) for text, properties in pieces], encoding, False)
        whole = [
            (each.text, struct.pack("<H", each.style) + each.properties) for each in self.paragraphs
        ]
        paragraphs = _pages(body, whole, encoding, True)
        units = len(encoded) // width
        place = _TEXT_AT * 2 | 1 << 30 if self.compressed else _TEXT_AT
        parts = {
            Part.CHARACTER_PAGES: runs,
            Part.PARAGRAPH_PAGES: paragraphs,
            Part.PIECES: _clx(units, place, self.repeats, self.piece_changes),
            **self.parts,
        }
        table = bytearray()
        places = [0] * (2 * _PAIRS)
        for part, content in parts.items():
            places[2 * part : 2 * part + 2] = len(table), len(content)
            table += content
        lengths = self.lengths or [units * self.repeats]
        body[:_TEXT_AT] = self._block(lengths, places, len(body)).ljust(_TEXT_AT, b"\0")
        return bytes(body), bytes(table)

    def _block(self, lengths: list[int], places: list[int], size: int) -> bytes:
        longs = [0] * 22
        longs[0] = size
        for at, length in zip((3, 4, 5, 7, 8, 9, 10), lengths, strict=False):
            longs[at] = length
        base = struct.pack("<HHHHHH20x", self.magic, self.version, 0, 0, 0, self.flags)
        return (
            base
            + struct.pack("<H28xH22I", 14, 22, *longs)
            + struct.pack(f"<H{2 * _PAIRS}I", _PAIRS, *places)
        )


def plc(positions: list[int], data: bytes = b"") -> bytes:
    """Return a PLC."""
    return struct.pack(f"<{len(positions)}I", *positions) + data


def strings(*texts: str) -> bytes:
    """Return a table of strings (STTB)."""
    items = [struct.pack("<H", len(text)) + text.encode("utf-16-le") for text in texts]
    return struct.pack("<HHH", 0xFFFF, len(texts), 0) + b"".join(items)


def fonts(*names: str) -> bytes:
    """Return a font table (SttbfFfn)."""
    items = [bytes(39) + f"{name}\0".encode("utf-16-le") for name in names]
    return struct.pack("<HH", len(names), 0) + b"".join(bytes([len(item)]) + item for item in items)


def style_sheet(*styles: tuple[int, int, bytes]) -> bytes:
    """Return a style sheet of styles: kind (1 paragraph, 2 character), base, modifications."""
    fixed = 10
    items = []
    for kind, base, modifications in styles:
        head = struct.pack("<HHHHH", 0, kind | base << 4, kind, 0, 0)
        name = struct.pack("<HHH", 1, ord("甲"), 0)
        of_paragraph = struct.pack("<HH", 2, 0) if kind == 1 else b""
        of_characters = struct.pack("<H", len(modifications)) + modifications
        item = head + name + of_paragraph + of_characters
        items.append(struct.pack("<H", len(item)) + item + bytes(len(item) % 2))
    return struct.pack("<HHH14x", 18, len(styles), fixed) + b"".join(items)


def _clx(units: int, place: int, repeats: int, changes: bytes) -> bytes:
    """Return the table of pieces of one length; with changes, each piece refers to them."""
    first = struct.pack("<BH", 1, len(changes)) + changes if changes else b""
    piece = struct.pack("<HIH", 0, place, 1 if changes else 0)
    table = plc([units * number for number in range(repeats + 1)], piece * repeats)
    return first + struct.pack("<BI", 2, len(table)) + table


def _pages(
    body: bytearray, stretches: list[tuple[str, bytes]], encoding: str, of_paragraphs: bool
) -> bytes:
    """Append a page for each stretch of text, and return the PLC of the pages."""
    sizes = [len(text.encode(encoding)) for text, _properties in stretches]
    bounds = [_TEXT_AT + size for size in accumulate(sizes, initial=0)]
    numbers = []
    for (start, end), (_text, properties) in zip(pairwise(bounds), stretches, strict=True):
        body += bytes(-len(body) % PAGE)
        numbers.append(len(body) // PAGE)
        body += _page(start, end, properties, of_paragraphs)
    return plc(bounds, struct.pack(f"<{len(numbers)}I", *numbers))


def _page(start: int, end: int, properties: bytes, of_paragraphs: bool) -> bytes:
    page = bytearray(PAGE)
    struct.pack_into("<II", page, 0, start, end)
    page[-1] = 1
    if of_paragraphs:
        properties += bytes(len(properties) % 2)
        content = bytes([0, len(properties) // 2]) + properties
    else:
        content = bytes([len(properties)]) + properties
    place = (PAGE - 1 - len(content)) // 2 * 2
    page[8] = place // 2
    page[place : place + len(content)] = content
    return bytes(page)


def compound_file(streams: dict[str, bytes]) -> bytes:
    """Return a compound file with streams at its root; small ones lie in the mini stream."""
    small = bytearray()
    small_fat: list[int] = []
    starts: dict[str, int] = {}
    for name, content in streams.items():
        if len(content) < _CUTOFF:
            starts[name] = _chain(small_fat, -(-len(content) // _SMALL))
            small += content.ljust(-(-len(content) // _SMALL) * _SMALL, b"\0")
    large = [content for content in streams.values() if len(content) >= _CUTOFF]
    directory_size = -(-(len(streams) + 1) // 4) * PAGE
    small_table = struct.pack(f"<{len(small_fat)}I", *small_fat)
    fat: list[int] = []
    body = bytearray()
    places = []
    for content in [*large, bytes(small), small_table, bytes(directory_size)]:
        places.append(_chain(fat, -(-len(content) // PAGE)))
        body += content.ljust(-(-len(content) // PAGE) * PAGE, b"\0")
    starts |= dict(zip([n for n, c in streams.items() if len(c) >= _CUTOFF], places, strict=False))
    small_start, small_table_start, directory_start = places[-3:]
    entries = [_entry("Root Entry", 5, child=1, start=small_start, size=len(small))]
    for at, (name, content) in enumerate(streams.items(), 1):
        right = at + 1 if at < len(streams) else _NONE
        entries.append(_entry(name, 2, right=right, start=starts[name], size=len(content)))
    body[-directory_size:] = b"".join(entries).ljust(directory_size, b"\0")
    fat_count = next(count for count in range(1, 110) if len(fat) + count <= 128 * count)
    listed = range(len(fat), len(fat) + fat_count)
    fat += [_FAT] * fat_count + [_NONE] * (128 * fat_count - len(fat) - fat_count)
    header = struct.pack(
        "<8s16x5H6x9I109I",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, fat_count, directory_start, 0, _CUTOFF, small_table_start, 1, _END, 0),
        *(*listed, *[_NONE] * (109 - fat_count)),
    )
    return header + bytes(body) + struct.pack(f"<{len(fat)}I", *fat)


_CUTOFF, _SMALL = 4096, 64
_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _chain(fat: list[int], count: int) -> int:
    """Append a chain of sectors in one stretch, and return its first."""
    start = len(fat)
    fat += [*range(start + 1, start + count), _END][:count]
    return start if count else _END


def _entry(
    name: str, kind: int, *, start: int, size: int, right: int = _NONE, child: int = _NONE
) -> bytes:
    encoded = name.encode("utf-16-le")
    numbers = (len(encoded) + 2, kind, 1, _NONE, right, child, start, size)
    return struct.pack("<64sHBBIII36xIQ", encoded, *numbers)
