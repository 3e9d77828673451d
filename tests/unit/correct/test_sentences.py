"""Long texts: the sentences that changed, with a little around them, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.correct.sentences import changed_sentences

BEFORE = (
    "围绕行政村的日常运转落实办公等经费。做到资金按时到位；账目按章公开。"
    "村务有人管，矛盾有人调，诉求有回音。"
)


def test_a_changed_sentence_stands_between_the_ends_of_what_stayed() -> None:
    pieces = changed_sentences(BEFORE, BEFORE.replace("按章公开", "按季公开"))
    assert pieces == [
        (" ", "…实办公等经费。做到资金按时到位；"),
        ("-", "账目按章公开。"),
        ("+", "账目按季公开。"),
        (" ", "村务有人管，矛盾有人调，诉求有回…"),
    ]


def test_a_new_paragraph_shows_where_the_line_ends() -> None:
    pieces = changed_sentences("第一句。第二句。", "第一句。\n第二句。")
    assert pieces == [("-", "第一句。"), ("+", "第一句。⏎"), (" ", "第二句。")]


def test_texts_without_a_common_sentence_are_shown_whole() -> None:
    assert changed_sentences("甲乙丙", "丁戊己") == [("-", "甲乙丙"), ("+", "丁戊己")]


def test_texts_too_long_to_be_aligned_are_shown_whole() -> None:
    old, new = "甲。" * 600, "乙。" * 600
    assert changed_sentences(old, new) == [("-", old), ("+", new)]


texts = st.text("甲乙。；\n 1", max_size=40)


@given(texts, texts)
def test_no_changed_character_is_lost(old: str, new: str) -> None:
    pieces = changed_sentences(old, new)
    for text, sign in ((old, "-"), (new, "+")):
        rest = text.replace("\n", "⏎")
        for piece in pieces:
            if piece.sign == sign:
                assert piece.text in rest
                rest = rest[rest.index(piece.text) + len(piece.text) :]
    assert (not pieces) == (old == new == "")
    assert all(piece.sign == " " for piece in pieces) == (old == new)
