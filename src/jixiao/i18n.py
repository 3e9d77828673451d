"""Messages in Simplified Chinese or English: gettext catalogues, chosen once at the start."""

import gettext
import os
from pathlib import Path
from typing import NamedTuple

DOMAIN = "jixiao"
LOCALE_FOLDER = Path(__file__).with_name("locale")

_language = "en"
_translations: gettext.NullTranslations = gettext.NullTranslations()


def preferred_language() -> str:
    """Return ``zh_CN`` where JIXIAO_LANG or else the locale asks for Chinese, ``en`` otherwise."""
    if asked := os.environ.get("JIXIAO_LANG"):
        return "zh_CN" if asked.lower().startswith("zh") else "en"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh_CN" if value.lower().startswith("zh") else "en"
    return "zh_CN" if _windows_speaks_chinese() else "en"


def _windows_speaks_chinese() -> bool:
    """Windows sets no LANG; its own setting is asked only where no variable answers."""
    if os.name != "nt":
        return False
    import locale

    return (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))


def set_language(language: str) -> None:
    """Use the catalogue of ``language`` (``zh_CN`` or ``en``) for all messages from now on."""
    global _language, _translations
    _language = language
    _translations = gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)


def current_language() -> str:
    """Return the language in use: ``zh_CN`` or ``en``."""
    return _language


class Words(NamedTuple):
    """A text in both languages, where it belongs to what it names: to a rule, or to a field."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if _language.startswith("zh") else self.en


def _(message: str) -> str:
    """Return a message in the language in use."""
    return _translations.gettext(message)


def _N(message: str) -> str:  # noqa: N802 - gettext's name for "mark, do not translate yet"
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return a message in the language in use, by number."""
    return _translations.ngettext(singular, plural, number)
