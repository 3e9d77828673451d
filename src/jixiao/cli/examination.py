"""What ``jixiao doctor`` examines: Pango, fonts, template pack, LibreOffice, versions."""

import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from jixiao.build.notices import pango_advice
from jixiao.diagnostics import JixiaoError, display_width, format_diagnostic
from jixiao.i18n import _, current_language
from jixiao.layout import Pack, load_pack
from jixiao.version import __version__

_OFFICE_SECONDS = 20


@dataclass(frozen=True)
class FontFinding:
    """A role of the style file, the family it asks for, and the one that is used."""

    role: str
    family: str
    resolved: str
    fallback: bool


@dataclass
class Findings:
    """All that was found; the names are those of the JSON form and never change."""

    jixiao: str = __version__
    python: str = field(default_factory=platform.python_version)
    platform: str = field(default_factory=platform.platform)
    language: str = field(default_factory=current_language)
    pack: str | None = None
    pack_title: str | None = None
    editions: list[str] = field(default_factory=list)
    weasyprint: str | None = None
    pango: str | None = None
    pdf_problem: str | None = None
    fonts: list[FontFinding] = field(default_factory=list)
    libreoffice: str | None = None
    problems: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def healthy(self) -> bool:
        """Whether every format can be made: a stand-in font or a missing LibreOffice is no bar."""
        return not self.problems


def examine(templates: Path | None = None) -> Findings:
    """Look at everything that rendering needs; nothing that is missing raises."""
    findings = Findings()
    pack = _examine_pack(findings, templates)
    _examine_pdf(findings, pack)
    _examine_office(findings)
    return findings


def _examine_pack(findings: Findings, templates: Path | None) -> Pack | None:
    try:
        pack = load_pack(templates)
    except JixiaoError as error:
        findings.problems += map(format_diagnostic, error.diagnostics)
        return None
    findings.pack = str(pack.folder)
    findings.pack_title = pack.manifest.title
    findings.editions = pack.edition_names
    return pack


def _examine_pdf(findings: Findings, pack: Pack | None) -> None:
    from jixiao.writers.pdf import PdfUnavailable
    from jixiao.writers.pdf.tuning import part, weasyprint
    from jixiao.writers.pdf.write import resolve_fonts

    try:
        findings.weasyprint = str(weasyprint().VERSION)
        number = int(part("text.ffi").pango.pango_version())
        findings.pango = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
        if pack is not None:
            families = {role: font.family for role, font in pack.style.fonts.items()}
            uses = {use.requested: use for use in resolve_fonts(pack.style).uses}
            findings.fonts = [
                FontFinding(role, family, uses[family].resolved, uses[family].fallback)
                for role, family in families.items()
            ]
    except PdfUnavailable as error:
        findings.pdf_problem = error.reason.strip()
        findings.problems.append(_("PDF cannot be made here: a library is missing (Pango)"))
        findings.advice.append(pango_advice())
    if missing := [font.family for font in findings.fonts if font.fallback]:
        findings.advice.append(
            _("for the official look install these fonts (they are not free): {families}").format(
                families=_(", ").join(dict.fromkeys(missing))
            )
        )


def _examine_office(findings: Findings) -> None:
    """Find LibreOffice, which only the tests of DOCX and a second look at it need."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return
    try:
        shown = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_OFFICE_SECONDS,
            check=False,
        )
        findings.libreoffice = shown.stdout.strip().split("\n")[0] or program
    except (OSError, subprocess.TimeoutExpired):
        findings.libreoffice = program


def as_json(findings: Findings) -> str:
    """Return the findings for programs."""
    tree: dict[str, Any] = {"healthy": findings.healthy, **asdict(findings)}
    return json.dumps(tree, ensure_ascii=False, indent=2)


def as_text(findings: Findings) -> str:
    """Return the findings as a table for people."""
    absent = _("not found")
    rows = [
        ("jixiao", f"{findings.jixiao}  {Path(__file__).parents[1]}"),
        ("Python", f"{findings.python}  {sys.executable}"),
        (_("system"), findings.platform),
        (_("language"), _("English")),
        (_("template pack"), findings.pack or absent),
        (_("editions"), _(", ").join(findings.editions) or absent),
        ("WeasyPrint", findings.weasyprint or absent),
        ("Pango", findings.pango or absent),
        ("LibreOffice", findings.libreoffice or _("not found (not needed for rendering)")),
        *_font_rows(findings),
    ]
    width = max(display_width(name) for name, _value in rows)
    lines = [f"{name}{' ' * (width - display_width(name))}  {value}" for name, value in rows]
    if findings.pdf_problem and os.environ.get("JIXIAO_DEBUG"):
        lines += ["", findings.pdf_problem]
    for title, items in ((_("Problems:"), findings.problems), (_("Advice:"), findings.advice)):
        if items:
            lines += ["", title, *(f"  - {item}" for item in items)]
    closing = _("All formats can be made: DOCX, PDF, text.")
    return "\n".join([*lines, "", *([closing] if findings.healthy else [])]).rstrip()


def _font_rows(findings: Findings) -> list[tuple[str, str]]:
    return [(_("font {role}").format(role=font.role), _font(font)) for font in findings.fonts]


def _font(font: FontFinding) -> str:
    if not font.fallback:
        return font.family
    return _("{family} → {resolved} (stand-in)").format(family=font.family, resolved=font.resolved)
