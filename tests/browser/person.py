"""Somebody with a phone. What they do and see is told in the words of the page."""

from __future__ import annotations

import re
from typing import Self

from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from tests.browser.demo import PASSWORD, email_of

# Milliseconds. A machine may be busy with other tests; what has to be quick says so itself.
PATIENCE = 30_000
expect.set_options(timeout=15_000)


class Person:
    """A page of a phone; `name` is for whoever reads a failure."""

    def __init__(self, name: str, phone: BrowserContext, url: str) -> None:
        self.name, self.phone, self.url = name, phone, url
        self.email, self.password = email_of(name), PASSWORD
        phone.set_default_timeout(PATIENCE)
        self.page: Page = phone.new_page()

    def opens(self, path: str) -> Self:
        """An address of the site, or a whole one; also of a page that is on its way elsewhere."""
        address = path if "://" in path else self.url + path
        try:
            self.page.goto(address)
        except Error as aborted:
            if "ERR_ABORTED" not in aborted.message:
                raise
            self.page.goto(address)
        return self

    def with_another_page(self) -> Person:
        """The same phone, where a second page is opened beside the first."""
        return Person(self.name, self.phone, self.url)

    def hands_over_to(self, name: str, cookies: list[dict[str, object]]) -> Person:
        """The same phone, on which somebody else has signed in."""
        self.phone.clear_cookies()
        self.phone.add_cookies(cookies)
        return Person(name, self.phone, self.url)

    def taps(self, name: str, within: str | None = None) -> Self:
        """The first button or link of that name; `within` the card that holds these words."""
        place = self._place(within)
        pattern = re.compile(rf"^{re.escape(name)}")
        button = place.get_by_role("button", name=pattern)
        button.or_(place.get_by_role("link", name=pattern)).first.click()
        return self

    def taps_on(self, words: str) -> Self:
        """The card or row that holds these words, and leads on."""
        self.card(words).click()
        return self

    def taps_place(self, name: str) -> Self:
        self.page.get_by_label("Places").get_by_role("link", name=name).click()
        return self

    def chooses(self, name: str) -> Self:
        """A word in a pill."""
        self.page.get_by_label(name, exact=True).check()
        return self

    def accepts(self, name: str) -> Self:
        self.page.get_by_label(name).check()
        return self

    def unfolds(self, name: str, within: str | None = None) -> Self:
        self._place(within).locator("summary", has_text=name).first.click()
        return self

    def writes(self, label: str, words: str) -> Self:
        self.box(label).fill(words)
        return self

    def signs_in(self) -> Self:
        self.writes("E-mail", self.email).writes("Password", self.password)
        return self.taps("Sign in")

    def arrives_at(self, path: str) -> Self:
        """The address, as a pattern that has to match the whole path."""
        expect(self.page).to_have_url(re.compile(rf"{self.url}{path}([?#].*)?$"), timeout=PATIENCE)
        return self

    def is_on_the_clock_of(self, zone: str) -> Self:
        expect(self.page.locator("body")).to_have_attribute("data-zone", zone)
        return self

    def is_asked(self, heading: str) -> Self:
        """What the page's heading says."""
        said = self.page.get_by_role("heading", level=1)
        expect(said).to_contain_text(heading, timeout=PATIENCE)
        return self

    def reads(self, *words: str) -> Self:
        for one in words:
            found = self.page.get_by_text(one).filter(visible=True).first
            expect(found).to_be_visible(timeout=PATIENCE)
        return self

    def does_not_read(self, *words: str) -> Self:
        """Call it once the page has been looked at: what is not there yet is not read either."""
        for one in words:
            found = self.page.get_by_text(one).filter(visible=True)
            expect(found).to_have_count(0, timeout=PATIENCE)
        return self

    def finds(self, label: str, words: str) -> Self:
        """A box that holds these words."""
        expect(self.box(label)).to_have_value(words, timeout=PATIENCE)
        return self

    def box(self, label: str) -> Locator:
        boxes = self.page.locator("input, textarea, select")
        return self.page.get_by_label(label).and_(boxes).filter(visible=True).first

    def _place(self, within: str | None) -> Locator | Page:
        return self.card(within) if within else self.page

    def card(self, words: str) -> Locator:
        cards = self.page.locator(".card, .rows > li", has_text=words)
        return cards.filter(visible=True).last
