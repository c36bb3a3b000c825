"""Who may come in at all, before any object is looked up: closed unless said otherwise.

A view without a mark is for insiders: whoever holds a post in the workspace. Everybody
else is asked to sign in, or, signed in, told that there is nothing here. The mark says
who else may come; what they may see there, queries decide.
"""

from collections.abc import Callable
from enum import Enum

from django.http import HttpRequest, HttpResponseBase


class Door(Enum):
    INSIDERS = "insiders"  # the default
    SIGNED_IN = "signed in"  # any account, with a post here or without
    PUBLIC = "public"  # anybody
    CITIZENS = "citizens"  # anybody in a city; in a company insiders: what is its own stays there
    OUTSIDE = "outside"  # anybody, also where there is no workspace


type View = Callable[..., HttpResponseBase]

# Views of libraries, by the module they come from.
_BY_LIBRARY = {
    "allauth": Door.PUBLIC,  # its pages about an account ask for the account themselves
    "ninja": Door.PUBLIC,  # every operation asks for a token or a session, see `api`
}


def signed_in[V: View](view: V) -> V:
    """Open `view` to every account."""
    return _mark(view, Door.SIGNED_IN)


def public[V: View](view: V) -> V:
    """Open `view` to anybody."""
    return _mark(view, Door.PUBLIC)


def citizens[V: View](view: V) -> V:
    """Open `view` to anybody where the workspace is a city, and in a company to insiders."""
    return _mark(view, Door.CITIZENS)


def outside[V: View](view: V) -> V:
    """Open `view` to anybody, also where there is no workspace."""
    return _mark(view, Door.OUTSIDE)


def not_by_card[V: View](view: V) -> V:
    """Close `view` to sessions that came by a paper card.

    A card opens few posts; with it nobody may make a key that opens all of them.
    """
    view.not_by_card = True  # type: ignore[attr-defined]
    return view


def of(view: View) -> Door:
    """Return the door of `view`."""
    marked: Door | None = getattr(_inner(view), "door", None)
    return marked or _BY_LIBRARY.get(_library(view), Door.INSIDERS)


def opens_to_cards(view: View, name: str | None) -> bool:
    """Whether a session that came by a paper card may enter `view`, called `name`."""
    if _library(view) == "allauth":
        return name == "account_logout"
    return not getattr(_inner(view), "not_by_card", False)


def is_open(request: HttpRequest, door: Door, *, is_insider: bool) -> bool:
    """Whether whoever asks may come in by `door`."""
    if door is Door.INSIDERS or (door is Door.CITIZENS and not _is_city(request)):
        return is_insider
    return door is not Door.SIGNED_IN or request.user.is_authenticated


def _is_city(request: HttpRequest) -> bool:
    return getattr(getattr(request, "workspace", None), "kind", "") == "city"


def _inner(view: View) -> View:
    return getattr(view, "func", view)  # of a partial


def _library(view: View) -> str:
    return _inner(view).__module__.partition(".")[0]


def _mark[V: View](view: V, door: Door) -> V:
    view.door = door  # type: ignore[attr-defined]
    return view
