"""The JSON Schema of a definition: editors complete and check TOML and JSON by it."""

from typing import Any

from jixiao.model import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a definition; titles are in Chinese."""
    schema = Report.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs", {})
    for part in (schema, *definitions.values()):
        _tidy(part)
    # A JSON definition names its schema by this key, a TOML one by its first comment line.
    schema["properties"] = {"$schema": {"type": "string"}, **schema["properties"]}
    return {"$schema": DIALECT, **schema, "$defs": definitions}


def _tidy(part: dict[str, Any]) -> None:
    """Drop what is meant for Python only: English docstrings, and null for an absent key."""
    if part.get("type") == "object":
        part.pop("description", None)
    for field in part.get("properties", {}).values():
        _drop_null(field)
    for variant in part.get("anyOf", ()):
        _tidy(variant)


def _drop_null(field: dict[str, Any]) -> None:
    variants = [variant for variant in field.get("anyOf", ()) if variant.get("type") != "null"]
    if "anyOf" in field and len(variants) == 1:
        del field["anyOf"]
        field.update({**variants[0], **field})
    if field.get("default", 0) is None or isinstance(field.get("default"), dict):
        del field["default"]
