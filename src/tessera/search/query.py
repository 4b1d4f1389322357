"""The query language: words, "phrases", AND OR NOT NEAR/n, parentheses, prefix*, field:value. Pure: text to a tree.

What cannot be understood is left out and said (`Parsed.ignored`); no input is an error. Words side by side must all
occur. AND, OR and NOT are capitals, so that "and" remains a word; a minus before a word is NOT.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .folding import words_of

MAX_LENGTH = 1000
MAX_TERMS = 64


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed; where it holds signs ("A/HRC/59/15", "ill-treatment") its parts must stand together."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, exactly so."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A facet's value, or words in one part of the record (title, ref); a tuple holds values as they are."""

    name: str
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class Near:
    """Two words or phrases with at most `words` words between them, in either order, exactly so."""

    one: Word | Phrase
    other: Word | Phrase
    words: int


Node = Word | Phrase | Prefix | Field | Near | And | Or | Not


@dataclass(frozen=True, slots=True)
class Ignored:
    """A piece that was left out. `why`: parenthesis, quote, operator, no-letters, too-long, too-many, field."""

    why: str
    text: str


@dataclass(slots=True)
class Parsed:
    """`tree` is None where nothing remains to be searched for."""

    tree: Node | None = None
    ignored: list[Ignored] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "(", ")", "AND", "OR", "NOT", "term"
    text: str
    node: Node | None = None


_QUOTES = str.maketrans("“”„‟«»「」﹁﹂＂", '"' * 11)
_PIECE = re.compile(r"""\s*(?:([()（）])|([-−](?=[\w"(（]))|(?:(\w+)[:：])?"([^"]*)("|$)(\*?)|(\S[^\s()（）"]*))""")
_FIELD = re.compile(r"([A-Za-z][\w-]*)[:：](.+)", re.DOTALL)
_OPERATORS = {"AND", "OR", "NOT"}
_NEAR = re.compile(r"NEAR(?:/(\d{1,2}))?")
NEAR = 10


def parse(text: str, *, fields: Callable[[str], bool]) -> Parsed:
    """The tree of a query; `fields(name)` says whether there is a field of that name."""
    parsed = Parsed()
    text = text.replace("\0", " ").translate(_QUOTES)
    if len(text) > MAX_LENGTH:
        parsed.ignored.append(Ignored("too-long", text[MAX_LENGTH : MAX_LENGTH + 40]))
        text = text[:MAX_LENGTH]
    tokens = _tokens(text, fields, parsed.ignored)
    parsed.tree = _Reader(tokens, parsed.ignored).read()
    return parsed


def _tokens(text: str, fields: Callable[[str], bool], ignored: list[Ignored]) -> list[_Token]:
    found: list[_Token] = []
    terms = 0
    for match in _PIECE.finditer(text):
        bracket, minus, name, quoted, close, star, bare = match.groups()
        if bracket or minus or bare in _OPERATORS:
            kind = "NOT" if minus else bare or {"（": "(", "）": ")"}.get(bracket, bracket)
            found.append(_Token(kind, bracket or minus or bare))
            continue
        if bare and _NEAR.fullmatch(bare):
            found.append(_Token("NEAR", bare))
            continue
        if bare is None:
            node = _quoted(name, quoted, unclosed=not close, beginning=bool(star), fields=fields, ignored=ignored)
        else:
            node = _bare(bare, fields)
        terms += 1
        if node is None:
            ignored.append(Ignored("no-letters", match.group().strip()[:40]))
        elif terms > MAX_TERMS:
            ignored.append(Ignored("too-many", match.group().strip()[:40]))
            node = None
        found.append(_Token("term", match.group().strip(), node))
    return found


def _quoted(
    name: str | None,
    quoted: str,
    *,
    unclosed: bool,
    beginning: bool,
    fields: Callable[[str], bool],
    ignored: list[Ignored],
) -> Node | None:
    if unclosed:
        ignored.append(Ignored("quote", '"'))
    if name and fields(name.lower()):
        return Field(name.lower(), quoted) if quoted.strip() else None
    if name:
        ignored.append(Ignored("field", name[:40]))
        quoted = f"{name} {quoted}"
    if not words_of(quoted):
        return None
    return Prefix(quoted) if beginning else Phrase(quoted)


