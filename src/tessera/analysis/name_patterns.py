"""Patterns of names as the vocabulary writes them: small words and signs between the others may vary."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Between the words of a name stand signs and words that texts write, change and leave out.
SMALL = frozenset(
    {
        *("the", "of", "on", "for", "to", "from", "against", "in", "a", "an", "and", "or", "by", "its", "their", "all"),
        *(
            "any",
            "at",
            "with",
            "as",
            "concerning",
            "regarding",
            "relating",
            "related",
            "de",
            "la",
            "le",
            "les",
            "des",
            "du",
            "et",
            "sur",
        ),
        *("contre", "pour", "l", "d", "el", "los", "las", "del", "y", "sobre", "para", "en", "aux", "au", "que", "se"),
        *("un", "une", "relative", "relatif", "о", "об", "в", "к"),
    }
)
LITTLE = r"(?:\w{1,3}|from|with|against|their|concerning|regarding|relat\w+|sobre|para|pour|contr[ae])"
SIGNS = r"[\s,.'’\"“”()«»《》/–-]"
GAP = rf"{SIGNS}+(?:{LITTLE}{SIGNS}+){{0,4}}"
UNSPACED = re.compile(r"[\u0600-\u06ff\u3400-\u9fff]")


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
        words = [word for word in words if word and word.casefold() not in SMALL]
        if not words:
            continue
        one = f"(?:{'|'.join(map(word_pattern, words))})"
        if part.startswith("["):
            pattern += f"(?:{GAP}{one})?" if begun else f"(?:{one}{GAP})?"
        else:
            pattern += f"{GAP if begun else ''}{one}"
            begun = True
    return pattern


def word_pattern(word: str) -> str:
    bare = word.rstrip("*")
    if re.fullmatch(r"[A-Za-z]{4,}s", word):
        bare = word = word[:-1]  # "the Right of Persons with Disabilities"
    escaped = re.escape(bare).replace(r"\\s\+", r"\s+").replace("'", "['’]").replace("’", "['’]")
    if word.endswith("*"):
        return escaped + r"\w*"
    return escaped + ("s?" if re.fullmatch(r"[A-Za-z]{4,}", bare) else "")


def starts_of(name: str) -> set[str]:
    """The first letters of the words by which a name may begin."""
    found = set()
    for part in re.findall(r"\[[^\]]+\]|[^\s\[\]]+", same_length_folded(name)):
        words = [word for word in part.strip("[]").split("|") if word.casefold() not in SMALL]
        found |= {word.split()[0].strip("*.,").casefold()[:4] for word in words}
        if words and not part.startswith("["):
            break
    return found


def bounded(pattern: str) -> str:
    """Whole words, where the script writes words apart."""
    return pattern if UNSPACED.search(pattern) else rf"(?<!\w){pattern}(?!\w)"
