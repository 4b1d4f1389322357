"""The numbers that Word prints before paragraphs (ECMA-376 Part 1, 17.9): computed, for the file does not hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
)
ROMAN += ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints."""

    form: str
    pattern: str
    start: int


class Numbering:
    """Counters of all lists of a document; ask for each paragraph's label in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._style_numbers: dict[str, tuple[str, int]] = {}
        self._style_parents: dict[str, str] = {}
        self._style_names: dict[str, str] = {}
        self._counters: dict[tuple[str, int], int] = {}
        self._seen_lists: set[str] = set()
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def style_of(self, p: etree._Element) -> str:
        node = p.find(f"{W}pPr/{W}pStyle")
        code = node.get(f"{W}val", "") if node is not None else ""
        return self._style_names.get(code, code)

    def label(self, p: etree._Element) -> tuple[str, str]:
        """(style name, printed number) of a paragraph; the number is "" where it has none or a bullet's sign."""
        found = self._list_of(p)
        if found is None:
            return self.style_of(p), ""
        number, depth = found
        abstract = self._abstract_of.get(number, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return self.style_of(p), ""
        self._count(number, abstract, depth, levels)
        return self.style_of(p), self._printed(abstract, depth, levels)

    def _list_of(self, p: etree._Element) -> tuple[str, int] | None:
        node = p.find(f"{W}pPr/{W}numPr")
        style = p.find(f"{W}pPr/{W}pStyle")
        inherited = self._of_style(style.get(f"{W}val", "")) if style is not None else None
        if node is None:
            return inherited
        number = node.find(f"{W}numId")
        depth = node.find(f"{W}ilvl")
        code = number.get(f"{W}val", "0") if number is not None else (inherited[0] if inherited else "0")
        level = int(depth.get(f"{W}val", "0")) if depth is not None else (inherited[1] if inherited else 0)
        return None if code == "0" else (code, level)

    def _of_style(self, code: str) -> tuple[str, int] | None:
        for _step in range(20):
            if code in self._style_numbers:
                return self._style_numbers[code]
            if code not in self._style_parents:
                return None
            code = self._style_parents[code]
        return None

    def _count(self, number: str, abstract: str, depth: int, levels: dict[int, Level]) -> None:
        """Move the counter on; a list's own override restarts it the first time the list is met."""
        if number not in self._seen_lists:
            self._seen_lists.add(number)
            for (code, level), start in self._starts.items():
                if code == number:
                    self._counters[abstract, level] = start - 1
        here = (abstract, depth)
        self._counters[here] = self._counters.get(here, levels[depth].start - 1) + 1
        for deeper in [key for key in self._counters if key[0] == abstract and key[1] > depth]:
            del self._counters[deeper]

    def _printed(self, abstract: str, depth: int, levels: dict[int, Level]) -> str:
        if levels[depth].form in ("bullet", "none"):
            return "•" if levels[depth].form == "bullet" else ""

        def value(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at)
            if level is None:
                return ""
            return _numeral(self._counters.get((abstract, at), level.start), level.form)

        return re.sub(r"%(\d)", value, levels[depth].pattern)

    def _read_lists(self, root: etree._Element) -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            levels = {int(n.get(f"{W}ilvl", "0")): _level(n) for n in abstract.iterfind(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for num in root.iterfind(f"{W}num"):
            code = num.get(f"{W}numId", "")
            target = num.find(f"{W}abstractNumId")
            self._abstract_of[code] = target.get(f"{W}val", "") if target is not None else ""
            self._read_overrides(num, code)

    def _read_overrides(self, num: etree._Element, code: str) -> None:
        for override in num.iterfind(f"{W}lvlOverride"):
            depth = int(override.get(f"{W}ilvl", "0"))
            start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
            if start is not None:
                self._starts[code, depth] = _number(start.get(f"{W}val"), 1)
            if level is not None:  # a list with a level of its own counts apart
                own = {**self._levels.get(self._abstract_of[code], {}), depth: _level(level)}
                self._levels[f"num-{code}"] = own
                self._abstract_of[code] = f"num-{code}"

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.iterfind(f"{W}style"):
            code = style.get(f"{W}styleId", "")
            name, parent = style.find(f"{W}name"), style.find(f"{W}basedOn")
            self._style_names[code] = name.get(f"{W}val", code) if name is not None else code
            if parent is not None:
                self._style_parents[code] = parent.get(f"{W}val", "")
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                depth = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
                level = _number(depth.get(f"{W}val"), 0) if depth is not None else 0
                self._style_numbers[code] = (number.get(f"{W}val", ""), level)


def _level(node: etree._Element) -> Level:
    def value(name: str, otherwise: str) -> str:
        found = node.find(f"{W}{name}")
        return found.get(f"{W}val", otherwise) if found is not None else otherwise

    return Level(form=value("numFmt", "decimal"), pattern=value("lvlText", ""), start=_number(value("start", "1"), 1))


def _number(printed: str | None, otherwise: int) -> int:
    return int(printed) if printed and printed.lstrip("-").isdigit() else otherwise


def _numeral(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(value)
        return roman if form == "lowerRoman" else roman.upper()
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    printed = ""
    for worth, sign in ROMAN:
        while value >= worth:
            printed, value = printed + sign, value - worth
    return printed
