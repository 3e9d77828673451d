"""One measured run in a process of its own: seconds without start-up, peak memory, as JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable

from bench.reports import report_of
from jixiao.build.render import make_job, render
from jixiao.layout import load_pack
from jixiao.model import Report
from jixiao.writers.job import Job


def _job(report: Report) -> Job:
    pack = load_pack()
    edition = pack.edition(report.header.edition)
    assert edition is not None
    return make_job(report, edition, pack)


def docx(report: Report) -> Callable[[], object]:
    """Ours: from the report to the bytes of the DOCX, in-process, the definition embedded."""
    render(report_of(1), ["docx"])  # imports, as in a batch
    return lambda: render(report, ["docx"])


def docxtpl(report: Report) -> Callable[[], object]:
    """docxtpl with a template for the same document."""
    from bench import docxtpl_peer

    pack = load_pack()
    template = docxtpl_peer.make_template(report, pack)
    docxtpl_peer.render(template, report_of(1), pack)
    return lambda: docxtpl_peer.render(template, report, pack)


def pdf(report: Report) -> Callable[[], object]:
    """Ours: from blocks to the bytes of the PDF."""
    from jixiao.writers.pdf.write import write_pdf

    write_pdf(_job(report_of(1)))
    job = _job(report)
    return lambda: write_pdf(job)


def weasyprint(report: Report) -> Callable[[], object]:
    """Plain WeasyPrint on the same markup and style sheet, with the same options."""
    from bench import weasyprint_peer

    weasyprint_peer.render(_job(report_of(1)))
    job = _job(report)
    return lambda: weasyprint_peer.render(job)


CASES = {"docx": docx, "docxtpl": docxtpl, "pdf": pdf, "weasyprint": weasyprint}


def main(case: str, forms: str) -> None:
    """Run one case and print its figures."""
    run = CASES[case](report_of(int(forms)))
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
