"""What people type in monthly reports."""

from yuandu.mechanisms.reporting.forms.lines import Grid, LineForm
from yuandu.mechanisms.reporting.forms.rounds import (
    ExplainForm,
    LightBar,
    NeedBar,
    RoundForm,
    TermsForm,
)

__all__ = ["ExplainForm", "Grid", "LightBar", "LineForm", "NeedBar", "RoundForm", "TermsForm"]
