"""Help and usage errors speak one language: no English in Chinese pages, nor the other way."""

import re

import pytest

from jixiao.cli.help import wrap
from jixiao.diagnostics import display_width
from tests.unit.cli.conftest import Jixiao

COMMANDS = ["new", "render", "parse", "roundtrip", "diff", "patch", "schema", "doctor"]
PAGES = [["--help"], [], *([command, "--help"] for command in COMMANDS)]
MISTAKES = [
    ["rendr"],
    ["xyzzy"],
    ["--foo"],
    ["--versio"],
    ["render"],
    ["render", "--foo"],
    ["render", "--forc", "x"],
    ["render", "-x", "f"],
    ["render", "-o"],
    ["render", "f", "--project"],
    ["render", "f", "--force=yes"],
    ["render", "f", "-f", "txt"],
    ["render", "-", "-"],
    ["render", "a", "b", "-o", "-"],
    ["render", "a", "-o", "-", "-f", "pdf,text"],
    ["new"],
    ["new", "f.toml"],
    ["new", "f.toml", "--edition", "hebei-2023"],
    ["new", "f.toml", "g.toml", "--edition", "e", "--unit", "u"],
    ["new", "f.toml", "--edition", "hebei-2022", "--unit", "u"],
    ["new", "f.toml", "--edition", "hebei-2023", "--unit", "u", "--year", "soon"],
    ["new", "f.json", "--edition", "hebei-2023", "--unit", "u"],
    ["new", "f.toml", "--unit", "u"],
    ["new", "f.json", "--from", "xyzzy.docx"],
    ["new", "f.toml", "--from", "xyzzy.docx"],
    ["new", "f.toml", "--from", "."],
    ["new", "f.toml", "--from", "xyzzy.docx", "--edition", "hebei-2022"],
    ["new", "f.toml", "--from", "xyzzy.docx", "--unit", ""],
    ["render", "a", "b", "--changed-since", "xyzzy.docx", "--project", "1"],
    ["render", "a", "--corrected-mark"],
    ["render", "-", "--changed-since", "-"],
    ["render", "xyzzy.toml", "--changed-since", "xyzzy.docx"],
    ["parse"],
    ["parse", "f", "--format", "xml"],
    ["parse", "f", "--revisions", "maybe", "--limit", "pages=x", "--limit", "x=1"],
    ["parse", "f", "g", "-o", "-", "--csv", "-", "--parquet", "-"],
    ["parse", "f", "--csv", "t.csv", "--report", "t.csv"],
    ["parse", "xyzzy"],
    ["roundtrip"],
    ["roundtrip", "xyzzy"],
    ["diff"],
    ["diff", "xyzzy"],
    ["diff", "-", "-"],
    ["diff", "xyzzy", "maybe.toml"],
    ["diff", "xyzzy", ".", "-f", "docx"],
    ["diff", "f", "", "-f", "pdf"],
    ["diff", "f", "g", "--output-format", "xml", "-o", "-", "-f", "xml"],
    ["patch"],
    ["patch", "xyzzy.docx", "maybe.toml"],
    ["patch", "xyzzy.docx", "maybe.toml", "-o", "xyzzy.pdf", "--date", "soon", "--author", ""],
    ["patch", "xyzzy.docx", ".", "--dry-run"],
    ["schema", "x"],
    ["doctor", "--output-format", "xml"],
    ["check"],
    ["check", "xyzzy", "--profile", "maybe", "--fail-on", "maybe", "--select", "XYZ001"],
    ["check", "xyzzy", "--output-format", "xml"],
    ["rule"],
    ["rule", "XYZ001"],
]

