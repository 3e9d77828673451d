"""LibreOffice accepts or rejects all tracked changes of many files, in one start of it.

A Basic macro in a profile of its own does the work: so no bridge to Python is needed.
"""

import contextlib
import os
import re
import signal
import subprocess
from html import escape
from pathlib import Path
from typing import Literal

from tests.conftest import need

Choice = Literal["accept", "reject", "keep"]

_COMMANDS: dict[Choice, str] = {
    "accept": ".uno:AcceptAllTrackedChanges",
    "reject": ".uno:RejectAllTrackedChanges",
    "keep": "",
}
# Each line of the list has the URLs of a file, of what it becomes as DOCX, and of its text, then
# the command.
_MACRO = """
Function Setting(name As String, value)
    Dim one As New com.sun.star.beans.PropertyValue
    one.Name = name
    one.Value = value
    Setting = one
End Function

Sub Note(place As String, words As String)
    Dim log As Integer
    log = FreeFile
    Open place For Append As #log
    Print #log, words
    Close #log
End Sub

Sub Work(parts)
    Dim document, dispatcher
    document = StarDesktop.loadComponentFromURL(parts(0), "_blank", 0, _
        Array(Setting("Hidden", True)))
    If parts(3) <> "" Then
        dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
        dispatcher.executeDispatch(document.CurrentController.Frame, parts(3), "", 0, Array())
    End If
    document.storeToURL(parts(2), Array(Setting("FilterName", "Text (encoded)"), _
        Setting("FilterOptions", "UTF8,LF")))
    document.storeToURL(parts(1), Array(Setting("FilterName", "MS Word 2007 XML")))
    document.close(True)
End Sub

Sub Run(list As String, log As String)
    Dim file As Integer, line As String
    file = FreeFile
    Open list For Input As #file
    Do While Not EOF(file)
        Line Input #file, line
        If line <> "" Then
            Note(log, "begin " & line)
            On Error GoTo Failed
            Work(Split(line, " "))
            GoTo Following
Failed:
            Note(log, "error " & line & " " & Error$)
            Resume Following
Following:
            On Error GoTo 0
        End If
    Loop
    Close #file
    Note(log, "end")
    StarDesktop.terminate()
End Sub
"""
_KIND = '<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">\n'
_NAMESPACE = 'xmlns:{0}="http://openoffice.org/2000/{0}"'
_LIBRARIES = (
    _KIND.format("library", "libraries")
    + f"<library:libraries {_NAMESPACE.format('library')}>"
    + '<library:library library:name="Standard" library:link="false"/></library:libraries>'
)
_LIBRARY = (
    _KIND.format("library", "library")
    + f"<library:library {_NAMESPACE.format('library')} library:name='Standard' "
    + "library:readonly='false' library:passwordprotected='false'>{}</library:library>"
)
_MODULE = (
    _KIND.format("script", "module")
    + f"<script:module {_NAMESPACE.format('script')} script:name='Revisions' "
    + "script:language='StarBasic'>{}</script:module>"
)


# Else LibreOffice would lay its own macros over ours when it starts in a new profile.
_SETTINGS = """<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>"""


def accept_all(files: list[Path], folder: Path) -> list[Path]:
    """Return the files as LibreOffice saves them after it accepted all tracked changes."""
    return resolve([(file, "accept") for file in files], folder)


def reject_all(files: list[Path], folder: Path) -> list[Path]:
    """Return the files as LibreOffice saves them after it rejected all tracked changes."""
    return resolve([(file, "reject") for file in files], folder)


def accept_and_reject_all(files: list[Path], folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files with all tracked changes accepted, and rejected, in one start."""
    saved = resolve([(file, choice) for choice in ("accept", "reject") for file in files], folder)
    return saved[: len(files)], saved[len(files) :]


def resolve(jobs: list[tuple[Path, Choice]], folder: Path, timeout: float = 60) -> list[Path]:
    """Return files as LibreOffice saves them as DOCX, in their order.

    Beside each stands what LibreOffice itself reads in it, as text (``.txt``, UTF-8). ``folder``
    must not be there yet. ``timeout`` is in seconds, with five more for each file.

    Raises:
        AssertionError: LibreOffice crashed, hung or could not save a file; it says which.
    """
    soffice = need("soffice")
    profile = folder.resolve() / "profile"
    _write_profile(profile)
    saved = [
        folder.resolve() / f"{number:04}-{file.stem}-{choice}.docx"
        for number, (file, choice) in enumerate(jobs)
    ]
    lines = []
    for (file, choice), new in zip(jobs, saved, strict=True):
        urls = [path.as_uri() for path in (file.resolve(), new, new.with_suffix(".txt"))]
        lines.append(" ".join((*urls, _COMMANDS[choice])))
    listed, log = profile / "files.list", profile / "progress.log"
    listed.write_text("".join(f"{line}\n" for line in lines), "ascii")
    log.write_text("", "ascii")
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command.append(f'macro:///Standard.Revisions.Run("{listed.as_uri()}", "{log.as_uri()}")')
    ended = _run(command, timeout + 5 * len(jobs))
    progress = log.read_text("utf-8", "replace").splitlines()
    faults = [line for line in progress if not re.match("begin |end$", line)]
    # soffice exits with 0 even where it wrote nothing.
    missing = [new.name for new in saved if not new.exists()]
    last = progress[-1:]
    assert ended, ("LibreOffice did not come to its end", last)
    assert not faults, faults
    assert last == ["end"], ("LibreOffice broke off", last)
    assert not missing, ("LibreOffice wrote nothing for", missing)
    return saved


def _write_profile(profile: Path) -> None:
    standard = profile / "user" / "basic" / "Standard"
    standard.mkdir(parents=True)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    element = '<library:element library:name="Revisions"/>'
    for path, text in (
        (profile / "user" / "registrymodifications.xcu", _SETTINGS),
        (standard.parent / "script.xlc", _LIBRARIES),
        (standard.parent / "dialog.xlc", _LIBRARIES),
        (standard / "script.xlb", _LIBRARY.format(element)),
        (standard / "dialog.xlb", _LIBRARY.format("")),
        (standard / "Revisions.xba", _MODULE.format(escape(_MACRO))),
    ):
        path.write_text(head + text, "utf-8")


def _run(command: list[str], timeout: float) -> bool:
    """Run LibreOffice, and say whether it ended in time; else all that it started is ended."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return True
