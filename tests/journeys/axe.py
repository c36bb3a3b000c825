"""What axe says of a page, for people who read with keyboard or ears."""

from pathlib import Path

from playwright.sync_api import Page, expect

# What a page fetches when it opens comes and fades in: half of it has no contrast yet.
COMING = "[hx-trigger=load], .htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"


def serious_faults(page: Page) -> list[str]:
    """Return the serious and critical faults, each with the first element that has it."""
    expect(page.locator(COMING)).to_have_count(0)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
