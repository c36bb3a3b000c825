"""Somebody who acts, as this room knows it: by the protocol alone."""

from dataclasses import dataclass

from yuandu.kernel.workspaces.models import Workspace


@dataclass(frozen=True)
class System:
    """The system itself, which may do and read everything."""

    workspace: Workspace
    user_id: int | None = None
    label: str = "Yuandu"
    acting_for_id: int | None = None
    is_insider: bool = True

    @property
    def workspace_id(self) -> int:
        return self.workspace.pk

    def has(self, *roles: str) -> bool:
        return True
