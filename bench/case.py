"""One measured run in a process of its own: seconds without start-up, peak memory, as JSON.

A case imports only what it needs, so that the memory of each is its own.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.model import Report
    from jixiao.writers.job import Job

Run = Callable[[], object]


def _report(forms: str) -> "Report":
    from bench.reports import report_of

    return report_of(int(forms))


def _job(report: "Report") -> "Job":
    from jixiao.build.render import make_job
    from jixiao.layout import load_pack

    pack = load_pack()
    edition = pack.edition(report.header.edition)
    assert edition is not None
    return make_job(report, edition, pack)


# ---- writing; the argument is the number of forms ----


def docx(forms: str) -> Run:
    """Ours: from the report to the bytes of the DOCX, in-process, the definition embedded."""
    from jixiao.build.render import render

    report = _report(forms)
    render(_report("1"), ["docx"])  # imports, as in a batch
    return lambda: render(report, ["docx"])


def docxtpl(forms: str) -> Run:
    """docxtpl with a template for the same document."""
    from bench import docxtpl_peer
    from jixiao.layout import load_pack

    report, pack = _report(forms), load_pack()
    template = docxtpl_peer.make_template(report, pack)
    docxtpl_peer.render(template, _report("1"), pack)
    return lambda: docxtpl_peer.render(template, report, pack)


def pdf(forms: str) -> Run:
    """Ours: from blocks to the bytes of the PDF."""
    from jixiao.writers.pdf.write import write_pdf

    write_pdf(_job(_report("1")))
    job = _job(_report(forms))
    return lambda: write_pdf(job)


def weasyprint(forms: str) -> Run:
    """Plain WeasyPrint on the same markup and style sheet, with the same options."""
    from bench import weasyprint_peer

    weasyprint_peer.render(_job(_report("1")))
    job = _job(_report(forms))
    return lambda: weasyprint_peer.render(job)


# ---- checking; the argument is the path of a definition ----


def load_definition(path: str) -> Run:
    """Ours: a definition loaded, no more."""
    from jixiao.definition import load

    return lambda: load(path)


def check_definition(path: str) -> Run:
    """Ours: loaded and checked by all rules, across projects too, each finding with its place."""
    from jixiao.build.checking import check_report
    from jixiao.definition import load

    return lambda: check_report(load(path))


# ---- comparing; the argument is the path of a definition; beside it stands another ----


def load_both(path: str) -> Run:
    """Ours: two definitions loaded, no more."""
    from jixiao.definition import load

    return lambda: (load(path), load(_corrected(path)))


def diff_definitions(path: str) -> Run:
    """Ours: two definitions loaded, and what differs between them to the digit."""
    from jixiao.correct.diff import diff
    from jixiao.definition import load

    return lambda: diff(load(path).report, load(_corrected(path)).report)


def _corrected(path: str) -> Path:
    return Path(path).with_suffix(".corrected.toml")


# ---- reading; the argument is a path ----


def recognise(path: str) -> Run:
    """Ours: from a DOCX to its report, with an account of all that is in the file."""
    from jixiao.layout import load_pack
    from jixiao.readers.docx import read_docx
    from jixiao.recognise import recognise
    from jixiao.writers.memory import unhurried_gc

    editions = load_pack().editions

    def run() -> None:
        with unhurried_gc():  # as `parse_bytes` does
            found = recognise(read_docx(Path(path).read_bytes(), path), editions)
        assert found.report.projects
        assert found.coverage.share == 1

    return run


def python_docx(path: str) -> Run:
    """python-docx on the same DOCX, its cells walked and no more."""
    from bench import docx_peer

    return lambda: docx_peer.read(Path(path))


def texts(path: str) -> Run:
    """Ours: every text export of a folder to its report, one after another."""
    from jixiao.build.reading import load_editions, parse_bytes
    from jixiao.layout import load_pack
    from jixiao.writers.memory import unhurried_gc

    editions = load_editions(load_pack())
    files = sorted(Path(path).iterdir())

    def run() -> None:
        with unhurried_gc():  # as `jixiao parse` does
            for file in files:
                assert parse_bytes(file.read_bytes(), file.name, editions).is_complete

    return run


CASES = {
    "docx": docx,
    "docxtpl": docxtpl,
    "pdf": pdf,
    "weasyprint": weasyprint,
    "load": load_definition,
    "load+check": check_definition,
    "load both": load_both,
    "diff": diff_definitions,
    "recognise": recognise,
    "python-docx": python_docx,
    "texts": texts,
}


def main(case: str, argument: str) -> None:
    """Run one case and print its figures."""
    run = CASES[case](argument)
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
