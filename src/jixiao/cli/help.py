"""Help pages as text: usage, summary, arguments, options, commands; wide characters count two."""

import re
import shutil

from typer._click.core import Command, Context, Parameter
from typer.core import TyperArgument, TyperOption

from jixiao.diagnostics import display_width
from jixiao.i18n import _

Row = tuple[str, str]

_WIDEST = 96
_NARROWEST = 50
_INDENT = "  "
# A longer left column would leave no room: its help begins on the next line.
_WIDEST_LEFT = 30

# What a line is made of: a word with its white space, or one wide character.
_PIECE = re.compile(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]\s*|\s+")
# Chinese typography (GB/T 15834): these never begin a line.
_NEVER_FIRST = frozenset("，。、；：？！）》」』】〕”’…—％")


def help_page(command: Command, context: Context) -> str:
    """Return the help page of a command."""
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns)) - 2
    parts = [usage_line(command, context)]
    if command.help:
        paragraphs = command.help.split("\n\n")
        parts.append("\n\n".join(_indented(wrap(text, width - 2)) for text in paragraphs))
    for title, rows in _sections(command, context):
        if rows:
            parts.append("\n".join([title, *_table(rows, width)]))
    return "\n\n".join(parts)


def usage_line(command: Command, context: Context) -> str:
    """Return how a command is called."""
    words = [context.command_path, _("[OPTIONS]")]
    words += [_argument(argument) for argument in command.params if _is_argument(argument)]
    if hasattr(command, "commands"):
        words.append(_("COMMAND …"))
    return _("Usage: {call}").format(call=" ".join(words))


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns, between words or wide characters."""
    lines = [""]
    for piece in _PIECE.findall(" ".join(text.split())):
        room = width - display_width(lines[-1])
        if display_width(piece.rstrip()) > room and piece[0] not in _NEVER_FIRST and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _sections(command: Command, context: Context) -> list[tuple[str, list[Row]]]:
    parameters = command.get_params(context)
    arguments = [_row(item) for item in parameters if isinstance(item, TyperArgument)]
    options = [_row(item) for item in parameters if isinstance(item, TyperOption)]
    commands = [
        (name, child.short_help or "") for name, child in getattr(command, "commands", {}).items()
    ]
    return [(_("Arguments:"), arguments), (_("Options:"), options), (_("Commands:"), commands)]


def _is_argument(parameter: Parameter) -> bool:
    return isinstance(parameter, TyperArgument)


def _argument(parameter: Parameter) -> str:
    name = parameter.metavar or parameter.name
    return f"{name}..." if parameter.nargs == -1 else name


def _row(parameter: TyperArgument | TyperOption) -> Row:
    if isinstance(parameter, TyperArgument):
        return _argument(parameter), parameter.help or ""
    spellings = ", ".join(sorted(parameter.opts, key=len))
    left = spellings if parameter.is_flag else f"{spellings} {parameter.metavar}"
    required = _(" [required]") if parameter.required else ""
    return left, (parameter.help or "") + required


def _table(rows: list[Row], width: int) -> list[str]:
    left_width = min(_WIDEST_LEFT, max(display_width(left) for left, _help in rows))
    lines: list[str] = []
    for left, text in rows:
        wrapped = wrap(text, width - left_width - 4)
        gap = left_width - display_width(left)
        if gap < 0:
            lines.append(_INDENT + left)
            left, gap = "", left_width
        lines.append(f"{_INDENT}{left}{' ' * gap}{_INDENT}{wrapped[0]}".rstrip())
        lines += [" " * (left_width + 4) + line for line in wrapped[1:]]
    return lines


def _indented(lines: list[str]) -> str:
    return "\n".join(_INDENT + line for line in lines)
