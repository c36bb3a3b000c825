"""The lists whose filters can be saved; rooms register theirs in their own `lists.py`."""

from dataclasses import dataclass

from django.urls import reverse

from yuandu.kernel.workspaces.refusals import Refusal


class UnknownList(Refusal):
    """No room has a list of this name."""

    code = "unknown-list"
    status = 404


@dataclass(frozen=True, slots=True)
class Filtered:
    """A list that is filtered by its address.

    Attributes:
        code: What saved filters remember it by; stays the same for good.
        title: What it is called.
        route: The name of its address, which takes no argument.
    """

    code: str
    title: object
    route: str

    def address(self, query: str) -> str:
        """Return the list's address with a filter."""
        return f"{reverse(self.route)}?{query}" if query else reverse(self.route)


_registered: dict[str, Filtered] = {}


def register(code: str, title: object, route: str) -> None:
    """Let the filters of a list be saved."""
    _registered[code] = Filtered(code, title, route)


def get(code: str) -> Filtered:
    """Return the list of a code.

    Raises:
        UnknownList: there is none.
    """
    if code not in _registered:
        raise UnknownList(code)
    return _registered[code]
