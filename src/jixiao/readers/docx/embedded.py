"""The definition that a file of ours carries (`jixiao.writers.docx.source`)."""

from jixiao.readers.docx.context import Context
from jixiao.readers.docx.xml import parse_tree
from jixiao.readers.zip import Archive
from jixiao.writers.docx.source import NAMESPACE, EmbeddedDefinition, definition_in

_HEAD = 4096
_MOST_TAGS = 100
# Bytes for each character that is allowed.
_BYTES_A_CHARACTER = 3


def _is_plain(xml: bytes) -> bool:
    """Tell whether a part is little but text: a tree of it takes no more memory than its text."""
    root = xml.find(NAMESPACE.encode())
    return 0 <= xml.find(b">", root) < 2 * _HEAD and xml.count(b"<") <= _MOST_TAGS


def find_definition(
    archive: Archive, main: str, name: str, context: Context
) -> EmbeddedDefinition | None:
    """Return the definition in the first part that has one; None where there is none whole.

    Raises:
        JixiaoError: a part with our namespace has a DOCTYPE, or is larger than any definition.
    """
    limit = context.options.limits.characters * _BYTES_A_CHARACTER
    for part in archive.names:
        if part == main or not part.lower().endswith(".xml"):
            continue
        # A cheap look first: no other part need be inflated.
        head = next(archive.read(part), b"")[:_HEAD]
        if NAMESPACE.encode() not in head:
            continue
        xml = archive.read_whole(part, limit)
        root = parse_tree(xml, part, name) if _is_plain(xml) else None
        if root is None or part in archive.damage:
            context.tally.add("read-embedded")
        elif (found := definition_in(root)) is not None:
            return found
    return None
