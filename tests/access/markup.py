"""What no page may hold under the policy that scripts and styles come from this site alone."""

import re
from html.parser import HTMLParser

TOKEN = "csrfmiddlewaretoken"
# Data for a script, never run by the browser.
DATA = {"application/json", "application/ld+json", "speculationrules"}
_COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)
_MARK = re.compile(r"\{%-?\s*csrf_token\s*-?%\}")
_TAG = re.compile(r"\{%.*?%\}", re.S)
_VALUE = re.compile(r"\{\{.*?\}\}", re.S)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._unmarked: str | None = None  # the open form that has yet to show its mark

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        where = self.get_starttag_text() or tag
        if tag == "style" or (tag == "script" and not said.keys() & {"src"} and not _is_data(said)):
            self.faults.append(f"inline: {where}")
        if any(_is_forbidden(name, value) for name, value in said.items()):
            self.faults.append(f"attribute: {where}")
        if tag == "form" and said.get("method", "").lower() == "post":
            self._unmarked = where
        if tag == "input" and said.get("name") == TOKEN:
            self._unmarked = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._unmarked:
            self.faults.append(f"no {TOKEN}: {self._unmarked}")
            self._unmarked = None


def _is_data(said: dict[str, str]) -> bool:
    return said.get("type") in DATA


def _is_forbidden(name: str, value: str) -> bool:
    """Whether an attribute runs script, or styles what only the stylesheet may."""
    runs = name.startswith(("on", "hx-on", "data-hx-on")) or name in {"style", "srcdoc"}
    return runs or re.sub(r"\s", "", value).lower().startswith(("javascript:", "js:"))


def faults(page: str) -> list[str]:
    """Return what a browser would refuse on `page`, and its forms without a mark of ours."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.faults


def faults_of_template(source: str) -> list[str]:
    """Return the same of a template: every branch taken, every value a word."""
    marked = _MARK.sub(f'<input name="{TOKEN}">', _COMMENT.sub("", source))
    return faults(_VALUE.sub("value", _TAG.sub(" ", marked)))
