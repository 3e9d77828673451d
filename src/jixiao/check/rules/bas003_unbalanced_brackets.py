"""BAS003: a title mark, bracket or quotation mark of a basis has no other half."""

import re
from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.references import unbalanced
from jixiao.check.registry import rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView

_TITLE_END = rf"(?:{'|'.join(words('basis', 'title_ends'))})(?:[（(][试暂]行[）)])?"
_TITLE = rf"[^《》〈〉，。；、：]*{_TITLE_END}"
_UNCLOSED = re.compile(rf"《({_TITLE})")
# Where only one reading is left: what to replace, and by what.
_MENDS = (
    (_UNCLOSED, r"《\1》"),
    (re.compile(r"《([^《》〈〉，。；、]+)[《〉]"), r"《\1》"),
    (re.compile(r"《《([^《》〈〉]+)》"), r"《\1》"),
    (re.compile(r"《([^《》〈〉]+)》》"), r"《\1》"),
    (re.compile(r"(.*)“([^“”]+)“(.*)"), r"\1“\2”\3"),
    (re.compile(r"(.*)”([^“”]+)”(.*)"), r"\1“\2”\3"),
)
# 《预算法及本单位年度工作计划: the first title may end before the last word that ends one.
_LAST_END = re.compile(rf"{_TITLE_END}$")
_SEVERAL = re.compile(rf"{'|'.join(words('basis', 'title_ends'))}|[及与和或\s]")
_NAMES = {
    "《": Words("书名号", "title marks"),
    "》": Words("书名号", "title marks"),
    "“": Words("引号", "quotation marks"),
    "”": Words("引号", "quotation marks"),
}
_BRACKETS = Words("括号", "brackets")


@rule(
    "BAS003",
    zh="书名号、括号或引号不成对",
    en="unbalanced title marks or brackets",
    severity="warning",
    aspect="completeness",
    basis="GB/T 15834—2011",
    fix="safe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find bases with a 《, （ or “ that is not closed, or a closing one that was not opened.

    ``《农村公路养护管理办法`` does not show where the title of the document ends. Half- and
    full-width brackets count as the same.

    The fix adds or replaces the missing half where only one place is left for it: at the end of
    a single title, or where a title was "closed" by another 《. 《预算法及本单位年度计划 may end
    in two places and is left alone.

    中文
    ----
    “《农村公路养护管理办法”少了后一半书名号，看不出文件名称到哪里为止。括号、引号同样要成对。全角、半角不区分。
    自动修改：只在位置确定时补上，如整条依据就是一个文件名称的；前后都写成“《”的，改成“《》”。
    “《预算法及本单位年度计划”有两处可补，不自动修改。
    """
    for row in project.rows:
        if row.basis is None or (sign := unbalanced(row.basis)) is None:
            continue
        name = _NAMES.get(sign, _BRACKETS)
        mended = _mended(row.basis.strip())
        advice = Words("补全另一半", "add the other half")
        if mended is not None:
            advice = Words(f"写成“{mended}”", f"write {mended}")
        yield Finding(
            row.path("basis"),
            Words(
                f"确定依据“{row.basis}”的{name.zh}不成对",
                f"the {name.en} of the basis {row.basis} do not match",
            ),
            advice,
            Fix("safe", (Edit(row.path("basis"), mended),)) if mended is not None else None,
        )


def _mended(basis: str) -> str | None:
    for pattern, replacement in _MENDS:
        if match := pattern.fullmatch(basis):
            if pattern is _UNCLOSED and _SEVERAL.search(_LAST_END.sub("", match[1])):
                return None
            mended = match.expand(replacement)
            return None if unbalanced(mended) else mended
    return None
