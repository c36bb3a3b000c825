"""Kinds of boxes that several forms of the room have."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.rules import normal_code

MOST_YUAN = 10**14
MOST_NAMED = 20


def day(label: Any, *, required: bool = True) -> forms.DateField:
    box = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=box)


def yuan(label: Any, *, required: bool = True) -> forms.DecimalField:
    """Return a box for an amount in yuan, above nothing."""
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=1,
        max_value=MOST_YUAN,
        max_digits=18,
        decimal_places=2,
    )


def words(label: Any, *, required: bool = True) -> forms.CharField:
    """Return a box for some sentences."""
    box = forms.Textarea({"rows": 4})
    return forms.CharField(label=label, required=required, max_length=4000, widget=box)


class PartyField(forms.CharField):
    """An organisation by its credit code or full name, among those of `among`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Credit code or full name"))
        super().__init__(max_length=200, **options)
        self.among: QuerySet[Party] = Party.objects.none()

    def clean(self, value: Any) -> Any:
        """Return the organisation; `None` where nothing is typed and nothing needed."""
        typed = super().clean(value)
        return _found(self.among, typed) if typed else None


class PartiesField(forms.CharField):
    """Organisations, one a line, by credit code or full name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("One a line: credit code or full name"))
        box = forms.Textarea({"rows": 4})
        super().__init__(max_length=4000, widget=box, **options)
        self.among: QuerySet[Party] = Party.objects.none()

    def clean(self, value: Any) -> Any:
        """Return the organisations, those that are not found named at once."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_NAMED:
            raise ValidationError(_("At most %(most)d organisations.") % {"most": MOST_NAMED})
        faults, found = [], []
        for line in lines:
            try:
                found.append(_found(self.among, line))
            except ValidationError as fault:
                faults.append(fault)
        if faults:
            raise ValidationError(faults)
        return found


def _found(among: QuerySet[Party], typed: str) -> Party:
    parties = list(among.filter(Q(code=normal_code(typed), code__gt="") | Q(name=typed))[:2])
    if not parties:
        raise ValidationError(
            _("“%(typed)s” is not known here, or not yours. Check code and name.")
            % {"typed": typed}
        )
    if len(parties) > 1:
        raise ValidationError(
            _("There are several called “%(typed)s”. Give the credit code.") % {"typed": typed}
        )
    return parties[0]


def called(party: Party) -> str:
    """Return what finds a party again in a box: its code, or its name where it has none."""
    return party.code or party.name
