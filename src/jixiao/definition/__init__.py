"""The typed report and its TOML or JSON file: load with line positions, dump, JSON Schema."""

from jixiao.definition.dump import dumps, to_tree
from jixiao.definition.load import Definition, load, loads
from jixiao.definition.schema import report_schema
from jixiao.definition.source import Source
from jixiao.definition.tree import read_model, read_tree

__all__ = [
    "Definition",
    "Source",
    "dumps",
    "load",
    "loads",
    "read_model",
    "read_tree",
    "report_schema",
    "to_tree",
]
