"""What people type about the way: temperatures, and claims for what was damaged on it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.mechanisms.lines import wording
from yuandu.mechanisms.lines.models import Claim
from yuandu.mechanisms.lines.rules import temperature

LONGEST_WAY = 60 * 24 * 14  # minutes


def _degrees(label: Any, initial: int | None = None, *, required: bool = True) -> Any:
    return forms.DecimalField(
        label=label,
        min_value=temperature.COLDEST,
        max_value=temperature.WARMEST,
        max_digits=4,
        decimal_places=1,
        initial=initial,
        required=required,
    )


def _minutes(label: Any) -> Any:
    return forms.IntegerField(label=label, min_value=0, max_value=LONGEST_WAY, required=False)


class TemperatureForm(forms.Form):
    """A logger's file with its limits, or what was read off it."""

    logger = forms.CharField(
        label=gettext_lazy("Logger"),
        help_text=gettext_lazy("Its number, or where on the truck it hangs."),
        max_length=60,
    )
    low = _degrees(gettext_lazy("Not below, °C"), 8)
    high = _degrees(gettext_lazy("Not above, °C"), 28)
    upload = forms.FileField(
        label=gettext_lazy("The logger’s CSV file"),
        help_text=gettext_lazy("With a column of times and one of temperatures."),
        required=False,
    )
    lowest = _degrees(gettext_lazy("Lowest, °C"), required=False)
    highest = _degrees(gettext_lazy("Highest, °C"), required=False)
    minutes = _minutes(gettext_lazy("Minutes on the way"))
    minutes_below = _minutes(gettext_lazy("Minutes too cold"))
    minutes_above = _minutes(gettext_lazy("Minutes too warm"))

    def clean(self) -> dict[str, Any]:
        """Ask for a file or for what was read off it, and read the file."""
        given = super().clean() or self.cleaned_data
        upload: UploadedFile | None = given.get("upload")
        if self.errors:
            return given
        if upload is not None:
            given["told"] = self._read(upload)
            return given
        if given.get("lowest") is None or given.get("highest") is None or not given.get("minutes"):
            message = _("Send the logger’s file, or enter lowest, highest and the minutes.")
            self.add_error(None, message)
            return given
        given["told"] = temperature.Summary(
            lowest=given["lowest"],
            highest=given["highest"],
            minutes=given["minutes"],
            minutes_below=given.get("minutes_below") or 0,
            minutes_above=given.get("minutes_above") or 0,
            readings=0,
        )
        return given

    def _read(self, upload: UploadedFile) -> temperature.Summary | None:
        given = self.cleaned_data
        if (upload.size or 0) > temperature.MOST_BYTES:
            self.add_error("upload", wording.odd_log(temperature.OddLog("too-large")))
            return None
        try:
            readings = temperature.read(upload.read())
        except temperature.OddLog as odd:
            self.add_error("upload", wording.odd_log(odd))
            return None
        return temperature.summary(readings, low=given["low"], high=given["high"])


class ClaimForm(forms.Form):
    """What a shipper claims for plants that did not arrive whole."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount claimed, yuan"),
        help_text=gettext_lazy(
            "As agreed; otherwise the market price where the plants were to be handed over, at that time (Civil Code, article 833)."
        ),
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
    )
    words = forms.CharField(
        label=gettext_lazy("What happened, in words"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class ClaimMoveForm(forms.Form):
    """A move of a claim: some ask for words, one for an amount."""

    words = forms.CharField(
        label=gettext_lazy("Why, in words"),
        max_length=500,
        required=False,
        validators=[ProhibitNullCharactersValidator()],
    )
    granted = forms.DecimalField(
        label=gettext_lazy("Amount granted, yuan"),
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        required=False,
    )

    def __init__(self, *sent: Any, claim: Claim) -> None:
        super().__init__(*sent)
        self.fields["granted"].initial = claim.amount
