"""What terms of a challenge or a contract have to hold."""

from collections.abc import Mapping
from typing import Any

from yuandu.services.cooperation.models import Sharing
from yuandu.services.cooperation.refusals import Senseless


def check_split(fields: Mapping[str, Any]) -> None:
    """See that a share is given where shares are fixed, and only there.

    Raises:
        Senseless: it is not.
    """
    share = fields.get("firm_share")
    if (fields["sharing"] == Sharing.SHARED) != (share is not None):
        raise Senseless("share")
    if share is not None and not 0 < share < 1:
        raise Senseless("share")
