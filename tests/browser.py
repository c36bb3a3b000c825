"""Finds a browser for the journeys, or gets one: `python -m tests.browser`.

In this order: `YUANDU_BROWSER`, the machine's Chromium or Chrome, Playwright's own, its
download, Debian's package where we are root. Without one the journeys fail; they are
never skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class NoBrowser(Exception):
    """There is no Chromium on this machine and none could be fetched."""


def find() -> str | None:
    """Return the path of a Chromium, or `None`."""
    for name in (os.environ.get("YUANDU_BROWSER", ""), *NAMES):
        if path := name and shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def fetch() -> None:
    """Ask Playwright for its Chromium, then Debian for its package."""
    commands = [[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        commands = [
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            *commands,
        ]
    for command in commands:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"  {' '.join(command)}: {done.stderr.strip()[-400:]}", file=sys.stderr)
        if find():
            return


def require() -> str:
    """Return the path of a Chromium.

    Raises:
        NoBrowser: there is none; the message says how to get one.
    """
    if path := find():
        return path
    print("  a browser for the journeys …", flush=True)
    fetch()
    if path := find():
        return path
    raise NoBrowser(
        "The journeys need Chromium: install the package `chromium`, or set "
        "YUANDU_BROWSER to the path of a Chromium or Chrome."
    )


if __name__ == "__main__":
    try:
        require()
    except NoBrowser as error:
        sys.exit(str(error))
