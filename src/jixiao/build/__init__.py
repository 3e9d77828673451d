"""Definitions to files: names, rendering in the formats asked for, safe writing."""
