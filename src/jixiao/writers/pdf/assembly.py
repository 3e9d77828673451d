"""One PDF painted chunk by chunk, each chunk's boxes let go as soon as it is written.

The public way to join chunks is `Document.copy(pages).write_pdf()`: it keeps every box of every
page until the end and does work that grows with the square of the pages. `Assembly` paints, tags
and packs pages as they come. It follows `weasyprint.pdf.generate_pdf` and `weasyprint.pdf.tags` of
70.0 step by step, but for what our pages never have (forms, bleed, links to files), and is used
under `tuning.pinned()` only.
"""

from __future__ import annotations

import importlib
import io
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from jixiao.writers.pdf.source import content_digest, seal
from jixiao.writers.pdf.tuning import part, weasyprint

VARIANT = "pdf/a-3a"
# CSS pixels to PDF points, as `generate_pdf` has it for zoom 1.
SCALE = 0.75


class Packed:
    """A finished PDF object as bytes, in the shape that `pydyf.PDF.write` reads."""

    __slots__ = ("compressible", "data", "number", "offset")
    generation = 0
    free = "n"

    def __init__(self, number: int, data: bytes, compressible: bool) -> None:
        self.number = number
        self.data = data
        self.compressible = compressible
        self.offset = 0

    @property
    def indirect(self) -> bytes:
        """The object with its number, as it stands in the file."""
        return b"%d 0 obj\n%s\nendobj" % (self.number, self.data)


def contents_of(stream: Any) -> bytes:
    """The bytes of a content stream, as pydyf puts them together."""
    to_bytes = importlib.import_module("pydyf")._to_bytes
    return b"\n".join(map(to_bytes, stream.stream))


def pack_stream(contents: bytes) -> bytes:
    """A page's content stream as an object, compressed now rather than twice at the end.

    pydyf compresses when it writes and again for the file identifier, at level 9; level 6 gives
    the same size within a percent.
    """
    body = zlib.compress(contents, 6)
    head = b"<</Filter /FlateDecode/Length %d>>\nstream\n" % len(body)
    return b"".join((head, body, b"\nendstream"))


def number_of(page: Any) -> int:
    """The number of the object with a page's contents."""
    return int(page["Contents"].split()[0])


def _settled(item: Any) -> bool:
    """Whether a dictionary is complete with its page; link annotations are not."""
    return bool(item.get("Type") != "/Annot")


@cache
def _pdf_class() -> Any:
    """`pydyf.PDF` whose page references are remembered.

    pydyf builds the tuple of all references at each look-up, and tagging looks once a cell:
    quadratic in the number of pages.
    """
    base: Any = importlib.import_module("pydyf").PDF

    def page_references(self: Any) -> list[bytes]:
        known: list[bytes] = self.__dict__.setdefault("_known_references", [])
        kids = self.pages["Kids"]
        known.extend(b"%d 0 R" % number for number in kids[3 * len(known) :: 3])
        return known

    return type("PDF", (base,), {"page_references": property(page_references)})


