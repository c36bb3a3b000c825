"""What experts consent to."""

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.registry import kinds

FOUND = "expert_directory"  # being found as an expert, and matched to firms' needs


def register() -> None:
    """Make the purpose one that parties can consent to."""
    kinds.purposes.register(kinds.Purpose(FOUND, _("Being found as an expert by firms")))
