"""Who waits for whom: what people do in a step holds the review as it is; a move takes it alone.

So whatever was accepted is there when the step ends, and nothing comes after.
"""

from django.db import connection

from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.partnership.models import Review

_SHARE = "SELECT 1 FROM partnership_review WHERE id = %s FOR SHARE"


def stand(review: Review) -> str:
    """Return the stage at which the review stands until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARE, [review.pk])
    return Track.objects.values_list("stage", flat=True).get(partner_review=review)


def hold(review: Review) -> Review:
    """Wait for all that is under way in the review, and let nothing begin before the commit."""
    return (
        Review.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=review.pk)
    )
