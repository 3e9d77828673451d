"""Typer's own words in the user's language: help, usage lines, usage errors.

Typer 0.29 brings a copy of Click whose words no catalogue reaches. So pages are laid out here, and
errors are described by their type; pyproject.toml pins Typer, and a test reads every page in both
languages.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from typer._click.core import Command as ClickCommand
from typer._click.core import Context, Parameter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup, TyperOption

from jixiao.cli.help import help_page, usage_line, wrap
from jixiao.i18n import _

if TYPE_CHECKING:
    from typer._click.shell_completion import CompletionItem

_COMPLETION_WIDTH = 50


class _Words(ClickCommand):
    """What commands and the program have in common."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Tell an error of the parser which command it is about: then its usage can be shown."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option ``--help``, its help in our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this page.")
            option.opts.sort()  # Click keeps them in a set
            option.default = False  # None would load pydantic, to make a truth value of it
        return option

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write our page."""
        formatter.write(help_page(self, ctx))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write our usage line."""
        formatter.write(usage_line(self, ctx))

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Return the completions, each with the beginning of its help: shells show one line."""
        items = super().shell_complete(ctx, incomplete)
        for item in items:
            first, *more = wrap(item.help or "", _COMPLETION_WIDTH)
            item.help = first + ("…" if more else "")
        return items


class Command(_Words, TyperCommand):
    """A command whose help page and usage errors are ours."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Refuse arguments that are left over, in our words."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            extra = " ".join(rest)
            raise UsageError(_("unexpected argument: {extra}").format(extra=extra), ctx)
        return rest


class Group(_Words, TyperGroup):
    """The program itself; it names the command that may be meant."""

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, ClickCommand | None, list[str]]:
        """Return the command that is meant, or refuse an unknown one in our words."""
        name = args[0]
        if name not in self.commands and not ctx.resilient_parsing:
            message = _("there is no command {name}").format(name=name)
            if nearest := difflib.get_close_matches(name, self.commands, n=1):
                message += _("; did you mean {nearest}?").format(nearest=nearest[0])
            raise UsageError(message, ctx)
        return super().resolve_command(ctx, args)


def translate(command: ClickCommand) -> None:
    """Translate the marked words of a command, its parameters and its subcommands, in place."""
    if command.help:
        command.help = _(command.help)
        command.short_help = command.help.split("\n")[0]  # else Typer cuts it, by words
    for parameter in command.params:
        words: Any = parameter  # help is declared by the two subclasses, not by their base
        words.help = _(words.help) if words.help else words.help
        parameter.metavar = _(parameter.metavar) if parameter.metavar else parameter.metavar
    for child in getattr(command, "commands", {}).values():
        translate(child)


def describe_click_error(error: ClickException) -> str:
    """Return the usage line, what is wrong, and where help is, as lines for a terminal."""
    lines = []
    context = error.ctx if isinstance(error, UsageError) else None
    if context is not None:
        lines.append(usage_line(context.command, context))
    lines.append(_("error: {text}").format(text=_describe(error)))
    if context is not None:
        lines.append("  -> " + _("for help: {command}").format(command=_help_command(context)))
    return "\n".join(lines)


def _help_command(context: Context) -> str:
    return f"{context.command_path} --help"


def _describe(error: ClickException) -> str:
    match error:
        case NoSuchOption():
            message = _("there is no option {option}").format(option=error.option_name)
            if error.possibilities:
                nearest = sorted(error.possibilities)[0]
                message += _("; did you mean {nearest}?").format(nearest=nearest)
            return message
        case MissingParameter():
            return _("{name} is missing").format(name=_name(error.param))
        case BadParameter():
            return _("the value of {name} is not valid").format(name=_name(error.param))
        case BadOptionUsage():
            if _takes_value(error):
                return _("the option {option} needs a value").format(option=error.option_name)
            return _("the option {option} takes no value").format(option=error.option_name)
        case _:
            return error.message  # our own, from above


def _name(parameter: Parameter | None) -> str:
    """Return how a user writes a parameter: the longest spelling of an option, or the metavar."""
    if isinstance(parameter, TyperOption):
        return max(parameter.opts, key=len)
    return (parameter.metavar or parameter.name) if parameter else "?"


def _takes_value(error: BadOptionUsage) -> bool:
    options = error.ctx.command.params if error.ctx else []
    return any(
        error.option_name in option.opts and not option.is_flag
        for option in options
        if isinstance(option, TyperOption)
    )
