"""Fonts: which family a document really gets, and which characters none can draw.

Styles name the official families (方正小标宋简体, 仿宋, 楷体, 黑体, 宋体), which are proprietary:
most Windows machines have them, no Linux does. Where one is absent, Noto Serif SC or Noto Sans SC
of the package `pylopdf-fonts-zh-cn` stands in, under its own name, and `FontUse` tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jixiao.writers.pdf.tuning import part, weasyprint

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"
_SHIPPED = (SERIF, SANS)

# Names of one design. A family is installed under any of them, in any of its languages.
_GROUPS: tuple[tuple[str, ...], ...] = (
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    ("仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312"),
    ("楷体", "KaiTi", "楷体_GB2312", "KaiTi_GB2312"),
    ("黑体", "SimHei"),
    ("宋体", "SimSun"),
)

# Pango leaves these out of a line, or ends it there: they never reach a glyph.
_NEVER_DRAWN = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
# Laid out at once; more would only make a longer line.
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class FontUse:
    """What a family that a style asks for is drawn with.

    `fallback` tells that `resolved` is another design; `file` is where it lies; `stand_in` is the
    shipped family that has the characters `resolved` may lack.
    """

    requested: str
    resolved: str
    fallback: bool
    file: Path
    stand_in: str


@dataclass(frozen=True)
class FontSet:
    """The fonts of a run: made once by `resolve`, good for any number of documents.

    `loaded` are the shipped families that an @font-face rule has made known; `config` is
    WeasyPrint's FontConfiguration with them. Not for use by two threads at once.
    """

    uses: tuple[FontUse, ...]
    loaded: tuple[str, ...]
    config: Any = field(repr=False, compare=False)

    def stack(self, requested: str) -> str:
        """The value of `font-family` for a family that a style asks for.

        The stand-in comes last in any case, for characters that an official font lacks.
        """
        use = next(use for use in self.uses if use.requested == requested)
        names = [use.resolved, use.stand_in]
        return ", ".join(f'"{_escape(name)}"' for name in dict.fromkeys(names))

    def fallbacks(self) -> tuple[FontUse, ...]:
        """The families that are not installed: what one notice a run tells."""
        return tuple(use for use in self.uses if use.fallback)

    def missing(self, characters: Iterable[str]) -> frozenset[str]:
        """The characters that no font of the machine or of this set can draw.

        In Pango's terms, system fallback included: a character counts when its glyph carries the
        mark of the unknown. Each is judged alone, so an emoji sequence or a combining mark may
        still come out otherwise in its context; `PdfResult.missing` is what was really drawn.
        """
        wanted = sorted(set("".join(characters)) - _NEVER_DRAWN)
        found: set[str] = set()
        for start in range(0, len(wanted), _BATCH):
            found |= self._unknown(" ".join(wanted[start : start + _BATCH]))
        return frozenset(found.intersection(wanted))

    @cached_property
    def _families(self) -> str:
        names = [use.resolved for use in self.uses] + [SERIF, SANS]
        return ",".join(dict.fromkeys(name.replace(",", " ") for name in names))

    def _unknown(self, text: str) -> set[str]:
        """Characters whose glyph is `PANGO_GLYPH_UNKNOWN_FLAG` + code point, laid out as text."""
        lib = part("text.ffi")
        ffi, pango, unref = lib.ffi, lib.pango, lib.gobject.g_object_unref
        context = ffi.gc(pango.pango_font_map_create_context(self.config.font_map), unref)
        language = pango.pango_language_from_string(ffi.new("char[]", b"zh-CN"))
        pango.pango_context_set_language(context, language)
        layout = ffi.gc(pango.pango_layout_new(context), unref)
        description = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
        pango.pango_font_description_set_family(
            description, ffi.new("char[]", self._families.encode())
        )
        pango.pango_font_description_set_absolute_size(description, 12 * lib.TO_UNITS)
        pango.pango_layout_set_font_description(layout, description)
        pango.pango_layout_set_text(layout, ffi.new("char[]", text.encode()), -1)
        return {
            chr(glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG)
            for glyph in _glyphs(ffi, pango, layout)
            if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG
        }


def resolve(families: Mapping[str, str], text: str = "") -> FontSet:
    """Find each family on the machine, or its stand-in: `families` gives the generic class of each.

    The class is `serif` (宋体 and its like) or `sans-serif` (黑体 and its like).

    A shipped font costs 50 ms to load, so it is loaded where it stands in for a family, or where
    `text` (the characters of the document, if they are known) has some that the machine's own
    fonts cannot draw.

    Raises:
        PdfUnavailable: WeasyPrint cannot be loaded.
    """
    names = tuple(families.items())
    fonts = _resolve(names, False)
    if len(fonts.loaded) < len(_SHIPPED) and fonts.missing(text):
        return _resolve(names, True)
    return fonts


@lru_cache(maxsize=8)
def _resolve(families: tuple[tuple[str, str], ...], everything: bool) -> FontSet:
    config = part("text.fonts").FontConfiguration()
    installed = installed_families(config)
    uses = tuple(_use(family, generic, installed) for family, generic in families)
    needed = {use.resolved for use in uses if use.file in map(shipped, _SHIPPED)}
    loaded = tuple(name for name in _SHIPPED if everything or not installed or name in needed)
    fonts = FontSet(uses, loaded, config)
    load(
        fonts,
        "".join(
            f'@font-face {{ font-family: "{name}"; src: url("{shipped(name).as_uri()}") }}\n'
            for name in loaded
        ),
    )
    return fonts


def load(fonts: FontSet, css: str) -> Any:
    """A style sheet whose @font-face rules go into `fonts`; only the shipped files are read."""
    return weasyprint().CSS(string=css, font_config=fonts.config, url_fetcher=closed_fetcher())


def shipped(name: str) -> Path:
    """The file of a shipped family."""
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    return sans_path() if name == SANS else serif_path()


def installed_families(config: Any) -> dict[str, tuple[str, Path]]:
    """Every family name that fontconfig lists, folded: the name as written, and its file.

    All languages' names count (a Chinese font has an English and a Chinese one). `fc-match` is of
    no use here, as it answers any question with some font.
    """
    lib = part("text.ffi")
    found: dict[str, tuple[str, Path]] = {}
    fonts = lib.fontconfig.FcConfigGetFonts(config._config, lib.fontconfig.FcSetSystem)
    if fonts == lib.ffi.NULL:
        return found
    for index in range(fonts.nfont):
        pattern = fonts.fonts[index]
        file = Path(next(_strings(lib, pattern, b"file"), ""))
        for name in _strings(lib, pattern, b"family"):
            found.setdefault(_fold(name), (name, file))
    return found


@lru_cache(maxsize=1)
def closed_fetcher() -> Any:
    """A URL fetcher that reads the shipped font files and refuses everything else."""
    urls = part("urls")
    allowed = {shipped(name).as_uri(): shipped(name) for name in _SHIPPED}

    def fetch(_self: Any, url: str, _headers: Any = None) -> Any:
        if url not in allowed:
            raise ValueError(f"a report reads no file and no network: {url}")
        return urls.URLFetcherResponse(url, allowed[url].read_bytes())

    return type("ClosedFetcher", (urls.URLFetcher,), {"fetch": fetch})()


def _use(family: str, generic: str, installed: dict[str, tuple[str, Path]]) -> FontUse:
    stand_in = SANS if generic == "sans-serif" else SERIF
    group = next((names for names in _GROUPS if family in names), ())
    for name in (family, *group):
        if entry := installed.get(_fold(name)):
            return FontUse(family, entry[0], False, entry[1], stand_in)
    # A family that is one of ours by name is no fallback, but is loaded like one.
    return FontUse(family, stand_in, family != stand_in, shipped(stand_in), stand_in)


def _fold(name: str) -> str:
    # Fontconfig compares families without case and blanks.
    return "".join(name.split()).casefold()


def _escape(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def _strings(lib: Any, pattern: Any, key: bytes) -> Iterator[str]:
    """The values of a string property of a fontconfig pattern."""
    value = lib.ffi.new("FcChar8 **")
    number = 0
    while lib.fontconfig.FcPatternGetString(pattern, key, number, value) == 0:  # FcResultMatch
        yield lib.ffi.string(value[0]).decode("utf-8", "replace")
        number += 1


def _glyphs(ffi: Any, pango: Any, layout: Any) -> Iterator[int]:
    """The glyph numbers of all lines of a layout."""
    number = 0
    while (line := pango.pango_layout_get_line_readonly(layout, number)) != ffi.NULL:
        run = line.runs
        while run != ffi.NULL:
            string = run.data.glyphs
            yield from (string.glyphs[index].glyph for index in range(string.num_glyphs))
            run = run.next
        number += 1
