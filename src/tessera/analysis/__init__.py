"""Text to what it says: pure functions, no Django, no files.

Imports vocabulary and lib only; `documents` also what extraction.passages read from a file.
"""
