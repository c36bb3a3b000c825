"""What people type about projects."""

from yuandu.mechanisms.projects.forms.entry import LeaveForm, ListForm, MakeListForm, ProjectForm
from yuandu.mechanisms.projects.forms.filtering import (
    BoardForm,
    CountyForm,
    FilterForm,
    TimelineForm,
    TotalsForm,
    ViewForm,
    WatchForm,
)
from yuandu.mechanisms.projects.forms.verdicts import VerdictForm

__all__ = [
    "BoardForm",
    "CountyForm",
    "FilterForm",
    "LeaveForm",
    "ListForm",
    "MakeListForm",
    "ProjectForm",
    "TimelineForm",
    "TotalsForm",
    "VerdictForm",
    "ViewForm",
    "WatchForm",
]
