"""Which treaties a text names, and where: never a protocol for its treaty, nor one of two protocols for the other."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from tessera.vocabulary.treaties import Treaty, asking, children, treaties, treaty

# Between the words of a name stand signs and words that texts write, change and leave out.
SMALL = (
    "the of on for to from against in a an and or by its their all any at with as concerning regarding relating related "
    "de la le les des du et sur contre pour l d el los las del y sobre para en aux au que se un une relative relatif о об в к"
)
SIGNS = r"[\s,.'’\"“”()«»《》/–-]"
GAP = rf"{SIGNS}+(?:(?:{'|'.join(SMALL.split())}){SIGNS}+)*"
UNSPACED = re.compile(r"[\u0600-\u06ff\u3400-\u9fff]")
ILO = r"\bILO\b|\bInternational Labou?r Organi[sz]ation|\bOIT\b|\bOrganizacion Internacional del Trabajo|\bМОТ\b|العمل الدولية|劳工组织"
BEFORE_NUMBER = re.compile(
    r"(?:\bNos?\.?|\bn[°ºo]s?\.?|№|\bnum\.?|\bnumbers?|\bConventions?|\bConvenios?|\bILO|\bOIT|\bC|[,&/(-]|\band|\bor|\bet|\by|\bи)\s*$",
    re.IGNORECASE,
)
OF_ARTICLE = re.compile(r"\b(?:articles?|art\.?|paragraphs?|para\.?)\s+(?:\d+\s*(?:,|and|\(\d+\))?\s*)*$", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\d/])(\d{2,3})(?![\d/%])")
ALONE = re.compile(r"(?:\bConvention|\bConvenio)s?\s+(?:Nos?\.?|n[°º]|num\.?)\s*$|\bC\.?\s?$|\(Nos?\.?\s*$", re.IGNORECASE)
NEAR_BEFORE, NEAR_AFTER = 260, 60
# From a protocol's head to its treaty: "Optional Protocol (OP2) to the International ...".
TO_TREATY = re.compile(
    rf"{SIGNS}*(?:(?:OP\d?|No|\d|{'|'.join(SMALL.split())}|thereto|international|un|united|nations|council|relevant|respective|rapportant|а|الملحق|الملحقين){SIGNS}+)*(?:[لب]|بال|لل)?$",
    re.IGNORECASE,
)
LISTED = re.compile(rf"{SIGNS}*(?:(?:{'|'.join(SMALL.split())}|well|also|international|un|united|nations|[A-Z-]+){SIGNS}*)*$")
OF_IT = re.compile(r"\b(?:its|their|the|his|both|ses|son|leurs?|sus?|его|их|and|et|y)\b[^.;]{0,40}$", re.IGNORECASE)
ATTACHED = re.compile(rf"{SIGNS}{{0,3}}(?:on|aiming|aimed|for|concerning|regarding|relating|which|that|to|with|prohibiting|abolishing|establishing|visant|concernant|destinado|relativo|направленн|касающ|بشأن|الهادف)\b.{{0,110}}", re.IGNORECASE | re.DOTALL)
BACK = 130
CHINESE_PROTOCOL = re.compile(r"[》)]?[^，。；、]{0,40}?任择议定书")
THREE = re.compile(r"\b(?:three|trois|tres|три|all)\b", re.IGNORECASE)
TWO = re.compile(r"\b(?:two|both|deux|dos|два|оба)\b", re.IGNORECASE)


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


def treaties_named(text: str) -> list[Named]:
    """The treaties that a text names, in its order; several may stand on the same words ("both Optional Protocols")."""
    plain = same_length_folded(text)
    pieces = _pieces(plain)
    found = [named for at in range(len(pieces)) for named in _resolved(plain, pieces, at)]
    found += _numbered(plain, found)
    return sorted(set(found), key=lambda one: (one.start, one.end, list(treaties()).index(one.code)))


def same_length_folded(text: str) -> str:
    """`text` without accents, letter for letter."""
    return text if text.isascii() else "".join(map(_bare, text))


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    first = unicodedata.normalize("NFKD", char)[0]
    return first if first.isalpha() and len(first) == 1 else char


def pattern_of(name: str) -> str:
    """The pattern of a name as the vocabulary writes it; small words and signs between words may vary."""
    parts = re.findall(r"\[[^\]]+\]|[^\s\[\]]+", same_length_folded(name))
    pattern, begun = "", False
    for part in parts:
        inside = part.strip("[]")
        words = [re.sub(r"^[\W_]+|[^\w*]+$", "", word) for word in re.split(r"\|", inside.replace(" ", r"\s+"))]
        words = [word for word in words if word and word.casefold() not in SMALL.split()]
        if not words:
            continue
        one = f"(?:{'|'.join(map(_word, words))})"
        if part.startswith("["):
            pattern += f"(?:{GAP}{one})?" if begun else f"(?:{one}{GAP})?"
        else:
            pattern += f"{GAP if begun else ''}{one}"
            begun = True
    return pattern


def _word(word: str) -> str:
    bare = word.rstrip("*")
    escaped = re.escape(bare).replace(r"\\s\+", r"\s+").replace("'", "['’]").replace("’", "['’]")
    if word.endswith("*"):
        return escaped + r"\w*"
    return escaped + ("s?" if re.fullmatch(r"[A-Za-z]{4,}", bare) else "")


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Abbreviations as written, names in any case, heads of protocols. Groups are numbered as the treaties are."""
    short, long = [], []
    for at, one in enumerate(treaties().values()):
        names = sorted({*one.names, *one.label.values()}, key=len, reverse=True)
        capitals = [name for name in names if name.isupper() and name.isascii()]
        others = [bounded(pattern_of(name)) for name in names if name not in capitals]
        if capitals:
            spelled = "|".join(re.escape(name).replace(r"\-", r"[\s-]?") for name in capitals)
            short.append(rf"(?P<t{at}>(?<![\w-])(?:{spelled})(?![\w]))")
        if others:
            long.append(f"(?P<t{at}>{'|'.join(others)})")
    heads = "|".join(bounded(r"\s+".join(_word(w) for w in head.split())) for head in sorted(asking().heads, key=len)[::-1])
    return re.compile("|".join(short)), re.compile("|".join(long), re.IGNORECASE), re.compile(heads, re.IGNORECASE)