# What stays as it is in Chinese: names of programs, formats and languages.
NAMES = re.compile(
    r"jixiao|TOML|JSON|Schema|DOCX|PDF|CSV|Parquet|pyarrow|LibreOffice"
    r"|(?<![a-z])(docx?|pdf|text|json|toml|txt|xml|csv)(?![a-z])"
    r"|(?<![a-z])(new|rende?r|parse|roundtrip|diff|patch|schema|doctor|xyzzy|maybe)(?![a-z])"
    r"|check|rule|submit|strict|error|warning|hint|full|concise|sarif|github|ALL|[A-Z]{3}\d{3}"
    r"|Word|WPS|accept|reject|pages|rows|lines|columns|members|characters|nesting|(file|unpacked)-bytes"
)
OPTIONS = re.compile(r"(?<![A-Za-z])--?[a-z][a-z-]*")
FILES = re.compile(r"[\w.-]*\.(toml|json|csv|docx|pdf)|hebei-\d+|<stdin>")


def english_words(text: str) -> list[str]:
    for known in (FILES, OPTIONS, NAMES):
        text = known.sub(" ", text)
    return re.findall(r"[A-Za-z]{2,}", text.replace("soon", ""))


def chinese_words(text: str) -> list[str]:
    example = "青石县柳河镇人民政府"  # may be broken over two lines
    return re.findall(r"[\u4e00-\u9fff]+", "".join(text.split()).replace(example, ""))


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_a_help_page_is_in_one_language(jixiao: Jixiao, page: list[str]) -> None:
    chinese, english = jixiao(*page, language="zh_CN"), jixiao(*page)
    assert english_words(chinese.out + chinese.err) == []
    assert chinese_words(english.out + english.err) == []
    assert "用法：jixiao" in chinese.out + chinese.err
    assert "Usage: jixiao" in english.out + english.err
    assert (chinese.status == 0) == bool(page)


@pytest.mark.parametrize("mistake", MISTAKES, ids=" ".join)
def test_a_usage_error_is_in_one_language(jixiao: Jixiao, mistake: list[str]) -> None:
    chinese, english = jixiao(*mistake, language="zh_CN"), jixiao(*mistake)
    for shown in (chinese, english):
        assert shown.status == 2
        assert shown.out == ""
    assert english_words(chinese.err) == []
    assert chinese_words(english.err) == []
    assert "错误：" in chinese.err
    assert "error: " in english.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rendr"], "没有命令 rendr；是不是 render？"),
        (["render", "--forc", "x"], "没有选项 --forc；是不是 --force？"),
        (["render"], "缺少 文件"),
        (["new", "f.toml"], "缺少 --edition、--unit"),
        (["new", "f.toml", "--edition", "e"], "缺少 --unit"),
        (["render", "-o"], "选项 -o 后面要写值"),
        (["render", "f", "--force=yes"], "选项 --force 不带值"),
        (["schema", "x"], "多余的参数：x"),
    ],
)
def test_a_usage_error_says_what_is_wrong_and_where_help_is(
    jixiao: Jixiao, arguments: list[str], message: str
) -> None:
    usage, error, advice = jixiao(*arguments, language="zh_CN").err.splitlines()
    assert usage.startswith("用法：jixiao ")
    assert error == f"错误：{message}"
    assert re.fullmatch(r"  -> 查看帮助：jixiao( \w+)? --help", advice)


def test_a_help_page_in_chinese(jixiao: Jixiao) -> None:
    assert jixiao("schema", "-h", language="zh_CN").out == (
        "用法：jixiao schema [选项]\n"
        "\n"
        "  输出定义文件的 JSON Schema，供编辑器使用。\n"
        "\n"
        "选项：\n"
        "  -o, --output 文件  写入该文件，如 report.schema.json；省略或写 - 时直接显示。\n"
        "  --force            即使文件已有其他内容也替换。\n"
        "  -h, --help         显示本帮助。\n"
    )


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("columns", [20, 60, 80, 200])
def test_a_help_page_fits_the_terminal(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch, language: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = jixiao("render", "--help", language=language).out.splitlines()
    assert max(map(display_width, lines)) <= max(columns, 50)


def test_lines_break_between_words_and_wide_characters() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("输出到该文件夹", 8) == ["输出到该", "文件夹"]
    assert wrap("写入 report.toml 文件", 12) == ["写入", "report.toml", "文件"]
    assert wrap("", 8) == [""]


def test_a_line_never_begins_with_a_closing_mark() -> None:
    assert wrap("输出到该，文件夹", 8) == ["输出到该，", "文件夹"]
