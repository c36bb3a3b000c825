"""What this room tells the floors above, after the change is committed."""

from django.dispatch import Signal

# workspace_id, subject_label, subject_id, cycle, move, source, target. A track that
# begins has the move "start" and an empty source.
moved = Signal()
