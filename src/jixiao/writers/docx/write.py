"""A job to the bytes of a DOCX."""

from collections.abc import Mapping

from jixiao.writers.docx.body import BodyWriter
from jixiao.writers.job import Job


def write_docx(job: Job, pages: Mapping[str, int] | None = None) -> bytes:
    """Return a document as DOCX, with its definition embedded.

    ``pages`` maps the anchors of headings to the numbers of their pages, as the PDF of the same
    run has them; what is not in it Word computes when it opens the file.
    """
    # Here, since readers need this package for what is embedded, and not python-docx.
    from jixiao.writers.docx.package import DocxPackage

    body = BodyWriter(job, pages)
    body.write()
    package = DocxPackage()
    package.add_document(body.xml)
    package.add_styles(body.sheet.xml(), body.sheet.fonts)
    for number, (identifier, xml) in enumerate(body.sections.footers, 1):
        package.add_footer(identifier, number, xml)
    if job.definition is not None:
        package.add_source(job.definition, body.visible_text)
    package.add_properties(job.properties)
    return package.zip()
