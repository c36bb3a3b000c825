"""What this room tells the floors above, after the change is committed."""

from django.dispatch import Signal

# workspace_id, ballot_id
closed = Signal()
