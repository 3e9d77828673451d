"""Foreign items put into a DOCX at random places; the original package is kept otherwise."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from tests.planting import FOREIGN

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
V = "urn:schemas-microsoft-com:vml"
DOCUMENT = "word/document.xml"


@dataclass(frozen=True)
class PlantedDocx:
    """A DOCX with foreign texts; ``paths`` lead to their paragraphs in ``part``."""

    kind: str
    data: bytes
    items: tuple[str, ...]
    part: str
    paths: tuple[tuple[int, ...], ...]


def plant_docx(data: bytes, seed: int) -> PlantedDocx:
    """Return a DOCX with one foreign item; the seed decides which and where."""
    chance = random.Random(seed)
    parts = _parts(data)
    footers = sorted(name for name in parts if name.startswith("word/footer"))
    kinds = sorted(_PLANTERS) + (["footer"] if footers else [])
    kind = chance.choice(kinds)
    part = chance.choice(footers) if kind == "footer" else DOCUMENT
    root = etree.fromstring(parts[part])
    planter = _footer if kind == "footer" else _PLANTERS[kind]
    planted = planter(root, chance)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    texts = tuple("".join(str(text) for text in item.itertext()) for item in planted)
    return PlantedDocx(kind, _package(parts), texts, part, tuple(map(_path, planted)))


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _package(parts: dict[str, bytes]) -> bytes:
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return package.getvalue()


def _path(element: etree._Element) -> tuple[int, ...]:
    path: list[int] = []
    while (parent := element.getparent()) is not None:
        path.insert(0, parent.index(element))
        element = parent
    return tuple(path)


def _paragraph(text: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{W}"><w:r><w:t>{text}</w:t></w:r></w:p>')


def _new_cell(text: str) -> etree._Element:
    cell = etree.Element(f"{{{W}}}tc")
    cell.append(_paragraph(text))
    return cell


def _tables(root: etree._Element) -> list[etree._Element]:
    return root.findall(f"{{{W}}}body/{{{W}}}tbl")


def _row(root: etree._Element, chance: random.Random) -> list[etree._Element]:
    """A row of two or three cells somewhere in a table."""
    table = chance.choice(_tables(root))
    row = etree.Element(f"{{{W}}}tr")
    for _ in range(chance.choice((2, 3))):
        row.append(_new_cell(chance.choice(FOREIGN)))
    rows = table.findall(f"{{{W}}}tr")
    chance.choice(rows).addnext(row)
    return row.findall(f"{{{W}}}tc/{{{W}}}p")


def _cell(root: etree._Element, chance: random.Random) -> list[etree._Element]:
    """A cell more at the end of a row."""
    row = chance.choice(chance.choice(_tables(root)).findall(f"{{{W}}}tr"))
    cell = _new_cell(chance.choice(FOREIGN))
    row.append(cell)
    return cell.findall(f"{{{W}}}p")


def _beside_table(root: etree._Element, chance: random.Random) -> list[etree._Element]:
    """A paragraph above or below a table."""
    table = chance.choice(_tables(root))
    paragraph = _paragraph(chance.choice(FOREIGN))
    chance.choice((table.addnext, table.addprevious))(paragraph)
    return [paragraph]


def _text_box(root: etree._Element, chance: random.Random) -> list[etree._Element]:
    """A text box that floats over a paragraph."""
    anchor = chance.choice(root.findall(f"{{{W}}}body/{{{W}}}p"))
    box = etree.fromstring(
        f'<w:r xmlns:w="{W}" xmlns:v="{V}"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph = _paragraph(chance.choice(FOREIGN))
    box.find(f".//{{{W}}}txbxContent").append(paragraph)  # type: ignore[union-attr]
    anchor.append(box)
    return [paragraph]


def _footer(root: etree._Element, chance: random.Random) -> list[etree._Element]:
    """A line more in a footer."""
    paragraph = _paragraph(chance.choice(FOREIGN))
    root.append(paragraph)
    return [paragraph]


_PLANTERS: dict[str, Callable[[etree._Element, random.Random], list[etree._Element]]] = {
    "row": _row,
    "cell": _cell,
    "beside a table": _beside_table,
    "text box": _text_box,
}
