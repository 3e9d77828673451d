"""Which lines of a reading are noise that every document has around its text."""

from jixiao.readers.types import Reading
from jixiao.recognise.forms import find_forms
from jixiao.recognise.furniture import claim_contents, claim_page_numbers
from jixiao.recognise.ledger import Ledger, all_lines
from jixiao.recognise.prose import find_prose
from jixiao.recognise.walk import items_of
from jixiao.wording import Wording, load_wording


def find_noise(reading: Reading, wording: Wording | None = None) -> frozenset[int]:
    """Return the ``id`` of each line of a contents list, and of each page number in a footer.

    They are told by the rules that `recognise` uses, after all others have claimed what is theirs.
    """
    wording = wording or load_wording()
    ledger = Ledger()
    items = items_of(reading)
    forms = find_forms(items, ledger, wording)
    find_prose(items, forms.forms, ledger, wording)
    open_lines = [line for line in all_lines(reading) if ledger.is_open(line)]
    claim_contents(items, ledger, wording)
    claim_page_numbers(reading, items, ledger)
    contents = [id(line) for line in all_lines(reading) if line.contents]
    return frozenset([*contents, *(id(line) for line in open_lines if not ledger.is_open(line))])
