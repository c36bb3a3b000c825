"""One screen at which people sit down in turn: what they open, read, fill in and press.

Everything is found by what a person reads. Whatever is wrong on the way, an error in the
page, a page too wide, a fault for who listens to it, is written down in `faults`.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Download, Locator, Page, expect

from tests.journeys.axe import serious_faults
from yuandu.kernel.accounts.models import User

PHONE, DESK = 390, 1440


class Screen:
    """A browser at `address`, held by one person after another."""

    def __init__(
        self, page: Page, address: str, *, width: int = DESK, language: str = "zh-hans"
    ) -> None:
        page.set_default_timeout(15_000)
        self.page, self.site = page, address
        self.address = f"{address}/weifang"
        self.faults: list[str] = []
        self.has_width(width)
        self.speak(language)
        page.on("pageerror", lambda error: self.note(f"page error: {error}"))
        page.on("console", self._hear)

    def _hear(self, message) -> None:
        # A refusal is an answer: that the browser logs its status is no fault of the page.
        if (
            message.type == "error"
            and "the server responded with a status of 4" not in message.text
        ):
            self.note(f"console: {message.text}")

    def note(self, fault: str) -> None:
        self.faults.append(f"{self.page.url}: {fault}")

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def _keep(self, name: str, value: str) -> None:
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.site}])

    def has_width(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def speak(self, language: str) -> None:
        self._keep(settings.LANGUAGE_COOKIE_NAME, language)

    def taken_by(self, user: User) -> None:
        """Let `user` sit down, signed in; who sat here before leaves."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self._keep(name, client.cookies[name].value)

    def open(self, path: str) -> None:
        """Open a page of the city that has to be there."""
        answer = self.page.goto(f"{self.address}{path}")
        if answer is None or answer.status != 200:
            self.note(f"status {answer and answer.status}")

    def fits(self) -> None:
        """See that the page is no wider than its screen."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.note(f"{wide} px too wide for {self.page.viewport_size['width']}")

    def is_told(self) -> None:
        """See that the page is told to who cannot see it."""
        for fault in serious_faults(self.page):
            self.note(fault)

    def look(self) -> None:
        self.page.wait_for_load_state()
        self.fits()
        self.is_told()

    def follow(self, link: Locator) -> None:
        """Click, and wait for the page it leads to: a look must not meet one that is leaving."""
        with self.page.expect_navigation():
            link.click()

    def turn_to(self, name: str | re.Pattern[str]) -> None:
        self.follow(self.main.get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        self.main.get_by_role("button", name=name).first.click()

    def send(self, name: str | re.Pattern[str]) -> None:
        """Press what sends a form, and wait for the answer."""
        self.follow(self.main.get_by_role("button", name=name, exact=True).last)

    def confirm(self, name: str) -> None:
        """Press what asks once more, and say yes."""
        asked = self.main.locator("details.confirm").filter(has_text=name).first
        asked.locator("summary").click()
        self.follow(asked.get_by_role("button").last)

    def fill(self, fields: Mapping[str, str]) -> None:
        """Fill in fields by their labels; a choice is made by what it reads."""
        for label, value in fields.items():
            field = self.main.get_by_label(re.compile(rf"^{re.escape(label)}")).first
            if field.evaluate("element => element.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def attach(self, label: str, name: str, media_type: str, content: bytes) -> None:
        file = {"name": name, "mimeType": media_type, "buffer": content}
        self.main.get_by_label(re.compile(rf"^{re.escape(label)}")).first.set_input_files(file)

    def move(self, name: str, **fields: str) -> None:
        """Make the move of a life cycle that a button offers, with what its gate asks for."""
        self.turn_to(name)
        self.fill(fields)
        self.send(name)

    def take(self, name: str, folder: Path) -> Path:
        """Follow a link that hands out a file; return where it was put."""
        with self.page.expect_download() as handed:
            self.main.get_by_role("link", name=name).first.click()
        file: Download = handed.value
        kept = folder / file.suggested_filename
        file.save_as(kept)
        return kept

    def reads(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).to_contain_text(text)

    def reads_nothing_of(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).not_to_contain_text(text)
