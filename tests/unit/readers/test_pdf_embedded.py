"""The definition attached to a PDF of ours is used where its pages are still the same."""

import io
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from jixiao.definition import dumps, load
from jixiao.layout import Edition, Pack
from jixiao.readers.pdf import read_pdf
from jixiao.recognise.parse import Parsed, parse_bytes
from jixiao.writers.pdf import tuning
from jixiao.writers.pdf.write import write_pdf
from tests.conftest import job_of, sample_files

SAMPLE = next(path for path in sample_files() if path.stem.startswith("yunling"))


@pytest.fixture(scope="module")
def ours(pack: Pack) -> bytes:
    return write_pdf(job_of(load(SAMPLE).report, pack)).data


@pytest.fixture
def parse(editions: list[Edition]) -> Callable[[bytes], Parsed]:
    return lambda data: parse_bytes(data, "report.pdf", editions)


def changed(data: bytes, change: Callable[[Pdf], object]) -> bytes:
    """Return a PDF in which something was changed with a PDF library."""
    output = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(output)
    return output.getvalue()


def is_intact(data: bytes) -> bool:
    embedded = read_pdf(data, "report.pdf").embedded
    assert embedded is not None
    return embedded.intact


def annotate(kind: str, **entries: Name) -> Callable[[Pdf], object]:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[-1].obj
        box = pikepdf.Array([100, 100, 200, 120])
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=box)
        for name, value in entries.items():
            note[f"/{name}"] = value
        note = pdf.make_indirect(note)
        page.Annots = pikepdf.Array([*page.get("/Annots", []), note])
        if kind == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=pikepdf.Array([note]))

    return change


def white_out(pdf: Pdf) -> None:
    """Cover a part of the last page, as editors do to write something else there."""
    page = pdf.pages[-1].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n1 g 100 100 50 20 re f")


def test_the_definition_comes_back_whole(parse: Callable[[bytes], Parsed], ours: bytes) -> None:
    parsed = parse(ours)
    assert parsed.source == "embedded"
    assert dumps(parsed.report, "toml") == dumps(load(SAMPLE).report, "toml")
    assert not parsed.diagnostics


def test_saving_anew_changes_nothing(ours: bytes, tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(ours)
    subprocess.run(["qpdf", "--linearize", before, after], check=True)
    assert is_intact(after.read_bytes())


@pytest.mark.parametrize("kind", ["Link", "Text", "Highlight", "Popup"])
def test_notes_leave_the_text_as_it_is(ours: bytes, kind: str) -> None:
    assert is_intact(changed(ours, annotate(kind)))


def test_a_signature_leaves_the_text_as_it_is(ours: bytes) -> None:
    assert is_intact(changed(ours, annotate("Widget", FT=Name.Sig)))


@pytest.mark.parametrize("kind", ["FreeText", "StrikeOut", "Stamp", "Ink", "Widget", "Unheard"])
def test_what_is_written_over_the_text_counts(
    parse: Callable[[bytes], Parsed], ours: bytes, kind: str
) -> None:
    parsed = parse(changed(ours, annotate(kind)))
    assert parsed.source == "text"
    assert [d.code for d in parsed.diagnostics if "embedded" in d.code] == ["embedded-older"]


def test_an_edited_page_counts(parse: Callable[[bytes], Parsed], ours: bytes) -> None:
    assert parse(changed(ours, white_out)).source == "text"


def test_a_page_taken_out_counts(parse: Callable[[bytes], Parsed], ours: bytes) -> None:
    def cut(pdf: Pdf) -> None:
        del pdf.pages[-1]

    assert parse(changed(ours, cut)).source == "text"


def test_pages_in_another_order_count(ours: bytes) -> None:
    assert not is_intact(changed(ours, lambda pdf: pdf.pages.reverse()))


def test_a_damaged_attachment_is_told(parse: Callable[[bytes], Parsed], ours: bytes) -> None:
    def damage(pdf: Pdf) -> None:
        (name,) = pdf.attachments
        pdf.attachments[name].obj.EF.F.write(b"not zlib", filter=Name.FlateDecode)

    parsed = parse(changed(ours, damage))
    assert parsed.source == "text"
    assert "embedded-broken" in [diagnostic.code for diagnostic in parsed.diagnostics]


def test_a_bomb_for_an_attachment_is_not_unpacked(
    parse: Callable[[bytes], Parsed], ours: bytes
) -> None:
    # Pieces that end in a full flush can be put behind each other: packed once, not 512 times.
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    piece = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = zlib.adler32(bytes(2**29)).to_bytes(4)
    packed = b"\x78\x9c" + piece * 2**9 + packer.flush() + check

    def arm(pdf: Pdf) -> None:
        (name,) = pdf.attachments
        pdf.attachments[name].obj.EF.F.write(packed, filter=Name.FlateDecode)

    assert parse(changed(ours, arm)).source == "text"


def test_an_attachment_of_others_is_none_of_ours(ours: bytes) -> None:
    def swap(pdf: Pdf) -> None:
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        pdf.attachments["budget.xlsx"] = b"PK"

    assert read_pdf(changed(ours, swap), "report.pdf").embedded is None


def test_both_ways_of_writing_seal_the_pages(
    ours: bytes, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public way of WeasyPrint and our own put the same kind of hash into the file."""
    monkeypatch.setattr(tuning, "pinned", lambda: False)
    report = load(SAMPLE).report
    short = report.model_copy(update={"projects": report.projects[:1]})
    plain = write_pdf(job_of(short, pack)).data
    assert is_intact(plain)
    assert not is_intact(changed(plain, white_out))
