"""A document that was sent back, mended in place after a corrected definition."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from jixiao.build.comparing import Side, find_input, require_comparable, side_of
from jixiao.build.inputs import Input
from jixiao.build.outputs import OutputFolder, Written, accept
from jixiao.build.reading import load_editions
from jixiao.build.selection import select_projects
from jixiao.correct.entries import Entry, entries_of
from jixiao.correct.patch.patch import DEFAULT_AUTHOR, Patched, PatchOptions, patch_docx
from jixiao.definition import Definition
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Pack, load_pack
from jixiao.model import Report
from jixiao.readers import ReadOptions
from jixiao.recognise.parse import Parsed

# Under the name .docx, Word would refuse to open them.
_OTHER_WORD = (".docm", ".dotx", ".dotm")


@dataclass(frozen=True)
class PatchInputs:
    """The file to mend, with its bytes, and the corrected definition."""

    data: bytes
    legacy: Side
    corrected: Side

    @property
    def document(self) -> Parsed:
        """What was read of the file."""
        assert isinstance(self.legacy.source, Parsed)  # `read_inputs` refuses all else
        return self.legacy.source

    @property
    def definition(self) -> Definition:
        """The corrected definition."""
        assert isinstance(self.corrected.source, Definition)
        return self.corrected.source


def read_inputs(legacy: str, corrected: str, options: ReadOptions, pack: Pack) -> PatchInputs:
    """Return the file to mend and the corrected definition.

    Raises:
        JixiaoError: one cannot be read, or is not of its kind; or they are of different units, or
            have forms that cannot be told apart. All faults of both are named.
    """
    faults: list[Diagnostic] = []
    sides: list[tuple[bytes, Side]] = []
    for name, refuse in ((legacy, _refuse_document), (corrected, _refuse_definition)):
        try:
            one = find_input(name)
            data = one.read(options.limits.file_bytes)
            side = side_of(one, data, options, pack)
            refuse(side)
            sides.append((data, side))
        except JixiaoError as error:
            faults += error.diagnostics
    if faults:
        raise JixiaoError(faults)
    (data, document), (_bytes, definition) = sides
    try:
        require_comparable(document, definition)  # of one unit, with forms that can be told apart
    except JixiaoError as error:
        raise JixiaoError(map(_advised, error.diagnostics)) from None
    return PatchInputs(data, document, definition)


def _advised(fault: Diagnostic) -> Diagnostic:
    """Return a fault with advice for who patches: not every option of `diff` is there."""
    if fault.code != "unit-differs":
        return fault
    return replace(fault, advice=_("name the definition of this very report"))


def _refuse_document(side: Side) -> None:
    """Refuse what is no DOCX, and say what to do with it."""
    if not isinstance(side.source, Parsed):
        message = _("this is a definition: the file to mend comes first")
        advice = _("write it like this: jixiao patch REPORT.docx CORRECTED.toml -o FIXED.docx")
    elif side.path is not None and side.path.suffix.lower() in _OTHER_WORD:
        message = _("a template or a document with macros is not mended")
        advice = _("save it as .docx in Word or WPS, and patch that")
    elif side.source.reading.format == "docx":
        return
    else:
        message = _("only .docx files can be mended in place")
        advice = _("patch the .docx that it was made of; or make the report anew: jixiao render")
        if side.source.reading.format == "doc":
            advice = _(
                "save it as .docx in Word or WPS, and patch that; "
                "or make the report anew: jixiao render"
            )
    raise JixiaoError(Diagnostic("patch-format", message, advice, Place(side.name)))


def _refuse_definition(side: Side) -> None:
    if isinstance(side.source, Definition):
        return
    message = _("this is a document: what it is to say is read from a definition")
    advice = _("make a definition of it: jixiao parse FILE -o FOLDER")
    raise JixiaoError(Diagnostic("not-a-definition", message, advice, Place(side.name)))


def patch_inputs(
    inputs: PatchInputs, pack: Pack, options: PatchOptions, codes: Sequence[str] = ()
) -> Patched:
    """Return the mended file; ``codes``: the projects to which alone it is mended.

    Raises:
        JixiaoError: a code that no project has; or as `patch_docx` has it.
    """
    only = frozenset(select_projects(inputs.definition, codes)) if codes else None
    report, editions = inputs.definition.report, load_editions(pack)
    return patch_docx(inputs.data, inputs.document, report, editions, replace(options, only=only))


def entries(patched: Patched) -> list[Entry]:
    """Return what was changed as a flat list, in the order of the form."""
    return entries_of(patched.diff, patched.before, patched.after)


def write_patched(patched: Patched, target: Path, *, force: bool = False) -> Written:
    """Write a mended file, which was read back when it was made.

    Raises:
        JixiaoError: a file is there that is not ours, or it cannot be written.
    """
    folder = OutputFolder(target.parent, force=force)
    written = folder.write(target.name, patched.data, accept)
    folder.note()
    return written


def patch(
    source: Path | str | bytes,
    corrected: Report,
    *,
    author: str = DEFAULT_AUTHOR,
    date: datetime | None = None,
    tracked: bool = True,
    options: ReadOptions | None = None,
    templates: Path | str | None = None,
) -> bytes:
    """Return a DOCX that says what a corrected report says, and is the same in all else.

    Args:
        source: the path of the file, or its bytes.
        corrected: what it is to say.
        author: whose tracked changes they are.
        date: of these changes, in UTC; None is now.
        tracked: False changes the text itself.
        options: limits of reading.
        templates: the template pack whose editions are known; None finds the one in use.

    Raises:
        JixiaoError: it is no DOCX, or some change cannot be made safely.
    """
    options = options or ReadOptions()
    pack = load_pack(Path(templates) if templates else None)
    name = "<bytes>" if isinstance(source, bytes) else str(source)
    one = Input(name, None if isinstance(source, bytes) else Path(source))
    data = source if isinstance(source, bytes) else one.read(options.limits.file_bytes)
    document = side_of(one, data, options, pack)
    _refuse_document(document)
    assert isinstance(document.source, Parsed)  # all else is refused
    choices = PatchOptions(author, date, tracked, limits=options.limits)
    return patch_docx(data, document.source, corrected, load_editions(pack), choices).data
