"""What comes out of the demonstration's reviews: ratings, a comment with its answer, two nominations. All fictional."""

from __future__ import annotations

from tessera.desk_review.models import Passage, ReviewedDocument
from tessera.network.models import Person

from .judging import criterion_rate
from .practices import Said, practice_nominate
from .releasing import comment_add, comment_answer

RATED = (
    ("groups-named", "meets", "Three groups are named, speakers of Velian in passing only."),
    ("participation-in-drafting", "approaches", "Two associations took part; nothing is said of what came of it."),
)
COMMENT = "Paragraph 8 no longer holds: the statistical office has published a first table by origin."
ANSWER = "Thank you. The passage stays as the document has it; the report says what you write."
NOMINATED = (
    (
        "mediators in schools",
        Said(
            reason="Mediators come from the community, and the school keeps them after the project ends.",
            transferable="It needs a post in each school and a short course; several countries have both.",
            groups=("roma",),
            how=("action",),
        ),
    ),
    (
        "validation workshops",
        Said(
            reason="Associations saw the draft early enough to change it, and their written comments are annexed.",
            transferable="Any country team can hold such a workshop within its usual calendar.",
            groups=("roma", "linguistic-minority"),
            how=("participation",),
            shown_by="Minutes of both workshops are annexed to the analysis.",
        ),
    ),
)


def demo_outcomes_load(by: Person) -> None:
    """On the documents of the demonstration that were just added."""
    draft = ReviewedDocument.objects.get(file_name="cca.en.html", added_by=None)
    for criterion, said, reason in RATED:
        rating = draft.ratings.filter(criterion=criterion).first()
        if rating is not None:
            criterion_rate(rating=rating, version=rating.version, by=by, said=said, reason=reason)
    comment_answer(comment=comment_add(document=draft, text=COMMENT, by=by), text=ANSWER, by=by)
    for words, nominated in NOMINATED:
        passage = Passage.objects.filter(document__added_by=None, text__contains=words).first()
        if passage is not None:
            practice_nominate(passage=passage, by=by, said=nominated)
