"""For people: findings by file and project, with the quoted line, the reason and the advice."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.check.formats.concise import headline
from jixiao.check.results import CheckedFile, Located
from jixiao.check.types import Words
from jixiao.diagnostics import quote_lines


def write_full(files: Sequence[CheckedFile]) -> str:
    """Return the findings as a text for a terminal."""
    return "".join(f"{line}\n" for file in files for line in _file(file))


def _file(file: CheckedFile) -> Iterator[str]:
    for number, group in groupby(file.findings, lambda one: one.project):
        yield f"{file.name} · {file.project_label(number)}"
        yield ""
        told: set[tuple[str, Words]] = set()
        for one in group:
            # What was said once of this form needs no saying again.
            key = one.code, one.found.finding.advice
            yield from _finding(file, one, again=key in told)
            told.add(key)
        yield ""


def _finding(file: CheckedFile, one: Located, *, again: bool) -> Iterator[str]:
    yield headline(file, one)
    yield from quote_lines(one.place)
    if again:
        return
    basis = one.found.rule.basis
    yield f"    {Words(f'依据：{basis.zh}', f'basis: {basis.en}')}"
    fix = one.found.finding.fix
    yield f"  -> {one.found.finding.advice}"
    if fix is not None and file.mendable:
        option = "--fix" if fix.safety == "safe" else "--unsafe-fixes"
        yield f"  -> {Words(f'可自动修改：{option}', f'can be mended by {option}')}"
