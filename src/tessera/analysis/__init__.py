"""Text to what it says: pure functions, no Django, no files.

Imports vocabulary and lib only.
"""
