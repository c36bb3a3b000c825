"""A real browser on a real server, for the stories that cross every floor."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import browser
from tests.journeys.signing_in import sign_in

# Playwright keeps an event loop in this thread; the database is used from it all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": browser.require(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "zh-CN"}


@pytest.fixture(autouse=True)
def _patience() -> None:
    expect.set_options(timeout=15_000)


@pytest.fixture
def visit(page: Page, live_server) -> Callable[[str], Page]:
    """Return a function: open a path of the server, and fail on any error in the page."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" else None,
    )

    def open_path(path: str) -> Page:
        page.goto(f"{live_server.url}{path}")
        assert not faults
        return page

    return open_path


@pytest.fixture
def open_as(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Return a function: a browser of somebody's own, signed in, at a page of the city.

    Whatever fails in one of its pages fails the test.
    """
    contexts, faults = [], []

    def opened(name: str, path: str, *, width: int = 1280, city: str = "weifang") -> Page:
        context = browser.new_context(
            locale="zh-CN", viewport={"width": width, "height": 844}, base_url=live_server.url
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        sign_in(page, name, path, city)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults
