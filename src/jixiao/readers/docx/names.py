"""Names of elements: of files that Word writes, and of strict ones (ECMA-376-1, -4)."""

from lxml import etree

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATH = {
    _TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/math",
    _STRICT: "http://purl.oclc.org/ooxml/officeDocument/math",
}
_RELATIONSHIP = {
    _TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
"""Text along a path (WordArt), an attribute."""


_ROOTS = ("document", "hdr", "ftr", "footnotes", "endnotes", "comments", "styles")
ROOT_TAGS = tuple(f"{{{word}}}{root}" for word in _MATH for root in _ROOTS)
"""The roots of the parts that are read, as lxml names them."""


class Names:
    """The names in one part: those of the vocabulary of its root."""

    def __init__(self, root: etree._Element) -> None:
        name = etree.QName(root)
        word = name.namespace or _TRANSITIONAL
        self._word = f"{{{word}}}"
        self._math = f"{{{_MATH[word]}}}"
        self.root = name.localname
        self.value = self.word("val")
        self.relationship = f"{{{_RELATIONSHIP[word]}}}id"

    def word(self, name: str) -> str:
        """Return a WordprocessingML element or attribute as lxml names it."""
        return self._word + name

    def math(self, name: str) -> str:
        """Return an Office MathML element as lxml names it."""
        return self._math + name
