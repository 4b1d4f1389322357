"""The mail that tells a person what waits for them and what is new in their saved searches: plain text and simple HTML,
in their language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from tessera.network.models import Person
from tessera.network.selectors.notifications import Told
from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.news import News, Part, saved_query_string
from tessera.recommendations.services.saved import unsubscribe_key
from tessera.vocabulary.countries import country_name

WORDS = 240


@dataclass(frozen=True, slots=True)
class Item:
    """A recommendation as the mail shows it."""

    where: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What is new, or changed, or withdrawn, of one search: a sentence, the latest, and what the list leaves out."""

    said: str
    items: Sequence[Item]
    left: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One saved search."""

    title: str
    since: str
    address: str
    passages: Sequence[Passage]


def digest_mail(person: Person, news: Sequence[News], told: Sequence[Told] = ()) -> EmailMultiAlternatives:
    """The mail; a recommendation that several searches found is listed once. Its subject says nothing of their
    contents, which may be nobody else's business."""
    base = settings.ENVIRONMENT.public_url
    stop = f"{base}{reverse('web:saved-unsubscribe', args=[unsubscribe_key(person)])}"
    with translation.override(person.language):
        listed: set[int] = set()
        chapters = [_chapter(one, base, listed) for one in news]
        waiting = [(one.said, f"{base}{reverse(one.url_name, args=one.url_args)}") for one in told]
        own = reverse("web:mail-choice") if told else reverse("web:saved-searches")
        foot = {"own": f"{base}{own}", "stop": stop, "why": _why(bool(told))}
        mail = EmailMultiAlternatives(
            subject=_subject(bool(told)),
            body=_plain(person, waiting, chapters, foot),
            to=[person.email],
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
        mail.attach_alternative(_html(person, waiting, chapters, foot), "text/html")
    return mail


def _chapter(news: News, base: str, listed: set[int]) -> Chapter:
    passages = [_passage(kind, part, base, listed) for kind, part in news.parts if part.total]
    return Chapter(
        title=news.saved.title,
        since=_("Since %(day)s") % {"day": date_format(timezone.localtime(news.saved.seen_at), "DATE_FORMAT")},
        address=f"{base}{reverse('web:recommendations')}?{saved_query_string(news.saved)}",
        passages=passages,
    )


def _passage(kind: str, part: Part, base: str, listed: set[int]) -> Passage:
    fresh = [record for record in part.records if record.pk not in listed]
    listed |= {record.pk for record in fresh}
    above, left = len(part.records) - len(fresh), part.total - len(part.records)
    words = []
    if above:
        words.append(ngettext("%(n)s of them stands above.", "%(n)s of them stand above.", above) % {"n": above})
    if left:
        words.append(ngettext("%(n)s more is not listed here.", "%(n)s more are not listed here.", left) % {"n": left})
    return Passage(_said(kind, part.total), [_item(one, base) for one in fresh], " ".join(words))


def _said(kind: str, count: int) -> str:
    told = {
        "new": ngettext("%(n)s new recommendation", "%(n)s new recommendations", count),
        "changed": ngettext("%(n)s changed recommendation", "%(n)s changed recommendations", count),
        "withdrawn": ngettext("%(n)s withdrawn recommendation", "%(n)s withdrawn recommendations", count),
    }
    return told[kind] % {"n": count}


def _item(record: Recommendation, base: str) -> Item:
    language = get_language() or "en"
    names = ", ".join(country_name(code, language) for code in record.countries)
    where = " · ".join(str(part) for part in (record, names, record.year) if part)
    text = Truncator(" ".join(record.text.split())).chars(WORDS)
    return Item(where, text, f"{base}{reverse('web:recommendation', args=[record.pk])}")


def _greeting(person: Person) -> str:
    return _("Dear %(name)s,") % {"name": person.name} if person.name else _("Good day,")


def _subject(notified: bool) -> str:
    return _("News from Tessera") if notified else _("News of your saved searches")


def _why(notified: bool) -> str:
    if notified:
        return _("You receive this because you work in the Network. You can choose how often, and about what.")
    return _("You receive this because you asked Tessera for mails about searches that you saved.")


def _plain(
    person: Person, waiting: Sequence[tuple[str, str]], chapters: Sequence[Chapter], foot: dict[str, str]
) -> str:
    lines = [_greeting(person), ""]
    for said, address in waiting:
        lines += [f"- {said}", f"  {address}"]
    lines += [""] if waiting else []
    for chapter in chapters:
        lines += [chapter.title, "=" * min(len(chapter.title), 70), chapter.since, chapter.address, ""]
        for passage in chapter.passages:
            lines += [f"{passage.said}:" if passage.items else f"{passage.said}."]
            for item in passage.items:
                lines += [f"- {item.where}", f"  {item.text}", f"  {item.address}"]
            lines += [passage.left, ""] if passage.left else [""]
    lines += ["-- ", foot["why"], f"{_('Change these mails:')} {foot['own']}"]
    lines += [f"{_('Stop these mails:')} {foot['stop']}", ""]
    return "\n".join(lines)


def _html(person: Person, waiting: Sequence[tuple[str, str]], chapters: Sequence[Chapter], foot: dict[str, str]) -> Any:
    language = get_language() or "en"
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    body = format_html_join("", "{}", ((_chapter_html(one),) for one in chapters))
    items = format_html_join("", '<li><a href="{}" dir="auto">{}</a></li>', ((url, said) for said, url in waiting))
    body = format_html("<ul>{}</ul>{}", items, body) if waiting else body
    return format_html(
        '<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8"><title>{}</title></head><body>'
        '<p>{}</p>{}<hr><p>{}<br><a href="{}">{}</a> · <a href="{}">{}</a></p></body></html>',
        *(language, direction, _subject(bool(waiting)), _greeting(person), body, foot["why"]),
        *(foot["own"], _("Change these mails"), foot["stop"], _("Stop these mails")),
    )


def _chapter_html(chapter: Chapter) -> Any:
    passages = format_html_join("", "{}", ((_passage_html(one),) for one in chapter.passages))
    return format_html(
        '<h2><a href="{}"><bdi>{}</bdi></a></h2><p>{}</p>{}', chapter.address, chapter.title, chapter.since, passages
    )


def _passage_html(passage: Passage) -> Any:
    rows = ((item.address, item.where, item.text) for item in passage.items)
    items = format_html_join("", '<li><a href="{}">{}</a><br><span dir="auto">{}</span></li>', rows)
    left = format_html("<p>{}</p>", passage.left) if passage.left else ""
    return format_html("<h3>{}</h3><ul>{}</ul>{}", passage.said, items, left)
