"""What a text asks about treaties: to ratify this one, to withdraw reservations to that one, to accept complaints."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tessera.vocabulary.treaties import asking, children, own_treaty, treaties

from .name_patterns import bounded, same_length_folded
from .spotting import Spot, Spotter
from .treaty_names import CAPITALS, Named, treaties_named

ACTS = (
    "ratify",
    "accede",
    "sign",
    "withdraw-reservation",
    "accept-complaints",
)  # of several on one treaty the first stands
# Letters without which no text asks anything of the kind, and those without which it names no treaty in words:
# most texts have neither, and are many.
HINTS = (
    *(
        "ratif",
        "acced",
        "accession",
        "adher",
        "adhes",
        "adhir",
        "become ",
        "becoming ",
        " sign ",
        "sign and",
        "signing",
    ),
    *(
        "signat",
        "signer",
        "firmar",
        "firma ",
        "firme",
        "reserv",
        "interpretative",
        "declaration",
        "complain",
        "communication",
        "competenc",
    ),
    *(
        "jurisdiction",
        "join",
        "ратиф",
        "присоед",
        "подпис",
        "оговор",
        "компетенц",
        "صدق",
        "صديق",
        "صادق",
        "نضم",
        "وقيع",
    ),
    *("تحفظ", "اختصاص", "批准", "加入", "签署", "保留", "权限"),
)
NAMING = (
    *(
        "convention",
        "covenant",
        " pact",
        "protocol",
        "statut",
        "charter",
        "treaty",
        "treaties",
        "convenio",
        " carta",
        "committee",
        "1967",
    ),
    *("конвенц", "пакт", "протокол", "статут", "اتفاقية", "العهد", "البروتوكول", "公约", "议定书", "规约"),
)
FAR, FURTHER = 280, 110  # characters from an act to the first treaty it is about, and on to the next
ADJACENT, BESIDE, SOFTENED, REMOVED, ALREADY = 24, 12, 60, 90, 28
SENTENCE = re.compile(r"(?<!No)(?<!Nos)(?<!art)\.\s+(?=[A-ZА-Я])|。")
ARTICLES = re.compile(r"\barticles?\s+((?:\d+(?:\s*\(\d+\))?[\s,]*(?:and|or|&|to)?\s*)+)", re.IGNORECASE)
COMMITTEES = {
    "icerd": r"CERD|Committee on the Elimination of (?:All Forms of )?Racial Discrimination",
    "cat": r"Committee against Torture|CAT\b",
    "icpped": r"Committee on Enforced Disappearances?|CED\b",
    "icrmw": r"Committee on (?:the )?(?:Protection of )?.{0,30}Migrant Workers|CMW\b",
}


class Asked(NamedTuple):
    """One treaty and what is asked: an act of ACTS; `considered` where it is only asked to be considered."""

    treaty: str
    start: int
    end: int
    act: str
    considered: bool = False


def treaties_asked(text: str, *, body: str = "") -> list[Asked]:
    """In the order of the text; a treaty is there once for each act. `body` is the code of whose text it is.

    A treaty that is only named (to apply it, to report on it) is not among them, nor one that was ratified already.
    """
    lower = f" {text.lower()}"
    if not any(hint in lower for hint in HINTS) or not (any(name in lower for name in NAMING) or CAPITALS.search(text)):
        return []
    named = treaties_named(text, own=own_treaty(body))
    plain = same_length_folded(text)
    if not named and "ommittee" not in plain:
        return []
    reading = _Reading(plain)
    read: list[Spot | Named] = [*_words(plain, named), *named]
    for one in sorted(read, key=lambda o: (o.start, -o.end)):
        if isinstance(one, Named):
            reading.treaty(one)
        else:
            reading.word(one)
    best: dict[tuple[str, str], Asked] = {}
    for asked in reading.found:
        best.setdefault((asked.treaty, "" if asked.act in ACTS[:3] else asked.act), asked)
    return list(best.values())


class _Reading:
    """Goes through a text: which act the treaties that follow are about."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.found: list[Asked] = []
        self.act, self.considered = "", False
        self.reached, self.began, self.listing = 0, 0, False
        self.last = {"considering": -999, "withdrawing": -999, "accepting": -999, "done": -999}

    def word(self, one: Spot) -> None:
        if one.what == "ends":
            if self.act and not self.listing and one.start - self.reached < BESIDE:
                self.reached = one.end  # "ratify and implement the Covenant"
            else:
                self.act = ""
        elif one.what in self.last:
            self.last[one.what] = one.end
        else:
            self._act(one)

    def _act(self, one: Spot) -> None:
        if one.what == "withdraw-reservation":
            if one.start - self.last["withdrawing"] > REMOVED or self._without(one):
                return
        elif one.what == "accept-complaints":
            if one.start - self.last["accepting"] > REMOVED:
                return
            self.considered = one.start - self.last["considering"] < SOFTENED
            self._committee(one)
        elif one.start - self.last["done"] < ALREADY:
            self.act = ""
            return
        beside = bool(self.act) and one.start - self.reached < ADJACENT and not self.listing
        if not beside:
            self.considered = one.start - self.last["considering"] < SOFTENED
            self.act, self.began = one.what, one.start
        elif ACTS.index(one.what) < ACTS.index(self.act) or one.what in ACTS[3:]:
            self.act = one.what
        self.reached, self.listing = one.end, False

    def _without(self, one: Spot) -> bool:
        return bool(
            re.search(r"\bwithout\s+(?:\w+\s+){0,2}$|\bsans\s+$|\bsin\s+$", self.plain[: one.start], re.IGNORECASE)
        )

    def _committee(self, one: Spot) -> None:
        """ "Accept the competence of the Committee on Enforced Disappearances": no treaty need be named."""
        ahead = self.plain[one.start : one.end + 90]
        for code, pattern in COMMITTEES.items():
            if m := re.search(pattern, ahead):
                self._complaints(code, one.start, one.start + m.end(), ahead)

    def treaty(self, one: Named) -> None:
        limit = FURTHER if self.listing else FAR
        between = self.plain[self.reached : one.start]
        if not self.act or len(between) > limit or SENTENCE.search(between):
            self.act = ""
            return
        if self.act == "accept-complaints":
            self._complaints(one.code, one.start, one.end, self.plain[self.began : one.end])
        else:
            self.found.append(Asked(one.code, one.start, one.end, self.act, self.considered))
        self.reached, self.listing = one.end, True

    def _complaints(self, code: str, start: int, end: int, said: str) -> None:
        """The declarations of a treaty by the articles that are named, else the one for individual complaints."""
        ways = [kid for kid in children(code) if kid.is_procedure] if code in treaties() else []
        numbers = {int(n) for m in ARTICLES.finditer(said) for n in re.findall(r"\d+", m[1])}
        meant = [kid.code for kid in ways if kid.article in numbers]
        if not meant and not numbers:
            meant = [kid.code for kid in ways if "complaints" in kid.accepts]
        self.found += [Asked(kid, start, end, "accept-complaints", self.considered) for kid in meant]


def _words(plain: str, named: list[Named]) -> list[Spot]:
    """Acts and what changes them, outside of the names of treaties."""
    inside = [(one.start, one.end) for one in named]
    found: list[Spot] = []
    for spot in _spotter().spots(plain):
        outside = not any(start <= spot.start < end for start, end in inside)
        if outside and (not found or spot.start >= found[-1].end):
            found.append(spot)
    return found


@cache
def _spotter() -> Spotter:
    said = asking()
    families = {name: getattr(said, name) for name in ("withdrawing", "accepting", "considering", "done", "ends")}
    return Spotter(
        {
            what: [
                (word[:3].rstrip("* "), _pattern(word))
                for word in sorted(map(same_length_folded, words), key=len, reverse=True)
            ]
            for what, words in (said.acts | families).items()
        }
    )


def _pattern(word: str) -> str:
    return bounded(r"\s+".join(re.escape(w.rstrip("*")) + (r"\w*" if w.endswith("*") else "") for w in word.split()))
