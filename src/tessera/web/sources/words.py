"""What sources and the fields of their tables are called on pages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tessera.harvest import Source

NAMES: dict[str, Promise] = {
    "uhri": _("OHCHR’s Universal Human Rights Index"),
    "upr-info": _("UPR Info’s database"),
    "ohchr-thematic-list": _("OHCHR’s thematic lists of UPR recommendations"),
    "upr-report": _("Reports of the Working Group on the Universal Periodic Review"),
    "upr-addendum": _("Answers of States under review, in addenda to those reports"),
    "treaty-body": _("Documents of the treaty bodies"),
    "special-procedure": _("Reports of special procedures"),
    "minority-forum": _("Recommendations of the Forum on Minority Issues"),
    "permanent-forum": _("Reports of the Permanent Forum on Indigenous Issues"),
    "ilo": _("Observations and direct requests of the ILO Committee of Experts"),
    "regional": _("Recommendations of regional bodies"),
    "ratifications": _("Status of ratification of treaties"),
    "spreadsheet": _("Anyone’s table of recommendations"),
}
WHAT: dict[str, Promise] = {
    "uhri": _("The whole export as JSON, or searches as spreadsheets: paragraphs with themes, groups and SDGs."),
    "upr-info": _("One row for each recommendation and recommending State, and voluntary pledges."),
    "ohchr-thematic-list": _("A Word table for each State and cycle, with positions, themes, groups and SDGs."),
    "upr-report": _("The numbered recommendations, who made them and what the State answered."),
    "upr-addendum": _("The State’s own position on each recommendation, in its own words."),
    "treaty-body": _("Concluding observations, follow-up, decisions and general recommendations."),
    "special-procedure": _("What reports on visits and on themes recommend."),
    "minority-forum": _("By theme, addressed to States, the United Nations, civil society and others."),
    "permanent-forum": _("The paragraphs that recommend, not those that only note or welcome."),
    "ilo": _("Cited by Convention, country, year of adoption and session of the Conference."),
    "regional": _("Documents of regional bodies and tables of their recommendations."),
    "ratifications": _("Which treaty binds which country; its records are no recommendations."),
    "spreadsheet": _(
        "Lists of national systems and others; what each column holds is shown before anything is written."
    ),
}
FIELDS: dict[str, Promise] = {
    "text": _("Text of the recommendation"),
    "id": _("The list’s own number"),
    "country": _("Country addressed"),
    "mechanism": _("Mechanism"),
    "symbol": _("Document symbol"),
    "title": _("Title of the document"),
    "paragraph": _("Paragraph"),
    "heading": _("Heading above it"),
    "states": _("Recommending States"),
    "position": _("Position of the State"),
    "date": _("Date"),
    "year": _("Year"),
    "session": _("Session"),
    "cycle": pgettext_lazy("of the Universal Periodic Review", "Cycle"),
    "themes": _("Themes"),
    "persons": _("Groups concerned"),
    "goals": _("SDGs"),
    "kind": _("Kind"),
    "addressees": _("Addressees"),
    "language": _("Language"),
}
WHY: dict[str, Promise] = {
    "heading": _("by its heading"),
    "contents": _("by what stands in it"),
    "remembered": _("as last time"),
    "said": _("as you said"),
}


def name_of(source: Source) -> str:
    """What a source is called; as source.yml calls it where the pages have no name for it."""
    return str(NAMES.get(source.code) or source.title[:1].upper() + source.title[1:])


def what_of(source: Source) -> str:
    """What it holds, in a sentence; nothing where nothing is said."""
    return str(WHAT.get(source.code, ""))
