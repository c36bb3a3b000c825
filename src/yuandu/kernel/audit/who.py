"""Who acts and who reads, as far as the log needs to know."""

from typing import Protocol

from yuandu.kernel.workspaces.models import Workspace


class Who(Protocol):
    """Somebody who acts in a workspace; `accounts.actors.Actor` is one."""

    @property
    def workspace_id(self) -> int: ...

    @property
    def user_id(self) -> int | None:
        """The account, or `None` for the system itself."""

    @property
    def label(self) -> str:
        """The name to print in the log."""

    @property
    def acting_for_id(self) -> int | None:
        """The account that a helper stands in for."""


class Reader(Who, Protocol):
    """Somebody who reads the log; an `Actor` is that, too."""

    @property
    def workspace(self) -> Workspace: ...

    @property
    def is_insider(self) -> bool:
        """Whether any post is held here."""

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is held here."""
