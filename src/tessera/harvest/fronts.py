"""What the first page of a United Nations document says: up to its summary, its contents or its first chapter."""

from __future__ import annotations

import re

from tessera.analysis.ordinals import ordinal_value

from .source_file import SourceFile

BODY = re.compile(
    r"\b(?:Summary|SUMMARY|Contents|CONTENTS|Introduction|INTRODUCTION|Résumé|Table des matières|Resumen|Índice)\b"
    r"|(?<![\w.])I\.\s+[A-Z]"
)
LEAST = 60  # characters of a first page: "Summary" may stand in a title
SESSION = re.compile(
    r"(?<![\w-])((?:one hundred and )?[a-zà-ÿ]{4,}(?:-[a-z]{4,})?|\d{1,3}(?:st|nd|rd|th|e|ème|º|°)?)\s+"
    r"(?:regular |special |ordinary |annual |substantive )?(?:session\b|período (?:ordinario )?de sesiones)",
    re.IGNORECASE,
)


def front_of(file: SourceFile) -> str:
    """The words of the first page above the text itself, in one line."""
    if file.is_pdf:
        lines = [line.text for page in file.pages[:1] for line in page.lines]
        head = " ".join(" ".join(lines).split()) or file.head
    else:
        head = file.head
    body = BODY.search(head, LEAST)
    return head[: body.start()] if body else head[:2_500]


def symbol_in(file: SourceFile, pattern: re.Pattern[str]) -> str:
    """The document's own symbol, as the first page or the running heads print it, without blanks and asterisks."""
    texts = [file.head, *(line.text for page in file.pages[:4] for line in page.lines)]
    found = next((match for text in texts if (match := pattern.search(text))), None)
    return re.sub(r"[\s*]+", "", found[0]).replace("–", "-").replace("—", "-") if found else ""


def session_in(text: str) -> str:
    """The number of the session that a text names first ("Fifty-third session" is 53); "" where it names none."""
    numbers = (ordinal_value(match[1]) for match in SESSION.finditer(text))
    return next((str(number) for number in numbers if number), "")
