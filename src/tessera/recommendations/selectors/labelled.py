"""What imported sources say that a classifier can learn from: texts with the labels printed beside them."""

from __future__ import annotations

from collections.abc import Iterator

from tessera.analysis.labelling.training import Example
from tessera.analysis.language import language_of
from tessera.analysis.words import folded_words
from tessera.harvest import ReadRecord, Rejected, source_get
from tessera.network.models import Audience
from tessera.recommendations.models import AttestationBody

ISSUES_OF = "upr-info"  # the source whose themes are the issues, and that tells an action
THEMES_OF = "uhri"  # the source whose themes and affected persons are learned as such
READ = 5_000


def examples_labelled() -> Iterator[Example]:
    """Every public record of the sources that carry labels, as last read, in no order.

    Labels of persons, rules and models are none of it: a model that learned from its own suggestions would only grow
    surer of them.
    """
    bodies = AttestationBody.objects.filter(
        attestation__source__in=(ISSUES_OF, THEMES_OF),
        attestation__gone=None,
        attestation__recommendation__audience=Audience.PUBLIC,
    )
    for code, body in bodies.values_list("attestation__source", "body").iterator(chunk_size=READ):
        source = source_get(code)
        try:
            record = source.read(body.encode()) if source else None
        except Rejected:
            continue
        if record is not None:
            yield _example(code, record)


def _example(code: str, record: ReadRecord) -> Example:
    of_issues = code == ISSUES_OF
    labels = tuple(sorted({" ".join(label.split()) for label in record.themes}))
    return Example(
        text=record.text,
        group=record.session if of_issues else str(record.year or ""),
        language=record.language or language_of(record.text, folded_words(record.text)),
        action=record.action,
        issues=labels if of_issues else None,
        themes=None if of_issues else labels,
        persons=None if of_issues else tuple(sorted(set(record.persons))),
    )
