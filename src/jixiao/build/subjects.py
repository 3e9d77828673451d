"""Which files a check looks at, and which it must never write over."""

import re
from collections.abc import Sequence
from pathlib import Path

from jixiao.build.checking import DEFINITION_SUFFIXES
from jixiao.build.inputs import SUFFIXES, Input, Inputs, find_inputs
from jixiao.build.targets import input_faults
from jixiao.check.settings import FILE_NAME
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _

SHEET_SUFFIX = ".docx"
_HEAD = 64 * 1024
_TOML = re.compile(rb"^\s*(?:\[report\]|\[\[projects\]\]|schema\s*=)", re.MULTILINE)
_JSON = re.compile(rb'"(?:edition|projects)"\s*:')
# A JSON Schema, ours too, speaks of the same keys.
_SCHEMA = re.compile(rb'"\$defs"|"additionalProperties"|"\$schema"\s*:\s*"https?://json-schema')


def find_subjects(named: Sequence[str], sheet: str | None = None) -> Inputs:
    """Return what is to be checked; of folders that have definitions, these and nothing else.

    Whatever is named is checked. In folders, settings and other TOML and JSON files are left
    out, and the ``sheet`` that is to be written; ``others`` counts all that was left out.

    Raises:
        JixiaoError: nothing is left.
    """
    inputs = find_inputs(named, (*DEFINITION_SUFFIXES, *SUFFIXES))
    own = [one for one in inputs.files if one.name in named or one.path is None]
    found = [one for one in inputs.files if one not in own]
    definitions = [one for one in found if _is_definition(one)]
    kept = definitions or [one for one in found if _suffix(one) not in DEFINITION_SUFFIXES]
    kept = [one for one in kept if sheet is None or one.path != Path(sheet)]
    inputs.files = [one for one in inputs.files if one in own or one in kept]
    inputs.others += len(found) - len(kept)
    if not inputs.total:
        message = _("there is nothing to check: no definition, and no report")
        raise JixiaoError(Diagnostic("nothing", message, _("check the name of the folder")))
    return inputs


def _suffix(one: Input) -> str:
    return one.path.suffix.lower() if one.path else ""


def _is_definition(one: Input) -> bool:
    """Tell a definition from settings and other files of the same form, by its first keys."""
    suffix = _suffix(one)
    if suffix not in DEFINITION_SUFFIXES or one.file_name == FILE_NAME or one.path is None:
        return False
    try:
        with one.path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:  # reading it will tell
        return True
    if suffix == ".toml":
        return bool(_TOML.search(head))
    return bool(_JSON.search(head)) and not _SCHEMA.search(head)


def sheet_faults(sheet: str | None, inputs: Inputs) -> list[Diagnostic]:
    """Return why the reviewer's sheet cannot be written where it is wanted."""
    if sheet is None:
        return []
    if Path(sheet).suffix.lower() != SHEET_SUFFIX:
        message = _("the reviewer's sheet is a Word file: {name} does not end in .docx")
        advice = _("name it like this: --sheet OUT.docx")
        return [Diagnostic("usage", message.format(name=sheet or '""'), advice)]
    return input_faults([Path(sheet)], inputs)
