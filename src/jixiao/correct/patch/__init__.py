"""Mends a DOCX in place: what is wrong is changed, and all else stays as it was."""
