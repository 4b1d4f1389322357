"""How a recommendation is cited: as UN documents do, in APA and Chicago style, for BibTeX and RIS. Pure functions.

UN style follows the United Nations Editorial Manual (footnotes: body, title, symbol in parentheses, paragraph); APA
its 7th edition (reports), Chicago its 17th (notes). Comments of the ILO's supervisory bodies have no symbol: they are
cited by Convention, year of adoption and session of the International Labour Conference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
UN, ILO = "United Nations", "International Labour Organization"
OFFICIAL = re.compile(r"(?:A|E|S|ST|CERD|CCPR|CEDAW|CAT|CRC|CRPD|CMW|CED|HRI)/\S+")
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {sign: f"\\{sign}" for sign in "&%$#_{}"}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says. `symbols` are one, several of a joint document, or none; `address` is where the document
    is, `kept_at` where Tessera keeps the recommendation; `published` is who publishes."""

    authors: tuple[str, ...]
    title: str
    symbols: tuple[str, ...] = ()
    paragraph: str = ""
    day: date | None = None
    year: int | None = None
    address: str = ""
    kept_at: str = ""
    published: str = UN
    key: str = ""

    @property
    def symbol(self) -> str:
        return "-".join(self.symbols)

    @property
    def place(self) -> str:
        return f"para. {self.paragraph}" if self.paragraph else ""

    @property
    def url(self) -> str:
        return self.address or self.kept_at


def document_address(symbol: str) -> str:
    """Where the UN keeps the document of a symbol; "" for what is no symbol of a UN document."""
    return f"https://undocs.org/{quote(symbol, safe='/.()-')}" if OFFICIAL.fullmatch(symbol) else ""


def cite_un(one: Cited) -> str:
    """Committee on the Elimination of Racial Discrimination, Concluding observations on Arlandia (CERD/C/ARL/CO/1),
    para. 12."""
    said = f"{_joined(one.authors, ' and ')}, {one.title}" if one.authors else one.title
    if one.symbols:
        said += f" ({one.symbol})"
    elif one.year and str(one.year) not in one.title:
        said += f" ({one.year})"
    return _closed(_joined((said, one.place), ", "))


def cite_apa(one: Cited) -> str:
    """Author. (2018, May 29). Title (CERD/C/ARL/CO/1), para. 12. https://undocs.org/CERD/C/ARL/CO/1"""
    authors = _joined([f"{UN} {a}" if a == "Human Rights Council" else a for a in one.authors], " & ")
    day = f"{one.day.year}, {MONTHS[one.day.month - 1]} {one.day.day}" if one.day else str(one.year or "n.d.")
    title = f"{one.title} ({one.symbol})" if one.symbols else one.title
    said = " ".join((_closed(authors or one.published), f"({day}).", _closed(_joined((title, one.place), ", "))))
    return _joined((said, one.url), " ")


def cite_chicago(one: Cited) -> str:
    """Author, “Title,” UN Doc. CERD/C/ARL/CO/1, May 29, 2018, para. 12, https://undocs.org/CERD/C/ARL/CO/1."""
    day = f"{MONTHS[one.day.month - 1]} {one.day.day}, {one.day.year}" if one.day else str(one.year or "")
    document = f"UN Doc. {one.symbol}" if one.symbols and one.published == UN else one.symbol
    rest = _joined((document, day, one.place, one.url), ", ")
    named = f"{_joined(one.authors, ' and ')}, “{one.title},”" if one.authors else f"“{one.title},”"
    return _closed(_joined((named, rest), " "))


def cite_bibtex(one: Cited) -> str:
    """One @techreport; what TeX would take for a command is escaped."""
    fields = {
        "author": " and ".join(f"{{{tex(a)}}}" for a in one.authors),
        "title": f"{{{tex(one.title)}}}",
        "institution": tex(one.published),
        "number": tex(one.symbol),
        "year": str(one.year or ""),
        "month": str(one.day.month) if one.day else "",
        "note": tex(one.place),
        "url": one.url.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value and value != "{}")
    return f"@techreport{{{bibtex_key(one.key)},\n{lines}\n}}\n"


def cite_ris(one: Cited) -> str:
    """One record with CRLF line ends. A comma after a body's name keeps it from being taken for a person's."""
    rows = [("TY", "RPRT"), *(("AU", f"{a},") for a in one.authors), ("TI", one.title), ("PB", one.published)]
    rows += [("M1", one.symbol), ("PY", str(one.year or "")), ("DA", one.day.strftime("%Y/%m/%d") if one.day else "")]
    rows += [("SE", one.place), ("UR", one.url), ("ID", one.key)]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def tex(text: str) -> str:
    """`text` with each sign that TeX would run escaped."""
    return "".join(_TEX.get(sign, sign) for sign in " ".join(text.split()))


def bibtex_key(key: str) -> str:
    """Letters, digits, dots and hyphens: what every reader of BibTeX takes for a key."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", key).strip("-") or "recommendation"


def ordinal(number: int) -> str:
    """1st, 2nd, 11th, 105th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _joined(parts: tuple[str, ...] | list[str], between: str) -> str:
    return between.join(part for part in parts if part)


def _closed(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
