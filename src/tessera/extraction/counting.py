"""Lists that count from 1 on within a numbered paragraph: their numbers are not those of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable

from .pages import Line

FEW = 2  # items after which a list is believed
APART = 5.0  # points by which a list is indented at least where that tells


class Counted:
    """How far a list within a paragraph has counted."""

    def __init__(self) -> None:
        self._last, self._left = 0, 0.0
        self.least = 1  # lines of the paragraph up to its last item

    def take(self, number: int, line: Line, at: int) -> None:
        """Notes the number that a line of the paragraph begins with; `at` is the line's place in it."""
        if number == self._last + 1:
            self._last, self._left = number, line.left
            if number > FEW:
                self.least = at + 1

    def goes_on(self, number: int, line: Line, paragraph: Line, later: Iterable[int]) -> bool:
        """Whether a number is the list's next one and not the next paragraph's, where it could be either.

        The indent tells; where there is none, the paragraph's own number stands among those that come `later`.
        """
        if self._last < FEW or number != self._last + 1:
            return False
        if line.page and abs(self._left - paragraph.left) > APART:
            return abs(line.left - self._left) < abs(line.left - paragraph.left)
        return number in later
