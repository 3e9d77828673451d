from jixiao.blocks import Heading, Paragraph, Run, Section
from jixiao.writers.docx import write_docx
from tests.unit.writers.docx.documents import (
    PACK,
    W,
    body,
    cell,
    form,
    form_row,
    heading,
    job,
    paragraph,
    part,
    value,
    write,
)


def styles(data: bytes) -> dict[str, object]:
    found = {}
    for style in part(data, "word/styles.xml").iter(f"{W}style"):
        found[value(style, "name")] = style
    return found


def test_a_paragraph_style_has_the_looks_of_the_style_file() -> None:
    look = styles(write(paragraph("甲"), page="prose"))["body"]
    assert value(look, "rPr/sz") == "32"
    assert value(look, "rPr/spacing") == "-5"
    assert value(look, "pPr/spacing", "line") == "579"
    assert value(look, "pPr/spacing", "lineRule") == "exact"
    assert value(look, "pPr/ind", "firstLineChars") == "200"
    assert value(look, "pPr/ind", "firstLine") == "640"
    assert value(look, "pPr/jc") == "both"


def test_fonts_have_their_official_name_for_every_script_and_no_theme() -> None:
    fonts = styles(write(paragraph("甲")))["body"].find(f"{W}rPr/{W}rFonts")
    assert {name.removeprefix(W): family for name, family in fonts.attrib.items()} == dict.fromkeys(
        ("ascii", "hAnsi", "eastAsia", "cs"), "仿宋"
    )


def test_a_style_of_headings_stands_on_the_heading_of_word() -> None:
    found = styles(write(heading("甲", "a")))
    own, built_in = found["form-heading"], found["heading 2"]
    assert value(own, "basedOn") == "Heading2"
    assert value(own, "pPr/outlineLvl") == value(built_in, "pPr/outlineLvl") == "1"
    assert value(own, "pPr/ind", "firstLine") == "0"


def test_a_style_is_one_of_headings_wherever_its_first_heading_stands() -> None:
    blocks = Paragraph((Run("第一部分"),), "part-title"), Heading((Run("甲"),), 1, "part-title")
    found = styles(write(*blocks))
    assert value(found["part-title"], "basedOn") == "Heading1"
    first, second, *_rest = body(*blocks)
    assert (value(first, "pPr/outlineLvl"), value(second, "pPr/outlineLvl")) == ("9", None)


def test_a_style_of_headings_on_a_plain_paragraph_leaves_the_outline() -> None:
    blocks = heading("甲", "a"), Paragraph((Run("乙"),), "form-heading")
    first, second, *_rest = body(*blocks)
    assert value(first, "pPr/outlineLvl") is None
    assert value(second, "pPr/outlineLvl") == "9"


def test_a_style_on_another_level_is_that_level() -> None:
    deeper = Heading((Run("乙"),), 3, "form-heading")
    assert value(body(heading("甲"), deeper)[1], "pPr/outlineLvl") == "2"


def test_only_styles_in_use_are_there() -> None:
    assert set(styles(write(paragraph("甲")))) == {"Normal", "Normal Table", "body", "footer"}


def test_a_cell_has_a_style_of_its_table_and_kind() -> None:
    found = styles(write(form(form_row(cell("甲", "label"), cell("乙")))))
    assert value(found["cell form label"], "pPr/jc") == "center"
    assert value(found["cell form text"], "pPr/spacing", "lineRule") == "atLeast"
    assert value(found["table form"], "tblPr/tblBorders/insideH", "sz") == "4"


def test_a_run_has_a_character_style() -> None:
    inlines = (Run("（一）甲。", "second-level"), Run("乙"))
    data = write(Paragraph(inlines))
    first, second = part(data).iter(f"{W}r")
    assert value(first, "rPr/rStyle") == "run-second-level"
    assert value(second, "rPr/rStyle") is None
    assert value(styles(data)["run second-level"], "rPr/rFonts", "eastAsia") == "楷体"


def test_names_of_word_are_not_taken_by_a_style_file() -> None:
    named = ("Normal", "heading 1", "toc 1", "正文")
    looks = dict.fromkeys(named, PACK.style.paragraphs["body"])
    style = PACK.style.model_copy(update={"paragraphs": looks})
    blocks = tuple(paragraph("甲", name) for name in named)
    data = write_docx(job(Section(blocks, "prose"), style=style))
    names = [value(style, "name") for style in part(data, "word/styles.xml").iter(f"{W}style")]
    assert len(names) == len({str(name).casefold() for name in names}) == 7
