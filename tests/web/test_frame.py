"""The frame of every page: language, direction, safety, weight."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders

from .weight import LIMIT, transferred_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sink")]
PAGES = [
    "/sink/",
    "/sink/?told=1",
    "/sink/list/",
    "/sink/list/?rows=0",
    "/sink/kinds/",
    "/sink/form/",
    "/accessibility/",
]
ERRORS = ["/nothing/here/", "/sink/forbids/", "/sink/suspects/"]
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Elements(HTMLParser):
    """Collects (tag, attributes, text) of every element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.script_text = ""
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style"):
            self.script_text += data.strip()


def html(client, path, **options):
    return client.get(path, **options).content.decode()


@pytest.mark.parametrize("code", [code for code, _ in django_settings.LANGUAGES])
def test_a_page_says_its_language_and_direction(client, code):
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = code
    page = html(client, "/sink/")
    tag = "zh-Hans" if code == "zh-hans" else code
    assert f'<html lang="{tag}" dir="{"rtl" if code == "ar" else "ltr"}">' in page
    assert f'value="{code}" lang="{tag}" dir="{"rtl" if code == "ar" else "ltr"}" aria-current="true"' in page


def test_the_language_switch_keeps_the_page_and_its_filters(client):
    response = client.post("/language/", {"language": "ar", "next": "/sink/list/?sort=-due&page=2"})
    assert response.status_code == 302
    assert response["Location"] == "/sink/list/?sort=-due&page=2"
    assert 'dir="rtl"' in html(client, "/sink/")


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_the_language_switch_sends_nobody_elsewhere(client, target):
    assert client.post("/language/", {"language": "fr", "next": target})["Location"] == "/"


def test_an_unknown_language_or_theme_is_not_remembered(client):
    assert not client.post("/language/", {"language": "xx"}).cookies
    assert not client.post("/appearance/", {"theme": "<b>"}).cookies


def test_the_switches_answer_to_post_only(client):
    assert client.get("/language/").status_code == 405
    assert client.get("/appearance/").status_code == 405


def test_the_chosen_appearance_is_in_the_page_itself_so_that_nothing_flashes(client):
    assert "data-theme" not in html(client, "/sink/")
    client.post("/appearance/", {"theme": "dark"})
    assert 'data-theme="dark"' in html(client, "/sink/")
    client.post("/appearance/", {"theme": "system"})
    assert "data-theme" not in html(client, "/sink/")


def test_a_forged_theme_cookie_is_ignored(client):
    client.cookies["tessera_theme"] = '"><script>'
    assert "data-theme" not in html(client, "/sink/")


