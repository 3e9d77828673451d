"""STR012: the check character of a project code does not agree with the rest."""

from collections.abc import Iterator, Mapping

from jixiao.check.codes import (
    REGION,
    YEAR,
    Slip,
    check_character,
    is_meant_as_numbered,
    is_right,
    slips,
)
from jixiao.check.data import number
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Finding, Severity, Words
from jixiao.check.views import ProjectView, ReportView
from jixiao.model import PADDING

_CENTURY = 2000
_OLDEST = int(number("structure", "oldest_code_year"))
# So many wrong codes, and most of all, are no slips: they have other check characters.
_ANOTHER_SCHEME = 3


@rule(
    "STR012",
    zh="项目编码校验不符",
    en="check character of the code wrong",
    severity="error",
    aspect="completeness",
    basis=ARITHMETIC,
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find codes with a P whose last character does not agree with the 20 before it.

    The last character is worked out from the others: each has a value in the 31 characters of
    GB 32100 and a weight, 3 to the power of its place; the sum leaves 30 when divided by 31. One
    wrong character, or two that changed places, and it no longer does. Where one slip explains it,
    the message names it: neighbours swapped, O for 0, I for 1, B for 8, a digit of the region.
    Where most codes of a report fail, they may have other check characters: a warning.
    Wrong: 13090123P00011401013U. Right: 13090123P00011410013U.
    Correction: look the code up in the budget system; never just change the last character.

    中文
    ----
    编码的最后一位由前面 20 位算出：每个字符在 GB 32100 的 31 个字符里有一个数值，乘以 3 的若干
    次方，总和除以 31 余 30。错一位，或者两位颠倒，就算不出来。能看出错在哪里的，提示里会指出：
    相邻两位颠倒，0 写成 O、1 写成 I、8 写成 B，或者行政区划错了一位。多数编码都算不出来的，可能是
    另一种校验办法，只作警告。
    错：13090123P00011401013U。对：13090123P00011410013U。
    改法：到预算系统里查对编码，不要只改最后一位。
    """
    codes = {
        project: code
        for project in report.projects
        if project.model.code is not None
        and is_meant_as_numbered(code := project.model.code.strip(PADDING))
    }
    wrong = {project: code for project, code in codes.items() if not is_right(code)}
    peers = _Peers(
        report.model.header.fiscal_year, frozenset(codes.values()) - frozenset(wrong.values())
    )
    doubtful = len(wrong) >= max(_ANOTHER_SCHEME, len(codes) // 2 + 1)
    for project, code in wrong.items():
        if doubtful:
            yield _finding(project, code, {}, "warning")
        else:
            yield _finding(project, code, _explanations(code, peers))


class _Peers:
    """The right codes of a report, which tell what a wrong one may have been."""

    def __init__(self, fiscal_year: int | None, codes: frozenset[str]) -> None:
        self.fiscal_year, self.codes = fiscal_year, codes
        self.regions = {code[REGION] for code in codes}
        self.beginnings = {code[:8] for code in codes}

    def allow(self, code: str) -> bool:
        """Tell whether a code may stand beside them: no duplicate, a region and year of theirs."""
        year = _CENTURY + int(code[YEAR])
        if code in self.codes or not _OLDEST <= year <= (self.fiscal_year or year):
            return False
        return not self.regions or code[REGION] in self.regions


def _finding(
    project: ProjectView,
    code: str,
    found: Mapping[str, Slip | None],
    severity: Severity | None = None,
) -> Finding:
    zh, en = f"项目编码“{code}”校验不符", f"the code {code} does not agree with its last character"
    if len(found) == 1:
        (right, slip), *_ = found.items()
        where = _described(code, right, slip)
        zh, en = f"{zh}，{where.zh}", f"{en}: {where.en}"
        advice = Words(
            f"到预算系统里查对，是否应为“{right}”",
            f"look it up in the budget system: {right} perhaps",
        )
    else:
        last = check_character(code[:-1])
        advice = Words(
            "到预算系统里查对编码" + (f"；前 20 位无误时，末位应为“{last}”" if last else ""),
            "look the code up in the budget system"
            + (f"; if the first 20 characters are right, the last is {last}" if last else ""),
        )
    return Finding(project.path("code"), Words(zh, en), advice, severity=severity)


def _explanations(code: str, peers: _Peers) -> dict[str, Slip | None]:
    """Return the right codes that one slip leads to; None where the region or year is at fault."""
    found: dict[str, Slip | None] = {
        slip.right: slip for slip in slips(code) if peers.allow(slip.right)
    }
    for beginning in peers.beginnings:
        right = beginning + code[8:]
        differing = sum(left != other for left, other in zip(code, beginning, strict=False))
        if differing == 1 and is_right(right) and peers.allow(right):
            found.setdefault(right, None)
    return found


def _described(code: str, right: str, slip: Slip | None) -> Words:
    if slip is not None and slip.kind == "swapped":
        start, pair = slip.place, slice(slip.place, slip.place + 2)
        return Words(
            f"第 {start + 1}、{start + 2} 位“{code[pair]}”可能是“{right[pair]}”颠倒了",
            f"characters {start + 1} and {start + 2}, {code[pair]}, may be {right[pair]} swapped",
        )
    place = next(at for at, character in enumerate(code) if character != right[at])
    return Words(
        f"第 {place + 1} 位“{code[place]}”可能应为“{right[place]}”",
        f"character {place + 1}, {code[place]}, should perhaps be {right[place]}",
    )
