"""A page that shows every part of the frame at once: for tests and for looking at, not in the package."""
