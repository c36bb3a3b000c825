"""What the pool says when it does not do what was asked."""

from django.utils.translation import gettext as _

from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import wording


class NotKept(Refusal):
    """The actor's post does not keep this firm's record."""

    code = "not-yours"
    status = 403

    @property
    def sentence(self) -> str:
        return _("The pool is kept by the officers there where the firm is.")


class AlreadyInPool(Refusal):
    """The firm is in the pool for this tier."""

    code = "already-in-pool"

    def __init__(self, name: str, tier: str) -> None:
        self.name, self.tier = name, tier
        super().__init__(f"{name} is in the pool for {tier}")

    @property
    def sentence(self) -> str:
        return _(
            "“%(name)s” is in the pool for this tier already: %(tier)s. Nothing was changed."
        ) % {"name": self.name, "tier": wording.tier(self.tier)}


class AlreadyHolds(Refusal):
    """The firm holds the title that it would be cultivated for, or a higher one."""

    code = "already-holds"
    status = 422

    def __init__(self, name: str, tier: str) -> None:
        self.name, self.tier = name, tier
        super().__init__(f"{name} holds {tier} or a higher title")

    @property
    def sentence(self) -> str:
        return _(
            "“%(name)s” holds this title or a higher one: %(tier)s. Choose a tier above it."
        ) % {"name": self.name, "tier": wording.tier(self.tier)}


class AlreadyLeft(Refusal):
    """Somebody took the firm out of the pool in the meantime."""

    code = "already-left"

    @property
    def sentence(self) -> str:
        return _("The firm left the pool in the meantime; its record says why.")