def bounded(pattern: str) -> str:
    """Whole words, where the script writes words apart."""
    return pattern if UNSPACED.search(pattern) else rf"(?<!\w){pattern}(?!\w)"


def _pieces(plain: str) -> list[_Piece]:
    codes = list(treaties())
    short, long, heads = _names()
    found = [
        _Piece(m.start(), m.end(), codes[int((m.lastgroup or "t0")[1:])]) for p in (short, long) for m in p.finditer(plain)
    ]
    found += [_Piece(m.start(), m.end(), "") for m in heads.finditer(plain)]
    kept: list[_Piece] = []
    for one in sorted(found, key=lambda piece: (piece.start, -piece.end, not piece.code)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _resolved(plain: str, pieces: list[_Piece], at: int) -> list[Named]:
    """What one piece names: a treaty on its own, or the protocols that a head means."""
    piece = pieces[at]
    if piece.code:
        if _belongs_to_head(plain, pieces, at):
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


def _bases_ahead(plain: str, pieces: list[_Piece], at: int) -> list[_Piece]:
    """The treaties whose protocols a head means: the next one, and of a plural those that are listed with it."""
    found: list[_Piece] = []
    end = pieces[at].end
    for one in pieces[at + 1 :]:
        between, how = plain[end : one.start], LISTED if found else TO_TREATY
        if not one.code or not _protocols(one.code) or not how.match(between) or (found and not _several(plain, pieces[at])):
            break
        if found and re.search(r"\b(?:and|et|y)\s+(?:the|la|el)\s+\w", between + " x") and " to " not in between:
            break
        found.append(one)
        end = one.end
    return found


def _bases_behind(plain: str, pieces: list[_Piece], at: int) -> list[_Piece]:
    """The treaties that "its Optional Protocol" or "the Protocol thereto" belongs to."""
    piece = pieces[at]
    lead = plain[max(0, piece.start - 45) : piece.start]
    thereto = plain[piece.end : piece.end + 12].strip().startswith(("thereto", "there to"))
    earlier = [one for one in pieces[:at] if one.code]
    if not earlier or not (thereto or OF_IT.search(lead)) or piece.start - earlier[-1].end > BACK:
        return []
    if re.search(r"[.;]", plain[earlier[-1].end : piece.start]) or re.match(r"\s+(?:to|of)\s+(?!that\b)\w", plain[piece.end :]):
        return []
    found = [earlier[-1]]
    if re.search(r"\btheir\b", lead, re.IGNORECASE):
        for one in reversed(earlier[:-1]):
            if not LISTED.match(plain[one.end : found[-1].start]):
                break
            found.append(one)
    return [one for one in found[::-1] if _protocols(one.code)]


def _attached(plain: str, pieces: list[_Piece], following: int, end: int) -> str:
    """What follows and says which protocol is meant."""
    stop = pieces[following].start if following < len(pieces) else len(plain)
    said = ATTACHED.match(re.split(r"[.;]", plain[end:stop])[0])
    return said[0] if said else ""


def _several(plain: str, piece: _Piece) -> bool:
    return any(
        re.fullmatch(same_length_folded(word).replace("*", r"\w*"), plain[piece.start : piece.end], re.IGNORECASE)
        for word in asking().several
    )


@cache
def _protocols(code: str) -> tuple[Treaty, ...]:
    return tuple(one for one in children(code) if one.kind == "protocol")


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
    return re.compile(bounded(r"\s+".join(_word(w) for w in same_length_folded(word).split())), re.IGNORECASE)


def _numbered(plain: str, named: list[Named]) -> list[Named]:
    """Conventions of the ILO by their numbers: "ILO Conventions Nos. 138 and 182", "C169"."""
    known = {one.number: one.code for one in treaties().values() if one.number}
    found: list[Named] = []
    anchors = [m.start() for m in re.finditer(ILO, plain)]
    for m in NUMBER.finditer(plain):
        code, lead = known.get(int(m[1])), plain[max(0, m.start() - 30) : m.start()]
        if code is None or OF_ARTICLE.search(lead):
            continue
        near = any(-NEAR_AFTER <= m.start() - anchor <= NEAR_BEFORE for anchor in anchors)
        if (near and BEFORE_NUMBER.search(lead)) or ALONE.search(lead):
            if not any(one.code == code and abs(one.start - m.start()) < 80 for one in named):
                found.append(Named(code, m.start(), m.end()))
    return found
