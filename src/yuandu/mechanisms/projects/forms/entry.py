"""Entering a project and its places on lists."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division, Industry
from yuandu.kernel.registry.rules import normal_code
from yuandu.kernel.workspaces.forms import DayField
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects.actions import FIELDS, Draft, NewOwner
from yuandu.mechanisms.projects.forms.fields import QuantityField, ShareField, money_unit
from yuandu.mechanisms.projects.models import AnnualList, Category, Kind, Level, Project, Status
from yuandu.mechanisms.projects.models.lists import EARLIEST_YEAR, LATEST_YEAR


class RefusableForm(forms.Form):
    """A form that takes an action's refusal: each reason goes to its field.

    Doubts bring up the tick with which somebody says that all is right.
    """

    confirmed = forms.BooleanField(
        required=False, label=gettext_lazy("I have looked again: what is marked is right")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.data.get(self.add_prefix("asked")):
            self.fields["confirmed"].widget = forms.HiddenInput()

    def refuse(self, refusal: Refusal) -> None:
        """Show why the action did not do it."""
        for reason in refusal.reasons:
            field = reason.get("field", "")
            self.add_error(field if field in self.fields else None, reason["message"])
        if not refusal.reasons:
            self.add_error(None, refusal.sentence)
        if any(reason.get("kind") == "doubt" for reason in refusal.reasons):
            self.fields["confirmed"].widget = forms.CheckboxInput()
            self.add_error(None, refusal.sentence)


class ProjectForm(RefusableForm):
    """A project's record. Amounts are typed in 万元 or with their unit."""

    name = forms.CharField(label=gettext_lazy("Name of the project"), max_length=500)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=500, required=False)
    code = forms.CharField(
        label=gettext_lazy("Project code"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As printed by the approval platform; empty while there is none"),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("project", "Kind"),
        choices=[("", pgettext_lazy("in a form", "Choose")), *Kind.choices],
    )
    division = forms.ModelChoiceField(
        label=gettext_lazy("County or zone"), queryset=Division.objects.none()
    )
    site = forms.CharField(label=gettext_lazy("Site"), max_length=200, required=False)
    owner_name = forms.CharField(label=gettext_lazy("Owner"), max_length=200, required=False)
    owner_code = forms.CharField(
        label=gettext_lazy("Owner’s credit code"), max_length=40, required=False
    )
    industry = forms.CharField(
        label=gettext_lazy("Industry code"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("GB/T 4754, such as C35"),
    )
    summary = forms.CharField(
        label=gettext_lazy("What is built"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    investment_total = QuantityField(
        label=gettext_lazy("Total investment"), written_in="万元", required=False
    )
    private_share = ShareField(label=gettext_lazy("Private share (%)"), required=False)
    design_output = QuantityField(
        label=gettext_lazy("Designed annual output"), written_in="万元", required=False
    )
    new_output = QuantityField(
        label=gettext_lazy("New output since production began"), written_in="万元", required=False
    )
    land_area_mu = QuantityField(label=gettext_lazy("Land (mu)"), written_in="亩", required=False)
    filed_on = DayField(label=gettext_lazy("Approved or filed on"), required=False)
    planned_start_on = DayField(label=gettext_lazy("Planned start"), required=False)
    planned_end_on = DayField(label=gettext_lazy("Planned end"), required=False)
    longitude = forms.FloatField(label=gettext_lazy("Longitude"), required=False)
    latitude = forms.FloatField(label=gettext_lazy("Latitude"), required=False)
    physical_progress = forms.CharField(
        label=gettext_lazy("Physical progress, in words"), max_length=300, required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    AMOUNTS = ("investment_total", "design_output", "new_output")
    GROUPS = (
        (
            gettext_lazy("Basics"),
            (
                *("name", "name_en", "code", "kind", "division"),
                *("industry", "summary", "physical_progress"),
            ),
        ),
        (gettext_lazy("Owner"), ("owner_name", "owner_code")),
        (
            gettext_lazy("Investment and size"),
            ("investment_total", "private_share", "design_output", "new_output", "land_area_mu"),
        ),
        (pgettext_lazy("dates", "Days"), ("filed_on", "planned_start_on", "planned_end_on")),
        (gettext_lazy("Place"), ("site", "longitude", "latitude")),
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        divisions: QuerySet[Division],
        project: Project | None = None,
        **options: Any,
    ) -> None:
        self.actor = actor
        if project is not None:
            options["initial"] = _initial(project)
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["division"].queryset = divisions
        fields["division"].label_from_instance = attrgetter("title")
        unit = money_unit(actor.workspace)
        for name in self.AMOUNTS:
            fields[name].written_in = unit
            fields[name].help_text = _("In %(unit)s, or with its unit: 6.5亿") % {"unit": unit}

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Yield the fields by what they are about; last, without a word, what is left."""
        for title, names in self.GROUPS:
            yield str(title), [self[name] for name in names]
        grouped = {name for _title, names in self.GROUPS for name in names}
        if rest := [field for field in self.visible_fields() if field.name not in grouped]:
            yield "", rest

    def clean_code(self) -> str:
        return normal_code(self.cleaned_data["code"])

    def clean_industry(self) -> Industry | None:
        code = self.cleaned_data["industry"].strip().upper()
        if not code:
            return None
        found = Industry.objects.filter(workspace=self.actor.workspace, code=code).first()
        if found is None:
            raise ValidationError(
                _("There is no industry %(code)s in the classification in use."),
                params={"code": code},
            )
        return found

    def draft(self) -> Draft:
        """Return what was typed."""
        typed = {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}
        name, code = self.cleaned_data["owner_name"], self.cleaned_data["owner_code"]
        return Draft(**typed, owner=NewOwner(name, code) if name else None)


def _initial(project: Project) -> dict[str, Any]:
    initial = {name: getattr(project, name) for name in FIELDS}
    return initial | {
        "division": project.division_id,
        "industry": project.industry.code if project.industry else "",
        "owner_name": project.owner.name if project.owner else "",
        "owner_code": project.owner.code if project.owner else "",
        "version": project.version,
    }


class ListForm(RefusableForm):
    """A place on a yearly list."""

    annual_list = forms.ModelChoiceField(
        label=gettext_lazy("List"), queryset=AnnualList.objects.none()
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=Category.choices)
    status = forms.ChoiceField(label=gettext_lazy("Status on the list"), choices=Status.choices)
    annual_plan = QuantityField(
        label=gettext_lazy("Planned investment of the year"), written_in="万元", required=False
    )
    entered_on = DayField(label=gettext_lazy("On the list from"), required=False)

    def __init__(
        self, *args: Any, actor: Actor, lists: QuerySet[AnnualList], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["annual_list"].queryset = lists
        fields["annual_list"].label_from_instance = list_title
        fields["annual_plan"].written_in = money_unit(actor.workspace)


def list_title(annual_list: AnnualList) -> str:
    """Name a list: 2026年市级第2批."""
    values = {
        "year": annual_list.year,
        "level": annual_list.get_level_display(),
        "batch": annual_list.batch,
    }
    if annual_list.batch == 1:
        return _("%(year)s %(level)s list") % values
    return _("%(year)s %(level)s list, batch %(batch)s") % values


class LeaveForm(forms.Form):
    """Why a project leaves a list."""

    because = forms.CharField(label=gettext_lazy("Why it leaves"), max_length=200)


class MakeListForm(forms.Form):
    """A new yearly list."""

    year = forms.IntegerField(
        label=gettext_lazy("Year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=Level.choices)
    batch = forms.IntegerField(label=gettext_lazy("Batch"), min_value=1, max_value=99, initial=1)
