"""What is asked on the pages of ballots."""

import datetime
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import ValidationError as OddRule

from yuandu.engines.balloting.counting import MOST_TOP, Rule
from yuandu.kernel.accounts import roles
from yuandu.kernel.workspaces.forms import DayField
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.ballots import wording
from yuandu.services.ballots.drafts import QuestionDraft
from yuandu.services.ballots.models import Question
from yuandu.services.ballots.refusals import OddBallot

SHARES = ("0", "1/4", "1/3", "1/2", "2/3", "3/4", "1")
MOST_QUESTIONS, LONGEST = 200, 100


class DraftForm(forms.Form):
    """A ballot: what is asked, whom, and by which rule."""

    title = forms.CharField(label=pgettext_lazy("ballot", "Title"), max_length=100)
    text = forms.CharField(
        label=_("What electors read first"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    questions = forms.CharField(
        label=_("Questions, one a line"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A candidate or a motion, such as: 同意某某继续持股"),
    )
    electors = forms.ChoiceField(
        label=_("Who votes: everybody who holds this post today"),
        choices=list(roles.COMPANY.items()),
    )
    method = forms.ChoiceField(label=_("Vote by"), choices=list(wording.METHODS.items()))
    is_secret = forms.BooleanField(
        label=pgettext_lazy("ballot", "Secret"), required=False, initial=True
    )
    quorum = forms.ChoiceField(
        label=_("Quorum"), choices=[(each, each) for each in SHARES], initial="1/2"
    )
    majority = forms.ChoiceField(
        label=_("Majority"), choices=[(each, each) for each in SHARES[1:]], initial="1/2"
    )
    is_strict = forms.BooleanField(
        label=_("More than this share, not just as much"), required=False, initial=True
    )
    of = forms.ChoiceField(label=_("Majority of"), choices=list(wording.BASES.items()))
    top = forms.IntegerField(
        label=_("Highest score"), min_value=1, max_value=MOST_TOP, initial=10, required=False
    )
    pass_mark = forms.IntegerField(
        label=_("Mean score needed"), min_value=0, max_value=MOST_TOP, initial=6, required=False
    )
    proxies = forms.IntegerField(
        label=_("Votes that one elector may hold for others"),
        min_value=0,
        max_value=100,
        initial=0,
        help_text=_("0: nobody votes by proxy"),
    )
    may_close_early = forms.BooleanField(
        label=_("May be closed in the meeting before its time"), required=False
    )

    def clean_questions(self) -> list[QuestionDraft]:
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines()]
        asked = [line for line in lines if line]
        if not asked or len(asked) > MOST_QUESTIONS or max(map(len, asked)) > LONGEST:
            raise ValidationError(
                _("One to %(most)s questions, each of %(longest)s characters at most."),
                params={"most": MOST_QUESTIONS, "longest": LONGEST},
            )
        return [QuestionDraft(line) for line in asked]

    def rule(self) -> Rule:
        """Return the rule that was asked for.

        Raises:
            OddBallot: it makes no sense.
        """
        given = self.cleaned_data
        fields = {name: given[name] for name in Rule.model_fields if given.get(name) is not None}
        try:
            return Rule(**fields)
        except OddRule as error:
            raise OddBallot("rule") from error


class OpenForm(forms.Form):
    """Until when votes are taken, by the clock of the workspace."""

    closes_on = DayField(label=_("Closes on"))
    closes_time = forms.TimeField(
        label=pgettext_lazy("ballot", "At"),
        initial="18:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def closes_at(self, workspace: Workspace) -> datetime.datetime:
        return datetime.datetime.combine(
            self.cleaned_data["closes_on"],
            self.cleaned_data["closes_time"],
            tzinfo=ZoneInfo(workspace.timezone),
        )


class ExcludeForm(forms.Form):
    """Who does not vote on a question, and why."""

    question = forms.TypedChoiceField(label=pgettext_lazy("ballot", "Question"), coerce=int)
    elector = forms.CharField(
        label=_("Elector"), max_length=100, help_text=_("The number on the roll, or the name")
    )
    reason = forms.CharField(label=_("Conflict of interest"), max_length=200)

    def __init__(self, *sent: Any, questions: Iterable[Question]) -> None:
        super().__init__(*sent)
        field: Any = self.fields["question"]
        field.choices = [(each.number, f"{each.number} {each.title}") for each in questions]


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason for the cancellation"), max_length=200)


class ProxyForm(forms.Form):
    holder = forms.CharField(
        label=_("Who votes in your stead"),
        max_length=100,
        help_text=_("The number on the roll, or the exact name"),
    )

    def named(self) -> str:
        """Return who was named; empty where nobody was."""
        return str(self.cleaned_data.get("holder", "")) if self.is_valid() else ""


class VoteForm(forms.Form):
    """One choice a question; what is left out is not voted on."""

    def __init__(self, *sent: Any, questions: Iterable[Question], options: Iterable[str]) -> None:
        super().__init__(*sent)
        choices = [(option, wording.choice(option)) for option in options]
        for each in questions:
            self.fields[f"q{each.number}"] = forms.ChoiceField(
                label=f"{each.number}. {each.title}",
                help_text=each.text,
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
            )

    def choices(self) -> dict[int, str]:
        """Return what was chosen, by the number of the question."""
        return {int(name[1:]): value for name, value in self.cleaned_data.items() if value}
