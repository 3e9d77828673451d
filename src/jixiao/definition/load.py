"""Definition files to reports."""

from dataclasses import dataclass
from pathlib import Path as FilePath

from jixiao.definition.source import Source
from jixiao.definition.tree import read_model, read_tree
from jixiao.diagnostics import Diagnostic, JixiaoError, Place, describe_os_error
from jixiao.i18n import _
from jixiao.model import SCHEMA_VERSION, Report


@dataclass(frozen=True)
class Definition:
    """A report together with the text it was read from, so that faults can name their place."""

    report: Report
    source: Source

    def place_of(self, *path: str | int) -> Place:
        """Return where the value at a path such as ``("projects", 0, "code")`` stands."""
        return self.source.place_of(path)


def loads(data: bytes | str, name: str = "<string>") -> Definition:
    """Return the definition in the given TOML or JSON text; ``name`` is used in messages.

    Raises:
        JixiaoError: every fault of the text, each with line and column.
    """
    source = Source.decode(data.encode() if isinstance(data, str) else data, name)
    tree = read_tree(source)
    tree.pop("$schema", None)  # how a JSON file names its schema to editors
    _refuse_newer(tree.get("schema"), source)
    return Definition(read_model(source, Report, tree), source)


def load(path: FilePath | str) -> Definition:
    """Return the definition in a TOML or JSON file.

    Raises:
        JixiaoError: the file cannot be read, or every fault of its text.
    """
    try:
        data = FilePath(path).read_bytes()
    except OSError as error:
        raise JixiaoError(
            Diagnostic(
                "unreadable",
                _("the file cannot be read: {reason}").format(reason=describe_os_error(error)),
                place=Place(str(path)),
            )
        ) from error
    return loads(data, str(path))


def _refuse_newer(version: object, source: Source) -> None:
    """Say one thing only of a file of a later format: its other faults may be none."""
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise JixiaoError(
            Diagnostic(
                "schema-newer",
                _("the file has format version {version}; this jixiao reads up to {known}").format(
                    version=version, known=SCHEMA_VERSION
                ),
                _("install a newer jixiao: pip install --upgrade jixiao"),
                source.place_of(("schema",)),
            )
        )
