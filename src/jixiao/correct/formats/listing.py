"""For people: differences project by project, in the order of the form, as lines of text.

Lines are made of spans, so that a terminal can colour what was and what is.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from jixiao.correct.entries import Entry, ProjectLabel, groups_of
from jixiao.correct.formats.words import project_details, row_text, value_words
from jixiao.correct.sentences import Sign, changed_sentences, paragraphs
from jixiao.correct.summary import Summary
from jixiao.i18n import Words
from jixiao.model import Indicator, Project, format_number

Look = Literal["plain", "title", "old", "new", "note"]


class Span(NamedTuple):
    """A part of a line that looks the same."""

    text: str
    look: Look = "plain"


ListingLine = tuple[Span, ...]

# Longer texts are compared sentence by sentence.
_LONGEST_ON_A_LINE = 40
_LOOKS: dict[Sign, Look] = {"-": "old", "+": "new", " ": "note"}
_WHOLE_REPORT = Words("整个报告", "the whole report")
_DOUBTFUL = Words("读取时存疑", "the reading is doubtful")
_COLON = Words("：", ": ")


def listing(entries: Sequence[Entry], *, full: bool = False) -> Iterator[ListingLine]:
    """Yield the lines of a listing.

    ``full``: long texts as a whole, all of an added or removed project, and what was expected.
    """
    shown = [entry for entry in entries if full or not entry.expected]
    for label, group in groups_of(shown):
        yield _title(label)
        for entry in group:
            for line in _entry_lines(entry, full=full):
                yield (Span("  "), *line)
        yield ()


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield what differs in figures: projects, fields, and the total of all budgets."""
    if summary.differences:
        yield str(_counts(summary))
    if summary.expected:
        yield str(_expected(summary))
    before, after = format_number(summary.old_total), format_number(summary.new_total)
    change = summary.new_total - summary.old_total
    if change:
        change_text = _signed(change)
        yield str(
            Words(
                f"预算合计：{before} → {after}万元（{change_text}）",
                f"total budget: {before} → {after} (10 000 yuan; {change_text})",
            )
        )
    else:
        yield str(
            Words(
                f"预算合计：{after}万元，没有变化",
                f"total budget: {after} (10 000 yuan), unchanged",
            )
        )


def _counts(summary: Summary) -> Words:
    return Words(
        f"修改项目{summary.changed}个，新增{summary.added}个，删除{summary.removed}个，"
        f"调整位置{summary.moved}个；差异共{summary.differences}处",
        f"projects changed {summary.changed}, added {summary.added}, removed {summary.removed}, "
        f"moved {summary.moved}; differences {summary.differences}",
    )


def _expected(summary: Summary) -> Words:
    codes, texts = summary.expected_codes, summary.expected_texts
    with_year = summary.expected > codes + texts
    zh = ["预算年度"] * with_year + [f"{codes}个项目的编码"] * bool(codes)
    zh += [f"{texts}处文字和指标值中的年份"] * bool(texts)
    en = ["fiscal year"] * with_year + [f"project codes ({codes})"] * bool(codes)
    en += [f"years in texts and values ({texts})"] * bool(texts)
    return Words(
        f"跨年正常变化：{'、'.join(zh)}（-v 逐条列出）",
        f"expected year-on-year: {', '.join(en)}; -v lists them",
    )


def _title(label: ProjectLabel | None) -> ListingLine:
    """Return what a project is called now, and was before."""
    if label is None:
        return (Span(str(_WHOLE_REPORT), "title"),)
    code = str(Words(f"（{label.code}）", f" ({label.code})")) if label.code else ""
    title = Span(f"{label.words()}{code}", "title")
    if label.old_name in (None, label.name):
        return (title,)
    was = str(Words(f"，原为 {label.old_name}", f", was {label.old_name}"))
    return title, Span(was, "note")


