"""What a room says when it does not do what was asked.

Every room's own errors derive from `Refusal`, so that pages and the API need one place
each to turn them into words and a status.
"""

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Something was asked that is not done; subclasses are named for what happened.

    Attributes:
        code: stable, for programs: "move-not-allowed".
        status: the HTTP status that fits: 409 for a state that has changed, 422 for
            values that make no sense, 403 for what the actor may not do.
    """

    code = "refused"
    status = 409

    @property
    def sentence(self) -> str:
        """What happened, to which thing, with which values, and what to do."""
        return str(self) or str(_("This cannot be done."))

    @property
    def reasons(self) -> list[dict[str, str]]:
        """Every reason, as code and sentence; empty where the sentence says all."""
        return []
