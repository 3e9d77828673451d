"""The parts of an Office package and how they refer to each other (ECMA-376-2 §6)."""

from posixpath import dirname, join, normpath
from typing import NamedTuple

from lxml import etree

from jixiao.i18n import _
from jixiao.readers.docx.xml import read_tree
from jixiao.readers.faults import unreadable
from jixiao.readers.zip import Archive

_MAIN, _USUAL_MAIN = "officeDocument", "word/document.xml"
_MAIN_CONTENT = ".main+xml"
_WORD_CONTENT = "word"
_KINDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)


class Relationship(NamedTuple):
    """A reference of one part to another: ``kind`` is the last word of its type."""

    identifier: str
    kind: str
    target: str


class Package:
    """Finds the parts of a document; ``main`` is the name of its main part."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive, self._name = archive, name
        self.main = self._find_main()
        self.relationships = self._relationships(self.main)

    def related(self, kind: str) -> list[str]:
        """Return the parts that the main part refers to as one kind, each once, if they exist."""
        targets = [each.target for each in self.relationships if each.kind == kind]
        found = [self._archive.find(target) for target in targets]
        return list(dict.fromkeys(part for part in found if part is not None))

    def _find_main(self) -> str:
        wanted = [each.target for each in self._relationships("") if each.kind == _MAIN]
        wanted += self._main_by_content_type()
        wanted.append(_USUAL_MAIN)
        for target in wanted:
            if (found := self._archive.find(target)) is not None:
                return found
        if self._archive.salvaged:
            raise unreadable(self._name, _("the file is damaged, and no text is left in it"))
        raise unreadable(self._name, _("it is an archive without a Word document in it"))

    def _main_by_content_type(self) -> list[str]:
        """Return parts that [Content_Types].xml calls a main document (§6.2.3.3)."""
        root = self._tree("[Content_Types].xml")
        if root is None:
            return []
        found = []
        for override in root.iterchildren("{*}Override"):
            content = override.get("ContentType", "")
            if content.endswith(_MAIN_CONTENT) and _WORD_CONTENT in content:
                found.append(override.get("PartName", "").lstrip("/"))
        return found

    def _relationships(self, part: str) -> list[Relationship]:
        """Return the relationships of a part, or of the package itself (§6.5)."""
        folder, _slash, base = part.rpartition("/")
        root = self._tree(join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return []
        found = []
        for each in root.iterchildren("{*}Relationship"):
            kind, target = each.get("Type", ""), each.get("Target", "")
            short = next((kind[len(start) :] for start in _KINDS if kind.startswith(start)), "")
            if short and target and each.get("TargetMode") != "External":
                path = normpath(join("/", dirname(part), target)).lstrip("/")
                found.append(Relationship(each.get("Id", ""), short, path))
        return found

    def _tree(self, part: str) -> etree._Element | None:
        found = self._archive.find(part)
        return None if found is None else read_tree(self._archive, found, self._name)
