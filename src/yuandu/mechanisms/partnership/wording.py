"""What steps, results and questions are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from yuandu.kernel.lifecycle import cycles
from yuandu.mechanisms.partnership import rules
from yuandu.mechanisms.partnership.models import (
    Candidate,
    Conflict,
    Review,
    StepBallot,
    StepDate,
    StepResult,
)
from yuandu.services.ballots import wording as voting

type Words = str | Promise
MOST_TEXT = 4000  # characters of a question's text

TONES = {
    rules.STANDING: "work",
    rules.ENDED: "bad",
    rules.KEPT: "good",
    rules.ADMITTED: "good",
    rules.LEAVING: "bad",
    rules.REFUSED: "bad",
}
ENDINGS: Mapping[str, Words] = {
    rules.GROUP: pgettext_lazy("candidate", "The shareholder group did not support it."),
    rules.DIVISION: pgettext_lazy("candidate", "The division did not support it."),
    rules.BOARD: pgettext_lazy("candidate", "The board did not approve."),
    rules.DECLINED: pgettext_lazy("candidate", "The candidate declined."),
}


def step(code: str) -> str:
    """Return what to call a step."""
    if code == rules.APPEAL:
        return str(StepBallot.Step(code).label)
    return str(StepDate.Step(code).label)


def own_candidacy() -> str:
    return pgettext("conflict of interest", "One’s own candidacy")


def declared_kinship() -> str:
    return pgettext("conflict of interest", "Declared as relatives")


def conflict(row: Conflict) -> str:
    """Return why somebody does not vote, as the roll says it."""
    return f"{row.get_kind_display()}：{row.reason}"[:200]


def ballot_title(review: Review, code: str, place: str, round: int) -> str:
    """Return the title of a step's ballot; where it is a repeat it says so."""
    parts = [review.title, step(code), place]
    if round > 1:
        parts.append(_("vote no. %(round)s") % {"round": round})
    return "·".join(part for part in parts if part)[:100]


def ballot_text(review: Review, code: str) -> str:
    """Return what electors read before they vote."""
    if code in {rules.GROUP, rules.DIVISION}:
        return _(
            "You say what you think of each candidate, as a score. Of present partners the general meeting decides; somebody new goes on only with enough. Give reasons in words on the candidates’ pages: candidates read them without names."
        )
    return _(
        "Whoever is to be confirmed keeps the shares; of whoever is not, the company buys them back at the price of the published rule. Nobody votes on themself, on their own bloc, or in a conflict of interest."
    )


def question(review: Review, code: str, asked: Sequence[Candidate]) -> tuple[str, str]:
    """Return title and text of a question, which may be about a bloc."""
    first = asked[0]
    if len(asked) > 1:
        place = first.group.name if first.group else ""
        title = _("%(group)s: confirm %(number)s partners together") % {
            "group": place,
            "number": len(asked),
        }
        return title, listed([str(each) for each in asked], MOST_TEXT)
    name = f"{first.worker.name}（{first.worker.number}）"
    if first.kind == rules.KEEP:
        title = _("%(name)s: confirm as partner") % {"name": name}
        more = _("%(shares)s shares in addition.") % {"shares": f"{first.shares:,}"}
        return title, more if first.shares else ""
    title = _("%(name)s: admit as partner") % {"name": name}
    return title, _("With %(shares)s shares at the price of the published rule.") % {
        "shares": f"{first.shares:,}"
    }


def listed(names: Sequence[str], most: int) -> str:
    """Write names in `most` characters or less: as many as fit, and how many more there are."""
    said = _(", ").join(names)
    fitting = len(names)
    while len(said) > most and fitting:
        fitting -= 1
        said = _("%(names)s and %(more)s more") % {
            "names": _(", ").join(names[:fitting]),
            "more": len(names) - fitting,
        }
    return said


def reason_of_entry(candidate: Candidate) -> str:
    """Return why the register changes, as its entry says it."""
    with translation.override("zh-hans"):
        said = {
            rules.KEPT: _("%(review)s: confirmed as partner, with shares in addition"),
            rules.ADMITTED: _("%(review)s: admitted as partner"),
            rules.LEAVING: _("%(review)s: not confirmed as partner"),
        }[candidate.state]
        return (said % {"review": candidate.review.title})[:200]


def state(code: str) -> str:
    return str(Candidate.State(code).label)


def stage(review: Review) -> str:
    """Return what to call where a review stands."""
    return str(cycles.get(rules.CYCLE).stage(review.stage).title) if review.stage else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a step came to for a candidate, in words."""

    step: str
    place: str
    result: str
    tone: str
    reason: str
    note: str
    row: StepResult


def result(row: StepResult) -> Told:
    """Return what a closed step says of a candidate."""
    decided = row.decided
    place = row.step_ballot.place
    notes = []
    if row.is_bloc:
        notes.append(_("voted on together with the group"))
    if row.step_ballot.step in {rules.GROUP, rules.DIVISION, rules.BOARD} and (
        row.candidate.kind == rules.KEEP
    ):
        notes.append(_("heard; the general meeting decides"))
    return Told(
        step(row.step_ballot.step),
        "" if isinstance(place, Candidate) or place is None else place.title,
        str(StepResult.Result(row.result).label),
        voting.RESULT_TONES[row.result],
        voting.reason(decided) if decided else "",
        _("; ").join(notes),
        row,
    )


def rule(terms: rules.ReviewRule) -> list[tuple[str, list[str]]]:
    """Return a review's rule in sentences, step by step."""
    said = [
        (
            step(rules.NOMINATING),
            [
                _(
                    "Somebody new needs nominations of %(people)s people of %(sections)s sections or more. Present partners are reviewed without."
                )
                % {"people": terms.people, "sections": terms.sections},
                _(
                    "Somebody new passes every step; of a present partner the general meeting decides."
                ),
            ],
        )
    ]
    said += [(step(code), voting.rule(terms.of(code))) for code in rules.VOTED]
    if terms.blocs:
        bloc = _(
            "Present partners whom no step doubted are voted on by group; a bloc that is not carried is voted on one by one."
        )
        said[-1][1].append(bloc)
    said.append(
        (
            pgettext("review of partners", "Notice and appeals"),
            [
                _(
                    "One may appeal within %(days)s days of the notice; the meeting then votes again."
                )
                % {"days": terms.appeal_days},
                _("Somebody new gets %(shares)s shares unless another number is put to the vote.")
                % {"shares": f"{terms.shares:,}"},
            ],
        )
    )
    return said


def decided(code: str, number: int) -> str:
    """Return the heading of a part of the resolution."""
    said = {
        rules.KEPT: _("Confirmed as partners: %(number)s"),
        rules.ADMITTED: _("Admitted as partners: %(number)s"),
        rules.LEAVING: _("Not confirmed; the company buys the shares back: %(number)s"),
        rules.REFUSED: _("Not admitted: %(number)s"),
    }[code]
    return said % {"number": number}
