"""Talent needs, experts, engagements."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Division, Party
from yuandu.services.cooperation.actions.experts import Known
from yuandu.services.cooperation.forms.fields import PartyField, called, day, words, yuan
from yuandu.services.cooperation.models import Expert, Field, Level, TalentNeed, TieKind
from yuandu.services.cooperation.models.experts import MOST_DAYS

MOST_OTHERS = 3


def _days_a_month() -> forms.IntegerField:
    return forms.IntegerField(label=_("Days a month"), min_value=1, max_value=MOST_DAYS)


class _Dated(forms.Form):
    """A form with a first and a last day."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_on"), given.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _now("The last day lies before the first."))
        return given


class NeedForm(_Dated):
    firm = PartyField(label=pgettext_lazy("challenge", "Firm"))
    name = forms.CharField(label=_("Whom the firm looks for"), max_length=200)
    name_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    field = forms.ChoiceField(label=_("Field of technology"), choices=Field.choices)
    level = forms.ChoiceField(label=_("Level, at least"), choices=Level.choices)
    niche = forms.CharField(
        label=_("The firm’s niche"),
        max_length=60,
        help_text=_("Who serves another firm of the same niche is not proposed."),
    )
    work = words(_("What the expert is to do"))
    from_on = day(_("First day"))
    to_on = day(_("Last day"))
    days_a_month = _days_a_month()
    is_full_time = forms.BooleanField(label=_("Full time: nothing else beside it"), required=False)
    pay = yuan(_("Pay a day, in yuan"), required=False)
    is_public = forms.BooleanField(label=_("Show it to everybody"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        firms: QuerySet[Party],
        need: TalentNeed | None = None,
        firm: Party | None = None,
    ) -> None:
        initial: dict[str, Any] = {"is_public": True, "firm": called(firm) if firm else ""}
        if need is not None:
            initial = {name: getattr(need, name) for name in self.base_fields if name != "firm"}
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["firm"].among = firms
        if need is not None:
            del fields["firm"]


class EngageForm(_Dated):
    from_on = day(_("First day"))
    to_on = day(_("Last day"))
    days_a_month = _days_a_month()

    def __init__(self, data: Any, *, need: TalentNeed) -> None:
        super().__init__(data, initial={name: getattr(need, name) for name in self.base_fields})


class ExpertForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the expert"), max_length=40, help_text=_("As the sheet has it: ZJ0001")
    )
    name = forms.CharField(label=pgettext_lazy("expert", "Name"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    title = forms.CharField(
        label=pgettext_lazy("expert", "Title and post"), max_length=60, required=False
    )
    level = forms.ChoiceField(label=pgettext_lazy("expert", "Level"), choices=Level.choices)
    main_field = forms.ChoiceField(label=_("Main field"), choices=Field.choices)
    other_fields = forms.MultipleChoiceField(
        label=_("Other fields"),
        choices=Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    division = forms.ModelChoiceField(
        label=_("County or zone"), queryset=Division.objects.none(), required=False
    )
    summary = words(_("What the expert has done"), required=False)
    consents_to = day(_("Consents to be found until"), required=False)

    def __init__(
        self, data: Any, *, divisions: QuerySet[Division], expert: Expert | None = None
    ) -> None:
        initial: dict[str, Any] = {}
        if expert is not None:
            party = expert.party
            initial = {
                "code": party.code,
                "name": party.name,
                "name_en": party.name_en,
                "title": expert.title,
                "level": expert.level,
                "main_field": expert.fields[0],
                "other_fields": expert.fields[1:],
                "division": party.division_id,
                "summary": expert.summary,
            }
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["division"].queryset = divisions
        fields["summary"].max_length = 500
        if expert is not None:
            fields["code"].disabled = True

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        if len(summary) > 500:  # noqa: PLR2004 - the column's width
            raise forms.ValidationError(_now("At most 500 characters."))
        return summary

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        others = [each for each in given.get("other_fields", ()) if each != given.get("main_field")]
        if len(others) > MOST_OTHERS:
            self.add_error("other_fields", _now("At most three other fields."))
        given["other_fields"] = others
        return given

    def known(self) -> Known:
        """Return what was typed, as the action takes it."""
        given = dict(self.cleaned_data)
        fields = (given.pop("main_field"), *given.pop("other_fields"))
        return Known(fields=fields, **given)


class TieForm(_Dated):
    organisation = PartyField(label=_("Organisation"))
    kind = forms.ChoiceField(label=_("How they are bound"), choices=TieKind.choices)
    niche = forms.CharField(label=_("Niche of the organisation"), max_length=60, required=False)
    from_on = day(_("First day"))
    to_on = day(_("Last day"), required=False)

    def __init__(self, data: Any, *, among: QuerySet[Party]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["organisation"].among = among


class FreeForm(_Dated):
    from_on = day(_("First day"))
    to_on = day(_("Last day"))
    days_a_month = _days_a_month()
