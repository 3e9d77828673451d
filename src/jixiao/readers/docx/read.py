"""A DOCX, from its bytes to lines and tables."""

from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _
from jixiao.readers.docx.blocks import Block, BlockReader, is_blank
from jixiao.readers.docx.budget import Budget
from jixiao.readers.docx.context import Context
from jixiao.readers.docx.embedded import find_definition
from jixiao.readers.docx.names import Names
from jixiao.readers.docx.notes import NoteReader
from jixiao.readers.docx.package import Package
from jixiao.readers.docx.styles import StyleReader
from jixiao.readers.docx.xml import read_part
from jixiao.readers.faults import encrypted, too_large, unreadable
from jixiao.readers.types import Aside, AsideKind, Embedded, Reading, ReadOptions
from jixiao.readers.zip import Archive, open_archive
from jixiao.writers.docx.source import VisibleTextHash
from jixiao.writers.memory import unhurried_gc

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that holds a package under a password ([MS-OFFCRYPTO] 2.3.4.4).
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NOTES: dict[str, AsideKind] = {
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
}


def read_docx(data: bytes, name: str, options: ReadOptions | None = None) -> Reading:
    """Read a DOCX (ECMA-376, transitional or strict); ``name`` is how the user knows the file.

    A damaged file gives what stands before the damage, and says that it is ``truncated``.

    Raises:
        JixiaoError: it cannot be read, is protected, or asks for more than the limits.
    """
    options = options or ReadOptions()
    _refuse_at_once(data, name, options)
    archive = open_archive(data, name, options.limits)
    context = Context(options, Budget(name, options.limits))
    try:
        with unhurried_gc():
            return _Docx(archive, name, context).read()
    except RecursionError as error:
        raise context.budget.too_nested() from error


def _refuse_at_once(data: bytes, name: str, options: ReadOptions) -> None:
    if not data:
        raise unreadable(name, _("the file is empty"))
    if len(data) > options.limits.file_bytes:
        raise too_large(name, _("bytes"), options.limits.file_bytes, "file-bytes")
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise encrypted(name)
        raise unreadable(name, _("it is a file of Word 97-2003, whatever its name says"))


class _Docx:
    """One file; its parts are read in the order in which a person would look at them."""

    def __init__(self, archive: Archive, name: str, context: Context) -> None:
        self._archive, self._name, self._context = archive, name, context
        self._package = Package(archive, name)

    def read(self) -> Reading:
        """Read the main part, then what stands around it."""
        context, archive = self._context, self._archive
        self._read_styles()
        definition = find_definition(archive, self._package.main, self._name, context)
        if definition is not None:
            context.visible_text = VisibleTextHash()
        blocks, whole = self._read_main()
        embedded = None
        if definition is not None and context.visible_text is not None:
            intact = whole and context.visible_text.hexdigest() == definition.visible_text
            embedded = Embedded(definition.text, intact)
        context.visible_text = None
        self._read_margins()
        for kind, aside in _NOTES.items():
            for part in self._package.related(kind):
                self._read_notes(part, aside)
        self._report_damage(whole)
        place = Place(self._name)
        lost = (_end_lost(place),) if whole and archive.salvaged else ()
        return Reading(
            "docx",
            tuple(blocks),
            tuple(context.asides),
            embedded,
            (*context.tally.diagnostics(place, context.options.revisions), *lost),
            truncated=not whole,
        )

    def _read_main(self) -> tuple[list[Block], bool]:
        main, readers = self._package.main, []

        def start(names: Names) -> BlockReader:
            if names.root != "document":
                raise unreadable(self._name, _("its main part is no Word document"))
            readers.append(BlockReader(names, self._context))
            return readers[-1]

        whole = read_part(self._archive, main, self._name, self._context.budget, start)
        if not readers and main not in self._archive.damage:
            raise unreadable(self._name, _("its main part is no Word document"))
        blocks = readers[0].finish(whole) if readers else []
        if not whole and not blocks:
            raise unreadable(self._name, _("the file is damaged, and no text is left in it"))
        return blocks, whole

    def _read_margins(self) -> None:
        """Read the headers and footers that sections refer to, each once."""
        targets = {each.identifier: each.target for each in self._package.relationships}
        seen = {self._package.main}
        for kind, identifier in self._context.margins:
            target = targets.get(identifier, "")
            if target in seen:
                continue
            seen.add(target)
            part = self._archive.find(target)
            if part is None:
                self._context.tally.add("read-part", example=target or identifier)
            else:
                self._read_margin(part, kind)

    def _read_margin(self, part: str, kind: AsideKind) -> None:
        readers: list[BlockReader] = []

        def start(names: Names) -> BlockReader:
            readers.append(BlockReader(names, self._context, margin=True))
            return readers[-1]

        whole = read_part(self._archive, part, self._name, self._context.budget, start)
        if not whole:
            self._context.tally.add("read-part", example=part)
        blocks = tuple(readers[0].finish(whole)) if readers else ()
        if not is_blank(blocks):
            self._context.asides.append(Aside(kind, blocks))

    def _read_notes(self, part: str, kind: AsideKind) -> None:
        def start(names: Names) -> NoteReader:
            return NoteReader(names, self._context, kind)

        if not read_part(self._archive, part, self._name, self._context.budget, start):
            self._context.tally.add("read-part", example=part)

    def _read_styles(self) -> None:
        """Learn which styles number their paragraphs; without numbering there is nothing to it."""
        context, package = self._context, self._package
        context.numbers = bool(package.related("numbering"))
        if not context.numbers:
            return
        for part in package.related("styles"):
            readers: list[StyleReader] = []

            def start(names: Names, readers: list[StyleReader] = readers) -> StyleReader:
                readers.append(StyleReader(names))
                return readers[-1]

            read_part(self._archive, part, self._name, context.budget, start)
            context.numbered_styles |= readers[0].numbered() if readers else frozenset()

    def _report_damage(self, whole: bool) -> None:
        tally, archive = self._context.tally, self._archive
        if not whole:
            tally.add("read-truncated", example=self._package.main)
        for part, damage in archive.damage.items():
            if damage == "checksum":
                tally.add("read-checksum", example=part)


def _end_lost(place: Place) -> Diagnostic:
    """Return that the file ends early, but behind its text: a package has the main part first."""
    return Diagnostic(
        "read-end-lost",
        _("the end of the file is lost: its text is whole, but headers and notes may not be"),
        _("get a whole copy of the file, if these matter"),
        place,
    )
