"""Orders along their way, as this room's acts move them."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.orders.models import Order


def move(by: Actor, order: Order, move: str) -> None:
    """Make a move on an order from where it was read to stand; raises as the lifecycle does."""
    track = order.track or Track.objects.get(
        subject_label=Order._meta.label_lower, subject_id=order.pk
    )
    lifecycle.move(
        by=by, track=track, move=move, on=by.workspace.today(), expected_stage=order.stage
    )
