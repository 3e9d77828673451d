"""Settings of the checker: the nearest ``jixiao.toml`` at or above the file that is checked."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from jixiao.check.selection import Selection, read_codes
from jixiao.check.types import Profile, Rule, Severity
from jixiao.definition import Source, read_model, read_tree
from jixiao.diagnostics import Diagnostic, JixiaoError, Place, describe_os_error
from jixiao.i18n import _

FILE_NAME = "jixiao.toml"

_CODE_LISTS = {"select": "select", "extend-select": "extend_select", "ignore": "ignore"}
OutputFormat = Literal["full", "concise", "json", "sarif", "github", "csv"]


class CheckSettings(BaseModel):
    """The table ``[check]`` of a settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile: Profile = "submit"
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = Field((), alias="extend-select")
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Field("error", alias="fail-on")
    output_format: OutputFormat = Field("full", alias="output-format")

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that these settings select.

        Raises:
            JixiaoError: there are none: a check that cannot find anything is no check.
        """
        selection = Selection(self.profile, self.select, self.extend_select, self.ignore)
        if rules := selection.rules():
            return rules
        message = _("no rule is selected: nothing would be checked")
        raise JixiaoError(Diagnostic("rules-none", message, _("look at select and ignore")))


class SettingsFile(BaseModel):
    """A settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: CheckSettings = CheckSettings()


class SettingsFinder:
    """Finds the settings of files, each settings file read once."""

    def __init__(self) -> None:
        self._known: dict[Path, CheckSettings] = {}

    def settings_for(self, file: Path | None) -> CheckSettings:
        """Return the settings for a file; for stdin (None) those of the current folder.

        Raises:
            JixiaoError: a settings file cannot be read, or has faults.
        """
        folder = (file.parent if file else Path()).absolute()
        if folder not in self._known:
            self._known[folder] = self._find(folder)
        return self._known[folder]

    def _find(self, folder: Path) -> CheckSettings:
        for above in (folder, *folder.parents):
            path = above / FILE_NAME
            if path.is_file():
                here = Path.cwd()
                return read_settings(path.relative_to(here) if path.is_relative_to(here) else path)
        return CheckSettings()


def read_settings(path: Path) -> CheckSettings:
    """Return the settings of a file.

    Raises:
        JixiaoError: it cannot be read, or all its faults.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = describe_os_error(error)
        message = _("the file cannot be read: {reason}").format(reason=reason)
        raise JixiaoError(Diagnostic("unreadable", message, place=Place(str(path)))) from error
    source = Source.decode(data, str(path))
    settings = read_model(source, SettingsFile, read_tree(source)).check
    faults: list[Diagnostic] = []
    codes: dict[str, tuple[str, ...]] = {}
    for name, field in _CODE_LISTS.items():
        try:
            if (words := getattr(settings, field)) is not None:
                codes[field] = read_codes(words, source.place_of(("check", name)))
        except JixiaoError as error:
            faults += error.diagnostics
    if faults:
        raise JixiaoError(faults)
    return settings.model_copy(update=codes)
