"""What is reported: findings with their places, file by file, ready for any format."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.check.run import Found
from jixiao.check.types import Severity, Words
from jixiao.diagnostics import Place
from jixiao.model import Report


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and where it stands: ``where`` in words, for files that have no lines."""

    found: Found
    place: Place
    where: str = ""

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.found.rule.code

    @property
    def severity(self) -> Severity:
        """How grave this case is: as grave as the rule, unless the finding says otherwise."""
        return self.found.finding.severity or self.found.rule.severity

    @property
    def project(self) -> int | None:
        """The number of the project that it is in, from 0; None for what is of the whole."""
        path = self.found.finding.path
        if len(path) > 1 and path[0] == "projects" and isinstance(path[1], int):
            return path[1]
        return None


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file, its report, and what was found in it; only definitions are ``mendable``."""

    name: str
    report: Report
    findings: tuple[Located, ...] = field(default=())
    mendable: bool = True

    def project_label(self, number: int | None) -> Words:
        """Return what a project is called in a heading: its number and name."""
        if number is None:
            return Words("整个报告", "the whole report")
        name = self.report.projects[number].name or ""
        return Words(
            f"第 {number + 1} 个项目 {name}".rstrip(), f"project {number + 1} {name}".rstrip()
        )


SEVERITY_WORDS: dict[Severity, Words] = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "hint": Words("提示", "hint"),
}


def count_severities(files: Sequence[CheckedFile]) -> Counter[Severity]:
    """Return how many findings of each severity there are."""
    return Counter(one.severity for file in files for one in file.findings)


def count_fixable(files: Sequence[CheckedFile]) -> Counter[str]:
    """Return how many findings can be mended, by the safety of the fix."""
    fixes = [one.found.finding.fix for file in files if file.mendable for one in file.findings]
    return Counter(fix.safety for fix in fixes if fix is not None)
