"""What a treaty body's document says of itself: its form, committee, symbol, title, country, session."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tessera.analysis.recommending_states import state_code
from tessera.harvest import SourceFile
from tessera.vocabulary import countries

from .facts import facts

COVER = 60  # lines of a first page among which the State's name may stand alone
FORMS_OF_STATES = ("observations", "follow-up", "decision", "visit")
SYMBOL_PART = re.compile(r"/([A-Z]{3})(?=/)")
NAMED = (
    re.compile(r"\b(?:of|on|to|in|by) (?:the )?([A-Z][^*,;:()]+?(?:\([^)]+\))?)[*\s]*(?:$|(?=undertaken|from \d|,))"),
    re.compile(r"Permanent (?:Representative|Mission) of (?:the )?([A-Z][\w’' -]{2,60}?) to the United Nations"),
    re.compile(r"\)\s*(?:on|concerning|[-–—:])\s*(?:the )?(?:situation (?:in|of) )?(?:the )?([A-Z][\w’' -]{2,50})"),
    re.compile(r"\b(?:situation in|State party,?) (?:the )?([A-Z][\w’' -]{2,50}?)(?=[,.;]|\s\d|$)"),
)
SESSION = re.compile(r"\bdecision\s+(?:no\.?\s*)?\d{1,2}\s*\((\d{1,3})\)", re.IGNORECASE)
LETTER = re.compile(r"\bREFERENCE\b|\bExcellency\b")
OTHERS = re.compile(r"(?:United Nations\s+)?(?:A/HRC/|E/C\.19/|E/CN\.4/)[\w./-]+")
UNTITLED = {
    "decision": "Letter under the early-warning and urgent action procedure",
    "general": "General recommendation",
    "visit": "Report on a visit",
}
AFTER_TITLE = 90


@dataclass(frozen=True, slots=True)
class Own:
    """`answered` is the symbol of the observations that a document in follow-up speaks about."""

    form: str
    committee: str
    symbol: str
    title: str
    country: str
    session: str
    answered: str = ""


def form_of(file: SourceFile) -> str:
    """The form whose words stand first; "" where it is none of a committee's documents."""
    head = file.head
    places = {}
    for form, known in facts()["forms"].items():
        found = [match.start() for pattern in known["named"] if (match := pattern.search(head))]
        if found:
            places[form] = min(found)
    if not places:
        return ""
    first: str = min(places, key=lambda form: places[form])
    titled = facts()["forms"]["observations"]["title"].search(head)
    if first in ("follow-up", "general") and titled and titled.start() <= places[first]:
        return "observations"
    return first


def is_of_another_body(file: SourceFile) -> bool:
    """Whether its first lines bear a symbol of the Council or the Permanent Forum, whose reports quote committees."""
    lines = [line.text for page in file.pages[:1] for line in page.lines] or [line.text for line in file.lines[:COVER]]
    return any(OTHERS.fullmatch(line.strip()) for line in [*lines, *file.document.heads])


def committee_of(file: SourceFile) -> str:
    """The committee whose name or symbol stands first; "" where none does."""
    head = " ".join(file.head.split()).casefold()
    places = {}
    for code, known in facts()["committees"].items():
        found = [at for at in (head.find(known["name"].casefold()), head.find(known["symbol"].casefold())) if at >= 0]
        if found:
            places[code] = min(found)
    return min(places, key=lambda code: places[code]) if places else ""


def own_of(file: SourceFile) -> Own:
    form = form_of(file)
    symbol, answered = _symbol(file, form), ""
    if form == "follow-up":
        text = " ".join(line.text for line in file.lines)
        pattern = facts()["forms"]["observations"]["symbol"]
        found = pattern.search(file.head) or pattern.search(text)
        answered = found[0] if found else ""
    match = facts()["forms"][form]["title"].search(file.head)
    title = " ".join(match[0].split()) if match else UNTITLED.get(form, "")
    around = file.head[match.start() : match.end() + AFTER_TITLE] if match else ""
    return Own(
        form=form,
        committee=committee_of(file),
        symbol=symbol,
        title=_title(form, title, answered),
        country=_country(file, f"{symbol} {answered}", title, around) if form in FORMS_OF_STATES else "",
        session=found[1] if (found := SESSION.search(file.head)) and form == "decision" else "",
        answered=answered,
    )


def _title(form: str, title: str, answered: str) -> str:
    if form == "observations" and not title.casefold().startswith("concluding"):
        return "Concluding observations"
    if form == "follow-up":
        return "Follow-up to the concluding observations" + (f" {answered}" if answered else "")
    return title[:1].upper() + title[1:]


def _symbol(file: SourceFile, form: str) -> str:
    """As the running heads print it, page after page; else as it is printed first."""
    pattern = facts()["forms"][form]["symbol"]
    heads = [line.text.strip() for page in file.pages for line in page.lines] + list(file.document.heads)
    alone = Counter(match[0] for text in heads if (match := pattern.match(text)) and match.end() == len(text))
    if alone:
        return str(alone.most_common(1)[0][0])
    if form == "follow-up" and LETTER.search(file.head):
        return ""  # letters bear none: those that they name are of other documents
    for text in [file.head, *(line.text for page in file.pages[:4] for line in page.lines)]:
        if found := pattern.search(text):
            return str(found[0])
    return ""


def _country(file: SourceFile, symbol: str, title: str, around: str) -> str:
    part = SYMBOL_PART.search(symbol) or re.search(r"/CO/\d+/([A-Z]{3})\b", symbol)
    if part and part[1] in countries.countries():
        return part[1]
    for text in (title, around, file.head):
        for pattern in NAMED if text is not title else NAMED[:1]:
            for named in pattern.finditer(text):
                if code := state_code(named[1].strip()):
                    return code
    lines = file.pages[0].lines if file.is_pdf else file.lines[:COVER]
    alone = (line.text.strip(" *†‡") for line in lines)
    return next((code for name in alone if 3 < len(name) < 60 and (code := state_code(name))), "")
