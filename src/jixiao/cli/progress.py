"""Progress on stderr, on a terminal: a bar for many inputs, a clock for one long step."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jixiao.cli import console

# Fewer are done before anyone wonders.
_WORTH_A_BAR = 4


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """Yield what is called with the name of each input when its turn comes."""
    if total < _WORTH_A_BAR or console.is_quiet() or not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    # Rich sends stdout through its own console, which is stderr: right on a terminal only.
    with Progress(
        *columns,
        console=Console(stderr=True, soft_wrap=True),  # lines are broken by the terminal alone
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task("", total=total)
        started = False

        def advance(name: str) -> None:
            nonlocal started
            bar.update(task, description=name, advance=1 if started else 0)
            started = True

        yield advance


@contextmanager
def working(text: str) -> Iterator[None]:
    """Show what is being done, and for how long, until it is."""
    if console.is_quiet() or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    stderr = Console(stderr=True, soft_wrap=True)
    with Progress(*columns, console=stderr, transient=True, redirect_stdout=False) as bar:
        bar.add_task(text, total=None)
        yield
