"""What people type about ideas, and ask of lists of them."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.rules import normal_code
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.projects.forms.entry import RefusableForm
from yuandu.mechanisms.projects.forms.fields import QuantityField, ShareField, money_unit
from yuandu.mechanisms.projects.models import Kind
from yuandu.mechanisms.reserve import rules, wording
from yuandu.mechanisms.reserve.drafts import FIELDS, Draft
from yuandu.mechanisms.reserve.models import LONGEST_NAME, Field, Idea, Purpose
from yuandu.mechanisms.reserve.queries import SORTS, Filters
from yuandu.mechanisms.reserve.rules import Terms

LONGEST_WORDS = 500
CHOOSE = pgettext_lazy("in a form", "Choose")


def _any(choices: Iterable[Any]) -> list[Any]:
    return [("", _("All")), *choices]


class FilterForm(forms.Form):
    """The bar above the ranked list; a field with a fault does not restrict."""

    words = forms.CharField(
        label=gettext_lazy("Name, leading office or owner"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    field = forms.ChoiceField(label=pgettext_lazy("of an idea", "Field"), required=False)
    purpose = forms.ChoiceField(label=pgettext_lazy("of an idea", "Purpose"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Maturity"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of project"), required=False)
    division_id = forms.TypedChoiceField(
        label=gettext_lazy("County or zone"), required=False, coerce=int, empty_value=None
    )
    ungraded = forms.BooleanField(label=gettext_lazy("Without a grade only"), required=False)
    show = forms.ChoiceField(
        required=False,
        choices=[(each, each) for each in ("", rules.PROMOTED, rules.DECLINED, "all")],
        widget=forms.HiddenInput(),
    )
    sort = forms.ChoiceField(
        required=False, choices=[(key, key) for key in SORTS], widget=forms.HiddenInput()
    )

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        own: dict[str, Any] = self.fields
        own["field"].choices = _any(Field.choices)
        own["purpose"].choices = _any(Purpose.choices)
        own["kind"].choices = _any(Kind.choices)
        own["stage"].choices = _any((code, wording.STAGES[code]) for code in rules.STAGES)
        own["division_id"].choices = _any((str(each.pk), each.title) for each in divisions)

    def filters(self) -> Filters:
        """Return the filters."""
        self.is_valid()
        return Filters(
            **{name: value for name, value in self.cleaned_data.items() if value not in {None, ""}}
        )


class IdeaForm(RefusableForm):
    """An idea. Amounts are typed in 万元 or with their unit."""

    name = forms.CharField(label=gettext_lazy("Name of the idea"), max_length=LONGEST_NAME)
    name_en = forms.CharField(
        label=gettext_lazy("Name in English"), max_length=LONGEST_NAME, required=False
    )
    field = forms.ChoiceField(
        label=pgettext_lazy("of an idea", "Field"), choices=[("", CHOOSE), *Field.choices]
    )
    purpose = forms.ChoiceField(
        label=pgettext_lazy("of an idea", "Purpose"), choices=[("", CHOOSE), *Purpose.choices]
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of project"), choices=[("", CHOOSE), *Kind.choices]
    )
    division = forms.ModelChoiceField(
        label=gettext_lazy("County or zone"), queryset=Division.objects.none()
    )
    lead = forms.CharField(label=gettext_lazy("Leading office"), max_length=100, required=False)
    summary = forms.CharField(
        label=gettext_lazy("What is built, and what for"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    owner_name = forms.CharField(
        label=gettext_lazy("Intended owner"), max_length=200, required=False
    )
    owner_code = forms.CharField(
        label=gettext_lazy("Owner’s credit code"), max_length=40, required=False
    )
    investment_total = QuantityField(
        label=gettext_lazy("Planned investment"), written_in="万元", required=False
    )
    private_share = ShareField(label=gettext_lazy("Private share (%)"), required=False)
    funding = forms.CharField(
        label=gettext_lazy("Where the money is to come from"), max_length=300, required=False
    )
    funding_share = ShareField(label=gettext_lazy("Funds in place (%)"), required=False)
    land_area_mu = QuantityField(
        label=gettext_lazy("Land (mu)"),
        written_in="亩",
        required=False,
        help_text=gettext_lazy("0 where no new land is needed; empty while nobody knows"),
    )
    site = forms.CharField(label=gettext_lazy("Site"), max_length=200, required=False)
    planned_start_on = DayField(label=gettext_lazy("Planned start"), required=False)
    planned_end_on = DayField(label=gettext_lazy("Planned end"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    GROUPS = (
        (
            pgettext_lazy("of an idea", "The idea"),
            ("name", "name_en", "field", "purpose", "kind", "division", "lead", "summary"),
        ),
        (
            pgettext_lazy("of an idea", "Money and owner"),
            (
                *("investment_total", "private_share", "funding", "funding_share"),
                *("owner_name", "owner_code"),
            ),
        ),
        (
            pgettext_lazy("of an idea", "Land and time"),
            ("land_area_mu", "site", "planned_start_on", "planned_end_on"),
        ),
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        divisions: QuerySet[Division],
        idea: Idea | None = None,
        **options: Any,
    ) -> None:
        if idea is not None:
            initial = Draft.of(idea).columns()
            options["initial"] = initial | {
                "division": idea.division_id,
                "version": idea.version,
            }
        super().__init__(*args, **options)
        own: dict[str, Any] = self.fields
        own["division"].queryset = divisions
        own["division"].label_from_instance = attrgetter("title")
        unit = money_unit(actor.workspace)
        own["investment_total"].written_in = unit
        own["investment_total"].help_text = _("In %(unit)s, or with its unit: 6.5亿") % {
            "unit": unit
        }

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Yield the fields by what they are about; last, without a word, what is left."""
        for title, names in self.GROUPS:
            yield str(title), [self[name] for name in names]
        grouped = {name for _title, names in self.GROUPS for name in names}
        if rest := [field for field in self.visible_fields() if field.name not in grouped]:
            yield "", rest

    def clean_owner_code(self) -> str:
        return normal_code(self.cleaned_data["owner_code"])

    def draft(self) -> Draft:
        """Return what was typed."""
        return Draft(**{name: self.cleaned_data[name] for name in FIELDS})


