"""Long texts: the sentences that changed, with a little around them, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.correct.sentences import (
    Piece,
    Sign,
    changed_sentences,
    changed_words,
    paragraphs,
    sentences,
)

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


def marked(old: str, new: str) -> tuple[str, str]:
    """Return both texts with the changed words in brackets."""
    before, after = (
        "".join(f"[{part.text}]" if part.changed else part.text for part in parts)
        for parts in changed_words(sentences(old, new))
    )
    return before, after


def test_the_changed_words_of_a_sentence_are_told_apart() -> None:
    assert marked("账目按章公开，村务有人管。", "账目按季公开，村务有专人管。") == (
        "账目按[章]公开，村务有人管。",
        "账目按[季]公开，村务有[专]人管。",
    )
    assert marked("修补村道。", "修补村道。清理边沟。") == ("修补村道。", "修补村道。[清理边沟。]")


def test_a_number_is_one_word_and_a_common_sign_between_others_is_none() -> None:
    assert marked("共需12.50万元", "共需18.50万元") == ("共需[12.50]万元", "共需[18.50]万元")
    assert marked("购置水泵三台", "租用水车四辆") == ("[购置水泵三台]", "[租用水车四辆]")


def test_sentences_too_long_to_be_aligned_are_marked_whole() -> None:
    old, new = "甲" * 300 + "乙" * 300, "甲" * 301 + "乙" * 300
    assert marked(old, new) == (f"[{old}]", f"[{new}]")


def test_a_paragraph_stands_beside_what_became_of_it() -> None:
    pieces = paragraphs("甲\n乙\n丙\n丁", "甲\n已\n柄\n丁\n戊")
    assert [piece.sign + piece.text for piece in pieces] == [
        *(" 甲", "-乙", "+已", "-丙", "+柄", " 丁", "+戊")
    ]


def side(pieces: list[Piece], sign: Sign) -> list[str]:
    return [piece.text for piece in pieces if piece.sign in (" ", sign)]


@given(texts, texts)
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    by_line, by_sentence = paragraphs(old, new), sentences(old, new)
    assert (side(by_line, "-"), side(by_line, "+")) == (old.splitlines(), new.splitlines())
    assert ("".join(side(by_sentence, "-")), "".join(side(by_sentence, "+"))) == (old, new)
    before, after = changed_words(by_sentence)
    assert "".join(part.text for part in before) == old
    assert "".join(part.text for part in after) == new
    assert any(part.changed for part in before + after) == (old != new)
