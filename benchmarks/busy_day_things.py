"""Ten things that a secretariat does, each from "My work" to done, by the shortest way that the pages offer.

Where a page offers a shorter way than the pages of an earlier state of Tessera do, that is taken.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from busy_day_world import HELD
from playwright.sync_api import Locator, Page

TRAINING = "Working group on training (fictional)"
TEXT = "Guidance on hosting an exchange (fictional)"
NEXT = "Fifth meeting on training"
DONOR = "Government of Borvia (fictional)"
MINUTES = "Two country teams can host the second exchange; the group chose Borvia."
POINT = "Write to the country team in Borvia"
ANSWER = "Taken up in the next version."


@dataclass
class Hand:
    """Whoever does it: clicks (choosing from a list is two), keys typed, pages loaded, seconds waited for them."""

    page: Page
    clicks: int = 0
    keys: int = 0
    loads: int = 0
    seconds: float = 0.0

    def open(self, address: str) -> None:
        """The page on which the person lands."""
        self._waited("load", lambda: self.page.goto(address))

    def link(self, name: str, *, within: Locator | None = None) -> None:
        target = (within or self.page.locator("main")).get_by_role("link", name=name, exact=True).first
        self._pressed(target, "load")

    def nav(self, name: str) -> None:
        self.link(name, within=self.page.locator("header"))

    def button(self, name: str) -> None:
        self._pressed(self.page.locator("main").get_by_role("button", name=name, exact=True), "load")

    def download(self, name: str) -> None:
        self._pressed(self.page.get_by_role("link", name=name, exact=True).first, "download")

    def offers(self, name: str, *, within: Locator | None = None) -> bool:
        return (within or self.page.locator("main")).get_by_role("link", name=name, exact=True).count() > 0

    def item(self, words: str) -> Locator:
        """The line of a list, or the row of a table, that says these words."""
        return self.page.locator("main :is(li, tbody tr)").filter(has_text=words).first

    def type(self, label: str, words: str) -> None:
        self.clicks += 1
        self.keys += len(words)
        self.field(label).press_sequentially(words)

    def day(self, label: str, words: str) -> None:
        self.clicks += 1
        self.keys += len(words)
        self.field(label).fill(words)

    def choose(self, label: str, option: str) -> None:
        self.clicks += 2
        field = self.field(label)
        value = field.locator("option").filter(has_text=option).first.get_attribute("value")
        field.select_option(value)

    def tick(self, target: Locator) -> None:
        self.clicks += 1
        target.check()

    def sees(self, words: str) -> None:
        self.page.locator("body").filter(has_text=words).wait_for()

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*\(optional\))?\s*$"))

    def _pressed(self, target: Locator, event: str) -> None:
        self.clicks += 1
        self._waited(event, target.click)

    def _waited(self, event: str, act) -> None:
        started = time.perf_counter()
        with self.page.expect_event(event):
            act()
        self.seconds += time.perf_counter() - started
        self.loads += 1


def late(hand: Hand) -> None:
    """Find who is late with the yearly report, and remind them"""
    if not hand.offers("Remind"):
        to_round(hand)
    hand.link("Remind")
    hand.button("Send reminders")
    hand.sees("sent")


def report(hand: Hand) -> None:
    """Read a yearly report and approve it"""
    if not hand.page.locator("main a[href*='/yearly-report/']").count():
        to_round(hand)
    hand._pressed(hand.page.locator("main a[href*='/yearly-report/']").filter(has_text="Arlandia").first, "load")
    hand.link("Approve")
    hand.button("Approve")
    hand.sees("Approved")


def meeting(hand: Hand) -> None:
    """Prepare the next meeting: what is open goes on its agenda"""
    to_meeting(hand, NEXT)
    if hand.offers("Put this on the agenda"):
        hand.link("Put this on the agenda")
    else:
        opened = hand.page.locator("section[aria-labelledby=proposed] li > :first-child").all_inner_texts()
        told = hand.page.locator("main ol li").all_inner_texts()
        hand.link("Edit")
        hand.field("Agenda").press("Control+End")
        hand.type("Agenda", "".join(f"\n{words}" for words in opened if words not in told))
    hand.button("Save")
    hand.page.locator("main ol li").filter(has_text="Choose a host for the second exchange").wait_for()


def minutes(hand: Hand) -> None:
    """Write the minutes of a meeting, and make a task of what was agreed"""
    if hand.offers("Write the minutes", within=hand.item(HELD)):
        hand.link("Write the minutes", within=hand.item(HELD))
    else:
        to_meeting(hand, HELD)
        hand.link("Write the minutes")
    for box in hand.page.locator("input[name=present]").all()[:2]:
        hand.tick(box)
    hand.type("Minutes", MINUTES)
    hand.button("Save")
    hand.link("Add an action point")
    hand.type("What is to be done", POINT)
    hand.choose("Organization", "LFA")
    hand.day("Due", "2030-06-28")
    hand.button("Save")
    hand.link("Make tasks of them")
    hand.button("Make tasks")
    hand.sees("Task")


def comments(hand: Hand) -> None:
    """Answer the open comments on a text"""
    line = hand.item(TEXT)
    if line.count():
        hand._pressed(line.locator("a[href*='resolution=open']"), "load")
    else:
        to_text(hand)
        hand._pressed(hand.page.locator("main a[href$='/comments/']"), "load")
    left = hand.page.locator("tbody tr:has([data-status=due])").count()
    while left > 0:
        row = hand.page.locator("tbody tr:has([data-status=due])").first
        if hand.offers("Resolve", within=row):
            hand.link("Resolve", within=row)
        else:
            hand.link("Open", within=row)
            hand.link("Resolve")
        left -= resolved(hand)
        if left > 0:
            hand.link("Comments", within=hand.page.locator("body"))


def resolved(hand: Hand) -> int:
    """How many are answered, one after the other, as long as the form of the next follows."""
    count = 0
    while hand.page.locator("[name=answer]").count():
        hand.tick(hand.page.get_by_label("Accepted", exact=True))
        hand.type("Answer to the comment", ANSWER)
        hand.button("Save")
        count += 1
    return count


def silence(hand: Hand) -> None:
    """Open a silence period of a week on a text"""
    line = hand.item(TEXT)
    if not line.count():
        to_text(hand)
    hand.link("Begin silence", within=line if line.count() else None)
    hand.button("Begin silence")
    hand.sees("Under silence")


def donor(hand: Hand) -> None:
    """Answer a donor: what was received and spent"""
    line = hand.page.locator("main li").filter(has=hand.page.get_by_role("link", name="Resources")).first
    if line.count():
        hand.link("Resources", within=line)
    else:
        hand.nav("Plan")
        hand.link("Resources", within=hand.page.locator("body"))
    hand.item(DONOR).wait_for()


def amendment(hand: Hand) -> None:
    """Decide an amendment"""
    hand._pressed(hand.page.locator("main a[href*='/amendments/']").first, "load")
    hand.link("Adopt")
    hand.button("Save")
    hand.sees("Adopted")


def person(hand: Hand) -> None:
    """Add an entity and its focal point to a working group"""
    hand.nav("Groups")
    hand.link(TRAINING)
    hand.link("Add a member", within=hand.page.locator("body"))
    hand.choose("Organization", "UNCT Arlandia")
    hand.choose("Focal point", "Lio Senna")
    hand.button("Save")


def country(hand: Hand) -> None:
    """Say what a country was told: the brief as a Word document"""
    hand.nav("Countries")
    hand.link("Arlandia (fictional)", within=hand.page.locator("body"))
    hand.link("Country brief", within=hand.page.locator("body"))
    hand.download("Download DOCX")


def to_round(hand: Hand) -> None:
    hand.nav("Groups")
    hand.link("Yearly reports", within=hand.page.locator("body"))
    hand._pressed(hand.page.locator("tbody a").first, "load")


def to_meeting(hand: Hand, title: str) -> None:
    if not hand.offers(title):
        hand.nav("Groups")
        hand.link(TRAINING)
    hand.link(title)


def to_text(hand: Hand) -> None:
    hand.nav("Groups")
    hand.link("Endorsements", within=hand.page.locator("body"))
    hand.link(TEXT)


THINGS = (late, report, meeting, minutes, comments, silence, donor, amendment, person, country)
