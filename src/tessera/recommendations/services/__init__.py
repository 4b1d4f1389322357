"""Writes: imports, joining and setting apart by hand."""
