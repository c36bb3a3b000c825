"""What people type about plans and instruments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.services.plans.models import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Aspect,
    Goal,
    Indicator,
    Instrument,
    Kind,
    Level,
    Plan,
    Task,
)

MOST = 10**14


def _day(label: Any) -> forms.DateField:
    box = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=box)


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)


def _number(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=20, decimal_places=4, min_value=-MOST, max_value=MOST
    )


class PlanForm(forms.Form):
    code = forms.SlugField(label=_("Short code of the plan"), max_length=40)
    name = forms.CharField(label=pgettext_lazy("plan", "Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    issuer = forms.CharField(label=_("Issuing body"), max_length=200)
    from_year = _year(_("First year"))
    to_year = _year(_("Last year"))
    tolerance_share = forms.DecimalField(
        label=_("Tolerance, as a fraction of the way"),
        min_value=0,
        max_value=1,
        max_digits=4,
        decimal_places=3,
        initial="0.05",
        help_text=_("An indicator that lags by more raises an alarm; 0.05 is five per cent."),
    )


class PartForm(forms.Form):
    """A part of a plan; filled from `part` where it is changed."""

    def __init__(self, data: Any, *, plan: Plan, part: Any, under: str = "") -> None:
        initial: dict[str, Any] = {"under": under} if under.isdecimal() else {}
        if part is not None:
            initial = {name: getattr(part, name, None) for name in self.base_fields}
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        if "aspect" in fields:
            fields["aspect"].queryset = plan.aspects.all()
            fields["aspect"].initial = initial.get("under")
        if "goal" in fields:
            fields["goal"].queryset = Goal.objects.filter(aspect__plan=plan)
            fields["goal"].initial = initial.get("under")


class AspectForm(PartForm):
    number = forms.IntegerField(label=pgettext_lazy("plan", "Number"), min_value=1, max_value=999)
    name = forms.CharField(label=pgettext_lazy("plan", "Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)


class GoalForm(PartForm):
    aspect = forms.ModelChoiceField(label=_("Aspect"), queryset=Aspect.objects.none())
    number = forms.IntegerField(label=pgettext_lazy("plan", "Number"), min_value=1, max_value=999)
    text = forms.CharField(label=pgettext_lazy("plan", "Text"), max_length=500)


class IndicatorForm(PartForm):
    goal = forms.ModelChoiceField(label=pgettext_lazy("plan", "Goal"), queryset=Goal.objects.none())
    code = forms.SlugField(label=_("Short code of the indicator"), max_length=40)
    name = forms.CharField(label=pgettext_lazy("plan", "Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=20)
    baseline = _number(_("Baseline"))
    baseline_year = _year(_("Year of the baseline"))
    target = _number(_("Target"))
    target_year = _year(_("Year of the target"))
    responsible = forms.CharField(label=_("Responsible unit"), max_length=200, required=False)


class TaskForm(PartForm):
    goal = forms.ModelChoiceField(label=pgettext_lazy("plan", "Goal"), queryset=Goal.objects.none())
    number = forms.IntegerField(label=pgettext_lazy("plan", "Number"), min_value=1, max_value=999)
    title_zh = forms.CharField(label=pgettext_lazy("plan", "What is to be done"), max_length=300)
    title_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)
    responsible = forms.CharField(label=_("Responsible unit"), max_length=200, required=False)
    due_on = _day(pgettext_lazy("task", "Due on"))


PARTS: dict[str, tuple[type[Any], type[PartForm]]] = {
    "aspect": (Aspect, AspectForm),
    "goal": (Goal, GoalForm),
    "indicator": (Indicator, IndicatorForm),
    "task": (Task, TaskForm),
}


class ReportForm(forms.Form):
    """What an indicator came to in a year."""

    year = _year(_("Year"))
    value = _number(_("Value"))
    source = forms.CharField(label=pgettext_lazy("of a value", "Source"), max_length=200)
    evidence = forms.FileField(label=_("Evidence"), required=False)


class FinishForm(forms.Form):
    on = forms.DateField(
        label=_("Done on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class InstrumentForm(forms.Form):
    """An instrument that no other room registers."""

    code = forms.SlugField(label=_("Short code of the instrument"), max_length=60)
    name = forms.CharField(label=pgettext_lazy("plan", "Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of instrument"), choices=Kind.choices)
    owner = forms.CharField(label=_("Responsible unit"), max_length=200)
    budget = forms.DecimalField(
        label=_("Budget, in yuan"),
        min_value=0,
        max_value=MOST,
        max_digits=18,
        decimal_places=2,
        required=False,
    )
    from_on = _day(_("First day"))
    to_on = _day(_("Last day"))
    aspects = forms.ModelMultipleChoiceField(
        label=_("Aspects it serves"),
        queryset=Aspect.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, data: Any, *, aspects: Any, instrument: Instrument | None = None) -> None:
        initial: dict[str, Any] = {}
        if instrument is not None:
            initial = {name: getattr(instrument, name) for name in self.base_fields}
            initial["aspects"] = [aspect.pk for aspect in instrument.aspects.all()]
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["aspects"].queryset = aspects
        fields["aspects"].label_from_instance = lambda aspect: f"{aspect.plan} · {aspect.title}"
        if instrument is not None:
            fields["code"].disabled = True
