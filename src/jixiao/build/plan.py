"""What a run will write, known before anything is written: inputs, their outputs, collisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.build.formats import FORMATS
from jixiao.build.names import collision_key, file_name, report_stem
from jixiao.build.render import Request, chosen_forms
from jixiao.definition import Definition, load, loads
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _

STDIN = "-"
STDIN_NAME = "<stdin>"
# In the name of a file with the forms that differ; like the report itself it is in Chinese.
_CORRECTED_FORMS = "更正表"


@dataclass(frozen=True)
class Plan:
    """One input that was read, and the names of its outputs by format."""

    definition: Definition
    outputs: dict[str, str]

    @property
    def name(self) -> str:
        """The name of the input as the user knows it."""
        return self.definition.source.name


def make_plan(file: str, stdin: bytes, request: Request) -> Plan:
    """Read one input and name its outputs.

    Raises:
        JixiaoError: the input cannot be read, has faults, or lacks a project that is asked for.
    """
    return name_outputs(read_definition(file, stdin), file, request)


def read_definition(file: str, stdin: bytes) -> Definition:
    """Return the definition of one input.

    Raises:
        JixiaoError: it cannot be read, or has faults.
    """
    return loads(stdin, STDIN_NAME) if file == STDIN else load(file)


def name_outputs(definition: Definition, file: str, request: Request) -> Plan:
    """Return what is made of an input that was read.

    Raises:
        JixiaoError: it lacks a project that is asked for.
    """
    report = definition.report
    fallback = "stdin" if file == STDIN else Path(file).stem
    if request.forms is not None:
        # All of their codes would make a name that is too long to be read.
        stem = f"{report_stem(report, (), fallback)}-{_CORRECTED_FORMS}"
    else:
        chosen = [report.projects[index] for index in chosen_forms(definition, request) or ()]
        stem = report_stem(report, chosen, fallback)
    outputs = {name: file_name(stem, FORMATS[name].extension) for name in request.formats}
    return Plan(definition, outputs)


def check_collisions(plans: Sequence[Plan]) -> None:
    """Refuse a run in which two inputs would write one file.

    Raises:
        JixiaoError: each such file, with the inputs.
    """
    writers: dict[str, tuple[str, list[str]]] = {}
    for plan in plans:
        for output in plan.outputs.values():
            writers.setdefault(collision_key(output), (output, []))[1].append(plan.name)
    faults = [_collision(output, names) for output, names in writers.values() if len(names) > 1]
    if faults:
        raise JixiaoError(faults)


def _collision(output: str, names: Iterable[str]) -> Diagnostic:
    return Diagnostic(
        "output-collision",
        _("several inputs would write one file; nothing was written"),
        _("render them to different folders, or give each unit a code or year of its own"),
        Place(output),
        tuple(names),
    )
