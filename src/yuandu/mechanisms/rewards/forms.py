"""What is typed about the fund and its rule."""

import datetime
import re
import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.forms import Titled
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.forms import Chosen, DayField
from yuandu.mechanisms.rewards import wording
from yuandu.mechanisms.rewards.actions.funds import LARGEST_GRANT
from yuandu.mechanisms.rewards.models import Rule
from yuandu.mechanisms.rewards.models.funds import FIRST_YEAR, LAST_YEAR
from yuandu.mechanisms.rewards.rules import awards, terms
from yuandu.mechanisms.workforce import queries as workforce

YEARLY = Decimal(10_000_000)
MOST_AUTHORS = 20
BANDS_TYPED = 6
HUNDRED = Decimal(100)
LARGEST_SHARE = 1_000_000


class GrantForm(forms.Form):
    """Money for a year; sent twice, it is put in once, since its key comes with the page."""

    year = forms.IntegerField(
        label=pgettext_lazy("of a fund", "Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Amount, yuan"),
        min_value=terms.FEN,
        max_value=LARGEST_GRANT,
        max_digits=12,
        decimal_places=2,
        help_text=gettext_lazy("Added to what the year was granted before."),
    )
    words = forms.CharField(
        label=gettext_lazy("Decision or document"), max_length=200, required=False
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, data: Any = None, *, today: datetime.date) -> None:
        initial = {"year": today.year, "amount": YEARLY, "key": str(uuid.uuid4())}
        super().__init__(data, initial=initial)


class CloseForm(forms.Form):
    """Nothing is typed; the press of the button is what counts."""


