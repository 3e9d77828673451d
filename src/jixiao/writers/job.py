"""What a writer is given: the document, its looks, and what its file says about itself."""

from dataclasses import dataclass
from datetime import datetime

from jixiao.blocks import Document
from jixiao.layout import Style

LANGUAGE = "zh-CN"
DEFINITION_NAME = "definition.toml"


@dataclass(frozen=True, slots=True)
class Properties:
    """Metadata of the file (document properties, XMP)."""

    title: str
    author: str | None
    subject: str
    created: datetime | None = None
    """In UTC, from SOURCE_DATE_EPOCH; None leaves dates out, so that the bytes stay the same."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to write.

    ``definition`` is the TOML text that is embedded as its source; a sheet about a report has none.
    """

    document: Document
    style: Style
    properties: Properties
    definition: str | None
