"""The actor: an account in a workspace, with the posts it holds there today."""

from dataclasses import dataclass
from typing import Self

from yuandu.kernel.workspaces.models import Workspace

# How records name what no person did; pages say it in the reader's language.
SYSTEM = "Yuandu"


@dataclass(frozen=True, slots=True)
class Held:
    """A post somebody holds: a role, for an organisation or in a division where bound."""

    role: str
    organisation_id: int | None = None
    division_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: made once a request, handed to every query and action."""

    workspace: Workspace
    user_id: int | None = None
    label: str = ""
    posts: tuple[Held, ...] = ()
    acting_for_id: int | None = None  # the account a helper stands in for, on record
    scopes: frozenset[str] | None = None  # of an API token; None: all that the posts give
    is_system: bool = False

    @classmethod
    def system(cls, workspace: Workspace) -> Self:
        """Return the system itself: imports, clocks, the sample city."""
        return cls(workspace=workspace, label=SYSTEM, is_system=True)

    @classmethod
    def anonymous(cls, workspace: Workspace) -> Self:
        """Return the public: nobody signed in."""
        return cls(workspace=workspace)

    def may_use(self, scope: str) -> bool:
        """Whether `scope` is open: to a token that names it, to a person always."""
        return self.scopes is None or scope in self.scopes

    @property
    def workspace_id(self) -> int:
        return self.workspace.pk

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody has signed in."""
        return self.user_id is None and not self.is_system

    @property
    def is_insider(self) -> bool:
        """Whether the actor holds any post here."""
        return self.is_system or bool(self.posts)

    def has(
        self, *roles: str, division_id: int | None = None, organisation_id: int | None = None
    ) -> bool:
        """Whether the actor holds one of `roles`, there where a place is named.

        A post that is bound to no division (organisation) counts for all of them.
        """
        return self.is_system or any(
            post.role in roles
            and (division_id is None or post.division_id in {None, division_id})
            and (organisation_id is None or post.organisation_id in {None, organisation_id})
            for post in self.posts
        )

    def divisions(self, *roles: str) -> frozenset[int] | None:
        """Return the divisions in which the actor holds one of `roles`; `None` means all."""
        held = [post.division_id for post in self.posts if post.role in roles]
        if self.is_system or None in held:
            return None
        return frozenset(division for division in held if division is not None)
