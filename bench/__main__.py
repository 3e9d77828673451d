"""``python -m bench``: every comparison, medians of three alternating runs, ratios."""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

RUNS = 3
START_RUNS = 15
PEERS = ("weasyprint", "docxtpl", "python-docx", "lxml")
READ_FORMS, READ_TEXTS, CHECK_PROJECTS = 1000, 200, 1000
COMPARISONS = (
    # ours, peer, forms
    ("docx", "docxtpl", 1000),
    ("pdf", "weasyprint", 100),
    ("pdf", "weasyprint", 1000),
)


def measure(case: str, argument: str) -> dict[str, float]:
    """Run one case in a process of its own."""
    command = [sys.executable, "-m", "bench.case", case, argument]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def compare(ours: str, peer: str, argument: str, what: str) -> None:
    """Print medians and ratios of two cases, run in turn."""
    runs = [(measure(peer, argument), measure(ours, argument)) for _ in range(RUNS)]
    median = {
        (side, figure): statistics.median(run[side][figure] for run in runs)
        for side in (0, 1)
        for figure in ("seconds", "megabytes")
    }
    print(f"\n{what}, median of {RUNS}")
    for side, name in ((0, peer), (1, ours)):
        seconds, megabytes = median[side, "seconds"], median[side, "megabytes"]
        print(f"  {name:<12}{seconds:9.2f} s {megabytes:9.0f} MB")
    faster = median[0, "seconds"] / median[1, "seconds"]
    memory = median[1, "megabytes"] / median[0, "megabytes"]
    print(f"  {ours} is {faster:.2f} x as fast, at {memory:.2f} of the memory", flush=True)


def make(kind: str, count: int, target: Path) -> str:
    """Make files to be read in a process of its own, and return where they are."""
    subprocess.run([sys.executable, "-m", "bench.files", kind, str(count), str(target)], check=True)
    return str(target)


def reading(folder: Path) -> None:
    """Print how fast files are read back."""
    document = make("document", READ_FORMS, folder / "report.docx")
    compare("recognise", "python-docx", document, f"a DOCX of {READ_FORMS} forms read")
    texts = make("texts", READ_TEXTS, folder / "texts")
    seconds = statistics.median(measure("texts", texts)["seconds"] for _ in range(RUNS))
    print(f"\n{READ_TEXTS} text exports, median of {RUNS}")
    print(f"  texts{' ' * 7}{seconds:9.2f} s {READ_TEXTS / seconds:9.0f} files a second")


def checking(folder: Path) -> None:
    """Print how long all rules take beside loading alone."""
    definition = make("definition", CHECK_PROJECTS, folder / "report.toml")
    what = f"a definition of {CHECK_PROJECTS} projects"
    compare("load+check", "load", definition, what)


def comparing(folder: Path) -> None:
    """Print how long telling what differs takes beside loading both."""
    definition = make("definitions", CHECK_PROJECTS, folder / "first.toml")
    what = f"two definitions of {CHECK_PROJECTS} projects, a tenth of them edited"
    compare("diff", "load both", definition, what)


def start_up() -> None:
    """Print how much longer help takes than starting Python."""
    jixiao = str(Path(sys.executable).with_name("jixiao"))
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "jixiao --help": [jixiao, "--help"],
        "jixiao render --help": [jixiao, "render", "--help"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(START_RUNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            seconds[name].append(time.perf_counter() - start)
    base = statistics.median(seconds["python -c pass"])
    print(f"\nstart, median of {START_RUNS}")
    for name, values in seconds.items():
        median = statistics.median(values)
        print(f"  {name:<22}{median:7.3f} s  +{median - base:.3f} s")


def main() -> None:
    """Print the machine, then all comparisons."""
    packages = ", ".join(f"{name} {version(name)}" for name in PEERS)
    print(f"Python {platform.python_version()}, {packages}, {platform.machine()}")
    start_up()
    with tempfile.TemporaryDirectory() as folder:
        reading(Path(folder))
        checking(Path(folder))
        comparing(Path(folder))
    for ours, peer, forms in COMPARISONS:
        compare(ours, peer, str(forms), f"{forms} forms written")


if __name__ == "__main__":
    main()
