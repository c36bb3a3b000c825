"""What people type in the follow-up."""

from yuandu.mechanisms.followup.forms.grids import Grid, MonthForm

__all__ = ["Grid", "MonthForm"]