class Assembly:
    """One tagged PDF/A, painted chunk by chunk.

    `reserve` keeps the first pages for the contents, `add` paints pages and forgets them,
    `finish` writes fonts, outline, tag tree and metadata as `weasyprint.pdf.generate_pdf` does.
    """

    def __init__(self) -> None:
        self._pydyf: Any = importlib.import_module("pydyf")
        self._fonts: dict[Any, Any] = {}
        self._images: dict[Any, Any] = {}
        self._seen: set[str] = set()
        self._names: list[Any] = []
        self._linked: list[tuple[str, Any]] = []
        self._outline: dict[int, Any] = {}
        self._nums: dict[int, Any] = {}
        self._annotations: list[tuple[bytes, Any]] = []
        self._pages: list[Any] = []
        self._digests: dict[int, bytes] = {}
        self.pdf: Any = _pdf_class()()
        self._begin()

    def _begin(self) -> None:
        pydyf, pdf = self._pydyf, self.pdf
        self._profiles = _colour_profiles(pydyf, pdf)
        spaces = pydyf.Dictionary(
            {
                key: pydyf.Array(("/ICCBased", profile.pdf_reference))
                for key, profile in self._profiles.items()
            }
        )
        pdf.add_object(spaces)
        self._resources = pydyf.Dictionary(
            {
                "ExtGState": pydyf.Dictionary(),
                "XObject": pydyf.Dictionary(),
                "Pattern": pydyf.Dictionary(),
                "Shading": pydyf.Dictionary(),
                "ColorSpace": spaces.reference,
            }
        )
        pdf.add_object(self._resources)
        self._parents = pydyf.Dictionary({"Nums": pydyf.Array()})
        pdf.add_object(self._parents)
        self._root = pydyf.Dictionary(
            {"Type": "/StructTreeRoot", "ParentTree": self._parents.reference}
        )
        pdf.add_object(self._root)
        self._document = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/Document", "P": self._root.reference}
        )
        pdf.add_object(self._document)
        self._root["K"] = pydyf.Array([self._document.reference])
        self._kids: dict[int, list[bytes]] = {}

    def reserve(self, count: int) -> None:
        """Keep the next `count` pages of the file for pages that come later."""
        for _ in range(count):
            page = self._pydyf.Dictionary()
            self.pdf.add_page(page)
            self._pages.append(page)

    def add(self, pages: Sequence[Any], first: int) -> None:
        """Paint and tag `pages`, the first of which is page `first` of the file, from 0."""
        start = len(self.pdf.objects)
        self.reserve(max(0, first + len(pages) - len(self._pages)))
        for index, page in enumerate(pages, first):
            self._add_page(page, index)
        self._pack(start)

    def _add_page(self, page: Any, index: int) -> None:
        pydyf, pdf = self._pydyf, self.pdf
        tags: dict[Any, Any] = {}
        width, height = page.width * SCALE, page.height * SCALE
        stream = part("pdf.stream").Stream(
            self._fonts,
            (0, 0, page.width, page.height),
            self._resources,
            self._images,
            tags,
            self._profiles,
            "srgb",
            compress=True,
        )
        stream.transform(d=-1, f=height)
        pdf.add_object(stream)
        box = pydyf.Array([0, 0, width, height])
        dictionary = self._pages[index]
        dictionary.update(
            Type="/Page",
            Parent=pdf.pages.reference,
            MediaBox=box,
            TrimBox=box,
            Contents=stream.reference,
            Resources=self._resources.reference,
            Tabs="/S",
            StructParents=index,
        )
        self._add_links(page, dictionary, tags, height)
        page.paint(stream, SCALE)
        self._outline[index] = SimpleNamespace(bookmarks=page.bookmarks, height=height)
        self._tag(page, index, tags)

    def _add_links(self, page: Any, dictionary: Any, tags: Any, height: float) -> None:
        fresh = [(k, v[0], v[1]) for k, v in page.anchors.items() if k not in self._seen]
        self._seen.update(name for name, _, _ in fresh)
        matrix = part("matrix").Matrix(SCALE, 0, 0, -SCALE, 0, height)
        part("pdf.anchors").add_links(
            (page.links, fresh), matrix, self.pdf, dictionary, self._names, tags
        )
        self._linked += [
            (target, box.link_annotation)
            for kind, target, _, box in page.links
            if kind == "internal"
        ]

    def _tag(self, page: Any, index: int, tags: Any) -> None:
        nums: dict[int, bytes] = {}
        build = part("pdf.tags")._build_box_tree
        elements = build(
            page._page_box, self._document, self.pdf, index, nums, self._annotations, tags
        )
        self._kids[index] = [element.reference for element in elements]
        # By number, not by order: content that found no element must not shift the others.
        last = max(nums, default=-1)
        self._nums[index] = [nums.get(mcid, b"null") for mcid in range(last + 1)]

    def _pack(self, start: int, final: bool = False) -> None:
        """Turn the objects from number `start` on into bytes, but for those that still change."""
        pydyf, objects = self._pydyf, self.pdf.objects
        for number in range(start, len(objects)):
            item: Any = objects[number]
            if isinstance(item, pydyf.Stream):
                # Page contents are the only streams without entries of their own.
                data = item.data if item.extra else self._pack_page(number, item)
                objects[number] = Packed(number, data, False)
            elif isinstance(item, pydyf.Dictionary) and item and (final or _settled(item)):
                objects[number] = Packed(number, item.data, True)

    def _pack_page(self, number: int, stream: Any) -> bytes:
        contents = contents_of(stream)
        self._digests[number] = content_digest(contents)
        return pack_stream(contents)

    def finish(self, metadata: Any, attachments: Sequence[Any]) -> tuple[bytes, list[str]]:
        """The file, and the anchors that links name and no page has."""
        dangling = self._unlink()
        self._write_outline()
        self._write_catalog(metadata)
        self._write_attachments(attachments)
        self._write_names()
        options = {"hinting": False, "pdf_version": "1.7"}
        fonts = part("pdf.fonts").build_fonts_dictionary(self.pdf, self._fonts, True, True, options)
        self.pdf.add_object(fonts)
        self._resources["Font"] = fonts.reference
        part("pdf")._use_references(self.pdf, self._resources, self._images, self._profiles)
        self._write_tree()
        conform, _ = part("pdf").VARIANTS[VARIANT]
        conform(self.pdf, SimpleNamespace(metadata=metadata), [], attachments, True)
        if "AF" in self.pdf.catalog:
            # WeasyPrint lists each file twice.
            unique = dict.fromkeys(self.pdf.catalog["AF"])
            self.pdf.catalog["AF"] = self._pydyf.Array(unique)
        self._pack(1, final=True)
        output = io.BytesIO()
        self.pdf.write(output, b"1.7", True, True)
        return output.getvalue(), dangling

    def _unlink(self) -> list[str]:
        """Take the destination from links that lead nowhere, and name their targets."""
        dangling: dict[str, None] = {}
        for target, annotation in self._linked:
            if target not in self._seen:
                annotation.pop("Dest", None)
                dangling[target] = None
        return list(dangling)

    def _write_outline(self) -> None:
        tree: list[Any] = []
        skipped: list[int] = []
        by_depth, level = [tree], 0
        grow = part("anchors").make_page_bookmark_tree
        for index in sorted(self._outline):
            page = self._outline[index]
            matrix = part("matrix").Matrix(a=SCALE, d=-SCALE, f=page.height)
            level = grow(page, skipped, by_depth, level, index, matrix)
        part("pdf.anchors").add_outlines(self.pdf, tree)

    def _write_catalog(self, metadata: Any) -> None:
        pydyf, pdf = self._pydyf, self.pdf
        entries = {
            "Producer": f"WeasyPrint {weasyprint().VERSION}",
            "Title": metadata.title,
            "Author": ", ".join(metadata.authors),
            "Creator": metadata.generator,
            "CreationDate": part("pdf")._w3c_date_to_pdf(metadata.created, "created"),
            "ModDate": part("pdf")._w3c_date_to_pdf(metadata.modified, "modified"),
        }
        pdf.info.update({key: pydyf.String(text) for key, text in entries.items() if text})
        pdf.catalog["Lang"] = pydyf.String(metadata.lang)
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        profile = self._profiles["srgb"]
        intent = pydyf.Dictionary(
            {
                "Type": "/OutputIntent",
                "S": "/GTS_PDFA1",
                "OutputConditionIdentifier": pydyf.String(profile.name),
                "Info": pydyf.String(profile.name),
                "DestOutputProfile": profile.pdf_reference,
            }
        )
        pdf.catalog["OutputIntents"] = pydyf.Array([intent])

    def _write_attachments(self, attachments: Sequence[Any]) -> None:
        names = self._pydyf.Array()
        for attachment in attachments:
            filespec = part("pdf.anchors").write_pdf_attachment(self.pdf, attachment, True)
            seal(filespec, [self._digests[number_of(page)] for page in self._pages])
            names.extend((filespec["F"], filespec.reference))
        if names:
            files = self._pydyf.Dictionary({"Names": names})
            self.pdf.add_object(files)
            self._catalog_names()["EmbeddedFiles"] = files.reference

    def _write_names(self) -> None:
        if self._names:
            names = self._pydyf.Array()
            for anchor, target in sorted(self._names, key=lambda item: str(item[0])):
                names.extend((self._pydyf.String(anchor), target))
            self._catalog_names()["Dests"] = self._pydyf.Dictionary({"Names": names})

    def _catalog_names(self) -> Any:
        return self.pdf.catalog.setdefault("Names", self._pydyf.Dictionary())

    def _write_tree(self) -> None:
        """The tag tree's root: pages in the order of the file, then link annotations."""
        array = self._pydyf.Array
        self._document["K"] = array(
            kid for index in sorted(self._kids) for kid in self._kids[index]
        )
        nums = self._parents["Nums"]
        for index in sorted(self._nums):
            nums.extend((index, array(self._nums[index])))
        for key, (reference, annotation) in enumerate(self._annotations, len(self._pages)):
            nums.extend((key, reference))
            annotation["StructParent"] = key
        self.pdf.catalog["StructTreeRoot"] = self._root.reference


def _colour_profiles(pydyf: Any, pdf: Any) -> Mapping[str, Any]:
    """WeasyPrint's sRGB profile as an object of `pdf`: PDF/A wants the output intent."""
    name = "sRGB2014.icc"
    content = (files("weasyprint.pdf") / name).read_bytes()
    components = (["r"], ["g"], ["b"])
    profile = part("css").ColorProfile(
        io.BytesIO(content), name, "relative-colorimetric", components
    )
    stream = pydyf.Stream([profile.content], pydyf.Dictionary({"N": 3}), compress=True)
    pdf.add_object(stream)
    profile.pdf_reference = stream.reference
    return {"srgb": profile}