class GradeForm(forms.Form):
    """How far an idea serves its purpose."""

    grade = forms.TypedChoiceField(
        label=gettext_lazy("Service to its purpose, 0 to 5"),
        coerce=int,
        choices=[("", CHOOSE), *((each, each) for each in range(rules.BEST_GRADE + 1))],
        help_text=gettext_lazy("5: nothing else the city could do serves it more; 0: not at all"),
    )
    words = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class PromoteForm(RefusableForm):
    """Why an idea enters the register now."""

    words = forms.CharField(
        label=gettext_lazy("Why it is taken up now"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    code = forms.CharField(
        label=gettext_lazy("Project code"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As printed by the approval platform; empty while there is none"),
    )

    def clean_code(self) -> str:
        return normal_code(self.cleaned_data["code"])


def _points(criterion: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=wording.CRITERIA[criterion],
        min_value=0,
        max_value=rules.POINTS,
        help_text=gettext_lazy("points"),
    )


class FormulaForm(forms.Form):
    """A formula of scores, and from when on."""

    from_on = DayField(label=gettext_lazy("In force from"))
    need = _points(rules.NEED)
    maturity = _points(rules.MATURITY)
    funding = _points(rules.FUNDING)
    scale = _points(rules.SCALE)
    intensity = _points(rules.INTENSITY)
    full_scale = QuantityField(
        label=gettext_lazy("Planned investment that earns all points of size"), written_in="万元"
    )
    full_intensity = QuantityField(
        label=gettext_lazy("Investment a mu that earns all points of land use"), written_in="万元"
    )
    basis = forms.CharField(label=gettext_lazy("Document that fixes it"), max_length=200)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        own: dict[str, Any] = self.fields
        own["from_on"].widget.attrs["min"] = actor.workspace.today().isoformat()
        for name in ("full_scale", "full_intensity"):
            own[name].written_in = money_unit(actor.workspace)

    def terms(self) -> Terms:
        """Return what was typed."""
        return Terms(**{part.name: self.cleaned_data[part.name] for part in fields(Terms)})


class TargetForm(forms.Form):
    """How much is wanted in each field; what is empty is not wanted of."""

    def __init__(self, data: Any, *, actor: Actor, wanted: dict[str, Decimal | None]) -> None:
        super().__init__(data, initial=wanted)
        unit = money_unit(actor.workspace)
        help_text = _("In %(unit)s, or with its unit: 6.5亿") % {"unit": unit}
        for field in Field:
            self.fields[field.value] = QuantityField(
                label=field.label, written_in=unit, required=False, help_text=help_text
            )

    def wanted(self) -> dict[str, Decimal | None]:
        """Return what was typed."""
        return {field: self.cleaned_data[field] for field in Field.values}
