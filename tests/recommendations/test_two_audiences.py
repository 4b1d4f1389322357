"""What a list for the Network says is never said of what is public, whichever comes first."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from tessera.recommendations.models import Attestation, Document, Recommendation, ThemeLabel
from tessera.recommendations.selectors.documents import bodies_of_documents
from tessera.recommendations.services.importing import files_import
from tessera.recommendations.services.retelling import recommendations_retell

from .making import annotation, export, imported

pytestmark = pytest.mark.django_db
HEAD = "Id,Country,Recommendation,Document symbol,Document title,Mechanism,Theme\n"
OPEN = "1,Nepal,Teach children in the language of their homes,CERD/C/NPL/CO/77,Observations,CERD,Two tongues"
KEPT = "1,Nepal,Name those who threatened teachers,CERD/C/NPL/CO/77,What we know,Team of the valley,Threats"


def listed(folder: Path, row: str, name: str, audience: str, **options):
    path = folder / name
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    (done,) = files_import("spreadsheet", [path], audience=audience, **options)
    return done


def test_a_list_for_the_network_does_not_rewrite_a_public_record(tmp_path):
    listed(tmp_path, OPEN, "open.csv", "public")
    tried = listed(tmp_path, KEPT, "kept.csv", "network", dry_run=True)
    done = listed(tmp_path, KEPT, "kept.csv", "network")
    record = Recommendation.objects.get()
    assert (record.audience, record.text.split()[0]) == ("public", "Teach")
    assert Document.objects.get().title == "Observations"
    assert (done.created, done.updated, len(done.skipped)) == (0, 0, 1)
    assert tried.skipped == done.skipped
    assert "another audience" in done.skipped[0][2]
    assert not ThemeLabel.objects.filter(label="Threats").exists()


def test_a_public_list_says_anew_what_a_document_is(tmp_path):
    listed(tmp_path, KEPT.replace("1,", "9,", 1), "kept.csv", "network")
    assert bodies_of_documents(AnonymousUser()) == []
    listed(tmp_path, OPEN, "open.csv", "public")
    document = Document.objects.get()
    assert (document.title, document.body, document.audience) == ("Observations", "cerd", "public")
    assert set(Recommendation.objects.values_list("audience", flat=True)) == {"public", "network"}


def test_a_record_whose_source_cannot_be_read_any_more_keeps_its_words(tmp_path):
    imported(export(tmp_path, [annotation(5)]))
    before = Recommendation.objects.get()
    Attestation.objects.update(source="a source that was taken out")
    recommendations_retell([before.pk])
    record = Recommendation.objects.get()
    assert record.withdrawn is None
    assert (record.text, record.groups) == (before.text, before.groups)


def test_signs_that_no_database_keeps_are_left_out(tmp_path):
    said = {
        "Text": "<p>5. Be\u0000fore all, listen.</p>",
        "Symbol": "CERD/C/\u0000NPL/CO/17",
        "Themes": ["La\u0000bel"],
    }
    done = imported(export(tmp_path, [{**annotation(5), **said, "AnnotationId": "own\u0000id"}]))
    assert done.created == 1
    record = Recommendation.objects.get()
    assert (record.text, record.document.symbol) == ("Before all, listen.", "CERD/C/NPL/CO/17")
    assert Attestation.objects.get().key == "ownid"
