"""``jixiao schema``: what editors complete and check definitions by."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Jixiao


def test_the_schema_is_printed_in_readable_chinese(jixiao: Jixiao) -> None:
    shown = jixiao("schema")
    assert shown.status == 0
    assert json.loads(shown.out)["title"] == "部门预算绩效文本"
    assert "预算年度" in shown.out


def test_the_schema_is_written_and_is_up_to_date_the_next_time(
    jixiao: Jixiao, tmp_path: Path
) -> None:
    target = tmp_path / "report.schema.json"
    assert jixiao("schema", "-o", target) == (0, f"{target}\n", "")
    assert jixiao("schema", "-o", target) == (0, f"{target}\n", f"up to date: {target}\n")
    assert json.loads(target.read_bytes())["title"] == "部门预算绩效文本"


def test_another_file_is_replaced_by_force_only(jixiao: Jixiao, tmp_path: Path) -> None:
    target = tmp_path / "report.schema.json"
    target.write_text("{}")
    refused = jixiao("schema", "-o", target, language="zh_CN")
    assert refused.status == 2
    assert refused.err == f"错误：{target}: 已有同名文件，现保持原样\n  -> 要替换它，请加 --force\n"
    assert target.read_text() == "{}"
    assert jixiao("schema", "-o", target, "--force").status == 0
    assert json.loads(target.read_bytes())["title"] == "部门预算绩效文本"
