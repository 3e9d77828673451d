"""The same DOCX by python-docx: every table walked by its rows and their cells."""

from pathlib import Path

from docx import Document


def read(path: Path) -> int:
    """Return how many characters the cells have; merged ones count again, as python-docx does."""
    characters = 0
    for table in Document(str(path)).tables:
        for row in table.rows:
            for cell in row.cells:
                characters += len(cell.text)
    return characters
