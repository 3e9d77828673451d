"""审核意见表: the reviewer's sheet, one for each unit, with a blank column for its reply.

Findings stand under 完整性、相关性、适当性、可行性, what 财预〔2015〕88号 has reviewers look at.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jixiao.build.formats import FORMATS
from jixiao.build.outputs import OutputFolder, Written
from jixiao.build.render import source_date
from jixiao.check.pages import ASPECTS
from jixiao.check.results import CheckedFile, Located
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Pack, load_pack
from jixiao.model import Report
from jixiao.wording.field_names import field_words
from jixiao.writers.docx import write_docx
from jixiao.writers.job import Job, Properties

_TITLE = "部门预算绩效文本审核意见表"
_ORDINALS = "一二三四"


def write_sheet(
    files: Sequence[CheckedFile], target: Path, templates: Path | None, *, force: bool = False
) -> Written:
    """Write the sheet of all files as DOCX; like the report itself it is in Chinese.

    Raises:
        JixiaoError: the template has mistakes, or the file is there and not ours, or it cannot
            be written.
    """
    data = make_sheet(files, load_pack(templates))
    folder = OutputFolder(target.parent, force=force)
    written = folder.write(target.name, data, FORMATS["docx"].verify)
    folder.note()
    return written


def make_sheet(files: Sequence[CheckedFile], pack: Pack) -> bytes:
    """Return the sheet of all files as the bytes of a DOCX."""
    from jixiao.layout.compose import compose_template

    if pack.manifest.sheet is None:
        message = _("this template pack has no reviewer's sheet")
        advice = _("name its template in pack.toml: sheet = …")
        raise JixiaoError(Diagnostic("pack-sheet", message, advice, Place(str(pack.folder))))
    # Of many units only those that have to answer get a sheet.
    faulty = [file for file in files if file.findings] or files[:1]
    context = {"sheets": [_sheet(file) for file in faulty]}
    document = compose_template(pack, pack.manifest.sheet, context)
    author = files[0].report.unit.name if len(files) == 1 else None
    properties = Properties(_TITLE, author, pack.manifest.title, source_date())
    return write_docx(Job(document, pack.style, properties, None))


def _sheet(file: CheckedFile) -> dict[str, Any]:
    groups = {
        aspect: [one for one in file.findings if one.found.rule.aspect == aspect]
        for aspect in ASPECTS
    }
    number = 0
    aspects: list[dict[str, Any]] = []
    for aspect, findings in groups.items():
        if not findings:
            continue
        items = [_item(file, one, number + index) for index, one in enumerate(findings, 1)]
        number += len(findings)
        name = f"{_ORDINALS[len(aspects)]}、{ASPECTS[aspect].zh}"
        aspects.append({"name": name, "findings": items})
    return {"title": _title(file.report), "summary": _summary(file), "aspects": aspects}


def _item(file: CheckedFile, one: Located, number: int) -> dict[str, Any]:
    finding = one.found.finding
    return {
        "number": number,
        "project": file.project_label(one.project).zh,
        "field": field_words(finding.path).zh,
        "message": f"{finding.message.zh}（{one.code}）",
        "advice": finding.advice.zh,
    }


def _title(report: Report) -> str:
    year = f"{report.header.fiscal_year}年度" if report.header.fiscal_year else ""
    return f"{report.unit.name or ''}{year}{_TITLE}"


def _summary(file: CheckedFile) -> str:
    if not file.findings:
        return f"共 {len(file.report.projects)} 个项目，未发现问题。"
    projects = {one.project for one in file.findings if one.project is not None}
    return (
        f"共 {len(file.report.projects)} 个项目，{len(projects)} 个项目有问题，"
        f"审核意见 {len(file.findings)} 条。请逐条核实，在“单位回复”栏填写修改情况。"
    )
