"""What a person sees on a page of their own browser; `taking_turns` is for one screen shared by many."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import serious_faults

PHONE, DESK = 390, 1280


def main(page: Page) -> Locator:
    return page.locator("main")


def look(page: Page) -> None:
    """See that the page fits its screen, and is told to who cannot see it."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"
    assert serious_faults(page) == [], page.url


def reads(page: Page, *texts: str) -> None:
    for text in texts:
        expect(main(page)).to_contain_text(text)
