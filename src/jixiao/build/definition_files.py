"""Definitions of files that were read: their names, and writing them safely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from jixiao.build.inputs import Input, Inputs
from jixiao.build.names import collision_key, file_name
from jixiao.build.outputs import OutputFolder, Verify, Written
from jixiao.build.targets import input_faults
from jixiao.definition import dumps, loads
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.recognise.parse import Parsed

FORMS = ("toml", "json")
"""The forms of a definition; the name of a file ends in one."""


@dataclass(frozen=True)
class Target:
    """Where a definition is written, below the output folder."""

    folder: PurePath
    name: str

    @property
    def path(self) -> PurePath:
        """Folder and name."""
        return self.folder / self.name


def name_definitions(inputs: Inputs, form: str) -> Mapping[Input, Target]:
    """Return where the definition of each input goes: its name, with another suffix.

    What a user looks for beside ``柳河镇.docx`` is ``柳河镇.toml``; code and year may be guesses.
    The folders below one that was named are kept. Where ``柳河镇.doc`` and ``柳河镇.pdf`` are both
    read, their definitions are ``柳河镇.doc.toml`` and ``柳河镇.pdf.toml``.

    Raises:
        JixiaoError: two inputs are left with one name all the same.
    """
    by_stem = _grouped({one: _target(one, one.stem, form) for one in inputs.files})
    targets = {
        one: target if len(group) == 1 else _target(one, one.file_name, form)
        for group in by_stem
        for one, target in group
    }
    faults = [_collision(group, form) for group in _grouped(targets) if len(group) > 1]
    if faults:
        raise JixiaoError(faults)
    return targets


def _target(one: Input, stem: str, form: str) -> Target:
    return Target(one.folder, file_name(stem, f".{form}"))


def _grouped(targets: Mapping[Input, Target]) -> list[list[tuple[Input, Target]]]:
    """Return the inputs that would be written to one file, group by group."""
    groups: dict[str, list[tuple[Input, Target]]] = {}
    for one, target in targets.items():
        groups.setdefault(collision_key(str(target.path)), []).append((one, target))
    return list(groups.values())


def _collision(group: Sequence[tuple[Input, Target]], form: str) -> Diagnostic:
    """Return which inputs share a name; the definition is called as a user would look for it."""
    first = group[0][0]
    advice = _(
        "name the folder that they are in: its folders are kept; or write to several folders"
    )
    if len({one.path.parent for one, _target in group if one.path}) == 1:
        advice = _("rename one of them, or read them in two runs, each with a folder of its own")
    return Diagnostic(
        "output-collision",
        _("several inputs would write one file; nothing was written"),
        advice,
        Place(str(_target(first, first.stem, form).path)),
        tuple(one.name for one, _target in group),
    )


# Rewriting the manifest for each of thousands of files would take longer than reading them.
_BATCH = 200


class DefinitionFolder:
    """Writes the definitions of files that were read, each of them verified, below one folder.

    A run ends with a call of `note`.
    """

    def __init__(self, path: Path, form: str, inputs: Inputs, *, force: bool = False) -> None:
        self._path = path
        self._form = form
        self._force = force
        self._folders: dict[PurePath, OutputFolder] = {}
        self._targets = name_definitions(inputs, form)
        if faults := input_faults(self.paths, inputs):
            raise JixiaoError(faults)
        OutputFolder(path).check()

    @property
    def paths(self) -> list[Path]:
        """The definitions that a run may write."""
        return [self._path / target.path for target in self._targets.values()]

    def write(self, one: Input, parsed: Parsed) -> Written:
        """Write the definition of an input.

        Raises:
            JixiaoError: a file is there that is not ours or was edited, or it cannot be written.
        """
        target = self._targets[one]
        if target.folder not in self._folders:
            path = self._path / target.folder
            folder = OutputFolder(path, force=self._force, batch=_BATCH)
            folder.check()
            self._folders[target.folder] = folder
        data, verify = dump_definition(parsed, self._form)
        return self._folders[target.folder].write(target.name, data, verify)

    def note(self) -> list[Diagnostic]:
        """Note in the manifests what was written; return what the user should know."""
        notices = [folder.note() for folder in self._folders.values()]
        return [notice for notice in notices if notice is not None]


def dump_definition(parsed: Parsed, form: str) -> tuple[bytes, Verify]:
    """Return the definition of a file, and what verifies that it gives back the same report."""
    text = dumps(parsed.report, form)

    def verify(data: bytes) -> None:
        try:
            again = loads(data).report
        except JixiaoError as error:
            raise ValueError(str(error)) from error
        if dumps(again, form) != text:
            raise ValueError("the definition gives back another report")

    return text.encode(), verify
