"""The same DOCX by docxtpl: a template with the spans, contents, bookmarks and parts of ours.

The template is made from a form that our own writer printed, its texts replaced by tags, so that
both programs write the same document and differ in how they get there.
"""

import io
import re
import zipfile
from decimal import Decimal
from html import escape
from typing import Any

from docxtpl import DocxTemplate

from jixiao.definition import dumps
from jixiao.layout import Pack, make_outline
from jixiao.layout.compose import compose
from jixiao.model import (
    Budget,
    Indicator,
    IndicatorValue,
    Project,
    Report,
    SpendingPlan,
)
from jixiao.writers.docx import write_docx
from jixiao.writers.job import Job, Properties

DOCUMENT = "word/document.xml"
SOURCE = "/customXml/item1.xml"
_FIELDS = ("level2", "level3", "description", "value", "basis")
_NUMBERS = {
    "9001": "p.project.budget.total",
    "9002": "p.project.budget.fiscal",
    "9003": "p.project.budget.other",
    "9011%": "p.plan.march",
    "9012%": "p.plan.june",
    "9013%": "p.plan.october",
    "9014%": "p.plan.december",
}


def _marked_row(level1: str, row: str) -> Indicator:
    cells: dict[str, Any] = {name: f"@{name}{row}@" for name in _FIELDS}
    cells["value"] = IndicatorValue.parse(cells["value"])
    return Indicator(level1=level1, **cells)


def _marked_project(number: int) -> Project:
    return Project(
        code=f"@code{number}@",
        name=f"@name{number}@",
        purpose="@purpose@",
        goals=("@goal@",),
        budget=Budget(total=Decimal(9001), fiscal=Decimal(9002), other=Decimal(9003)),
        plan=SpendingPlan(
            march=Decimal(9011), june=Decimal(9012), october=Decimal(9013), december=Decimal(9014)
        ),
        indicators=(
            _marked_row("@level1@", "first"),
            _marked_row("@level1@", "next"),
            _marked_row("@single@", "single"),
        ),
    )


def make_template(report: Report, pack: Pack) -> bytes:
    """Return a docxtpl template for reports of one part of budget projects."""
    marked = report.model_copy(update={"projects": (_marked_project(1), _marked_project(2))})
    edition = pack.edition(report.header.edition)
    assert edition is not None
    properties = Properties("t", "a", "s")
    job = Job(compose(marked, edition, pack), pack.style, properties, dumps(report))
    package = write_docx(job)
    source = zipfile.ZipFile(io.BytesIO(package))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == DOCUMENT:
                data = _make_loops(data.decode()).encode()
            archive.writestr(name, data)
    return target.getvalue()


def _make_loops(xml: str) -> str:
    """Put loops round the second contents line and the second form; drop the first ones' twins."""
    lines = [part for part in re.findall(r"<w:p>(?:(?!</w:p>).)*</w:p>", xml) if "PAGEREF" in part]
    line_one, line_two = lines[-2:]
    loop = f"{{% for p in forms[1:] %}}{_tags(line_two, 2)}{{% endfor %}}"
    xml = xml.replace(line_one, f"{{% for p in forms[:1] %}}{_tags(line_one, 1)}{{% endfor %}}")
    # The last line closes the field of the whole list.
    field_end = '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    assert line_two.endswith("</w:hyperlink>" + field_end)
    loop = loop.replace("</w:hyperlink>" + field_end, "</w:hyperlink></w:p>")
    xml = xml.replace(line_two, loop + "<w:p>" + field_end)
    heading = r'<w:p><w:pPr><w:pStyle w:val="form-heading"/>'
    first, second = (match.start() for match in re.finditer(heading, xml))
    end = xml.rindex("<w:p>")
    form_two = _rows(xml[second:end])
    return (
        xml[:first]
        + "{% for p in forms[:1] %}"
        + _tags(_rows(xml[first:second]), 1)
        + "{% endfor %}{% for p in forms[1:] %}"
        + _tags(form_two, 2)
        + "{% endfor %}"
        + xml[end:]
    )


def _rows(form: str) -> str:
    rows = re.findall(r"<w:tr>.*?</w:tr>", form)
    first, follow, single = rows[-3:]
    loops = (
        "{% for g in p.groups %}{% for i in g %}{% if g|length == 1 %}"
        f"{single}{{% elif loop.first %}}{first}{{% else %}}{follow}{{% endif %}}"
        "{% endfor %}{% endfor %}"
    )
    return form.replace(first + follow + single, loops)


def _tags(xml: str, number: int) -> str:
    for name in _FIELDS:
        xml = re.sub(rf"@{name}(first|next|single)@", f"{{{{ i.{name} }}}}", xml)
    xml = re.sub("@level1@|@single@", "{{ i.level1 }}", xml)
    for digits, expression in _NUMBERS.items():
        xml = xml.replace(f"<w:t>{digits}</w:t>", f"<w:t>{{{{ {expression} }}}}</w:t>")
    xml = re.sub(r"(<w:t[^>]*>)[^<]*@goal@", r"\1{{ p.goals|join(' ') }}", xml)
    xml = re.sub(rf"{number}\.@name{number}@[^<]*", "{{ p.heading }}", xml)
    xml = xml.replace(f"@code{number}@", "{{ p.project.code }}")
    xml = xml.replace(f"@name{number}@", "{{ p.project.name }}")
    xml = xml.replace("@purpose@", "{{ p.project.purpose }}")
    xml = xml.replace(f"project_{number}", "{{ p.anchor }}")
    xml = re.sub(r"_Toc_4_4_\d+", "{{ p.bookmark }}", xml)
    return re.sub(r'w:id="(\d+)"', r'w:id="{{ p.number * 10 + \1 }}"', xml)


def render(template: bytes, report: Report, pack: Pack) -> bytes:
    """Return the report by docxtpl, as a user of it would: outline in, file with its source out."""
    edition = pack.edition(report.header.edition)
    assert edition is not None
    document = DocxTemplate(io.BytesIO(template))
    forms = make_outline(report, edition).forms
    document.render({"forms": forms}, autoescape=True)
    source = next(part for part in document.docx.part.package.parts if part.partname == SOURCE)
    source._blob = re.sub(rb">[^<]+</definition>", b">", source.blob)
    source._blob += escape(dumps(report)).encode() + b"</definition>"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
