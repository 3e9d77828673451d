"""The same PDF by plain WeasyPrint: one HTML string, one call, the same style sheet and options."""

from datetime import UTC, datetime

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from jixiao.writers.css import style_css
from jixiao.writers.html import contents_html, contents_section, page_chunks
from jixiao.writers.job import DEFINITION_NAME, Job
from jixiao.writers.pdf import fonts
from jixiao.writers.pdf.write import resolve_fonts

DATE = datetime(1980, 1, 1, tzinfo=UTC)
# Plain WeasyPrint knows the page numbers itself.
PAGE_NUMBERS = (
    '.contents-line a::after { content: leader(".") target-counter(attr(href url), page) }'
)


def render(job: Job) -> bytes:
    """Return the PDF of a job."""
    stack = resolve_fonts(job.style).stack
    config = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "{name}"; src: url("{fonts.shipped(name).as_uri()}") }}\n'
        for name in (fonts.SERIF, fonts.SANS)
    )
    css = (
        faces
        + style_css(job.style, lambda role: stack(job.style.fonts[role].family))
        + PAGE_NUMBERS
    )
    contents = contents_section(job.document)
    body = contents_html(job.document, contents, job.style, {}) if contents else ""
    body = body.replace("<i></i>", "")
    body += "".join(page_chunks(job.document, job.style))
    html = f'<!DOCTYPE html><html lang="zh-CN"><title>{job.properties.title}</title>{body}</html>'
    attachment = Attachment(
        string=job.definition,
        name=DEFINITION_NAME,
        relationship="Source",
        created=DATE,
        modified=DATE,
    )
    data = HTML(string=html).write_pdf(
        stylesheets=[CSS(string=css, font_config=config)],
        font_config=config,
        pdf_tags=True,
        pdf_variant="pdf/a-3a",
        attachments=[attachment],
    )
    assert isinstance(data, bytes)
    return data
