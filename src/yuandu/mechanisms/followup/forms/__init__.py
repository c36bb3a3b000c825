"""What people type in the follow-up."""

from yuandu.mechanisms.followup.forms.filtering import FilterForm
from yuandu.mechanisms.followup.forms.grids import Grid, MonthForm
from yuandu.mechanisms.followup.forms.terms import OfficeForm, TermsForm

__all__ = ["FilterForm", "Grid", "MonthForm", "OfficeForm", "TermsForm"]
