"""The table of formats: what writes each of them, and how its files are verified."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jixiao.build.notices import font_notices, layout_notices
from jixiao.build.outputs import Verify
from jixiao.diagnostics import Diagnostic
from jixiao.writers.job import Job

Pages = Mapping[str, int]
"""The page of each anchor, from 1: what the contents of a DOCX show."""


@dataclass(frozen=True, slots=True)
class Output:
    """The bytes of one file, what a PDF tells of its pages, and what the user should know."""

    data: bytes
    pages: Pages | None = None
    notices: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One format that a report can be written in."""

    name: str
    extension: str
    write: Callable[[Job, Pages | None], Output]
    verify: Verify


def _write_pdf(job: Job, _pages: Pages | None) -> Output:
    from jixiao.writers.pdf.write import write_pdf

    pdf = write_pdf(job)
    notices = (*font_notices(pdf.fallbacks, pdf.missing), *layout_notices(pdf.warnings))
    return Output(pdf.data, pdf.pages, notices)


def _write_docx(job: Job, pages: Pages | None) -> Output:
    from jixiao.writers.docx import write_docx

    return Output(write_docx(job, pages))


def _write_text(job: Job, _pages: Pages | None) -> Output:
    from jixiao.writers.text import write_text

    return Output(write_text(job.document).encode())


def verify_pages(data: bytes) -> None:
    """Raise ValueError where the bytes are no sound PDF, with or without a definition in it."""
    from jixiao.writers.pdf import archive

    if faults := archive.check(data):
        raise ValueError("; ".join(f"{fault.code} {fault.subject}" for fault in faults))


def _verify_pdf(data: bytes) -> None:
    from jixiao.writers.pdf import archive

    verify_pages(data)
    if archive.attachment_of(data) is None:
        raise ValueError("attachment-missing")


def _verify_docx(data: bytes) -> None:
    from jixiao.writers.docx import check

    if faults := check(data):
        raise ValueError(
            "; ".join(f"{fault.kind} {fault.part} {fault.subject}" for fault in faults)
        )


def _verify_text(data: bytes) -> None:
    data.decode()


# In the order of rendering: the contents of a DOCX take their page numbers from the PDF.
FORMATS = {
    known.name: known
    for known in (
        Format("pdf", ".pdf", _write_pdf, _verify_pdf),
        Format("docx", ".docx", _write_docx, _verify_docx),
        Format("text", ".txt", _write_text, _verify_text),
    )
}
