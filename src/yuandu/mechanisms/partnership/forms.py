"""What people type about reviews, candidates, appeals and groups."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.equity import queries as register
from yuandu.mechanisms.equity.models import Holder, ShareClass
from yuandu.mechanisms.partnership import rules
from yuandu.mechanisms.partnership.models import (
    Appeal,
    Candidate,
    Conflict,
    ShareholderGroup,
    StepDate,
)
from yuandu.mechanisms.partnership.rules import ReviewRule


class Lines(forms.CharField):
    """Words of several lines."""

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **more)


class ReviewForm(forms.Form):
    year = forms.IntegerField(
        label=pgettext_lazy("of a review", "Year"), min_value=1950, max_value=2199
    )
    title = forms.CharField(label=pgettext_lazy("of a review", "Title"), max_length=80)


class RuleForm(forms.Form):
    """The numbers of a review's rule; how each step votes otherwise stays as it is."""

    people = forms.IntegerField(label=_("Nominations needed, people"), min_value=1, max_value=1000)
    sections = forms.IntegerField(
        label=_("Nominations needed, of how many sections"), min_value=1, max_value=100
    )
    pass_mark = forms.IntegerField(
        label=_("Mean score needed in groups and divisions, of 10"), min_value=0, max_value=10
    )
    quorum = forms.ChoiceField(
        label=_("Quorum of the general meeting"), choices=[(x, x) for x in ("1/2", "2/3", "3/4")]
    )
    majority = forms.ChoiceField(
        label=_("Majority of the general meeting"),
        choices=[(each, each) for each in ("1/2", "2/3", "3/4")],
    )
    per_share = forms.BooleanField(label=_("The meeting votes by shares"), required=False)
    is_secret = forms.BooleanField(label=_("The meeting votes in secret"), required=False)
    proxies = forms.IntegerField(
        label=_("Votes one person may hold for others"), min_value=0, max_value=1000
    )
    blocs = forms.BooleanField(
        label=_("Vote by group on whom no step doubted"),
        help_text=_("Board and meeting; whoever is doubted or new is voted on apart"),
        required=False,
    )
    shares = forms.IntegerField(
        label=_("Shares of somebody new"), min_value=1, max_value=rules.MOST_SHARES
    )
    appeal_days = forms.IntegerField(label=_("Days to appeal"), min_value=1, max_value=90)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("per_share") and given.get("is_secret"):
            # `ballots` would not open it: hardly two shareholders hold as many.
            self.add_error(
                "is_secret",
                _("A secret vote by shares can be told by its weight: vote openly, or by heads."),
            )
        return given

    @staticmethod
    def of(rule: ReviewRule) -> dict[str, Any]:
        """Return what the form shows of a rule."""
        own = ("people", "sections", "blocs", "shares", "appeal_days")
        meeting = ("quorum", "majority", "per_share", "is_secret", "proxies")
        return (
            {name: getattr(rule, name) for name in own}
            | {name: getattr(rule.meeting, name) for name in meeting}
            | {"pass_mark": rule.group.pass_mark}
        )

    def rule(self, before: ReviewRule) -> ReviewRule:
        """Return the rule with what was typed.

        Raises:
            pydantic.ValidationError: it makes no sense.
        """
        given = self.cleaned_data
        said = before.model_dump(mode="json")
        said |= {
            name: given[name] for name in ("people", "sections", "blocs", "shares", "appeal_days")
        }
        for step in (rules.GROUP, rules.DIVISION):
            said[step] |= {"pass_mark": given["pass_mark"]}
        said[rules.MEETING] |= {
            name: given[name]
            for name in ("quorum", "majority", "per_share", "is_secret", "proxies")
        }
        # Half of the votes are no majority; two thirds and three quarters suffice (article 116).
        said[rules.MEETING]["is_strict"] = given["majority"] == "1/2"
        return ReviewRule.model_validate(said)


class DaysForm(forms.Form):
    """From when to when a step is promised."""

    step = forms.ChoiceField(
        label=pgettext_lazy("of a review", "Step"), choices=StepDate.Step.choices
    )
    opens_on = DayField(label=pgettext_lazy("of a step", "First day"))
    closes_on = DayField(label=pgettext_lazy("of a step", "Last day"))


