"""STR001: a section of Part 1 is missing."""

from collections.abc import Iterator, Mapping

from jixiao.check.registry import rule
from jixiao.check.sections import NAMES, body_of, heading_inside, texts_of
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView

_ENGLISH = {
    "overall": "overall targets",
    "itemised": "itemised targets",
    "safeguards": "safeguard measures",
}


@rule(
    "STR001",
    zh="部门整体绩效目标缺少一节",
    en="section of Part 1 missing",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find sections of Part 1 that are missing, or are a heading with nothing below it.

    Part 1 has three sections: overall targets, itemised targets, safeguard measures. A report
    without one of them is sent back as incomplete; where all three are missing, that is said once.
    Wrong: the itemised targets left empty. Right: all three written.
    Where a line inside another section looks like the missing heading, the text is there and only
    stands in the wrong place: a warning. Correction: write the section, or move it out.

    中文
    ----
    第一部分应当有三节：总体绩效目标、分项绩效目标、工作保障措施。缺一节，或者只有标题没有内容，会因为
    不完整被退回；三节全缺只提示一次。
    错：分项绩效目标空着。对：三节都写了。
    如果别的节里有一行像是这一节的标题，说明内容写了，只是没有单独成节，按警告提示。
    改法：补写这一节，或者把它从别的节里移出来。
    """
    texts = texts_of(report.model.targets)
    missing = [field for field, text in texts.items() if not text or not body_of(field, text)[1]]
    if len(missing) < len(texts):
        for field in missing:
            yield _finding(field, texts)
        return
    yield Finding(
        ("targets",),
        Words("没有第一部分“部门整体绩效目标”", "Part 1, the targets of the unit, is missing"),
        Words(
            f"补写{'、'.join(NAMES.values())}",
            f"write the {', '.join(_ENGLISH.values())}",
        ),
    )


def _finding(field: str, texts: Mapping[str, str | None]) -> Finding:
    path, zh, en = ("targets", field), NAMES[field], _ENGLISH[field]
    others = {name: text for name, text in texts.items() if name != field}
    if (inside := heading_inside(field, others)) is not None:
        return Finding(
            path,
            Words(
                f"“{inside}”写在别的节里，没有单独成节",
                f"“{inside}” stands inside another section",
            ),
            Words(f"移到“{zh}”一节", f"move it into the section of the {en}"),
            severity="warning",
        )
    if texts[field]:
        message = Words(f"“{zh}”只有标题，没有内容", f"the {en} are a heading without text")
    else:
        message = Words(f"第一部分缺少“{zh}”", f"Part 1 has no {en}")
    return Finding(path, message, Words(f"补写“{zh}”", f"write the {en}"))
