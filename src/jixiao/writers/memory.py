"""The garbage collector while a large document is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_depth = 0


@contextmanager
def unhurried_gc() -> Iterator[None]:
    """Keep the cyclic garbage collector from walking a growing document again and again.

    What is alive before (modules, the caller's data) is frozen, so that a collection asked for
    inside sees only what was made since. State is put back at the end. Only the outermost of
    nested calls does anything: counting what is frozen takes milliseconds.
    """
    global _depth
    _depth += 1
    try:
        if _depth > 1:
            yield
        else:
            with _unhurried():
                yield
    finally:
        _depth -= 1


@contextmanager
def _unhurried() -> Iterator[None]:
    enabled, frozen_before = gc.isenabled(), gc.get_freeze_count()
    gc.disable()
    if not frozen_before:
        gc.freeze()
    try:
        yield
    finally:
        if not frozen_before:
            gc.unfreeze()
        if enabled:
            gc.enable()
