"""Paragraphs to lines: the text that a person sees, and the marks in it (ECMA-376-1 §17.3)."""

from collections.abc import Callable

from jixiao.blocks import Bookmark
from jixiao.readers.docx.context import Context
from jixiao.readers.docx.draft import Draft
from jixiao.readers.docx.fields import Fields
from jixiao.readers.docx.markup import (
    Element,
    boxes_in,
    characters_in,
    choice_of,
    chosen_branch,
    font_of,
    is_on,
    steps_down,
    text_of,
)
from jixiao.readers.docx.names import COMPATIBILITY, Names
from jixiao.readers.docx.properties import ParagraphProperties, Revisions
from jixiao.readers.docx.symbols import PRIVATE, is_character, unicode_of
from jixiao.readers.types import Line, Mark, Origin

Handler = Callable[[Element, Draft], None]

_NO_BREAK_HYPHEN = "\u2011"
# Where the cursor was when Word saved the file.
_CURSOR = "_GoBack"
# Word allows 40 characters.
_LONGEST_NAME = 255
# A text box takes about as long to read as this many lines.
_PIECES_A_BOX = 4
# Word gives up much earlier.
_MOST_OPEN_FIELDS = 256
_NOT_SHOWN = (
    *("annotationRef", "endnoteRef", "endnoteReference", "footnoteRef", "footnoteReference"),
    *("bookmarkEnd", "commentRangeEnd", "commentRangeStart", "commentReference"),
    *("moveFromRangeEnd", "moveFromRangeStart", "moveToRangeEnd", "moveToRangeStart"),
    *("customXmlPr", "rPr", "sdtEndPr", "sdtPr", "smartTagPr"),
    *("continuationSeparator", "lastRenderedPageBreak", "pgNum", "separator", "softHyphen"),
    *("permEnd", "permStart", "proofErr"),
)


