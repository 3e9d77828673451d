"""Corrections: what differs between two reports, and how a file that was sent back is mended."""
