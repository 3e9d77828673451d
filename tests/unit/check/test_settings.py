"""Settings files: the nearest one upwards, with faults told at their place."""

from pathlib import Path

import pytest

from jixiao.check.settings import CheckSettings, SettingsFinder, read_settings
from jixiao.diagnostics import JixiaoError


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "jixiao.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    write(tmp_path, '[check]\nprofile = "strict"\n')
    write(tmp_path / "县" / "乡", '[check]\nignore = ["TXT"]\nfail-on = "warning"\n')
    finder = SettingsFinder()
    near = finder.settings_for(tmp_path / "县" / "乡" / "a.toml")
    assert (near.profile, near.ignore, near.fail_on) == ("submit", ("TXT",), "warning")
    assert finder.settings_for(tmp_path / "县" / "a.toml").profile == "strict"


def test_without_a_file_everything_is_as_left_out(tmp_path: Path) -> None:
    assert SettingsFinder().settings_for(tmp_path / "a.toml") == CheckSettings()


def test_a_file_without_the_table_is_fine(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, "")) == CheckSettings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[check]\nprofil = "strict"\n', "jixiao.toml:2:1: unknown key profil"),
        ('[check]\nprofile = "streng"\n', "jixiao.toml:2:11: profile must be"),
        ('[check]\nselect = ["BUX"]\n', "jixiao.toml:2:10: no rule has the code BUX"),
        ("[check\n", "jixiao.toml:1:"),
    ],
)
def test_faults_are_told_at_their_place(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(JixiaoError) as caught:
        read_settings(path)
    assert str(caught.value.diagnostics[0]).removeprefix(f"{tmp_path}/").startswith(told)