class RuleForm(forms.Form):
    """The numbers of a version; a band without an end or a share is left out."""

    from_on = DayField(label=gettext_lazy("Holds from"))
    least = forms.DecimalField(label=gettext_lazy("Least award of a project, yuan"))
    cap = forms.DecimalField(label=gettext_lazy("Most for a project, yuan"))
    royalty_percent = forms.DecimalField(
        label=gettext_lazy("Royalty for an adoption, in per cent of the idea’s own award"),
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    royalty_least = forms.DecimalField(label=gettext_lazy("Least royalty, yuan"))
    royalty_most = forms.DecimalField(label=gettext_lazy("Most for a royalty, yuan"))
    note = forms.CharField(
        label=gettext_lazy("What changes, and who decided it"), max_length=300, required=False
    )

    def __init__(self, data: Any = None, *, last: terms.Terms, today: datetime.date) -> None:
        super().__init__(data, initial=_typed(last) | {"from_on": today})
        for at in range(BANDS_TYPED):
            number = {"number": at + 1}
            self.fields[f"end_{at}"] = forms.DecimalField(
                label=_("Band %(number)s: benefit up to, yuan") % number,
                required=False,
                help_text=_("Empty: without an end; the last band has none."),
            )
            self.fields[f"percent_{at}"] = forms.DecimalField(
                label=_("Band %(number)s: paid, %%") % number,
                min_value=0,
                max_value=100,
                decimal_places=2,
                required=False,
            )
        for name in ("least", "cap", "royalty_least", "royalty_most"):
            self._money(self.fields[name])
        for name, field in self.fields.items():
            if name.startswith("end_"):
                self._money(field)

    @staticmethod
    def _money(field: Any) -> None:
        field.min_value, field.max_digits, field.decimal_places = 0, 14, 2
        field.validators = forms.DecimalField(
            min_value=0, max_digits=14, decimal_places=2
        ).validators

    def given(self) -> dict[str, Any]:
        """Return the numbers as `terms.read` takes them."""
        typed = self.cleaned_data
        bands = [
            [typed[f"end_{at}"], typed[f"percent_{at}"] / HUNDRED]
            for at in range(BANDS_TYPED)
            if typed[f"percent_{at}"] is not None
        ]
        names = ("least", "cap", "royalty_least", "royalty_most")
        return {name: typed[name] for name in names} | {
            "bands": bands,
            "royalty_share": typed["royalty_percent"] / HUNDRED,
        }


def _typed(rule: terms.Terms) -> dict[str, Any]:
    """Return a rule as its form shows it."""
    shown: dict[str, Any] = {}
    for at, band in enumerate(rule.bands[:BANDS_TYPED]):
        shown |= {f"end_{at}": band.up_to, f"percent_{at}": band.share * HUNDRED}
    return shown | {
        "least": rule.least,
        "cap": rule.cap,
        "royalty_percent": rule.royalty_share * HUNDRED,
        "royalty_least": rule.royalty_least,
        "royalty_most": rule.royalty_most,
    }


class RecomputeForm(forms.Form):
    """What anybody types to do the sum again."""

    version = forms.ModelChoiceField(
        label=gettext_lazy("Version of the rule"), queryset=Rule.objects.none(), empty_label=None
    )
    lane = forms.ChoiceField(
        label=pgettext_lazy("of an idea", "Lane"), choices=list(wording.LANES.items())
    )
    grade = forms.ChoiceField(
        label=gettext_lazy("Grade, of an instant improvement"), required=False
    )
    benefit = forms.DecimalField(
        label=gettext_lazy("Verified benefit of the first year, yuan"),
        min_value=0,
        max_digits=16,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("Of a project; without one it earns the least award."),
    )
    shares = forms.CharField(
        label=gettext_lazy("Shares of the authors"),
        max_length=300,
        initial="100",
        help_text=gettext_lazy("A number for each, such as 50 30 20."),
    )

    def __init__(
        self, data: Any = None, *, rules: Any, first: Rule, grades: list[tuple[str, str]]
    ) -> None:
        super().__init__(data, initial={"version": first.pk, "lane": awards.PROJECT})
        grade: Any = self.fields["grade"]
        grade.choices = [("", "—"), *grades]
        version: Any = self.fields["version"]
        version.queryset = rules
        version.label_from_instance = _version

    def clean_shares(self) -> list[Decimal]:
        words = [
            word.strip("%％") for word in re.split(r"[\s,，、;；/]+", self.cleaned_data["shares"])
        ]
        try:
            shares = [Decimal(word) for word in words if word]
        except InvalidOperation as error:
            raise ValidationError(_("Write numbers alone, such as 50 30 20.")) from error
        if not 1 <= len(shares) <= MOST_AUTHORS:
            raise ValidationError(
                _("Write a share for one to %(most)s authors."), params={"most": MOST_AUTHORS}
            )
        odd = (not share.is_finite() or not 0 <= share <= LARGEST_SHARE for share in shares)
        if any(odd) or not sum(shares):
            raise ValidationError(_("Shares are above zero, and together not nothing."))
        return shares

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("lane") == awards.INSTANT and not typed.get("grade"):
            self.add_error("grade", _("An instant improvement has a grade."))
        return typed


def _version(rule: Rule) -> str:
    return _("Version %(number)s, from %(day)s") % {
        "number": rule.number,
        "day": rule.from_on.isoformat(),
    }


class ApproveForm(forms.Form):
    """Which awards of the queue are approved."""

    award = Chosen()


class VoidForm(forms.Form):
    words = forms.CharField(
        label=pgettext_lazy("of an award", "Why it is void"), max_length=300, widget=forms.Textarea
    )


class PaidForm(forms.Form):
    on = DayField(label=pgettext_lazy("of a payroll list", "Paid on"))

    def __init__(self, data: Any = None, *, today: datetime.date) -> None:
        super().__init__(data, initial={"on": today})


class SuggestForm(forms.Form):
    """To which section an idea is suggested."""

    section = Titled(label=gettext_lazy("Section"), queryset=Division.objects.none())

    def __init__(self, data: Any = None, *, actor: Actor, suggestions: list[int]) -> None:
        first = {"section": suggestions[0]} if suggestions else {}
        super().__init__(data, initial=first)
        section: Any = self.fields["section"]
        section.queryset = workforce.sections(actor)

    def sections(self) -> Any:
        section: Any = self.fields["section"]
        return section.queryset
