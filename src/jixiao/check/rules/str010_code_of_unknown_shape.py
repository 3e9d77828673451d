"""STR010: a project code that is not built as codes are."""

import re
from collections import Counter
from collections.abc import Iterator

from jixiao.check.codes import LENGTH, is_meant_as_numbered, shape_of, tidied
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, ReportView
from jixiao.model import PADDING

_STRANGE = re.compile(r"[^0-9A-Z-]")
# A numbered code with too few or too many digits.
_NEARLY_NUMBERED = re.compile(r"[0-9]{6,10}P[0-9]{8,14}[0-9A-Z]")


@rule(
    "STR010",
    zh="项目编码的写法不对",
    en="project code of an unknown shape",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="safe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find project codes that are not built as codes are.

    A code has 21 characters: region (6), year (2), and 13 more, either P, 11 digits and a check
    character, or letters and digits mixed. Reports of 2020 and before have 434-3701-JBN-KPZW.
    A report all of whose codes are built in another way follows a system of its own: no finding.
    Wrong: 13090123P0001141001U (20 characters). Right: 13090123P00011410013U.
    The fix turns full-width characters, small letters and spaces into what the system writes.

    中文
    ----
    项目编码有 21 位：行政区划 6 位、年份 2 位，后面 13 位或者是 P 加 11 位数字和一位校验码，或者是
    字母数字混合；2020 年及以前是 434-3701-JBN-KPZW 这样的四段。整个报告的编码都是另一种写法的，
    说明另有编码办法，不提示。
    错：13090123P0001141001U（20 位）。对：13090123P00011410013U。
    自动修改：全角字符、小写字母和空格改成预算系统的写法；缺位、多位要自己查对。
    """
    codes = [
        (project, project.model.code.strip(PADDING))
        for project in report.projects
        if project.model.code is not None
    ]
    strange = [(project, code) for project, code in codes if not _is_known(code)]
    if not strange:
        return
    shapes = Counter(len(code) for _, code in codes if shape_of(code) is not None)
    usual = shapes.most_common(1)[0][0] if shapes else None
    for project, code in strange:
        if _is_known(tidied(code)):
            yield _untidy(project, code)
        elif _STRANGE.search(tidied(code)) or usual or _NEARLY_NUMBERED.fullmatch(code):
            yield _misshapen(project, code, usual or LENGTH)


def _is_known(code: str) -> bool:
    return shape_of(code) is not None or is_meant_as_numbered(code)


def _untidy(project: ProjectView, code: str) -> Finding:
    path, tidy = project.path("code"), tidied(code)
    return Finding(
        path,
        Words(
            f"项目编码“{code}”里有空格、全角字符或小写字母",
            f"the code {code} has spaces, full-width characters or small letters",
        ),
        Words(f"写成“{tidy}”", f"write {tidy}"),
        Fix("safe", (Edit(path, tidy),)),
    )


def _misshapen(project: ProjectView, code: str, usual: int) -> Finding:
    strange = _STRANGE.search(tidied(code))
    if strange is not None:
        message = Words(
            f"项目编码“{code}”里有“{strange[0]}”，编码只用数字和大写字母",
            f"the code {code} has a {strange[0]}: codes are of digits and capitals",
        )
    elif len(code) != usual:
        message = Words(
            f"项目编码“{code}”有 {len(code)} 位，应为 {usual} 位",
            f"the code {code} has {len(code)} characters instead of {usual}",
        )
    elif usual == LENGTH:
        message = Words(
            f"项目编码“{code}”的前 8 位应当是数字（行政区划和年份）",
            f"the first 8 characters of the code {code} should be digits: region and year",
        )
    else:
        message = Words(
            f"项目编码“{code}”的分段与其他编码不同",
            f"the code {code} is divided in another way than the others",
        )
    return Finding(
        project.path("code"),
        message,
        Words("到预算系统里查对编码", "look the code up in the budget system"),
    )
