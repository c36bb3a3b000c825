"""What templates need to look like Yuandu: built files, icons, figures that open."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import SYSTEM
from yuandu.site.templatetags.formats import ABSENT

register = template.Library()

BUILT = Path(__file__).resolve().parent.parent / "static" / "dist"
THEMES = ("light", "dark")


@lru_cache(maxsize=1)
def _manifest(changed_at: int) -> dict[str, Any]:
    return json.loads((BUILT / "manifest.json").read_text("utf-8"))


def built_file(entry: str) -> Path | None:
    """Return the script that Vite built from `web/<entry>.ts`, if there is a build."""
    try:
        changed_at = (BUILT / "manifest.json").stat().st_mtime_ns
    except FileNotFoundError:
        return None
    chunk = _manifest(changed_at).get(f"web/{entry}.ts")
    return BUILT / chunk["file"] if chunk else None


@register.simple_tag
def built(entry: str) -> SafeString:
    """Link the styles and the script that Vite built from `web/<entry>.ts`.

    Without a build the page stays plain and readable: nothing is linked.
    """
    try:
        changed_at = (BUILT / "manifest.json").stat().st_mtime_ns
    except FileNotFoundError:
        return SafeString("")
    manifest = _manifest(changed_at)
    chunk = manifest[f"web/{entry}.ts"]
    needed = [chunk, *(manifest[name] for name in chunk.get("imports", ()))]
    styles = [file for part in needed for file in part.get("css", ())]
    links = format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(f"dist/{file}"),) for file in styles)
    )
    script = static(f"dist/{chunk['file']}")
    return format_html('{}<script type="module" src="{}"></script>', links, script)


@register.simple_tag
def ahead(chunk: str) -> SafeString:
    """Let the browser fetch `web/<chunk>.ts` beside the script that will ask for it."""
    file = built_file(chunk)
    if file is None:
        return SafeString("")
    address = static(f"dist/{file.relative_to(BUILT)}")
    return format_html('<link rel="modulepreload" href="{}">', address)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Draw an icon of `static/art/icons.svg`; the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon" width="20" height="20" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("art/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def theme_choice(context: Context) -> str:
    """Return the theme the reader chose: `light`, `dark`, or `auto` for the system's."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if request else None
    return chosen if chosen in THEMES else "auto"


@register.filter
def figure(found: Any) -> SafeString:
    """Write a figure into running text, as a link to its definition and rows.

    Args:
        found: with `text` (the value as written), `url`, and `agrees`: whether it equals
            the declared total it is reconciled with, None where there is none. What is
            missing is a dash without a link.
    """
    text = _part(found, "text")
    if text is None:
        return mark_safe(ABSENT)  # noqa: S308 - our own dash
    mark = ""
    if _part(found, "agrees") is False:
        mark = format_html(
            '<span class="figure-doubt" title="{}">≠</span>', _("Differs from the declared total")
        )
    return format_html('<a class="figure" href="{}">{}{}</a>', _part(found, "url"), text, mark)


@register.filter
def change(found: Any) -> SafeString:
    """Write a figure of change as `figure` does, its sign left to the words: fell by 20 %."""
    text = _part(found, "text")
    return figure({**found, "text": text.lstrip("-−+") if text else text})


def _part(found: Any, name: str) -> Any:
    return found.get(name) if isinstance(found, dict) else getattr(found, name, None)


@register.filter
def doer(label: str) -> str:
    """Name who did something, as records keep it; the system in the reader's language."""
    return _("the system") if label == SYSTEM else label


@register.filter
def page_range(paginator: Paginator[Any], number: int) -> Iterator[int | str]:
    """Return the page numbers to offer: the ends and the neighbours of `number`."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)


@register.filter
def stars(count: int) -> range:
    """Return something to loop over `count` times."""
    return range(count)
