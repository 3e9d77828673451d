"""A new row looks like the one it stands beside."""

import pytest

from jixiao.correct.patch.new_row import FIELDS, NewRowWriter
from jixiao.correct.patch.row_plan import Step
from jixiao.correct.patch.runs import UnsafeError
from jixiao.correct.patch.text import local
from jixiao.model import Indicator, IndicatorValue
from tests.patching import body_of, marks_for, require_sound, tree_of, without_ours
from tests.word_xml import cell, row, table

INDICATOR = Indicator(
    level1="产出指标",
    level2="数量指标",
    level3="培训 & 演练",
    value=IndicatorValue.parse("<24次"),
    basis="台账\n签到表",
)
PLAIN = Step(None, 0)


def written(
    like: str,
    step: Step = PLAIN,
    *,
    tracked: bool = True,
    new: Indicator = INDICATOR,
    fields: int = 6,
) -> str:
    """Return a new row beside another one; ``fields``: how many cells of it have one."""
    tree = tree_of(table(like))
    found = next(each for each in body_of(tree).iter() if local(each) == "tr")
    cells = [each for each in found.iter() if local(each) == "tc"]
    writer = NewRowWriter(
        found, dict(zip(FIELDS[:fields], cells, strict=False)), marks_for(tree, tracked=tracked)
    )
    xml = writer.write(new, step)
    found.above.insert_after(found, xml)
    require_sound(tree.serialise())
    return without_ours(xml.decode())


def test_each_text_stands_in_a_cell_with_the_look_of_the_row() -> None:
    like = "".join(
        f"<w:tc><w:tcPr><w:tcW w:w='{at}'/></w:tcPr><w:p><w:pPr><w:jc w:val='center'/></w:pPr>"
        f"<w:r><w:rPr><w:sz w:val='2{at}'/></w:rPr><w:t>旧</w:t></w:r></w:p></w:tc>"
        for at in range(6)
    )
    new = written(f"<w:tr>{like}</w:tr>", tracked=False)
    first = (
        "<w:tr><w:tc><w:tcPr><w:tcW w:w='0'/></w:tcPr><w:p><w:pPr><w:jc w:val='center'/></w:pPr>"
        "<w:r><w:rPr><w:sz w:val='20'/></w:rPr><w:t>产出指标</w:t></w:r></w:p></w:tc>"
    )
    assert new.startswith(first)
    assert "<w:sz w:val='22'/></w:rPr><w:t>培训 &amp; 演练</w:t>" in new
    assert "<w:t>&lt;24次</w:t>" in new
    assert "旧" not in new
    assert new.count("<w:p>") == 7  # the basis has two lines
    assert "w:ins" not in new


def test_tracked_the_row_and_all_its_texts_are_put_in() -> None:
    like = row(*"一二三四五六", properties='<w:cantSplit/><w:trHeight w:val="400"/>')
    new = written(like)
    assert new.startswith('<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="400"/><w:ins/></w:trPr>')
    assert new.count("<w:ins><w:r>") == 6
    assert new.count("<w:t>") == 6
    assert "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins><w:r><w:rPr></w:rPr><w:t>台账" in new


def test_the_mark_of_the_row_stands_behind_its_exceptions() -> None:
    cells = "".join(map(cell, "一二三四五六"))
    like = f"<w:tr><w:tblPrEx><w:jc w:val='left'/></w:tblPrEx>{cells}</w:tr>"
    new = written(like)
    assert new.startswith("<w:tr><w:tblPrEx><w:jc w:val='left'/></w:tblPrEx><w:trPr><w:ins/>")


def test_what_was_special_in_the_other_row_is_not_taken_over() -> None:
    """That it is a header, was itself put in, or was merged."""
    history = '<w:tblHeader/><w:ins w:id="1" w:author="张三"/>'
    merged = cell("一", properties='<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>')
    new = written(row(merged, *"二三四五六", properties=history))
    assert "tblHeader" not in new
    assert "张三" not in new
    assert "vMerge" not in new
    assert '<w:vAlign w:val="center"/>' in new


@pytest.mark.parametrize(
    ("step", "merge", "texts"),
    [
        (Step(None, 0, continues=True), "<w:vMerge/>", 5),
        (Step(None, 0, begins=True), '<w:vMerge w:val="restart"/>', 6),
    ],
)
def test_level_1_is_merged_as_the_group_is(step: Step, merge: str, texts: int) -> None:
    first = cell("一", properties='<w:tcW w:w="9"/><w:vAlign w:val="top"/>')
    new = written(row(first, *"二三四五六"), step)
    assert f'<w:tc><w:tcPr><w:tcW w:w="9"/>{merge}<w:vAlign w:val="top"/></w:tcPr>' in new
    assert new.count("<w:ins><w:r>") == texts
    bare = written(row("<w:tc><w:p/></w:tc>", *"二三四五六"), step)
    assert f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p>" in bare


def test_a_text_without_a_cell_is_refused() -> None:
    with pytest.raises(UnsafeError, match="a row has no cell for it"):
        written(row(*"一二三四五"), fields=5)
    written(row(*"一二三四五"), fields=5, new=Indicator(level1="产出指标"))


def test_merged_cells_of_other_columns_are_refused() -> None:
    merged = cell("二", properties="<w:vMerge/>")
    with pytest.raises(UnsafeError, match="merged with the one above or below"):
        written(row("一", merged, *"三四五六"))


def test_cells_within_something_else_are_refused() -> None:
    like = row(f"<w:sdt><w:sdtContent>{cell('一')}</w:sdtContent></w:sdt>", *"二三四五六")
    with pytest.raises(UnsafeError, match="something else encloses"):
        written(like)
