"""The XML of a part as a tree that gives back every byte that nobody has changed.

A serialiser would write quotes, prefixes and declarations in its own way. Here an element that
was not touched, nor anything in it, is the very bytes of the file.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.parsers import expat

_SELF_CLOSING = b"/>"


class Element:
    """An element of the file. ``children`` are elements, as they stand there, changes left out.

    ``name`` is ``{namespace}local``, as lxml has it; ``text`` is the text directly inside of it.
    """

    __slots__ = (
        "_attributes",
        "_changed",
        "_content",
        "_may_be_empty",
        "_pieces",
        "_source",
        "children",
        "end",
        "name",
        "open_end",
        "parent",
        "start",
    )

    def __init__(
        self,
        source: bytes,
        name: str,
        attributes: dict[str, str],
        start: int,
        parent: "Element | None",
    ) -> None:
        self._source, self._attributes = source, attributes
        self.name, self.start, self.parent = name, start, parent
        self.open_end = self.end = start
        self.children: list[Element] = []
        self._pieces: list[str] | None = None
        self._content: list[Element | bytes] | None = None
        self._changed = False
        self._may_be_empty = True

    @property
    def text(self) -> str:
        """The text directly inside of it."""
        return "".join(self._pieces or ())

    def add_text(self, text: str) -> None:
        """Note a piece of the text directly inside of it, while the file is read."""
        if self._pieces is None:
            self._pieces = []
        self._pieces.append(text)

    @property
    def above(self) -> "Element":
        """The element that it stands in; the root stands in none."""
        assert self.parent is not None
        return self.parent

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute by its name as lxml has it."""
        return self._attributes.get(name, default)

    def find(self, name: str) -> "Element | None":
        """Return the first child of a name, or None."""
        return next((child for child in self.children if child.name == name), None)

    def iter(self) -> "Iterator[Element]":
        """Yield the element and all below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.iter()

    @property
    def own(self) -> bytes:
        """The bytes of the file, whatever was changed since."""
        return self._source[self.start : self.end]

    @property
    def start_tag(self) -> bytes:
        """The start tag as the file has it, but never closed at once."""
        tag = self._source[self.start : self.open_end]
        return tag[: -len(_SELF_CLOSING)].rstrip() + b">" if self._closes_itself else tag

    # ---- changes ----

    def replace(self, child: "Element", *by: bytes) -> None:
        """Put other bytes in the place of a child: none of them takes it away."""
        content = self._changeable()
        at = _index(content, child)
        content[at : at + 1] = [b"".join(by)]

    def insert_before(self, child: "Element | None", xml: bytes) -> None:
        """Put bytes in front of a child; without one, at the end."""
        content = self._changeable()
        content.insert(len(content) if child is None else _index(content, child), xml)

    def insert_after(self, child: "Element", xml: bytes) -> None:
        """Put bytes behind a child, and behind what was put there before."""
        content = self._changeable()
        at = _index(content, child) + 1
        while at < len(content) and not isinstance(content[at], Element):
            at += 1
        content.insert(at, xml)

    def insert_first(self, xml: bytes) -> None:
        """Put bytes in front of all children."""
        self._changeable().insert(0, xml)

    def leave_out_empty_parts(self) -> None:
        """Write nothing of it that has no content, where changes have emptied or divided it."""
        self._may_be_empty = False

    @property
    def is_changed(self) -> bool:
        """Whether the element, or anything in it, was changed."""
        return self._changed

    def serialise(self) -> bytes:
        """Return its bytes, with all changes."""
        if not self._changed:
            return self.own
        content = b"".join(
            part if isinstance(part, bytes) else part.serialise() for part in self._whole_content()
        )
        whole = self.start_tag + content + self._end_tag()
        return whole if self._may_be_empty else _without_empty(whole, self.tag)

    def _changeable(self) -> "list[Element | bytes]":
        element: Element | None = self
        while element is not None and not element._changed:
            element._changed = True
            element = element.parent
        self._content = self._whole_content()
        return self._content

    def _whole_content(self) -> "list[Element | bytes]":
        """Return children and the bytes between them."""
        if self._content is not None:
            return self._content
        content: list[Element | bytes] = []
        at = self.open_end
        for child in self.children:
            if at < child.start:
                content.append(self._source[at : child.start])
            content.append(child)
            at = child.end
        end = self.open_end if self._closes_itself else self._source.rindex(b"</", at, self.end)
        if at < end:
            content.append(self._source[at:end])
        return content

    @property
    def _closes_itself(self) -> bool:
        return self.end == self.open_end

    def _end_tag(self) -> bytes:
        if not self._closes_itself:
            return self._source[self._source.rindex(b"</", self.open_end, self.end) : self.end]
        return b"</" + self.tag + b">"

    @property
    def tag(self) -> bytes:
        """Its name as the file has it, with the prefix."""
        return self._source[self.start + 1 : self.open_end].split(None, 1)[0].rstrip(b"/>")


def _index(content: "list[Element | bytes]", child: Element) -> int:
    return next(at for at, part in enumerate(content) if part is child)


class XmlTree:
    """A part of a package; ``prefixes`` are those of the root, by namespace.

    Raises:
        ValueError: it is not whole XML in UTF-8, or has a DOCTYPE.
    """

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self.root: Element | None = None
        self.prefixes: dict[str, bytes] = {}
        self._open: list[Element] = []
        self._read()

    def at(self, path: tuple[int, ...]) -> Element:
        """Return the element to which the indices of children lead from the root.

        Raises:
            IndexError: there is none.
        """
        assert self.root is not None  # there is one, or the constructor has raised
        element = self.root
        for index in path:
            element = element.children[index]
        return element

    def serialise(self) -> bytes:
        """Return the whole part, with all changes."""
        assert self.root is not None
        return self._xml[: self.root.start] + self.root.serialise() + self._xml[self.root.end :]

    def _read(self) -> None:
        if not self._xml.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
            raise ValueError("not UTF-8")
        parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._namespace
        parser.CharacterDataHandler = self._text
        parser.StartElementHandler = lambda name, attributes: self._start(
            name, attributes, parser.CurrentByteIndex
        )
        parser.EndElementHandler = lambda _name: self._end(parser.CurrentByteIndex)
        try:
            parser.Parse(self._xml, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower().replace("_", "-") not in ("utf-8", "utf8", "us-ascii"):
            raise ValueError(f"encoding {encoding}")

    def _doctype(self, *_arguments: object) -> None:
        raise ValueError("DOCTYPE")

    def _namespace(self, prefix: str | None, uri: str) -> None:
        if self.root is None and prefix:
            self.prefixes.setdefault(uri, prefix.encode())

    def _text(self, text: str) -> None:
        self._open[-1].add_text(text)

    def _start(self, name: str, attributes: dict[str, str], index: int) -> None:
        parent = self._open[-1] if self._open else None
        known = {_clark(key): value for key, value in attributes.items()} or _NO_ATTRIBUTES
        element = Element(self._xml, _clark(name), known, index, parent)
        element.open_end = _end_of_tag(self._xml, index)
        if parent is None:
            self.root = element
        else:
            parent.children.append(element)
        self._open.append(element)

    def _end(self, index: int) -> None:
        element = self._open.pop()
        if self._xml[element.open_end - 2 : element.open_end] == _SELF_CLOSING:
            element.end = element.open_end
        else:
            element.end = self._xml.index(b">", index) + 1


# A long document has millions of elements: they share what they can.
_NO_ATTRIBUTES: dict[str, str] = {}


@lru_cache(maxsize=1024)
def _clark(name: str) -> str:
    return "{" + name if "}" in name else name


# An attribute may hold a >.
_START_TAG = re.compile(rb"""<(?:[^"'>]++|"[^"]*"|'[^']*')*+>""")


_ATTRIBUTES = rb"""(?:\s(?:[^"'>]++|"[^"]*"|'[^']*')*+)?"""


def _without_empty(xml: bytes, tag: bytes) -> bytes:
    name = re.escape(tag)
    return re.sub(rb"<%b%b>\s*</%b\s*>" % (name, _ATTRIBUTES, name), b"", xml)


def _end_of_tag(xml: bytes, start: int) -> int:
    match = _START_TAG.match(xml, start)
    assert match is not None  # the parser has read it
    return match.end()
