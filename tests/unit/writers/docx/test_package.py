import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import docx

from jixiao.blocks import Section
from jixiao.writers.docx import write_docx
from tests.unit.writers.docx.documents import (
    W,
    cell,
    form,
    form_row,
    heading,
    job,
    paragraph,
    part,
    write,
)

ONE_FORM = Section((heading("甲", "a"), form(form_row(cell("乙"), cell("丙")))), "form")

PROGRAM = """
import hashlib
from tests.unit.writers.docx.test_package import ONE_FORM
from tests.unit.writers.docx.documents import job
from jixiao.writers.docx import write_docx
print(hashlib.sha256(write_docx(job(ONE_FORM))).hexdigest())
"""


def test_the_same_job_gives_the_same_bytes_in_any_process() -> None:
    here = sha256(write_docx(job(ONE_FORM))).hexdigest()
    elsewhere = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert elsewhere == {here}


def test_members_have_no_time_and_a_fixed_order() -> None:
    with zipfile.ZipFile(io.BytesIO(write(paragraph("甲")))) as archive:
        names = archive.namelist()
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert not [name for name in names if "theme" in name or "thumbnail" in name]


def test_python_docx_reads_it() -> None:
    document = docx.Document(io.BytesIO(write_docx(job(ONE_FORM))))
    assert [p.text for p in document.paragraphs][:1] == ["甲"]
    assert [c.text for c in document.tables[0].rows[0].cells][:2] == ["乙", "丙"]


def test_properties() -> None:
    core = docx.Document(io.BytesIO(write_docx(job(ONE_FORM)))).core_properties
    assert (core.title, core.author, core.subject, core.language) == (
        "标题",
        "单位",
        "绩效文本",
        "zh-CN",
    )
    assert core.created is None
    assert core.modified is None


def test_dates_are_in_utc() -> None:
    moment = datetime(2026, 1, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    dated = replace(job(ONE_FORM).properties, created=moment)
    core = docx.Document(
        io.BytesIO(write_docx(replace(job(ONE_FORM), properties=dated)))
    ).core_properties
    assert core.created == core.modified == datetime(2026, 1, 1, 0, 0, tzinfo=UTC)


def test_a_long_title_is_cut() -> None:
    titled = replace(job(ONE_FORM).properties, title="题" * 300)
    core = docx.Document(
        io.BytesIO(write_docx(replace(job(ONE_FORM), properties=titled)))
    ).core_properties
    assert core.title == "题" * 254 + "…"


def test_word_neither_asks_nor_works_in_an_old_mode() -> None:
    settings = part(write(paragraph("甲")), "word/settings.xml")
    assert settings.find(f"{W}updateFields") is None
    (mode,) = (
        item.get(f"{W}val")
        for item in settings.iter(f"{W}compatSetting")
        if item.get(f"{W}name") == "compatibilityMode"
    )
    assert mode == "15"


def test_fonts_are_said_to_be_chinese() -> None:
    fonts = part(write(paragraph("甲")), "word/fontTable.xml")
    charsets = {font.get(f"{W}name"): font.find(f"{W}charset").get(f"{W}val") for font in fonts}
    assert charsets == {"仿宋": "86", "宋体": "86"}


def test_weasyprint_is_not_loaded() -> None:
    program = "import sys, jixiao.writers.docx; print('weasyprint' in sys.modules)"
    output = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert output.stdout.strip() == "False"
