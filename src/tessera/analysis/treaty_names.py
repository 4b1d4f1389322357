"""Which treaties a text names, and where: never a protocol for its treaty, nor one of two protocols for the other."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tessera.vocabulary.treaties import Treaty, asking, children, treaties, treaty

from .ilo_conventions import conventions_numbered
from .name_patterns import SIGNS, SMALL, UNSPACED, bounded, pattern_of, same_length_folded, starts_of, word_pattern
from .spotting import Spotter

# From a protocol's head to its treaty: "Optional Protocol (OP2) to the International ...".
LEADING = "the to of on for under from a au aux la le les de des du del l d el los al se relatif rapportant thereto к а"
TO_TREATY = re.compile(
    rf"[\s()’'“”«»-]*(?:(?:OP\d?|No|\d|{LEADING.replace(' ', '|')}|international|un|united|nations"
    r"|relevant|respective|الملحق|الملحقين)"
    r"[\s()’'“”«»-]+)*(?:[لب]|بال|لل)?$",
    re.IGNORECASE,
)
LISTED = re.compile(
    rf"{SIGNS}*(?:(?:{'|'.join(sorted(SMALL))}|well|also|international|un|united|nations|[A-Z-]+){SIGNS}*)*$"
)
OF_IT = re.compile(r"\b(?:its|their|the|his|both|ses|son|leurs?|sus?|его|их|and|et|y)\b[^.;]{0,40}$", re.IGNORECASE)
ATTACHED = re.compile(
    rf"{SIGNS}{{0,3}}(?:on|aiming|aimed|for|concerning|regarding|relating|which|that|to|with|prohibiting|abolishing|establishing"
    r"|visant|concernant|destinado|relativo|направленн\w*|касающ\w*|بشأن|الهادف)\b.{0,110}",
    re.IGNORECASE | re.DOTALL,
)
CAPITALS = re.compile(r"[A-Z]{2}")
NOTHING = re.compile(r"(?!)")
BACK = 130
SAME = 80  # an ILO convention named in words and by number within so many characters is named once
OTHER = "other"
# What a committee calls its own treaty.
OWN = re.compile(
    r"\b(?:the|la|le|el)\s+(?:Convention|Covenant|Pacte|Convencion|Pacto)\b"
    r"(?!\s+(?:on|against|for|relat\w+|concern\w+|No|sur|contre|pour|internacional|international|sobre|contra|para|de)\b)"
)
POSSESSIVE = re.compile(r"['’]?s?['’]?\s+(?:\w+\s+)?$")
CHINESE_PROTOCOL = re.compile(r"[》)]?[^，。；、]{0,40}?任择议定书")
THREE = re.compile(r"\b(?:three|trois|tres|три|all)\b", re.IGNORECASE)


class Named(NamedTuple):
    """A treaty that is named, from `start` to before `end`."""

    code: str
    start: int
    end: int


class _Piece(NamedTuple):
    """A name ("" for the head of a protocol)."""

    start: int
    end: int
    code: str


def treaties_named(text: str, *, own: str = "") -> list[Named]:
    """The treaties that a text names, in its order; several may stand on the same words ("both Optional Protocols").

    `own` is the code of what is meant by "the Convention", where it is known whose text it is.
    """
    plain = same_length_folded(text)
    pieces = _pieces(plain, own)
    found = [named for at in range(len(pieces)) for named in _resolved(plain, pieces, at)]
    for code, start, end in conventions_numbered(plain):
        if not any(one.code == code and abs(one.start - start) < SAME for one in found):
            found.append(Named(code, start, end))
    return sorted(set(found), key=lambda one: (one.start, one.end, _places()[one.code]))


@cache
def _places() -> dict[str, int]:
    return {code: place for place, code in enumerate(treaties())}


@cache
def _abbreviations() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Abbreviations as written, and what they stand for by the number of their group; protocols first."""
    spelled = []
    ordered = sorted(treaties().values(), key=lambda one: not one.parent)
    for at, one in enumerate(ordered):
        names = sorted((name for name in one.names if _is_abbreviation(name)), key=len, reverse=True)
        if names:
            spelled.append(
                f"(?P<t{at}>{'|'.join(re.escape(name).replace(chr(92) + '-', '[ -]{0,2}') for name in names)})"
            )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spelled)})(?!\w|-\w|[ -]{{1,2}}\d\b)"), tuple(
        one.code for one in ordered
    )


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and name.isascii()


