"""The command line: one file a command. Nothing heavy is imported before a command runs."""

import sys


def main() -> None:
    """Run jixiao with the arguments of the process, and end it with the exit status."""
    from jixiao.i18n import preferred_language, set_language

    # First of all: Typer asks gettext for some of its words when it is imported.
    set_language(preferred_language())
    from jixiao.cli.app import run

    sys.exit(run())