@pytest.mark.parametrize("path", [*PAGES, *ERRORS])
def test_nothing_in_a_page_needs_an_exception_from_the_content_security_policy(client, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    elements = Elements(response.content.decode())
    for tag, attributes in elements.found:
        assert tag != "style"
        assert "style" not in attributes, (tag, attributes)
        assert not [name for name in attributes if name.startswith(("on", "hx-on"))], (tag, attributes)
        assert tag != "script" or attributes.get("src"), "a script stands in the page"
    assert elements.script_text == ""
    assert elements.open == [], f"never closed: {elements.open}"


@pytest.mark.parametrize("path", PAGES)
def test_no_id_stands_twice_and_every_label_finds_its_field(client, path):
    found = Elements(html(client, path)).found
    ids = [attributes["id"] for _, attributes in found if attributes.get("id")]
    assert len(ids) == len(set(ids))
    for tag, attributes in found:
        if tag == "label" and attributes.get("for"):
            assert attributes["for"] in ids
        for name in ("aria-labelledby", "aria-describedby"):
            for reference in (attributes.get(name) or "").split():
                assert reference in ids, (tag, attributes)


@pytest.mark.parametrize("path", ["/sink/list/", "/sink/kinds/", "/nothing/here/", "/healthz", "/readyz"])
def test_a_reader_who_only_reads_gets_no_cookie(client, path):
    assert not client.get(path).cookies


@pytest.mark.parametrize("path", ["/sink/list/?per_page=100&rows=100", "/sink/kinds/"])
def test_a_page_is_no_heavier_than_sixty_kilobytes(client, path):
    assert transferred_bytes(client, path) < LIMIT


def test_the_stylesheet_is_small_and_knows_no_left_or_right():
    with open(finders.find("tessera/tessera.css"), encoding="utf-8") as file:
        css = file.read()
    assert len(css.encode()) < 24_000
    rules = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    physical = re.findall(
        r"(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|[{;]\s*(?:left|right|top|bottom|width|height"
        r"|(?:min|max)-(?:width|height)))\s*:|:\s*(?:left|right)\s*[;}]|(?:text-align|float|clear)\s*:\s*(?:left|right)",
        rules,
    )
    assert physical == []


def test_the_colours_are_those_that_were_chosen_for_contrast():
    with open(finders.find("tessera/tessera.css"), encoding="utf-8") as file:
        css = file.read()
    light, dark = blocks(css)
    for scheme in (light, dark):
        for ink in ("ink", "muted", "link", "late", "due", "done"):
            for ground in ("paper", "ground"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
        for wash in ("wash", "mark", "added", "removed"):
            assert contrast(scheme["ink"], scheme[wash]) >= 4.5, wash
        assert contrast(scheme["control"], scheme["paper"]) >= 3
    assert contrast(light["un-blue"], light["paper"]) >= 3


def blocks(css):
    """The colours of both schemes by name; what has one colour has it in both."""
    tokens = css[css.index(":root {") : css.index("}")]
    pairs = re.findall(r"--(\w[\w-]*): light-dark\((#\w{6}), (#\w{6})\)", tokens)
    same = dict(re.findall(r"--(\w[\w-]*): (#\w{6})", tokens))
    assert "color-scheme: light dark;" in tokens
    for scheme in ("light", "dark"):
        assert f"[data-theme={scheme}] {{ color-scheme: {scheme}; }}" in css
    return {name: light for name, light, _dark in pairs} | same, {name: dark for name, _light, dark in pairs} | same


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""

    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_navigation_shows_only_places_that_exist_and_where_the_reader_is():
    from tessera.web.context import NAVIGATION, address, navigation, nearness

    shown = navigation("/")
    assert {item["url"] for item in shown} == {address(p.url_name) for p in NAVIGATION if address(p.url_name)}
    assert nearness("/guidance/", url="/guidance/", covers=()) == "page"
    assert nearness("/guidance/8/", url="/guidance/", covers=()) == "true"
    assert nearness("/plans/x/", url="/", covers=("/plans/",)) == "true"
    assert nearness("/guidance/", url="/", covers=("/plans/",)) == ""


def test_messages_stay_in_the_page_and_errors_are_alerts(client):
    page = html(client, "/sink/?told=1")
    assert page.count('role="alert"') == 1
    assert page.count('role="status"') == 2


def test_a_refused_form_says_what_is_wrong_and_ties_it_to_the_fields(client):
    page = html(client, "/sink/form/")
    assert "Nothing was saved" not in page
    page = client.post("/sink/form/", {"title": ""}).content.decode()
    assert "Nothing was saved: 4 things need your attention." in page
    assert '<a href="#id_title">Title</a>' in page
    assert re.search(r'<input[^>]+name="title"[^>]+aria-describedby="id_title_helptext id_title_error"', page)
    assert re.search(r'<input[^>]+name="title"[^>]+aria-invalid="true"', page)


def test_a_signed_in_person_finds_their_work_and_the_way_out(client):
    from django.contrib.auth import get_user_model

    from tessera.web.context import address

    person = get_user_model().objects.create_user(
        "focal@example.org", None, name="<b>Ana</b>", time_zone="Asia/Kathmandu"
    )
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = html(client, "/sink/list/")
    assert "&lt;b&gt;Ana&lt;/b&gt;" in page
    assert '<meta name="csrf-token" content="' in page
    assert f'href="{address("web:my-work")}"' in page
    assert "Times are shown in the zone Asia/Kathmandu" in page
    assert "5 Mar 2026, 04:00" in page, "times are not in the person's zone"
    assert Elements(page).open == []


def test_a_zone_that_no_longer_exists_is_read_as_utc(client):
    from tessera.web.reader import zone_of

    assert zone_of("Mars/Olympus").key == "UTC"
    assert zone_of("../../etc/passwd").key == "UTC"
