"""Files to be read, made by a process of their own: what that takes counts in no measurement."""

import random
import re
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from bench.reports import ROOT, report_of
from jixiao.build.render import make_job, render
from jixiao.definition import dumps, load
from jixiao.layout import load_pack
from jixiao.writers.docx import write_docx

_SOURCE_FOLDER = "customXml/"
_TO_SOURCE = re.compile(rb'<Relationship [^>]*Target="[^"]*customXml/[^>]*/>')


def write_document(forms: int, target: Path) -> None:
    """Write a DOCX without its definition, so that its text has to be recognised."""
    report = report_of(forms)
    pack = load_pack()
    edition = pack.edition(report.header.edition)
    assert edition is not None
    package = BytesIO(write_docx(make_job(report, edition, pack)))
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(target, "w") as copy:
        for member in whole.infolist():
            if not member.filename.startswith(_SOURCE_FOLDER):
                copy.writestr(member, _TO_SOURCE.sub(b"", whole.read(member)))


def write_texts(count: int, folder: Path) -> None:
    """Write text exports of the samples in turn, each of a unit with a name of its own."""
    folder.mkdir()
    samples = [load(path).report for path in sorted((ROOT / "data").glob("*-*.*"))]
    for number in range(count):
        sample = samples[number % len(samples)]
        unit = sample.unit.model_copy(update={"name": f"{sample.unit.name}第{number}分处"})
        output = render(sample.model_copy(update={"unit": unit}), ["text"])["text"]
        (folder / f"{number}.txt").write_bytes(output)


def write_definition(projects: int, target: Path) -> None:
    """Write a definition of many projects, each with a name and code of its own."""
    report = report_of(projects)
    numbered = tuple(
        project.model_copy(update={"name": f"{project.name}{number}", "code": f"{number:017}"})
        for number, project in enumerate(report.projects)
    )
    target.write_text(dumps(report.model_copy(update={"projects": numbered})), "utf-8")


def write_definitions(projects: int, target: Path) -> None:
    """Write a definition, and a corrected one beside it: some edited, some moved, some renamed."""
    write_definition(projects, target)
    report = load(target).report
    chance = random.Random(projects)
    changed = list(report.projects)
    some = chance.sample(range(projects), projects // 8)
    for number in some:
        purpose = f"调整后{changed[number].purpose}"
        changed[number] = changed[number].model_copy(update={"purpose": purpose, "goals": ()})
    for number in some[: projects // 40]:
        other = {"name": f"另名{number}", "code": f"X{number}"}
        changed[number] = changed[number].model_copy(update=other)
    for _ in range(projects // 40):
        project = changed.pop(chance.randrange(projects))
        changed.insert(chance.randrange(projects), project)
    corrected = report.model_copy(update={"projects": tuple(changed)})
    target.with_suffix(".corrected.toml").write_text(dumps(corrected), "utf-8")


KINDS: dict[str, Callable[[int, Path], None]] = {
    "document": write_document,
    "definition": write_definition,
    "definitions": write_definitions,
    "texts": write_texts,
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
