"""DUP003: a section of Part 1 repeats sentences of another."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jixiao.check.data import number
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sentences import is_numbered, sentences_in, shortened, without_number
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView
from jixiao.wording.field_names import field_words

_SECTIONS = ("overall", "itemised", "safeguards")
_LEAST_SENTENCE = int(number("copying", "least_sentence"))
_LEAST_COPIED = int(number("copying", "least_copied"))
_LONGEST_HEADING = int(number("copying", "longest_heading"))


class _Sentence(NamedTuple):
    text: str
    bare: str


@rule(
    "DUP003",
    zh="第一部分各节互相照抄",
    en="sections of Part 1 copied from each other",
    severity="warning",
    aspect="relevance",
    basis=PRACTICE,
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find sections of Part 1 that repeat whole sentences of an earlier section.

    总体绩效目标 says what the unit wants to reach in the year, 分项绩效目标 what each field of work
    does for it, 工作保障措施 how this is made sure: three different questions. Where the
    safeguards list the duties of the offices once more, the third has no answer. The finding
    counts the sentences (a semicolon ends one too) and quotes the longest. Short phrases and
    numbered headings are not counted and may recur; less than forty characters in all are no
    fault. Correction: keep each sentence where it belongs, and write the other section anew.

    中文
    ----
    总体绩效目标写全年要达到什么，分项绩效目标写各项工作怎么支撑，工作保障措施写用什么办法保证，三节
    回答三个问题。把分项目标里的科室职责原样抄进保障措施，等于没有措施。按句号、分号数句子，说出
    抄了几句，并引最长的一句。不足十个字的短语和编了号的小标题不算；加起来不足四十个字的也不算。
    怎么改：一句话只留在该在的那一节，另一节写自己的内容。
    """
    sections = {field: _sentences(getattr(report.model.targets, field)) for field in _SECTIONS}
    origins: dict[str, str] = {}
    for field, sentences in sections.items():
        yield from _copied(field, sentences, origins)
        for sentence in sentences:
            origins.setdefault(sentence.bare, field)


def _sentences(text: str | None) -> list[_Sentence]:
    """Return the sentences of a section, without headings and short phrases."""
    found: list[_Sentence] = []
    for piece in sentences_in(text or ""):
        words = without_number(piece.text)
        is_heading = is_numbered(piece.text) and len(words) <= _LONGEST_HEADING
        if len(words) >= _LEAST_SENTENCE and not is_heading:
            found.append(_Sentence(piece.text.strip(), words))
    return found


def _copied(
    field: str, sentences: list[_Sentence], origins: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield one finding for each earlier section that something was copied from."""
    of_origin: dict[str, list[_Sentence]] = {}
    for sentence in sentences:
        if sentence.bare in origins:
            of_origin.setdefault(origins[sentence.bare], []).append(sentence)
    for origin, copied in of_origin.items():
        if sum(len(one.bare) for one in copied) >= _LEAST_COPIED:
            longest = shortened(max(copied, key=lambda one: len(one.bare)).text)
            yield _finding(field, origin, longest, len(copied), len(sentences))


def _finding(field: str, origin: str, longest: str, count: int, total: int) -> Finding:
    here, there = field_words(("targets", field)), field_words(("targets", origin))
    return Finding(
        ("targets", field),
        Words(
            f"{here.zh}的 {total} 句中有 {count} 句照抄{there.zh}，如“{longest}”",
            f"{count} of {total} sentences of the {here.en} are copied from the {there.en}: "
            f"{longest}",
        ),
        Words(
            f"删去照抄的句子，写{here.zh}自己的内容",
            f"delete what is copied, and write what belongs to the {here.en}",
        ),
    )
