"""Template packs: a folder with a layout, a style file and editions. Where they are found."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from pydantic import BaseModel, ConfigDict

from jixiao.definition import Source, read_model
from jixiao.diagnostics import Diagnostic, JixiaoError, Place, describe_os_error
from jixiao.i18n import _
from jixiao.layout.edition import Edition
from jixiao.layout.style import Style
from jixiao.layout.style_check import check_references
from jixiao.model import Line

if TYPE_CHECKING:
    from jixiao.layout.environment import LayoutEnvironment

DEFAULT_PACK = "hebei"
PACK_FILE = "pack.toml"
TEMPLATES_VARIABLE = "JIXIAO_TEMPLATES"


class Manifest(BaseModel):
    """The file ``pack.toml`` of a template pack."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    title: Line
    layout: Line
    draft: Line
    succession: Line | None = None
    sheet: Line | None = None
    corrections: Line | None = None


@dataclass(frozen=True)
class Pack:
    """A template pack that was read and checked; editions are read when they are asked for."""

    folder: Path
    manifest: Manifest
    style: Style

    @cached_property
    def environment(self) -> "LayoutEnvironment":
        """The Jinja environment of this pack, with its compiled templates."""
        # Jinja takes its time to start, and who only reads prints nothing.
        from jixiao.layout.environment import LayoutEnvironment

        return LayoutEnvironment(self.folder)

    @property
    def edition_names(self) -> list[str]:
        """The names of the editions of this pack, sorted."""
        return sorted(path.stem for path in (self.folder / "editions").glob("*.toml"))

    def edition(self, name: str) -> Edition | None:
        """Return an edition of this pack, or None where it has none of that name.

        Raises:
            JixiaoError: the edition's file has faults.
        """
        if name not in self.edition_names:
            return None
        return read_model(_read(self.folder / "editions" / f"{name}.toml"), Edition)

    @property
    def editions(self) -> list[Edition]:
        """All editions of this pack, by name.

        Raises:
            JixiaoError: the file of one has faults.
        """
        found = [self.edition(name) for name in self.edition_names]
        return [edition for edition in found if edition is not None]


def _candidates() -> Iterator[Path]:
    """Yield the folders where the default pack may be: user, installed package, checkout."""
    yield platformdirs.user_config_path("jixiao") / "templates" / DEFAULT_PACK
    package = Path(__file__).resolve().parents[1]
    yield package / "templates" / DEFAULT_PACK
    # An editable install has no copy in the package: hatchling cannot link included folders.
    yield package.parents[1] / "templates" / DEFAULT_PACK


def find_pack_folder(asked: Path | None = None) -> Path:
    """Return the folder of the template pack to use: asked for, by JIXIAO_TEMPLATES, or found.

    Raises:
        JixiaoError: there is none at the place that was asked for, or none at all.
    """
    if asked is None and (variable := os.environ.get(TEMPLATES_VARIABLE)):
        asked = Path(variable)
    if asked is not None:
        for folder in (asked, asked / DEFAULT_PACK):
            if (folder / PACK_FILE).is_file():
                return folder
        raise JixiaoError(
            Diagnostic(
                "pack-missing",
                _("there is no template pack here: {file} is missing").format(file=PACK_FILE),
                _("copy the folder that `jixiao doctor` names, and change the copy"),
                Place(str(asked)),
            )
        )
    for folder in _candidates():
        if (folder / PACK_FILE).is_file():
            return folder
    raise JixiaoError(
        Diagnostic(
            "pack-missing",
            _("the template pack of jixiao itself is missing"),
            _("install jixiao again: pip install --force-reinstall jixiao"),
        )
    )


def load_pack(asked: Path | None = None) -> Pack:
    """Return the template pack to use.

    Raises:
        JixiaoError: there is none, or its files have faults, each with its place.
    """
    folder = find_pack_folder(asked)
    manifest = read_model(_read(folder / PACK_FILE), Manifest)
    style_source = _read(folder / "style.toml")
    style = read_model(style_source, Style)
    if faults := check_references(style, style_source):
        raise JixiaoError(faults)
    return Pack(folder, manifest, style)


def _read(path: Path) -> Source:
    try:
        return Source.decode(path.read_bytes(), str(path))
    except OSError as error:
        raise JixiaoError(
            Diagnostic(
                "pack-incomplete",
                _("the file cannot be read: {reason}").format(reason=describe_os_error(error)),
                _("a template pack needs it; compare with the pack that `jixiao doctor` names"),
                Place(str(path)),
            )
        ) from error
