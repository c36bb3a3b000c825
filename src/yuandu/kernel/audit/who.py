"""Who acts, as far as the log needs to know."""

from typing import Protocol


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
