"""Reports of any size, made of the sample township."""

from pathlib import Path

from jixiao.definition import load
from jixiao.model import Report

ROOT = Path(__file__).resolve().parents[1]


def report_of(forms: int) -> Report:
    """Return the sample township with its projects repeated under new names, ``forms`` in all."""
    report = load(ROOT / "data" / "qingshi-liuhe-township-2023.toml").report
    samples = report.projects
    projects = (
        samples[index % len(samples)].model_copy(
            update={"name": f"{samples[index % len(samples)].name}{index + 1}"}
        )
        for index in range(forms)
    )
    return report.model_copy(update={"projects": tuple(projects)})
