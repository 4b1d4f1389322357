"""What a lead paragraph says of the recommendations below it, in English, French and Spanish."""

from __future__ import annotations

import re

# Tried in this order: "do not enjoy the support" holds "enjoy the support".
SAYINGS = (
    (
        "not-supported",
        r"(?:do(?:es)?|did|would|could|can)\s*not\s+(?:\w+\s+){0,3}(?:enjoy|support|accept)|reject|unable to"
        r"|ne\s+(?:recueill|bénéfici|souscri|soutien|appui|peut|peuvent|pouvait)|n.(?:ont|a|était)\s+pas\s+(?:\w+\s+)?"
        r"(?:recueilli|reçu|été\s+(?:accept|appuy))|rejet|no\s+(?:\w+\s+)?(?:cuentan|cuenta|contaron|gozan|apoya|acepta|"
        r"puede|ha\s+aceptado|han\s+(?:recibido|contado))|rechaz",
    ),
    (
        "implemented",
        r"already\s+(?:been\s+)?implemented|process\s+of\s+implementation|being\s+implemented"
        r"|déjà\s+(?:été\s+)?(?:appliqué|mis)|en\s+cours\s+d.application|ya\s+(?:se\s+)?(?:ha|han|están)\s+(?:sido\s+)?"
        r"(?:aplica|ejecuta|puesto)|en\s+(?:vías|curso|proceso)\s+de\s+(?:aplicación|ejecución)",
    ),
    (
        "noted",
        r"(?:were|are|was|is|been)\s+noted|takes?\s+note|pris(?:es?)?\s+(?:bonne\s+)?note|prend\s+note|prises\s+en\s+note"
        r"|toma(?:do|n)?\s+(?:debida\s+)?nota",
    ),
    (
        "pending",
        r"will\s+be\s+examined|will\s+examine|responses?\s+in\s+due|in\s+due\s+(?:time|course)|further\s+consider"
        r"|(?:seront|sera)\s+examin|examinera|en\s+temps\s+(?:voulu|utile)|serán\s+examinad|examinará|oportunamente"
        r"|a\s+su\s+debido\s+tiempo",
    ),
    (
        "supported",
        r"enjoy\w*\s+the\s+support|(?:has|have)\s+(?:been\s+)?(?:accepted|supported)|\baccepts?\b|\bsupports?\b"
        r"|recueill\w+\s+l|recueilli|bénéfici|souscri|(?:été|sont)\s+(?:accept|appuy)|accepte|appui"
        r"|cuentan\s+con|contado\s+con|contaron\s+con|gozan\s+del|apoyo|acepta|aceptad",
    ),
)
PATTERNS = tuple((position, re.compile(saying, re.IGNORECASE)) for position, saying in SAYINGS)


def position_of(lead: str) -> str:
    """Supported, implemented, pending, not-supported or noted; pending where the paragraph does not say."""
    return next((position for position, pattern in PATTERNS if pattern.search(lead)), "pending")
