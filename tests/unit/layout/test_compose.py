"""Reports become blocks; a mistake in a user's template is told with its file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.blocks import Heading, PageBreak, Table
from jixiao.definition import loads
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.layout import Pack, environment, load_pack
from jixiao.layout.compose import compose
from jixiao.model import Report
from jixiao.writers.text import write_text
from tests.conftest import ROOT
from tests.strategies import EDITIONS

Change = Callable[..., Path]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """Copy the template pack and replace a text in its layout; return the copy's folder."""

    def change(old: str, new: str, file: str = "report.xml.jinja") -> Path:
        folder = tmp_path / "pack"
        shutil.copytree(ROOT / "templates" / "hebei", folder, dirs_exist_ok=True)
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
        return folder

    return change


def line_of(folder: Path, text: str, file: str = "report.xml.jinja") -> int:
    lines = (folder / file).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def fault(report: Report, folder: Path) -> Diagnostic:
    with pytest.raises(JixiaoError) as caught:
        compose_in(report, folder)
    return caught.value.diagnostics[0]


def compose_in(report: Report, folder: Path) -> None:
    pack = load_pack(folder)
    edition = pack.edition("hebei-2023")
    assert edition is not None
    compose(report, edition, pack)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{% endif %}", "{% endfi %}", "template-syntax"),
        ("{{ labels.code }}", "{{ labels.code", "template-syntax"),
        ("{{ labels.code }}", "{{ labels.cood }}", "template-failed"),
        ("{{ labels.code }}", "{{ 1 / 0 }}", "template-failed"),
        ("{{ labels.code }}", "{{ labels.code|nosuch }}", "template-syntax"),
        ("{{ labels.code }}", "{{ labels.__class__ }}", "template-failed"),
        ("{{ labels.code }}", '{{ "x" * 10**10 }}', "template-failed"),
        ('<row><cell style="label">{{ labels.goals }}', "<raw><cell>{{ labels.goals }}", "markup-"),
        ('<cell columns="6">{{ item.goals', '<cell columns="5">{{ item.goals', "markup-span-width"),
        ('<cell rows="2" style="label">{{ labels.plan', '<cell rows="3">{{ labels.plan', "markup-"),
        ('<cell style="label">{{ labels.code }}', '<cell colour="1">{{ labels.code }}', "markup-"),
        ("{{ labels.code }}</cell>", "{{ labels.code }}</cel>", "markup-not-well-formed"),
    ],
)
def test_a_mistake_in_a_template_names_file_and_line(
    changed: Change, township: Report, old: str, new: str, code: str
) -> None:
    folder = changed(old, new)
    found = fault(township, folder)
    assert found.code.startswith(code)
    assert found.place is not None
    assert found.place.file == str(folder / "report.xml.jinja")
    # A cell that is too tall is noticed in the first row where it is in the way.
    assert found.place.line is not None
    assert 0 <= found.place.line - line_of(folder, new) <= 2
    assert found.place.quoted is not None


LOOPS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(90) }}",
    "{% for a in [1,2,3,4,5,6,7,8,9] %}" * 12 + "{% endfor %}" * 12,
    "{% set ns = namespace(l=range(9)) %}"
    "{% for a in range(99999) %}{% for b in range(a * 999) %}{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("loop", LOOPS)
