"""Definitions written to files, as safely as outputs are."""

from pathlib import Path

from jixiao.build.outputs import replace_file, write_new_file
from jixiao.definition import dumps
from jixiao.i18n import _
from jixiao.model import Report


def dump(report: Report, path: Path | str, *, replace: bool = False) -> None:
    """Write a report as a definition: JSON where the name ends in ``.json``, TOML elsewhere.

    Raises:
        JixiaoError: the file is there already and ``replace`` is false, or it cannot be written.
    """
    target = Path(path)
    form = "json" if target.suffix.lower() == ".json" else "toml"
    data = dumps(report, form).encode()
    if replace:
        replace_file(target, data)
    else:
        write_new_file(target, data, _("choose another name"))
