"""Parts of a package as XML that is read while it is parsed, and forgotten.

Only what was handed over is complete; it is then taken off the tree, so that memory holds one
paragraph or row of a long document. No part may have a DOCTYPE (ECMA-376-2 §6.2.5): without one
there are no entities, neither of files nor of floods.
"""

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from lxml import etree

from jixiao.diagnostics import JixiaoError
from jixiao.i18n import _
from jixiao.readers.docx.budget import Budget
from jixiao.readers.docx.feeder import Feeder, Reader
from jixiao.readers.docx.markup import Element
from jixiao.readers.docx.names import ROOT_TAGS, Names
from jixiao.readers.faults import unreadable
from jixiao.readers.zip import Archive

# Names and properties; the largest of a real report has a few KiB.
_LARGEST_TREE = 4 * 2**20


class _StartedError(Exception):
    """The root has begun: a DOCTYPE can no more follow."""


class _DoctypeError(Exception):
    """A part has a DOCTYPE."""


class _BrokenError(Exception):
    """A part is damaged before its root begins."""


class _Prolog:
    """Looks at a part up to its root, by another parser, which stops before it reads a DOCTYPE."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._over = False

    def feed(self, xml: bytes) -> None:
        """Read a piece.

        Raises:
            _DoctypeError, _BrokenError: see there.
        """
        if self._over:
            return
        try:
            self._parser.Parse(xml)
        except _StartedError:
            self._over = True
        except (expat.ExpatError, LookupError, ValueError) as error:
            # The last two: an encoding that no part may have (ECMA-376-2 annex E).
            raise _BrokenError from error

    def _doctype(self, *_arguments: object) -> None:
        raise _DoctypeError

    def _start(self, *_arguments: object) -> None:
        raise _StartedError


def read_part(
    archive: Archive, part: str, name: str, budget: Budget, start: Callable[[Names], Reader]
) -> bool:
    """Read a part; return whether it was whole.

    ``start`` makes the reader, when the vocabulary of the part is known. What stands before a
    damage is handed over; the last element is then as much as there is of it.

    Raises:
        JixiaoError: the part has a DOCTYPE, or asks for more than a limit.
    """
    parser = etree.XMLPullParser(
        events=("start",),
        tag=ROOT_TAGS,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    prolog = _Prolog()
    feeder: Feeder | None = None
    whole = True
    try:
        for xml in archive.read(part):
            budget.spend_xml(xml)
            prolog.feed(xml)
            parser.feed(xml)
            feeder = feeder or _feeder_of(parser, part, start)
            if feeder and (taken := feeder.hand_over()):
                budget.settle(taken)
        parser.close()
    except _DoctypeError as error:
        raise doctype_refused(name, part) from error
    except etree.XMLSyntaxError as error:
        if limit := _limit_of(error, budget):
            raise limit from error
        whole = False
    except _BrokenError:
        whole = False
    if feeder := feeder or _feeder_of(parser, part, start):
        budget.settle(feeder.hand_over(final=True))
    return whole and feeder is not None and archive.damage.get(part) != "cut"


def doctype_refused(name: str, part: str) -> JixiaoError:
    """Return the error of a part that has a DOCTYPE."""
    return unreadable(name, _("{part} has a DOCTYPE, which no Office file has").format(part=part))


def read_tree(archive: Archive, part: str, name: str) -> Element | None:
    """Return the root of a small part; None where it is damaged.

    Raises:
        JixiaoError: the part has a DOCTYPE, or is not small.
    """
    return parse_tree(archive.read_whole(part, _LARGEST_TREE), part, name)


def parse_tree(xml: bytes, part: str, name: str) -> Element | None:
    """Return the root of a part; None where it is damaged.

    Raises:
        JixiaoError: the part has a DOCTYPE.
    """
    try:
        _Prolog().feed(xml)
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except _DoctypeError as error:
        raise doctype_refused(name, part) from error
    except (_BrokenError, etree.XMLSyntaxError):
        return None


def _limit_of(error: etree.XMLSyntaxError, budget: Budget) -> JixiaoError | None:
    """Return the error of a limit that the parser has of its own, where this is one."""
    message = error.msg or ""
    if "XML_PARSE_HUGE" not in message:
        return None
    return budget.too_nested() if "depth" in message else budget.too_long()


def _feeder_of(
    parser: "etree.XMLPullParser[Any]", part: str, start: Callable[[Names], Reader]
) -> Feeder | None:
    for _event, element in parser.read_events():
        if element.getparent() is None:
            names = Names(element)
            return Feeder(element, part, names, start(names))
    return None
