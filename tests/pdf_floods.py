"""PDFs that are small, or cheap to make, and ask for far more than any machine has."""

import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from tests.pdf_pages import Page, open_pdf, saved

MEGABYTE = 2**20
PATH = b"0 0 m 9 9 l S\n"


def packed(block: bytes, count: int) -> bytes:
    """Return many equal blocks as Flate packs them (RFC 1950); the sum at the end is left out."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + one * count + b"\x03\x00"


def with_content(content: bytes, **entries: Any) -> bytes:
    """Return a page that says 甲, and draws what is given."""
    pdf = open_pdf([Page().text(80, 100, "甲")])
    page = pdf.pages[0]
    added = Stream(pdf, content)
    for key, value in entries.items():
        added[f"/{key}"] = value
    page.Contents = Array([page.Contents, pdf.make_indirect(added)])
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def bomb() -> bytes:
    """A content stream of 600 MB."""
    return with_content(packed(bytes(MEGABYTE), 600), Filter=Name.FlateDecode)


def bomb_in_a_bomb() -> bytes:
    """The same, packed twice."""
    twice = zlib.compress(packed(bytes(MEGABYTE), 600), 1)
    return with_content(twice, Filter=Array([Name.FlateDecode, Name.FlateDecode]))


def picture_among_operators() -> bytes:
    """A picture of 600 MB in a content stream that is small itself."""
    picture = packed(bytes(MEGABYTE), 600)
    return with_content(b"BI /W 9 /H 9 /BPC 8 /CS /G /F /Fl ID " + picture + b" EI")


def font() -> bytes:
    """A font of 600 MB."""
    pdf = open_pdf([Page().text(80, 100, "甲")])
    data = Stream(pdf, packed(bytes(MEGABYTE), 600))
    data.Filter = Name.FlateDecode
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.A, FontFile2=data)
    pdf.pages[0].Resources.Font.B = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.A, FontDescriptor=descriptor
        )
    )
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def shapes() -> bytes:
    """Five million strokes."""
    return with_content(packed(PATH * 50_000, 100), Filter=Name.FlateDecode)


def saved_states() -> bytes:
    """Ten million graphics states, one in another."""
    return with_content(packed(b"q " * 100_000, 100), Filter=Name.FlateDecode)


def marks() -> bytes:
    """A hundred thousand marked contents, one in another, each with a letter."""
    return with_content(b"BT /known 9 Tf " + b"/a BMC <01> Tj " * 100_000)


def rows() -> bytes:
    """Rules of 100 000 rows on a thousand pages."""
    ruled = b"".join(
        b"60 %d m 500 %d l S 60 %d m 60 %d l S 500 %d m 500 %d l S\n" % (y, y, y, y + 8, y, y + 8)
        for y in range(20, 820, 8)
    )
    return many_pages(ruled, 1_000)


def crossings() -> bytes:
    """Pages full of lines that cross each other."""
    across = b"".join(b"0 %d m 595 %d l S\n" % (y, y) for y in range(0, 840, 4))
    return many_pages(across + b"".join(b"%d 0 m %d 842 l S\n" % (x, x) for x in range(0, 595, 4)))


def letters() -> bytes:
    """Six million characters on a hundred pages."""
    line = b"1 0 0 1 9 %d Tm <" + b"01" * 200 + b"> Tj\n"
    lines = b"".join(line % (y * 2) for y in range(300))
    return many_pages(b"BT /known 2 Tf\n" + lines + b"ET")


def many_pages(content: bytes, count: int = 100) -> bytes:
    pdf = open_pdf([Page().text(80, 100, "甲")])
    page = pdf.pages[0]
    shared = pdf.make_indirect(Stream(pdf, content))
    page.Contents = Array([page.Contents, shared])
    entries = {key: page.obj[key] for key in ("/Type", "/MediaBox", "/Resources", "/Contents")}
    for _ in range(count - 1):
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(entries))))
    return saved(pdf)


def pages() -> bytes:
    """1 501 pages."""
    return many_pages(b"", 1_501)


def with_forms(link: Callable[[int, int], bytes], count: int) -> bytes:
    """Return a page that draws form 0; ``link`` tells what a form draws, of so many."""
    pdf = open_pdf([Page().text(80, 100, "甲")])
    forms = [pdf.make_indirect(Stream(pdf, link(number, count))) for number in range(count)]
    for number, form in enumerate(forms):
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, 600, 900])
        following = forms[(number + 1) % count]
        form.Resources = Dictionary(XObject=Dictionary(X=following))
    page = pdf.pages[0]
    page.Resources.XObject = Dictionary(X=forms[0])
    page.Contents = Array([page.Contents, pdf.make_indirect(Stream(pdf, b"/X Do"))])
    return saved(pdf)


def laughs() -> bytes:
    """Nine forms, each of which draws the next one ten times."""
    return with_forms(lambda number, count: b"/X Do " * 10 if number + 1 < count else PATH, 9)


def unnamed_laughs() -> bytes:
    """The same, written so that the name of what is drawn is not next to its operator."""
    return with_forms(lambda number, count: b"/X %\nDo " * 10 if number + 1 < count else PATH, 9)


def form_that_draws_itself() -> bytes:
    return with_forms(lambda number, count: b"/X Do /X Do", 1)


def deep_forms() -> bytes:
    return with_forms(lambda number, count: b"/X Do" if number + 1 < count else PATH, 2_000)


def form_drawn_often() -> bytes:
    return with_forms(lambda number, count: b"/X Do " * 20_000 if number == 0 else PATH * 1_000, 2)


def file_of(*objects: bytes) -> bytes:
    """Return a file of numbered objects, the first one its catalogue."""
    parts, places = [b"%PDF-1.7\n"], []
    for number, content in enumerate(objects, 1):
        places.append(sum(map(len, parts)) if number < 10 else 0)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return b"".join([*parts, head, table, tail])


CATALOGUE = b"<</Type /Catalog /Pages 2 0 R>>"


def page_tree_without_end() -> bytes:
    tree = b"<</Type /Pages /Count 1000 /Kids [2 0 R 3 0 R 2 0 R]>>"
    return file_of(CATALOGUE, tree, b"<</Type /Pages /Count 9 /Kids [2 0 R 3 0 R]>>")


def kids() -> bytes:
    """One page two million times."""
    tree = b"<</Type /Pages /Count 2000000 /Kids [" + b"3 0 R " * 2_000_000 + b"]>>"
    return file_of(CATALOGUE, tree, b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]>>")


def array() -> bytes:
    """An array of ten million numbers."""
    catalogue = b"<</Type /Catalog /Pages 2 0 R /A [" + b"0 " * 10**7 + b"]>>"
    return file_of(catalogue, b"<</Type /Pages /Count 0 /Kids []>>")


def deep_array() -> bytes:
    catalogue = b"<</Type /Catalog /Pages 2 0 R /A " + b"[" * 10**6 + b"]" * 10**6 + b">>"
    return file_of(catalogue, b"<</Type /Pages /Count 0 /Kids []>>")


def objects_in_a_stream() -> bytes:
    """An object stream that unpacks to an array of a hundred million numbers."""
    pdf = open_pdf([Page().text(80, 100, "甲")])
    bombs = Stream(pdf, packed(b"0 " * 500_000, 200))
    bombs.Type, bombs.N, bombs.First, bombs.Filter = Name.ObjStm, 1, 0, Name.FlateDecode
    pdf.Root.A = pdf.make_indirect(bombs)
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def size_of_page(box: bytes) -> bytes:
    """Return a page of another size."""
    data = saved(open_pdf([Page().text(80, 100, "甲").rule(1e30, 1e30, 1e38, 0)]))
    return data.replace(b"[ 0 0 595 842 ]", b"[ %s ]" % box)


def named(*makers: Callable[[], bytes]) -> dict[str, Callable[[], bytes]]:
    return {each.__name__.replace("_", " "): each for each in makers}


REFUSED = named(bomb, shapes, marks, pages, laughs, form_that_draws_itself, kids)
"""Each ends in an error at once."""

REFUSED_TOO = named(
    bomb_in_a_bomb,
    picture_among_operators,
    font,
    saved_states,
    unnamed_laughs,
    deep_forms,
    form_drawn_often,
    page_tree_without_end,
    array,
    deep_array,
    objects_in_a_stream,
    rows,
    crossings,
    letters,
)
"""So do these; the last ones only once enough of them was read."""

READ: dict[str, Callable[[], bytes]] = {
    "huge page": lambda: size_of_page(b"0 0 1000000000 1000000000"),
    "endless page": lambda: size_of_page(b"0 0 %s.0 %s.0" % (b"9" * 38, b"9" * 38)),
    "page without size": lambda: size_of_page(b"0 0 0 0"),
    "page inside out": lambda: size_of_page(b"595 842 0 0"),
    "letters nowhere": lambda: with_content(
        b"1e38 0 0 1e38 1e38 1e38 cm 1e30 0 m 1e38 9 l S BT /known 1e30 Tf <01> Tj ET"
    ),
}
"""Strange, but with a text that can be read."""