def _spelled(one: Treaty) -> list[str]:
    """The names of a treaty in words. A protocol's title is read by its head: "Second Optional Protocol to ..."."""
    titles = () if one.parent and one.family == "core" else one.label.values()
    return [name for name in sorted({*one.names, *titles}, key=len, reverse=True) if not _is_abbreviation(name)]


@cache
def _spotter() -> Spotter:
    others = [(start, bounded(pattern_of(name))) for name in asking().others for start in sorted(starts_of(name))]
    return Spotter(
        {OTHER: others}
        | {
            one.code: [
                (start, bounded(pattern_of(name))) for name in _spelled(one) for start in sorted(starts_of(name))
            ]
            for one in treaties().values()
        }
    )


@cache
def _heads() -> Spotter:
    words = sorted(asking().heads, key=len, reverse=True)
    spelled = [(head, bounded(r"\s+".join(map(word_pattern, head.split())))) for head in words]
    return Spotter({"": [(start, pattern) for head, pattern in spelled for start in sorted(starts_of(head))]})


def _pieces(plain: str, own: str) -> list[_Piece]:
    short, codes = _abbreviations() if CAPITALS.search(plain) else (NOTHING, ())
    found = [_Piece(m.start(), m.end(), codes[int((m.lastgroup or "t0")[1:])]) for m in short.finditer(plain)]
    found += [_Piece(*spot) for spot in _spotter().spots(plain)]
    found += [_Piece(*spot) for spot in _heads().spots(plain)]
    if own:
        found += [_Piece(m.start(), m.end(), own) for m in OWN.finditer(plain)]
    kept: list[_Piece] = []
    for one in sorted(found, key=lambda piece: (piece.start, -piece.end, not piece.code)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _resolved(plain: str, pieces: list[_Piece], at: int) -> list[Named]:
    """What one piece names: a treaty on its own, or the protocols that a head means."""
    piece = pieces[at]
    if piece.code == OTHER:
        return []
    if piece.code:
        if _belongs_to_head(plain, pieces, at) or _repeats(plain, pieces, at) or _is_possessor(plain, pieces, at):
            return []
        if (behind := CHINESE_PROTOCOL.match(plain, piece.end)) and UNSPACED.match(plain, piece.end - 1):
            end = behind.end()
            return [Named(code, piece.start, end) for code in _chosen(treaty(piece.code), behind[0], several=False)]
        return [Named(piece.code, piece.start, piece.end)]
    bases = _bases_ahead(plain, pieces, at)
    if bases:
        return _of_bases(plain, pieces, at, bases)
    before = _bases_behind(plain, pieces, at)
    words = plain[max(0, piece.start - 25) : piece.end + 25]
    said = _attached(plain, pieces, at + 1, piece.end)
    several = _several(plain, piece)
    return [
        Named(code, piece.start, piece.end)
        for base in before
        for code in _chosen(treaty(base.code), f"{words} {said}", several=several)
    ]


def _of_bases(plain: str, pieces: list[_Piece], at: int, bases: list[_Piece]) -> list[Named]:
    piece, last = pieces[at], bases[-1]
    said = _attached(plain, pieces, pieces.index(last) + 1, last.end)
    ordinal = plain[max(0, piece.start - 25) : bases[0].start]
    found = []
    for base in bases:
        start = piece.start if base is bases[0] else base.start
        for code in _chosen(treaty(base.code), f"{ordinal} {said}", several=_several(plain, piece)):
            found.append(Named(code, start, base.end + (len(said) if said and base is last else 0)))
    return found


def _belongs_to_head(plain: str, pieces: list[_Piece], at: int) -> bool:
    for before in range(at - 1, -1, -1):
        if not pieces[before].code:
            return pieces[at] in _bases_ahead(plain, pieces, before)
    return False


def _repeats(plain: str, pieces: list[_Piece], at: int) -> bool:
    """Whether it is the abbreviation behind the name of a treaty that belongs to a head itself."""
    before = pieces[at - 1] if at else None
    if before is None or before.code != pieces[at].code or not _belongs_to_head(plain, pieces, at - 1):
        return False
    between = plain[before.end : pieces[at].start]
    return len(between) < 4 and "," not in between


def _is_possessor(plain: str, pieces: list[_Piece], at: int) -> bool:
    """ "ICCPR's two Optional Protocols" """
    if at + 1 >= len(pieces) or pieces[at + 1].code:
        return False
    between = plain[pieces[at].end : pieces[at + 1].start]
    return between[:1] in "'’" and len(between) < 16 and POSSESSIVE.match(between) is not None


def _bases_ahead(plain: str, pieces: list[_Piece], at: int) -> list[_Piece]:
    """The treaties whose protocols a head means: the next one, and of a plural those that are listed with it."""
    found: list[_Piece] = []
    several, end = _several(plain, pieces[at]), pieces[at].end
    for one in pieces[at + 1 :]:
        between = plain[end : one.start]
        if found and one.code == found[-1].code and len(between) < 4 and "," not in between:
            end = one.end  # "... on Civil and Political Rights (ICCPR)"
            continue
        if not _protocols(one.code) or not (LISTED if found else TO_TREATY).match(between):
            break
        last = bool(re.search(r"\b(?:and|et|y|и)\b", between))
        if found and (not several or (last and _is_other_object(between, found))):
            break
        found.append(one)
        end = one.end
        if last:
            break
    return found


def _is_other_object(between: str, found: list[_Piece]) -> bool:
    """Whether "and the Convention" goes on with the sentence's own list, rather than with that of the protocols."""
    whole = len(found) == 1 and len(_protocols(found[0].code)) > 1
    return whole and re.search(r"\bto\b", between) is None


def _bases_behind(plain: str, pieces: list[_Piece], at: int) -> list[_Piece]:
    """The treaties that "its Optional Protocol" or "the Protocol thereto" belongs to."""
    piece = pieces[at]
    lead = plain[max(0, piece.start - 45) : piece.start]
    thereto = plain[piece.end : piece.end + 12].strip().startswith(("thereto", "there to"))
    earlier = [one for one in pieces[:at] if one.code]
    if not earlier or earlier[-1].code == OTHER or piece.start - earlier[-1].end > BACK:
        return []
    possessed = plain[earlier[-1].end : earlier[-1].end + 1] in ("'", "’")
    if not (thereto or possessed or OF_IT.search(lead)):
        return []
    if re.search(r"[.;]", plain[earlier[-1].end : piece.start]) or re.match(
        r"\s+(?:to|of)\s+(?!that\b)\w", plain[piece.end :]
    ):
        return []
    found = [earlier[-1]]
    if re.search(r"\btheir\b", lead, re.IGNORECASE):
        for one in reversed(earlier[:-1]):
            if not LISTED.match(plain[one.end : found[-1].start]):
                break
            found.append(one)
    return [one for one in found[::-1] if one.code != OTHER and _protocols(one.code)]


def _attached(plain: str, pieces: list[_Piece], following: int, end: int) -> str:
    """What follows and says which protocol is meant."""
    stop = pieces[following].start if following < len(pieces) else len(plain)
    said = ATTACHED.match(re.split(r"[.;]", plain[end:stop])[0])
    return said[0] if said else ""


def _several(plain: str, piece: _Piece) -> bool:
    return _plurals().fullmatch(plain, piece.start, piece.end) is not None


@cache
def _plurals() -> re.Pattern[str]:
    words = (same_length_folded(word).replace("*", r"\w*") for word in asking().several)
    return re.compile("|".join(words), re.IGNORECASE)


@cache
def _protocols(code: str) -> tuple[Treaty, ...]:
    return tuple(one for one in children(code) if code and one.kind == "protocol")


def _chosen(base: Treaty, words: str, *, several: bool) -> list[str]:
    """Which protocols of a treaty are meant. Where nothing tells and several could be, none: better no tag than a wrong
    one."""
    known = _protocols(base.code)
    told = [one.code for one in known if any(_tells(word).search(words) for word in one.tells)]
    if several and (THREE.search(words) or len(known) == 2):
        return [one.code for one in known]
    if several and not told:
        return [one.code for one in known if one.adopted == min(k.adopted for k in known)]
    if told or not known:
        return told[:1] if not several else told
    return [one.code for one in known if one.default]


@cache
def _tells(word: str) -> re.Pattern[str]:
    return re.compile(bounded(r"\s+".join(word_pattern(w) for w in same_length_folded(word).split())), re.IGNORECASE)