def _entry_lines(entry: Entry, *, full: bool) -> Iterator[ListingLine]:
    if entry.kind == "moved":
        yield (Span(_moved(entry)),)
    elif entry.is_of_whole_project:
        yield from _project_lines(entry, full=full)
    elif entry.kind == "changed":
        yield from _changed(entry, full=full)
    else:
        yield _row(entry)


def _moved(entry: Entry) -> str:
    """Return where it was, and is; of what has the same number among the others only that."""
    old, new = entry.old, entry.new
    if entry.row is None:
        places = (
            Words("", "")
            if old == new
            else Words(f"：第{old}个 → 第{new}个", f": no. {old} → no. {new}")
        )
        return f"{entry.note}{places}"
    was = Words("", "")
    if old != new:
        was = Words(f"，原为第{old}{'行' if entry.is_indicator else '条'}", f", was no. {old}")
    return f"{entry.words}{_COLON}{entry.note}{was}"


def _row(entry: Entry) -> ListingLine:
    """Return a row or goal that was added or removed, with its text."""
    item = entry.new if entry.kind == "added" else entry.old
    text = row_text(item) if isinstance(item, Indicator) else " ".join(str(item).split())
    look: Look = "new" if entry.kind == "added" else "old"
    return Span(f"{entry.note}{_COLON}{_sign(entry)} ", look), Span(f"{text}{_number(entry)}", look)


def _sign(entry: Entry) -> str:
    return "+" if entry.kind == "added" else "-"


def _number(entry: Entry) -> str:
    was = Words("原", "was ") if entry.kind == "removed" else Words("", "")
    if entry.is_indicator:
        return str(Words(f"（{was.zh}第{entry.row}行）", f" ({was.en}row {entry.row})"))
    return str(Words(f"（{was.zh}第{entry.row}条）", f" ({was.en}no. {entry.row})"))


def _project_lines(entry: Entry, *, full: bool) -> Iterator[ListingLine]:
    """Yield a project that was added or removed: its budget, and all of it where it is wanted."""
    project = entry.new if entry.kind == "added" else entry.old
    assert isinstance(project, Project)
    look: Look = "new" if entry.kind == "added" else "old"
    total = value_words("budget.total", project.budget.total)
    rows = len(project.indicators)
    words = Words(f"预算数{total.zh}，绩效指标{rows}行", f"total {total.en}, indicators {rows}")
    yield (Span(f"{entry.note}{_COLON}{_sign(entry)} {words}", look),)
    if full:
        for field, text in project_details(project):
            yield (Span(f"  {field}{_COLON}{' '.join(text.split())}", look),)


def _changed(entry: Entry, *, full: bool) -> Iterator[ListingLine]:
    old, new = (str(value_words(entry.field, one)) for one in (entry.old, entry.new))
    name = Span(f"{entry.words}{_COLON}")
    note = _remark(entry)
    if max(len(old), len(new)) <= _LONGEST_ON_A_LINE and "\n" not in old + new:
        yield name, Span(old, "old"), Span(" → "), Span(new, "new"), *note
        return
    yield Span(str(name.text).rstrip()), *note
    for sign, text in paragraphs(old, new) if full else changed_sentences(old, new):
        yield _prose(sign, text)


def _prose(sign: Sign, text: str) -> ListingLine:
    return (Span(f"  {sign} {text}", _LOOKS[sign]),)


def _remark(entry: Entry) -> tuple[Span, ...]:
    """Return the difference of numbers, and what else tells how grave a change is."""
    remarks = list(_remarks(entry))
    return (Span(_bracketed(str(Words("；", "; ")).join(remarks)), "note"),) if remarks else ()


def _remarks(entry: Entry) -> Iterator[str]:
    if entry.difference is not None and not entry.is_spelling:
        yield _signed(entry.difference)
    if entry.note is not None and (entry.is_of_look or entry.is_spelling or not entry.printed):
        yield str(entry.note)
    if entry.doubtful:
        yield str(_DOUBTFUL)


def _bracketed(text: str) -> str:
    return str(Words(f"（{text}）", f" ({text})"))


def _signed(number: Decimal) -> str:
    return f"{number:+f}"
