"""LibreOffice as a second pair of eyes: runs soffice, where it is installed, to convert a file."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

_NAMES = ("soffice", "libreoffice", "soffice.com")
# Where installers put it without telling PATH.
_PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
_USUAL_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    *(
        Path(os.environ[variable], "LibreOffice", "program", "soffice.com")
        for variable in _PROGRAM_FOLDERS
        if variable in os.environ
    ),
)
_TIMEOUT = 60.0
# A file of strangers must not start anything nor ask the network for what it links to.
_CAUTION = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def find_soffice() -> Path | None:
    """Return the program of LibreOffice, or None where it is not installed."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((place for place in _USUAL_PLACES if place.is_file()), None)


def convert_to_docx(data: bytes, timeout: float = _TIMEOUT) -> bytes | None:
    """Return a .doc as .docx, or None where LibreOffice is missing, fails or takes too long.

    ``timeout`` is in seconds. The user's own LibreOffice and its settings are not touched.
    """
    program = find_soffice()
    if program is None:
        return None
    # Windows keeps files open for a moment after a process ended: what is left is no failure.
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_CAUTION, "utf-8")
        (folder / "source.doc").write_bytes(data)
        _run(_command(program, folder), timeout)
        # soffice exits with 0 even where it wrote nothing: the output itself is looked for.
        with contextlib.suppress(OSError):
            return (folder / "out" / "source.docx").read_bytes() or None
    return None


def _command(program: Path, folder: Path) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder / "out"),
        str(folder / "source.doc"),
    ]


def _run(command: list[str], timeout: float) -> None:
    """Run a command; when time is up, all that it started is ended with it."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError:
        return
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with its children: soffice is a script that starts the program proper."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        number = str(process.pid)
        subprocess.run(["taskkill", "/F", "/T", "/PID", number], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
