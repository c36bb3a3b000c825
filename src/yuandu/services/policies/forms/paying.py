"""What a book pays and in which order: benefits and the budget, each on a form of its own."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines.rules import units
from yuandu.services.policies import wording
from yuandu.services.policies.forms.citing import (
    DAYS,
    FROM_WHEN,
    WHAT_IT_SAYS,
    WORDS,
    CitedForm,
    Editor,
    Group,
    Typed,
    fields,
)
from yuandu.services.policies.forms.measuring import NONE, Redrawn, numeral, redrawing
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.vocabulary import title_of

ASKED = "@asked"  # the day of asking, in an order of payment
HOW_PAID = {
    "fixed": pgettext_lazy("benefit", "a fixed sum"),
    "per": pgettext_lazy("benefit", "a sum for each unit of something"),
    "rate": pgettext_lazy("benefit", "a share of something"),
}
FIRST = {
    "highest": pgettext_lazy("order", "the highest"),
    "lowest": pgettext_lazy("order", "the lowest"),
    "earliest": pgettext_lazy("order", "the earliest"),
}


class BenefitForm(CitedForm):
    """What is paid to whom meets the rules."""

    how = forms.ChoiceField(label=gettext_lazy("What is paid"), choices=list(HOW_PAID.items()))
    amount = forms.DecimalField(label=pgettext_lazy("benefit", "Sum"), min_value=0, max_digits=20)
    rate = forms.DecimalField(
        label=gettext_lazy("Share (%)"), min_value=0, max_value=100, max_digits=10
    )
    base = forms.ChoiceField(label=gettext_lazy("Of what"))
    per = forms.ChoiceField(label=gettext_lazy("For each unit of"))
    years_back = forms.IntegerField(
        label=gettext_lazy("Years back"),
        min_value=0,
        max_value=5,
        initial=0,
        required=False,
        help_text=gettext_lazy("0: the last full year; 1: the year before it"),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Amounts are in"))
    cap = forms.DecimalField(
        label=gettext_lazy("At most"), min_value=0, max_digits=20, required=False
    )
    stacking = forms.CharField(
        label=gettext_lazy("Group in which only the greatest is paid"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("A word that such benefits share; empty: paid beside all others"),
    )

    MONEY = ("how", "amount", "rate", "base", "per", "years_back", "unit", "cap", "stacking")

    def __init__(self, *args: Any, values: Mapping[str, Any], **kwargs: Any):
        super().__init__(*args, initial=_benefit_shown(values), **kwargs)
        redrawing(self.fields["how"])
        for name, takes in (("base", ("amount",)), ("per", ("count", "quantity"))):
            self.fields[name].choices = [  # type: ignore[attr-defined]
                NONE,
                *((one.code, title_of(one)) for one in vocabulary() if one.kind in takes),
            ]
        self.fields["unit"].choices = _money()  # type: ignore[attr-defined]
        needed = {
            "fixed": ("amount",),
            "per": ("amount", "per", "years_back"),
            "rate": ("rate", "base", "years_back"),
        }[self.paid]
        for name in {"amount", "rate", "base", "per", "years_back"} - set(needed):
            del self.fields[name]
        self.redraw()

    @property
    def paid(self) -> str:
        chosen = str(self.now("how") or "")
        return chosen if chosen in HOW_PAID else "fixed"


class BenefitEditor(Editor):
    """Edits a benefit."""

    def __init__(self, values: Mapping[str, Any], typed: Typed):
        self.kept = values
        self.form = typed.form(BenefitForm, values=values)
        self.forms = (self.form,)

    @property
    def groups(self) -> list[Group]:
        return [
            (gettext_lazy("What is paid"), fields(self.form, BenefitForm.MONEY)),
            (WHAT_IT_SAYS, fields(self.form, WORDS)),
            (FROM_WHEN, fields(self.form, DAYS)),
        ]

    def values(self) -> dict[str, Any]:
        said = self.form.cleaned_data
        found = dict(self.kept) | self.form.cited()
        found |= {name: said.get(name) for name in ("amount", "rate", "unit", "cap", "stacking")}
        for name in ("base", "per"):
            kept = dict(self.kept.get(name) or {})
            code, back = said.get(name), said.get("years_back")
            found[name] = kept | {"fact": code, "years_back": back or 0} if code else None
        return found


def _benefit_shown(values: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(values)
    measure = values.get("base") or values.get("per") or {}
    shown |= {name: numeral(values.get(name)) for name in ("amount", "rate", "cap")}
    shown |= {name: (values.get(name) or {}).get("fact", "") for name in ("base", "per")}
    shown["years_back"] = measure.get("years_back", 0)
    shown["unit"] = values.get("unit", "元" if values else "万元")
    how = "rate" if values.get("rate") is not None else "per" if values.get("per") else "fixed"
    return shown | {"how": how}


def _money() -> list[tuple[str, str]]:
    usual = sorted(units.MONEY, key=lambda one: one != "万元")
    return [(one, wording.unit(one)) for one in usual]


# The budget


class BudgetForm(Redrawn):
    """What may be spent in a year."""

    amount = forms.DecimalField(
        label=gettext_lazy("Budget of the year"), min_value=0, max_digits=20
    )
    unit = forms.ChoiceField(label=gettext_lazy("Budget is in"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = _money()  # type: ignore[attr-defined]
        self.redraw()


class OrderForm(Redrawn):
    """One line of the order of payment."""

    by = forms.ChoiceField(label=gettext_lazy("Paid by"), required=False)
    first = forms.ChoiceField(
        label=gettext_lazy("beginning with"), choices=list(FIRST.items()), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        sortable = [one for one in vocabulary() if one.is_number or one.kind == "day"]
        self.fields["by"].choices = [  # type: ignore[attr-defined]
            NONE,
            (ASKED, _("the day of asking or of being found")),
            *((one.code, title_of(one)) for one in sortable),
        ]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.redraw()

    @property
    def order(self) -> dict[str, str] | None:
        said = self.cleaned_data
        if not said["by"]:
            return None
        if said["by"] == ASKED:
            return {"first": "earliest"}
        return {"fact": said["by"], "first": said["first"] or "highest"}


class BudgetEditor(Editor):
    """Edits the budget and the order in which it is paid."""

    BLANK = 2

    def __init__(self, values: Mapping[str, Any] | None, typed: Typed):
        given = dict(values or {})
        shown = given | {"amount": numeral(given.get("amount"))}
        self.form = typed.form(BudgetForm, initial=shown)
        orders = [_order_shown(one) for one in given.get("order", ({},))] if values else []
        number = typed.rows("o", "by", len(orders) + self.BLANK)
        orders += [{}] * (number - len(orders))
        self.orders = [
            typed.form(OrderForm, prefix=f"o{at}", initial=orders[at]) for at in range(number)
        ]
        self.forms = (self.form, *self.orders)

    @property
    def groups(self) -> list[Group]:
        return [(gettext_lazy("Money"), list(self.form))]

    def values(self) -> dict[str, Any]:
        given = [one.order for one in self.orders]
        order = [one for one in given if one is not None]
        return dict(self.form.cleaned_data) | ({"order": order} if order else {})

    def mark(self, field: str, sentence: str) -> None:
        if field.partition(".")[0] == "order":
            self.orders[0].add_error("by", sentence)
        else:
            super().mark(field, sentence)


def _order_shown(one: Mapping[str, Any]) -> dict[str, Any]:
    if not one.get("fact"):
        return {"by": ASKED, "first": "earliest"}
    return {"by": one["fact"], "first": one.get("first", "earliest")}
