from jixiao.definition import report_schema


def _properties(schema: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
    found = []
    for part in (schema, *schema["$defs"].values()):  # type: ignore[attr-defined]
        found += list(part.get("properties", {}).items())
    return found


def test_every_key_has_a_chinese_title() -> None:
    for key, field in _properties(report_schema()):
        if "$ref" in str(field) or key == "$schema":
            continue
        title = str(field["title"])
        assert any("\u4e00" <= character <= "\u9fff" for character in title), key


def test_no_english_docstring_leaks() -> None:
    assert "blank" not in str(report_schema())


def test_a_blank_cell_is_an_absent_key_not_null() -> None:
    assert "null" not in str(report_schema())
    assert "None" not in str(report_schema())


def test_unknown_keys_are_marked_by_editors() -> None:
    schema = report_schema()
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Project"]["additionalProperties"] is False