class LineReader:
    """Reads the paragraphs of one story one after another; fields may reach over several.

    ``read_box`` is called for each text box, with its origin.
    """

    def __init__(
        self,
        names: Names,
        context: Context,
        hide_page_numbers: bool,
        read_box: Callable[[Element, Origin], None],
    ) -> None:
        self.fields = Fields(hide_page_numbers)
        self.revisions = Revisions(names, context)
        self.contents_open = 0
        """How many contents lists (w:sdt) are open."""
        self._names, self._context = names, context
        self._read_box = read_box
        self._properties = ParagraphProperties(names, context, self.revisions)
        self._carried: Draft | None = None
        self._waiting: list[Mark] = []
        self._here: tuple[Element, Origin] | None = None
        self._run_of_font: tuple[Element | None, str] = None, ""
        self._run_tag, self._text_tag = names.word("r"), names.word("t")
        self._run_properties, self._vanish = names.word("rPr"), names.word("vanish")
        self._paragraph_properties_tag = names.word("pPr")
        self._handlers = self._table_of_handlers()

    def _table_of_handlers(self) -> dict[object, Handler]:
        word, math = self._names.word, self._names.math
        accepted = self.revisions.accepted
        return {
            **{word(name): self._skip for name in _NOT_SHOWN},
            **dict.fromkeys(self.revisions.kept, self._keep),
            **dict.fromkeys(self.revisions.dropped, self._drop),
            word("r"): self._run,
            word("t"): self._text,
            word("delText"): self._skip if accepted else self._text,
            word("pPr"): self._paragraph_properties,
            word("br"): self._break,
            word("cr"): lambda _element, draft: self._put("\n", draft),
            word("tab"): lambda _element, draft: self._put("\t", draft),
            word("ptab"): lambda _element, draft: self._put("\t", draft),
            word("noBreakHyphen"): lambda _element, draft: self._put(_NO_BREAK_HYPHEN, draft),
            word("sym"): self._symbol,
            word("fldChar"): self._field_mark,
            word("instrText"): self._code,
            word("delInstrText"): self._skip if accepted else self._code,
            word("fldSimple"): self._simple_field,
            word("bookmarkStart"): self._bookmark,
            word("ruby"): self._ruby,
            word("drawing"): self._drawing,
            word("pict"): self._drawing,
            word("contentPart"): self._drawing,
            word("object"): self._object,
            word("subDoc"): self._object,
            math("oMath"): self._formula,
            math("t"): self._text,
            COMPATIBILITY + "AlternateContent": self._alternatives,
        }

    # ---- paragraphs ----

    def paragraph(self, element: Element, origin: Origin) -> Line | None:
        """Return the line of a w:p; None where the next paragraph goes on with it."""
        if not self.is_waiting and (line := self._plain_paragraph(element, origin)) is not None:
            return line
        draft = self._draft(element, origin)
        length, pieces = draft.length, len(draft.pieces)
        self._inline(element, draft)
        self._let_go()
        budget = self._context.budget
        budget.spend(1, draft.length - length)
        if draft.joins:
            budget.spend(len(draft.pieces) - pieces)
            self._carried = draft
            return None
        return self._finish(draft)

    def _plain_paragraph(self, element: Element, origin: Origin) -> Line | None:
        """Return the line of a paragraph that has nothing but text; None of any other.

        Nearly all are plain, and a long report has a hundred thousand of them.
        """
        pieces: list[str] = []
        properties: Element | None = None
        for child in element:
            tag = child.tag
            if tag == self._run_tag:
                for piece in child:
                    tag = piece.tag
                    if tag == self._text_tag and not len(piece):
                        pieces.append(piece.text or "")
                    elif tag != self._run_properties or self._hides(piece):
                        return None
            elif tag == self._paragraph_properties_tag:
                properties = child
            else:
                return None
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if PRIVATE.search(text) or (
            properties is not None and not self._properties.are_plain(properties)
        ):
            return None
        context = self._context
        context.budget.spend(1, len(text))
        if context.visible_text is not None:
            context.visible_text.add(text)
        return Line(context.same(text), origin)

    def loose(self, element: Element, origin: Origin) -> Line | None:
        """Return the line of a run or the like that stands outside of a paragraph."""
        draft = self._draft(element, origin)
        self._handlers.get(element.tag, self._descend)(element, draft)
        self._let_go()
        self._context.budget.spend(1, draft.length)
        return self._finish(draft) if draft.pieces or draft.marks else None

    @property
    def is_waiting(self) -> bool:
        """Whether what was read before has to do with the paragraph that follows."""
        return bool(self._carried or self._waiting or self.fields.open or self.contents_open)

    @property
    def is_carrying(self) -> bool:
        """Whether a paragraph waits for the next one to go on with it."""
        return self._carried is not None

    def flush(self) -> Line | None:
        """Return what waits for a next paragraph where there is none; None where nothing does."""
        draft, self._carried = self._carried, None
        if draft is None or not (draft.pieces or draft.marks):
            return None
        return self._finish(draft)

    def wait(self, bookmark: Element) -> None:
        """Keep a bookmark that stands between paragraphs for the next line."""
        name = bookmark.get(self._names.word("name"))
        if name and name != _CURSOR:
            self._context.budget.spend(1)
            self._waiting.append(Bookmark(name[:_LONGEST_NAME]))

    def waiting(self) -> list[Mark]:
        """Return the bookmarks that still wait for a line, and forget them."""
        marks, self._waiting = self._waiting, []
        return marks

    def _draft(self, element: Element, origin: Origin) -> Draft:
        self._here = (element, origin)
        draft, self._carried = self._carried, None
        if draft is None:
            draft = Draft(origin, self.fields.listed)
        else:
            draft.joins = False
            if not draft.length:
                draft.origin = origin
        if self._waiting:
            for mark in self.waiting():
                draft.mark(mark)
        return draft

    def _let_go(self) -> None:
        """Hold no element any more: lxml frees them much faster then."""
        self._here, self._run_of_font = None, (None, "")

    def _finish(self, draft: Draft) -> Line:
        context = self._context
        text = context.same(draft.text)
        contents = self.contents_open > 0
        if draft.listed or draft.began_listed:
            contents = contents or not draft.outside.strip()
        if context.visible_text is not None:
            context.visible_text.add(draft.outside)
        return Line(text, draft.origin, tuple(draft.marks), contents, draft.doubt)

    # ---- what stands in a paragraph ----

    def _inline(self, element: Element, draft: Draft) -> None:
        for child in element:
            tag = child.tag
            if tag == self._run_tag:
                self._run(child, draft)
            else:
                self._context.budget.spend(1)
                self._handlers.get(tag, self._descend)(child, draft)

    def _descend(self, element: Element, draft: Draft) -> None:
        # Comments and processing instructions have no name.
        if isinstance(element.tag, str):
            self._inline(element, draft)

    def _skip(self, _element: Element, _draft: Draft) -> None:
        """Pass over what shows nothing."""

    def _paragraph_properties(self, properties: Element, draft: Draft) -> None:
        draft.joins = self._properties.read(properties)

    def _run(self, run: Element, draft: Draft) -> None:
        hidden = False
        for child in run:
            tag = child.tag
            if tag == self._run_properties:
                hidden = self._hides(child)
            elif hidden:
                self._hidden(child, draft)
            elif tag == self._text_tag:
                self._text(child, draft)
            else:
                self._context.budget.spend(1)
                self._handlers.get(tag, self._descend)(child, draft)

    def _hides(self, properties: Element) -> bool:
        for vanish in properties.iterchildren(self._vanish):
            return is_on(vanish.get(self._names.value))
        return False

    def _hidden(self, child: Element, draft: Draft) -> None:
        """Read a child of a hidden run: Word hides the codes of TC fields, which are marks."""
        handler = self._handlers.get(child.tag)
        if handler in (self._field_mark, self._code):
            handler(child, draft)
        elif self.fields.shown:
            self._context.tally.add("read-hidden", characters_in(child, self._names))

    def _put(self, text: str, draft: Draft) -> None:
        if self.fields.shown:
            draft.add(text, self.fields.listed)

    def _text(self, element: Element, draft: Draft) -> None:
        text = text_of(element)
        if text and self.fields.shown:
            if PRIVATE.search(text):
                text = self._without_private(text, element, draft)
            draft.add(text, self.fields.listed)

    def _without_private(self, text: str, element: Element, draft: Draft) -> str:
        """Return text with what a symbol font shows instead of private characters."""
        run = element.getparent()
        if run is not self._run_of_font[0]:
            self._run_of_font = run, font_of(run, self._names)
        font = self._run_of_font[1]
        return PRIVATE.sub(lambda match: self._sign(font, ord(match[0]), draft), text)

    def _symbol(self, element: Element, draft: Draft) -> None:
        """Read w:sym (§17.3.3.30): a character by its number in a font."""
        word = self._names.word
        try:
            code = int(element.get(word("char"), "")[:8], 16)
        except ValueError:
            code = 0
        if is_character(code) and self.fields.shown:
            self._put(self._sign(element.get(word("font"), ""), code, draft), draft)

    def _sign(self, font: str, code: int, draft: Draft) -> str:
        known = unicode_of(font, code)
        if known is not None:
            return known
        if PRIVATE.match(chr(code)):
            draft.doubt = "font"
            self._context.tally.add("read-symbol", example=f"{font or '?'} {code:04X}")
        return chr(code)

    def _break(self, element: Element, draft: Draft) -> None:
        if element.get(self._names.word("type"), "textWrapping") == "textWrapping":
            self._put("\n", draft)

    def _bookmark(self, element: Element, draft: Draft) -> None:
        self.wait(element)
        for mark in self.waiting():
            draft.mark(mark)

    def _ruby(self, element: Element, draft: Draft) -> None:
        """Read the base of a phonetic guide (§17.3.3.25)."""
        self._context.tally.add("read-ruby")
        for base in element.iterchildren(self._names.word("rubyBase")):
            self._inline(base, draft)

    def _formula(self, element: Element, draft: Draft) -> None:
        self._context.tally.add("read-formula")
        self._inline(element, draft)

    def _keep(self, element: Element, draft: Draft) -> None:
        self._context.tally.add("read-revisions")
        self._inline(element, draft)

    def _drop(self, _element: Element, _draft: Draft) -> None:
        self._context.tally.add("read-revisions")

    def _alternatives(self, element: Element, draft: Draft) -> None:
        if (branch := chosen_branch(element, self._names, self._context.budget)) is not None:
            self._inline(branch, draft)

    # ---- drawings ----

    def _drawing(self, element: Element, _draft: Draft) -> None:
        if not self._read_boxes(element):
            self._context.tally.add("read-picture")

    def _object(self, element: Element, _draft: Draft) -> None:
        self._context.tally.add("read-object")
        self._read_boxes(element)

    def _read_boxes(self, drawing: Element) -> bool:
        assert self._here is not None  # set by the paragraph that the drawing stands in
        (paragraph, origin), budget = self._here, self._context.budget
        found = False
        for box in boxes_in(drawing, self._names):
            found = True
            steps = steps_down(paragraph, box)
            budget.spend(_PIECES_A_BOX)
            budget.spend_looks(sum(steps))
            self._read_box(box, origin.below(*steps))
        return found

    # ---- fields ----

    def _field_mark(self, element: Element, draft: Draft) -> None:
        kind = element.get(self._names.word("fldCharType"))
        if kind == "begin":
            if len(self.fields.open) >= _MOST_OPEN_FIELDS:
                raise self._context.budget.too_many_fields(_MOST_OPEN_FIELDS)
            self.fields.begin((draft, draft.length), choice_of(element, self._names))
        elif kind == "separate":
            self.fields.separate()
        elif kind == "end":
            self._end_field(draft)

    def _code(self, element: Element, _draft: Draft) -> None:
        self.fields.add_code(text_of(element))

    def _simple_field(self, element: Element, draft: Draft) -> None:
        """Read w:fldSimple (§17.16.19): a field whose code is an attribute."""
        self.fields.begin((draft, draft.length))
        self.fields.add_code(element.get(self._names.word("instr"), ""))
        self.fields.separate()
        self._inline(element, draft)
        self._end_field(draft)

    def _end_field(self, draft: Draft) -> None:
        ended = self.fields.end()
        if ended is None or ended.code is None or not ended.outer_shown:
            return
        code = ended.code
        if entry := code.entry:
            self._context.budget.spend(1)
            line, offset = ended.start
            draft.mark(entry, offset if line is draft else None)
        elif code.name == "FORMDROPDOWN" and ended.choice:
            self._put(ended.choice, draft)
        elif code.is_drawn and ended.start == (draft, draft.length):
            self._context.tally.add("read-field", example=code.text)
