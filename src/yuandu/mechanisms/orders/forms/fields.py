"""Kinds of boxes that several forms of the room have."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.rules import normal_code

MOST = 10_000_000  # units of one order or offer
MOST_MONEY = Decimal(100_000)  # yuan a unit
PERCENT = 100
_NUMBERED = re.compile(r"#(\d{1,18})$")


class PartyField(forms.CharField):
    """A firm or household out of many: by name, credit code or number, suggested while typing.

    Without script the whole name is typed.
    """

    def __init__(self, among: QuerySet[Party], name: str, **options: Any) -> None:
        self.among = among
        box = forms.TextInput(
            {
                "list": "parties",
                "autocomplete": "off",
                "hx-get": reverse("orders:parties"),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": "#parties",
                "hx-params": name,
            }
        )
        super().__init__(max_length=200, widget=box, **options)

    def prepare_value(self, value: Any) -> Any:
        return suggested(value) if isinstance(value, Party) else value

    def clean(self, value: Any) -> Any:
        """Return the party; `None` where nothing is typed and nothing needed."""
        typed = super().clean(value)
        return self._found(typed) if typed else None

    def _found(self, typed: str) -> Party:
        numbered = _NUMBERED.search(typed)
        if numbered:
            wanted = Q(pk=min(int(numbered[1]), 2**63 - 1))
        else:
            code = Q(code=normal_code(typed), code__gt="")
            wanted = code | Q(name=typed) | Q(name_en=typed, name_en__gt="")
        parties = list(self.among.filter(wanted)[:2])
        if not parties:
            raise ValidationError(
                _("“%(typed)s” is not known here. Type a part of the name and choose.")
                % {"typed": typed}
            )
        if len(parties) > 1:
            raise ValidationError(
                _("Several are called “%(typed)s”. Choose one from the list.") % {"typed": typed}
            )
        return parties[0]


def suggested(party: Party) -> str:
    """Return what stands in the box for a party: its name, and its number, which is its own."""
    return f"{party.title} #{party.pk}"
