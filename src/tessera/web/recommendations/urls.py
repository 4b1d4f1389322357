"""Addresses of this package: pages of recommendations and of the documents they stand in."""

from django.urls import path

from . import by_hand, citing, crosswalks, documents, record_page, search_page

urlpatterns = [
    path("recommendations/", search_page.search_page, name="recommendations"),
    path("recommendations/values/<slug:facet>/", search_page.values_page, name="recommendation-values"),
    path("recommendations/rules/", crosswalks.label_rules, name="label-rules"),
    path("recommendations/rules.csv", crosswalks.label_rules_file, name="label-rules-file"),
    path("recommendations/<int:pk>/", record_page.recommendation, name="recommendation"),
    path("recommendations/<int:pk>/cite.<str:form>", citing.citation_file, name="recommendation-cite"),
    path(
        "recommendations/<int:pk>/sources/<int:attestation>.json",
        record_page.attestation_file,
        name="recommendation-source",
    ),
    path("recommendations/<int:pk>/join/", by_hand.join, name="recommendation-join"),
    path("recommendations/<int:pk>/sources/<int:attestation>/apart/", by_hand.set_apart, name="recommendation-apart"),
    path("recommendations/joined/<int:act>/undo/", by_hand.join_undo, name="recommendation-join-undo"),
    path("recommendations/<int:pk>/labels/", by_hand.labels, name="recommendation-labels"),
    path("recommendations/<int:pk>/labels/<slug:field>/", by_hand.labels, name="recommendation-labels-of"),
    path(
        "recommendations/<int:pk>/labels/<slug:field>/withdraw/",
        by_hand.labels_withdraw,
        name="recommendation-labels-withdraw",
    ),
    path("documents/", documents.document_list, name="documents"),
    path("documents/<int:pk>/", documents.document, name="document"),
]