def _bare(bare: str, fields: Callable[[str], bool]) -> Node | None:
    if named := _FIELD.fullmatch(bare):
        name, value = named.group(1).lower(), named.group(2)
        if fields(name):
            return Field(name, value)
    if not words_of(bare):
        return None
    if bare.endswith(("*", "＊")):
        return Prefix(bare.rstrip("*＊"))
    return Word(bare)


class _Reader:
    """Reads tokens into a tree: OR binds least, then AND (also unsaid), then NOT."""

    def __init__(self, tokens: list[_Token], ignored: list[Ignored]) -> None:
        self.tokens, self.ignored, self.at, self.depth = tokens, ignored, 0, 0

    def read(self) -> Node | None:
        parts = []
        while self.at < len(self.tokens):
            if (part := self._or()) is not None:
                parts.append(part)
            if self._next() == ")":
                self._leave_out("parenthesis")
        return _joined(And, parts)

    def _next(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def _leave_out(self, why: str) -> None:
        self.ignored.append(Ignored(why, self.tokens[self.at].text))
        self.at += 1

    def _or(self) -> Node | None:
        parts = [self._and()]
        while self._next() == "OR":
            if parts[-1] is None or self.at + 1 == len(self.tokens):
                self._leave_out("operator")
            else:
                self.at += 1
            parts.append(self._and())
        return _joined(Or, [p for p in parts if p is not None])

    def _and(self) -> Node | None:
        parts: list[Node] = []
        while (kind := self._next()) not in ("", ")", "OR"):
            if kind == "AND":
                following = self.tokens[self.at + 1].kind if self.at + 1 < len(self.tokens) else ""
                if not parts or following in ("", ")", "OR", "AND"):
                    self._leave_out("operator")
                else:
                    self.at += 1
            elif kind == "NEAR":
                self._near(parts)
            elif (part := self._not()) is not None:
                parts.append(part)
        return _joined(And, parts)

    def _near(self, parts: list[Node]) -> None:
        """Joins the word before with the word behind; of three in a row, each with its neighbour."""
        said = _NEAR.fullmatch(self.tokens[self.at].text)
        before = parts[-1] if parts else None
        behind = self.tokens[self.at + 1].node if self.at + 1 < len(self.tokens) else None
        if isinstance(before, Near):
            before = before.other
        elif isinstance(before, Word | Phrase):
            parts.pop() if isinstance(behind, Word | Phrase) else None
        if not isinstance(before, Word | Phrase) or not isinstance(behind, Word | Phrase):
            self._leave_out("operator")
            return
        self.at += 2
        parts.append(Near(before, behind, int(said[1]) if said and said[1] else NEAR))

    def _not(self) -> Node | None:
        turned = False
        while self._next() == "NOT":
            if self.at + 1 == len(self.tokens) or self.tokens[self.at + 1].kind in (")", "AND", "OR"):
                self._leave_out("operator")
                return None
            turned, self.at = not turned, self.at + 1
        part = self._primary()
        return Not(part) if turned and part is not None else part

    def _primary(self) -> Node | None:
        if self._next() != "(":
            token = self.tokens[self.at]
            self.at += 1
            return token.node
        if self.depth == 20:
            self._leave_out("parenthesis")
            return None
        opened = self.tokens[self.at]
        self.at, self.depth = self.at + 1, self.depth + 1
        inner = self._or()
        self.depth -= 1
        if self._next() == ")":
            self.at += 1
        else:
            self.ignored.append(Ignored("parenthesis", opened.text))
        return inner


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def terms_of(node: Node | None, *, turned: bool = False) -> list[Word | Phrase | Prefix]:
    """The words, phrases and beginnings that a record shows why it was found by; not those behind a NOT."""
    if node is None:
        return []
    if isinstance(node, And | Or):
        return [t for part in node.parts for t in terms_of(part, turned=turned)]
    if isinstance(node, Not):
        return terms_of(node.part, turned=not turned)
    if isinstance(node, Near):
        return [] if turned else [node.one, node.other]
    if turned or isinstance(node, Field):
        return [Phrase(str(node.value))] if isinstance(node, Field) and node.name == "title" and not turned else []
    return [node]