class NominateForm(forms.Form):
    number = forms.CharField(label=_("Staff number of the colleague"), max_length=20)
    reason = Lines(
        label=_("Why they should become a partner"),
        min_length=5,
        max_length=500,
        help_text=_("The colleague reads the reason, without your name"),
    )


class OpinionForm(forms.Form):
    words = Lines(
        label=_("Your opinion, with a reason"),
        min_length=5,
        max_length=500,
        help_text=_("The candidate reads it after the vote, without your name"),
    )


class ConflictForm(forms.Form):
    number = forms.CharField(label=_("Staff number of who is not to vote"), max_length=20)
    kind = forms.ChoiceField(
        label=pgettext_lazy("conflict of interest", "Kind"), choices=Conflict.Kind.choices
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ArrangeForm(forms.Form):
    group = forms.ModelChoiceField(
        label=_("Shareholder group"), queryset=ShareholderGroup.objects.none(), required=False
    )
    division = forms.ModelChoiceField(
        label=pgettext_lazy("of a company", "Division"),
        queryset=Division.objects.none(),
        required=True,
    )
    shares = forms.IntegerField(label=_("Shares granted"), min_value=0, max_value=rules.MOST_SHARES)
    apart = forms.CharField(
        label=_("Why to be voted on apart"),
        max_length=200,
        required=False,
        help_text=_("Empty: together with the group, where no step doubts"),
    )

    def __init__(self, data: Any, *, actor: Actor, candidate: Candidate) -> None:
        own = ("group", "division", "shares", "apart")
        super().__init__(data, initial={name: getattr(candidate, name) for name in own})
        group: Any = self.fields["group"]
        group.queryset = ShareholderGroup.objects.filter(workspace=actor.workspace)
        division: Any = self.fields["division"]
        division.queryset = Division.objects.filter(workspace=actor.workspace, level__lte=3).defer(
            "geometry"
        )


class AppealForm(forms.Form):
    words = Lines(label=_("What you object to, and why"), min_length=5, max_length=1000, rows=5)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=pgettext_lazy("appeal", "Answer"),
        choices=Appeal.Answer.choices,
        widget=forms.RadioSelect,
    )
    words = Lines(label=_("Reasons"), min_length=5, max_length=1000, rows=5)

    def __init__(self, *sent: Any, answers: Sequence[Appeal.Answer]) -> None:
        super().__init__(*sent)
        answer: Any = self.fields["answer"]
        answer.choices = [(each.value, each.label) for each in answers]


class UntilForm(forms.Form):
    closes_on = DayField(label=_("Last day to vote"))

    def day(self) -> datetime.date:
        found: datetime.date = self.cleaned_data["closes_on"]
        return found


class CarryForm(forms.Form):
    """Of which class shares are given, and through which vehicle."""

    share_class = forms.ModelChoiceField(
        label=_("Class of shares"), queryset=ShareClass.objects.none()
    )
    vehicle = forms.ModelChoiceField(
        label=_("Held through"),
        queryset=Holder.objects.none(),
        required=False,
        help_text=_("Empty: held directly, as a shareholder in the register"),
    )

    def __init__(self, *sent: Any, actor: Actor, gives: bool) -> None:
        super().__init__(*sent)
        if not gives:
            self.fields.clear()
            return
        share_class: Any = self.fields["share_class"]
        share_class.queryset = register.classes(actor)
        share_class.initial = register.classes(actor).first()
        vehicle: Any = self.fields["vehicle"]
        vehicle.queryset = Holder.objects.filter(
            workspace=actor.workspace, kind=Holder.Kind.VEHICLE
        )


class GroupForm(forms.Form):
    code = forms.CharField(label=pgettext_lazy("of a group", "Code"), max_length=10)
    name = forms.CharField(label=pgettext_lazy("of a group", "Name"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)


class JoinForm(forms.Form):
    numbers = Lines(
        label=_("Shareholder numbers"),
        max_length=4000,
        help_text=_("Separated by commas, spaces or lines"),
    )


class LeadForm(forms.Form):
    number = forms.CharField(label=_("Shareholder number of the leader"), max_length=20)
