"""A document as its coder reads it: a stretch of it around one passage, with what the coder may see of each."""

from __future__ import annotations

from dataclasses import dataclass

from tessera.desk_review.models import Assignment, Passage, ReviewProject, Word

from .passages import Marked, marked

BEFORE, AFTER, CHARACTERS = 5, 9, 9_000  # passages around the one being coded; of text, about so many in all


@dataclass(frozen=True, slots=True)
class Shown:
    """`machine` says whether the coder may see the machine's reading of it by now."""

    passage: Passage
    own: Word | None
    machine: bool
    here: bool

    @property
    def pieces(self) -> Marked:
        suggested = self.machine and self.passage.relevant
        return marked(self.passage.text, self.passage.evidence if suggested else ())


@dataclass(frozen=True, slots=True)
class Reading:
    """`at` is being coded; `before` and `after` are keys of those that come before and after it in the coder's order:
    those suggested or coded, or all. `coded` of `all` in that order have the coder's word."""

    at: Shown
    stretch: list[Shown]
    before: str
    after: str
    open: str
    coded: int
    all: int


def reading_at(assignment: Assignment, key: str = "", *, every: bool = False) -> Reading | None:
    """At the passage of that key, else the first that the coder has said nothing of; None where there is none."""
    is_blind = assignment.project.mode == ReviewProject.Mode.BLIND
    rows = Passage.objects.filter(document=assignment.document_id, gone_at=None, position__gte=assignment.first)
    if assignment.last is not None:
        rows = rows.filter(position__lte=assignment.last)
    told = list(rows.order_by("position").values_list("pk", "key", "relevant"))
    words = Word.objects.filter(passage__document=assignment.document_id, person=assignment.coder_id)
    own = {word.passage_id: word for word in words.filter(taken_back_at=None)}
    keys = [one for _pk, one, _relevant in told]
    todo = [n for n, (pk, _key, relevant) in enumerate(told) if every or is_blind or relevant or pk in own]
    left = [n for n in todo if told[n][0] not in own]
    at = keys.index(key) if key in keys else next(iter(left or todo), None)
    if at is None:
        return None
    stretch = _stretch([pk for pk, _key, _relevant in told], at)
    open_ = not is_blind or assignment.finished_at is not None
    shown = [Shown(one, own.get(one.pk), open_ or one.pk in own, one.key == keys[at]) for one in stretch]
    return Reading(
        at=next(one for one in shown if one.here),
        stretch=shown,
        before=next((keys[n] for n in reversed(todo) if n < at), ""),
        after=next((keys[n] for n in todo if n > at), ""),
        open=next((keys[n] for n in [*(n for n in left if n > at), *left] if n != at), ""),
        coded=len(todo) - len(left),
        all=len(todo),
    )


def _stretch(told: list[int], at: int) -> list[Passage]:
    """What stands around it, as long as it is not too much text."""
    near = told[max(at - BEFORE, 0) : at + AFTER + 1]
    found = sorted(Passage.objects.filter(pk__in=near), key=lambda one: told.index(one.pk))
    here = next(n for n, one in enumerate(found) if one.pk == told[at])
    while len(found) > 1 and sum(len(one.text) for one in found) > CHARACTERS:
        if len(found) - 1 - here >= here:
            found.pop()
        else:
            found.pop(0)
            here -= 1
    return found
