"""Loads the fictional country documents that ship as samples, through the same services that people use."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import as_file, files

from django.utils import timezone

from tessera.desk_review.models import ReviewedDocument
from tessera.network.models import Membership, Person, Role

from .demo_outcomes import demo_outcomes_load
from .demo_project import demo_project_load
from .documents import document_add
from .gaps import gaps_find
from .judging import passage_code, passage_confirm
from .releasing import document_send

YEARS = {"cca": 2030, "undaf": 2031}
SAMPLES = ("cca.en.html", "cca.fr.html", "undaf.en.html", "undaf.fr.html")
READ_ALONE = 2  # the analyses; the frameworks are coded in a review project
READ = 4  # passages of each of these that somebody has read
DAYS = 14


def demo_reviews_load() -> int:
    """Load them; returns how many, 0 where they were loaded before. The first is with the country team."""
    if ReviewedDocument.objects.filter(file_name__in=SAMPLES, added_by=None).exists():
        return 0
    reader = _reader()
    loaded: list[ReviewedDocument] = []
    for number, name in enumerate(SAMPLES):
        with as_file(files("tessera.analysis.documents") / "samples" / name) as path:
            document = document_add(path=path, name=name, year=YEARS[name.split(".")[0]]).document
        loaded.append(document)
        if reader is not None and number < READ_ALONE:
            _read(document, reader)
        if number == 0:
            document_send(document=document, until=timezone.now().date() + timedelta(days=DAYS), by=reader)
            gaps_find(document=document, by=reader)  # once the demands of the demonstration are placed
    demo_project_load(*loaded[READ_ALONE:])
    if reader is not None:
        demo_outcomes_load(reader)
    return len(SAMPLES)


def _reader() -> Person | None:
    """A focal point of the demonstration plan."""
    found = (
        Membership.objects.filter(role=Role.FOCAL_POINT, person__email__endswith="@demo.invalid").order_by("pk").first()
    )
    return found.person if found else None


def _read(document: ReviewedDocument, reader: Person) -> None:
    """Mostly what the machine suggests; of the last, something else."""
    passages = list(document.passages.filter(relevant=True)[:READ])
    for passage in passages[:-1]:
        passage_confirm(passage=passage, by=reader)
    for passage in passages[-1:]:
        passage_code(passage=passage, by=reader, relevant=True, groups=passage.groups, how=["mention"])
