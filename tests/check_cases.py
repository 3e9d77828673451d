"""The cases of a rule: ``tests/cases/check/CODE.md``, written for people, run by the tests.

``## 错：…`` opens a case that the rule must find, ``## 对：…`` one that it must leave alone. A
``toml`` block is a part of a definition (what is left out is that of `BASE`), several are reports
that are checked together. ``findings`` has one line a finding: its path and its Chinese message.
``fixed`` is the last ``toml`` block after all fixes.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.check import Found, ReportView, SourceFacts, all_rules, check_reports
from jixiao.definition import loads
from jixiao.model import FieldPath

CASES = Path(__file__).parent / "cases" / "check"
BASE = {
    "report": 'fiscal_year = 2023\nedition = "hebei-2023"\nframework = "2015"\n',
    "unit": 'code = "636009"\nname = "青石县柳河镇人民政府"\n',
}
_HEADING = re.compile(r"^## (?P<kind>错|对)：(?P<title>.+)$", re.MULTILINE)
_BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?P<rest>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass
class Case:
    """One case: definitions that are checked together, and what the rule says of them."""

    code: str
    title: str
    wrong: bool
    definitions: list[str] = field(default_factory=list)
    sources: list[SourceFacts] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    fixed: str | None = None

    def found(self) -> list[Found]:
        """Return what the rule finds, report by report."""
        views = [
            ReportView(loads(text).report, number, source=source)
            for number, (text, source) in enumerate(
                zip(self.definitions, self.sources, strict=True)
            )
        ]
        rules = [all_rules()[self.code]]
        return [one for of_report in check_reports(views, rules) for one in of_report]


def read_cases(code: str) -> list[Case]:
    """Return the cases of a rule."""
    text = (CASES / f"{code}.md").read_text("utf-8")
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return [
        _read_case(code, heading, text[heading.end() : end])
        for heading, end in zip(headings, ends, strict=True)
    ]


def _read_case(code: str, heading: re.Match[str], text: str) -> Case:
    case = Case(code, heading["title"], heading["kind"] == "错")
    for block in _BLOCK.finditer(text):
        if block["kind"] == "toml":
            case.definitions.append(whole_definition(block["text"]))
            stray = tuple(re.findall(r'stray="([^"]*)"', block["rest"]))
            case.sources.append(SourceFacts("truncated" in block["rest"], stray))
        elif block["kind"] == "findings":
            case.findings = block["text"].splitlines()
        elif block["kind"] == "fixed":
            case.fixed = whole_definition(block["text"])
        else:
            raise AssertionError(f"{code}: a block of the unknown kind {block['kind']}")
    assert case.definitions, f"{code}: the case {case.title} has no definition"
    return case


def whole_definition(part: str) -> str:
    """Return a part of a definition with the tables of `BASE` that it does not have."""
    missing = [f"[{name}]\n{lines}" for name, lines in BASE.items() if f"[{name}]" not in part]
    return "schema = 1\n" + "".join(missing) + part


def line_of(one: Found) -> str:
    """Return a finding as the case files write it."""
    prefix = f"{one.finding.report + 1}/" if one.finding.report else ""
    return f"{prefix}{path_text(one.finding.path)}: {one.finding.message.zh}"


def path_text(path: FieldPath) -> str:
    """Return a path as people write it: ``projects[0].indicators[2].value``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