def test_an_endless_template_is_stopped(
    changed: Change, township: Report, loop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first one spends the whole budget; of the others it is enough that they are counted.
    if loop != LOOPS[0]:
        monkeypatch.setattr(environment, "MAX_STEPS", environment.MAX_STEPS // 10)
    folder = changed("<document>", f"{loop}<document>")
    found = fault(township, folder)
    assert found.code == "template-endless"
    assert found.place is not None
    assert found.place.line == line_of(folder, "<document>")


@pytest.mark.parametrize(
    "escape",
    [
        "report.parse_raw('x')",
        "report.parse_file('/etc/passwd')",
        "report.model_construct()",
        "report.copy()",
        "(report|attr('model_copy'))()",
        "report.header.model_fields",
        "[].append(1)",
        "''.__class__.__mro__",
        "outline.__init__.__globals__",
    ],
)
def test_a_template_reads_the_report_and_nothing_else(
    changed: Change, township: Report, escape: str
) -> None:
    folder = changed("<document>", f"{{{{ {escape} }}}}<document>")
    assert fault(township, folder).code == "template-failed"


def test_a_file_that_a_template_includes_is_named(changed: Change, township: Report) -> None:
    folder = changed("<document>", '{% include "more.jinja" %}<document>')
    assert fault(township, folder).code == "template-missing"
    (folder / "more.jinja").write_text("\n\n{{ nothing }}", "utf-8")
    found = fault(township, folder)
    assert found.place is not None
    assert (Path(found.place.file).name, found.place.line) == ("more.jinja", 3)


def test_a_template_reads_no_file_outside_its_pack(changed: Change, township: Report) -> None:
    folder = changed("<document>", '{% include "../../etc/passwd" %}<document>')
    assert fault(township, folder).code == "template-missing"


@pytest.mark.parametrize(
    ("old", "new", "code", "text"),
    [
        ("size = 22", 'size = "22"', "number-type", 'size = "22"'),
        ("size = 22", "size = -1", "greater-than", "size = -1"),
        ('font = "hei"', 'font = "heyi"', "style-reference", 'font = "heyi"'),
        ("[cells.number]", "[cells.numbr]", "style-missing", None),
        ("columns = [25, ", "columns = [", "style-columns", None),
        ("columns = [25, ", "columns = [125, ", "style-too-wide", "columns = [125, "),
        ("top = 25,", "top = 260,", "style-margins", "top = 260,"),
        ("[cells.number]", "[cells.'Numb er']", "string-pattern-mismatch", "[cells.'Numb er']"),
        ("[fonts]", "[fonst]", "missing", None),
    ],
)
def test_a_mistake_in_the_style_file_is_placed(
    changed: Change, township: Report, old: str, new: str, code: str, text: str | None
) -> None:
    folder = changed(old, new, "style.toml")
    found = fault(township, folder)
    assert found.code == code
    assert found.place is not None
    assert found.place.file == str(folder / "style.toml")
    if text:
        assert found.place.line == line_of(folder, text, "style.toml")


def test_a_mistake_in_an_edition_is_placed(changed: Change, township: Report) -> None:
    folder = changed('"{number}.{name}', '"{number}.{title}', "editions/hebei-2023.toml")
    found = fault(township, folder)
    assert found.code == "pattern-fields"


def test_a_folder_without_a_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(JixiaoError) as caught:
        load_pack(tmp_path)
    assert caught.value.diagnostics[0].code == "pack-missing"


def test_each_form_but_the_first_of_a_part_is_on_a_new_page(pack: Pack, sample: Report) -> None:
    edition = pack.edition(sample.header.edition)
    assert edition is not None
    for section in compose(sample, edition, pack).sections[2:]:
        forms = sum(isinstance(block, Heading) and block.level == 2 for block in section.blocks)
        breaks = sum(isinstance(block, PageBreak) for block in section.blocks)
        assert breaks == forms - 1


def test_special_funds_come_first_and_make_three_parts(pack: Pack) -> None:
    projects = ("budget-project", "special-fund", "budget-project")
    text = 'schema = 1\n[report]\nedition = "hebei-2020"\n' + "".join(
        f'[[projects]]\nkind = "{kind}"\nname = "项目{index}"\n'
        for index, kind in enumerate(projects)
    )
    edition = pack.edition("hebei-2020")
    assert edition is not None
    printed = write_text(compose(loads(text).report, edition, pack))
    order = (
        "第一部分",
        "第二部分\n专项资金",
        "1、项目1",
        "第三部分\n预算项目",
        "1、项目0",
        "2、项目2",
    )
    places = [printed.index(part) for part in order]
    assert places == sorted(places)


def test_chosen_forms_stand_alone_as_in_the_whole(pack: Pack, township: Report) -> None:
    edition = pack.edition("hebei-2023")
    assert edition is not None
    whole = write_text(compose(township, edition, pack))
    alone = write_text(compose(township, edition, pack, only=[4]))
    assert alone in whole
    assert "5." in alone.split("\n")[0]
    assert "第一部分" not in alone
    document = compose(township, edition, pack, only=[4])
    assert len(document.sections) == 1
    assert sum(isinstance(block, Table) for block in document.sections[0].blocks) == 2


@pytest.mark.parametrize("name", EDITIONS)
def test_the_mark_of_a_correction_stands_behind_the_heading(
    pack: Pack, township: Report, name: str
) -> None:
    edition = pack.edition(name)
    assert edition is not None
    plain = write_text(compose(township, edition, pack, only=[0]))
    marked = write_text(compose(township, edition, pack, only=[0], marked=True))
    heading = f"{edition.numbering.form.format(number=1, name=township.projects[0].name)}"
    assert "（更正）" not in plain
    assert marked.replace(f"{heading}（更正）", heading) == plain != marked


@pytest.mark.parametrize("name", EDITIONS)
def test_plan_values_in_money_have_no_percent_sign(pack: Pack, name: str) -> None:
    text = (
        f'schema = 1\n[report]\nedition = "{name}"\n[[projects]]\n'
        'plan = { march = 1.43, unit = "amount" }\n[[projects]]\nplan = { march = 25.00 }\n'
    )
    edition = pack.edition(name)
    assert edition is not None
    printed = write_text(compose(loads(text).report, edition, pack))
    assert "\t1.43\n" in printed
    assert ("\t25.00\n" if name == "hebei-2020" else "\t25.00%\n") in printed


def test_the_level_1_cell_spans_its_group(pack: Pack, township: Report) -> None:
    edition = pack.edition("hebei-2023")
    assert edition is not None
    document = compose(township, edition, pack)
    tables = [block for block in document.sections[2].blocks if isinstance(block, Table)]
    indicators = tables[1]
    assert indicators.rows[0].header
    assert [row.cells[0].rows for row in indicators.rows[1:] if len(row.cells) == 6] == [4, 4, 1]
