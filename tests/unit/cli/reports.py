"""Reports as files, for the commands that read them back."""

from pathlib import Path

import jixiao
from tests.conftest import DATA

FOREIGN = "外来的一行"


def text_of(name: str) -> bytes:
    """Return a sample report as text."""
    return jixiao.render(jixiao.load(DATA / name).report, ["text"])["text"]


def write_reports(folder: Path) -> None:
    """Write two sample reports to a folder: one is whole, one has a foreign line at its end."""
    folder.mkdir(parents=True, exist_ok=True)
    township, office = "qingshi-liuhe-township-2023.toml", "yunling-government-office-2020.json"
    (folder / "柳河镇.txt").write_bytes(text_of(township))
    (folder / "云岭.txt").write_bytes(text_of(office) + FOREIGN.encode())
