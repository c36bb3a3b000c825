"""Who comes to the site with a password, as everybody does."""

import re

from playwright.sync_api import Page

from yuandu.kernel.accounts.models import User

PASSWORD = "kite-over-weifang"


def let_in(*users: User) -> None:
    """Give users the password that `sign_in` enters."""
    for user in users:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])


def sign_in(page: Page, name: str, then: str, city: str = "weifang") -> None:
    """Sign in by the form, and wait for the page of the city or company that was asked for."""
    page.goto(f"/{city}/accounts/login/?next=/{city}{then}")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile(re.escape(then)))
