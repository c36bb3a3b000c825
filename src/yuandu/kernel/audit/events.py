"""The catalogue of acts: what the log's codes mean, in the reader's language.

A room registers the titles of its acts when it gets ready; an act that nobody has named is
shown by its code.
"""

from collections.abc import Collection, Mapping

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_titles: dict[str, str | Promise] = {"entry.erase": _("Erased personal values")}

_kinds: dict[str, str | Promise] = {}


def register(
    titles: Mapping[str, str | Promise] | None = None,
    *,
    things: Mapping[str, str | Promise] | None = None,
) -> None:
    """Name acts: code (`project.start`) → title; and kinds of things: `projects.project` → title.

    Titles are marked for translation.
    """
    _titles.update(titles or {})
    _kinds.update(things or {})


def title(action: str) -> str:
    """Return an act's title, or its code where it has none."""
    return str(_titles.get(action, action))


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of things that can stand in the log: code and title."""
    models = (model for model in apps.get_models() if model.__module__.startswith("yuandu."))
    return sorted(
        ((model._meta.label_lower, kind(model._meta.label_lower)) for model in models),
        key=lambda kind: kind[1],
    )


def kind(label: str) -> str:
    """Return the title of a kind of thing, or its code where there is no such kind any more."""
    if label in _kinds:
        return str(_kinds[label])
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


def things(label: str, numbers: Collection[int]) -> dict[int, str]:
    """Return the names of things of one kind, by number, as far as they still exist.

    In the reader's language, where a thing has a title in it.
    """
    try:
        model = apps.get_model(label)
    except LookupError:
        return {}
    found = model._base_manager.in_bulk(numbers)
    return {number: str(getattr(thing, "title", "") or thing) for number, thing in found.items()}
