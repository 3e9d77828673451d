"""STR005: text that belongs to no part of the report."""

import re
from collections.abc import Iterator

from jixiao.check.data import number, words
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sentences import beginning
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView
from jixiao.wording import is_part_ordinal, key, load_wording
from jixiao.wording.headings import is_page_number

_COVER = tuple([key(word) for word in words("structure", "cover")])
_LONGEST_QUOTE = int(number("structure", "longest_quote"))
_MOST_QUOTES = 3
_MEANINGFUL = re.compile(r"\w")


@rule(
    "STR005",
    zh="有不属于任何栏目的文字",
    en="stray text",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find texts of a file that belong to no section, form or cell.

    Remarks between the forms, drafts that were not deleted, a cell torn off its table: what stands
    outside the official form is not reviewed, and would be published with the rest. Page numbers,
    contents and covers do not count.
    Wrong: a line such as 此表待核 below a form. Right: nothing between the forms.
    Correction: delete it, or put it into the field that it belongs to.

    中文
    ----
    表与表之间的批注、没有删掉的草稿、从表格里掉出来的内容，不属于任何栏目，不会被审核，却会一同公开。
    页码、目录和封面不算。
    错：表下面留着一行“此表待核”。对：表与表之间没有多余的文字。
    改法：删去，或者填到应在的栏目里。
    """
    texts = [text for text in report.source.stray if _is_stray(text)]
    if not texts:
        return
    quoted = "、".join(f"“{_clipped(text)}”" for text in texts[:_MOST_QUOTES])
    more = len(texts) - _MOST_QUOTES
    yield Finding(
        (),
        Words(
            f"有 {len(texts)} 处文字不属于任何栏目：{quoted}" + ("等" if more > 0 else ""),
            f"{len(texts)} texts belong to no field: {quoted}" + (" …" if more > 0 else ""),
        ),
        Words("删去，或者填到应在的栏目里", "delete them, or put them where they belong"),
    )


def _is_stray(text: str) -> bool:
    if not _MEANINGFUL.search(text) or is_page_number(text) or is_part_ordinal(text):
        return False
    wording = load_wording()
    if wording.title_of(text) or wording.section_of(text):
        return False
    return not key(text).endswith(_COVER)


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return beginning(line, _LONGEST_QUOTE)
