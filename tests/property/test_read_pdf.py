"""Any printable report, written as PDF and read back by what its pages show: nearly every cell.

A PDF has places and shapes of characters, and what it does not have cannot come back. That is,
and nothing else is left out of the comparison:

* signs that show nothing (format characters such as zero-width spaces, variation selectors):
  nothing is drawn for them. They are taken out of the text that is wanted;
* cells with a soft hyphen: a hyphen is drawn where the line is broken at it;
* cells with letters or signs that run from right to left: they are drawn in another order;
* cells with a mark that has no letter before it: it is drawn on a dotted circle. And cells with
  one mark twice on a letter: both stand at one place, and pdfium takes them for a shadow;
* cells with a ligature such as U+FB01: pdfium takes it apart.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, settings

from jixiao.layout import Edition, Pack
from jixiao.model import Report
from jixiao.readers.pdf import read_pdf
from jixiao.readers.types import Reading
from jixiao.recognise import recognise
from jixiao.writers.pdf.write import write_pdf
from tests.cells import bare, compare
from tests.conftest import job_of, need_pango
from tests.printable import comparable, printable_reports

LEAST_SHARE = 0.995
# With white space: a paragraph whose last line is just full cannot be told from a wrapped one.
LEAST_SHARE_WITH_SPACES = 0.99
# Laying out takes a while: fewer examples than others have, unless many are wanted.
DEFAULT = 30
EXAMPLES = settings().max_examples if settings().max_examples > DEFAULT else 15

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f\u115f\u1160\u3164\uffa0]")
_TO_LEFT = frozenset(
    ("R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
)
_LIGATURES = re.compile("[\ufb00-\ufb06]")

# Without shrinking: each step of it would lay out documents again.
generated = settings(
    max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def visible(text: str) -> str:
    """Return a text without what shows nothing."""
    text = _SELECTORS.sub("", text)
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def comes_back(text: str) -> bool:
    """Tell whether a PDF can give back all of a text that is visible."""
    return not (
        "\u00ad" in text
        or _LIGATURES.search(text)
        or any(unicodedata.bidirectional(letter) in _TO_LEFT for letter in text)
        or _has_loose_mark(visible(text))
    )


def _has_loose_mark(text: str) -> bool:
    return any(
        unicodedata.category(letter)[0] == "M" and (before.isspace() or before == letter)
        for before, letter in pairwise(f" {text}")
    )


def seen(text: str) -> str:
    return bare(visible(text))


def seen_with_spaces(text: str) -> str:
    """Return a text with its lines; no PDF tells a tab, or several spaces, from a space."""
    return "\n".join(" ".join(line.split()) for line in visible(text).split("\n"))


def leaves(tree: object, path: str = "") -> dict[str, str]:
    """Return the values of a tree by their paths, as texts."""
    if isinstance(tree, dict):
        pairs = list(tree.items())
    elif isinstance(tree, list | tuple):
        pairs = list(enumerate(tree))
    else:
        return {path: "" if tree is None else str(tree)}
    return {at: leaf for key, value in pairs for at, leaf in leaves(value, f"{path}.{key}").items()}


def values_of(report: Report, edition: Edition) -> dict[str, str]:
    """Return what can be compared of a report that was printed."""
    return leaves(tomllib.loads(comparable(report, edition)))


def test_cells_and_values_are_read_back_nearly_exactly(pack: Pack, editions: list[Edition]) -> None:
    """White space aside. The rules of recognition stand on the cells: few values differ either.

    A row with a wrong cell has one that is marked as doubtful.
    """
    need_pango()
    counts: Counter[str] = Counter()

    @generated
    @given(report=printable_reports())
    def examine(report: Report) -> None:
        job = job_of(report, pack)
        reading = read_pdf(write_pdf(job).data, "报告.pdf")
        cells = compare(job.document, reading, shown=seen, counts=comes_back)
        exact = compare(job.document, reading, shown=seen_with_spaces, counts=comes_back)
        counts.update(cells=cells.total, same_cells=cells.same, exact_cells=exact.same)
        counts.update(undoubted=not cells.all_doubted)
        counts.update(all_cells=compare(job.document, reading).total)
        values, same_values = compare_values(report, reading, pack, editions)
        counts.update(values=values, same_values=same_values)

    examine()
    assert counts["cells"] >= 0.9 * counts["all_cells"] > 0
    assert counts["same_cells"] >= LEAST_SHARE * counts["cells"]
    assert counts["undoubted"] == 0
    assert counts["exact_cells"] >= LEAST_SHARE_WITH_SPACES * counts["cells"]
    assert counts["same_values"] >= LEAST_SHARE * counts["values"] > 0


def compare_values(
    report: Report, reading: Reading, pack: Pack, editions: list[Edition]
) -> tuple[int, int]:
    """Return how many values there are, and how many are the same after recognition."""
    edition = pack.edition(report.header.edition)
    assert edition is not None
    wanted = values_of(report, edition)
    found = values_of(recognise(reading, editions).report, edition)
    paths = [path for path in {**wanted, **found} if comes_back(wanted.get(path, ""))]
    return len(paths), sum(
        seen(wanted.get(path, "")) == seen(found.get(path, "")) for path in paths
    )


def test_samples_are_read_back_exactly(sample: Report, pack: Pack, editions: list[Edition]) -> None:
    need_pango()
    edition = pack.edition(sample.header.edition)
    assert edition is not None
    job = job_of(sample, pack)
    reading = read_pdf(write_pdf(job).data, "报告.pdf")
    assert compare(job.document, reading).share == 1
    recognised = recognise(reading, editions)
    assert comparable(recognised.report, edition) == comparable(sample, edition)
    assert recognised.residue == ()
