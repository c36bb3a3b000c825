"""Opening a step: its ballots are drafted, those in conflict excluded, the rolls frozen."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone, translation

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.partnership import electorates, rules, wording
from yuandu.mechanisms.partnership.electorates import Roll
from yuandu.mechanisms.partnership.models import (
    Candidate,
    Conflict,
    Review,
    ShareholderGroup,
    StepBallot,
    StepResult,
)
from yuandu.mechanisms.partnership.refusals import NotReady
from yuandu.mechanisms.workforce.models import Worker
from yuandu.services.ballots import actions as ballots
from yuandu.services.ballots.drafts import QuestionDraft

CLOSES_AT = datetime.time(23, 59, 59)
MOST_TITLE = 100  # characters of a question's

type Lacking = list[tuple[str, Sequence[str]]]


type Conflicts = Mapping[int, Sequence[tuple[Worker, str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to be: whose candidacy it is about, and who may not vote on it, by the reason.

    Attributes:
        excluded: numbers on the roll, each once, by the first reason.
    """

    candidates: Sequence[Candidate]
    excluded: Mapping[str, Sequence[int]]

    @property
    def barred(self) -> int:
        return sum(map(len, self.excluded.values()))


@dataclass(frozen=True, slots=True)
class Sitting:
    """A ballot to be: where, who votes, and on what."""

    step: str
    voters: Roll
    questions: Sequence[Asked]
    group: ShareholderGroup | None = None
    division: Division | None = None
    appellant: Candidate | None = None
    round: int = 1

    @property
    def place(self) -> str:
        found = self.group or self.division
        return found.title if found else ""


def open_step(by: Actor, review: Review, step: str) -> list[StepBallot]:
    """Open the ballots of a step, which close at the end of its last promised day.

    Raises:
        NotReady: somebody has no group, nobody votes somewhere, the days are over; all of it.
    """
    candidates = standing(review)
    if not candidates:
        raise NotReady([("nobody", ())])
    dates = {each.step: each for each in review.dates.all()}
    today = by.workspace.today()
    if step not in dates or dates[step].closes_on < today:
        raise NotReady([("past", ())])
    sittings = _sittings(review, step, candidates)
    if lacking := _lacking(step, candidates, sittings):
        raise NotReady(lacking)
    closes_at = end_of(by.workspace, dates[step].closes_on)
    return [hold(by, review, each, closes_at) for each in sittings]


def standing(review: Review) -> list[Candidate]:
    """Return those whom the review still is about, each with worker, group and division."""
    return list(
        Candidate.objects.filter(review=review, state=rules.STANDING).select_related(
            "worker", "holder", "group", "division"
        )
    )


def end_of(workspace: Workspace, day: datetime.date) -> datetime.datetime:
    """Return the end of a day of the company, by the clock that ballots go by.

    The days of a sample stand still while that clock goes on: a day so far ahead of the
    company's today is as far ahead of the clock's.
    """
    zone = ZoneInfo(workspace.timezone)
    ahead = day - workspace.today()
    real = timezone.now().astimezone(zone).date() + ahead
    return datetime.datetime.combine(real, CLOSES_AT, tzinfo=zone)


def conflicts_of(candidates: Iterable[Candidate]) -> Conflicts:
    """Return who may not vote on each candidate, with the reason; one query."""
    found: dict[int, list[tuple[Worker, str]]] = defaultdict(list)
    with translation.override("zh-hans"):
        own = wording.own_candidacy()
        for each in candidates:
            found[each.pk].append((each.worker, own))
        rows = Conflict.objects.filter(candidate__in=list(found)).select_related("worker")
        for row in rows:
            found[row.candidate_id].append((row.worker, wording.conflict(row)))
    return found


def hold(
    by: Actor,
    review: Review,
    sitting: Sitting,
    closes_at: datetime.datetime,
) -> StepBallot:
    """Draft the ballot of a sitting, exclude who is in conflict, open it."""
    with translation.override("zh-hans"):
        drafts = [_question(review, sitting.step, each.candidates) for each in sitting.questions]
        title = wording.ballot_title(review, sitting.step, sitting.place, sitting.round)
        text = wording.ballot_text(review, sitting.step)
    ballot = ballots.draft(
        by=by,
        title=title,
        text=text,
        rule=review.terms.of(sitting.step),
        questions=drafts,
        electors=[each.draft for each in sitting.voters],
    )
    made = StepBallot.objects.create(
        workspace=by.workspace,
        review=review,
        step=sitting.step,
        group=sitting.group,
        division=sitting.division,
        appellant=sitting.appellant,
        round=sitting.round,
        ballot=ballot,
    )
    for number, asked in enumerate(sitting.questions, start=1):
        for reason, electors in asked.excluded.items():
            ballots.exclude(by=by, ballot=ballot, question=number, electors=electors, reason=reason)
    StepResult.objects.bulk_create(
        StepResult(
            workspace=by.workspace,
            step_ballot=made,
            candidate=each,
            question=number,
            is_bloc=len(asked.candidates) > 1,
        )
        for number, asked in enumerate(sitting.questions, start=1)
        for each in asked.candidates
    )
    ballots.open_ballot(by=by, ballot=ballot, closes_at=closes_at)
    audit.record(
        by,
        "partnership.step",
        made,
        step=sitting.step,
        ballot=ballot.pk,
        questions=len(sitting.questions),
    )
    return made


def latest(candidates: Iterable[Candidate]) -> Mapping[int, dict[str, StepResult]]:
    """Return what came of each step for each candidate, of several rounds the last."""
    found: dict[int, dict[str, StepResult]] = defaultdict(dict)
    rows = StepResult.objects.filter(candidate__in=candidates).select_related("step_ballot")
    for row in rows.order_by(F("step_ballot_id").asc()):
        found[row.candidate_id][row.step_ballot.step] = row
    return found


def _sittings(review: Review, step: str, candidates: Sequence[Candidate]) -> list[Sitting]:
    terms, company = review.terms, review.workspace
    conflicts = conflicts_of(candidates)
    if step == rules.GROUP:
        groups = _places([each.group for each in candidates if each.group])
        rolls = electorates.of_groups(company, groups, per_share=terms.group.per_share)
        return [
            Sitting(
                step,
                rolls[group.pk],
                one_by_one(
                    rolls[group.pk],
                    [each for each in candidates if each.group_id == group.pk],
                    conflicts,
                ),
                group=group,
            )
            for group in groups
        ]
    if step == rules.DIVISION:
        found: list[Sitting] = []
        for division in _places([each.division for each in candidates]):
            voters = electorates.of_division(company, division)
            there = [each for each in candidates if each.division_id == division.pk]
            asked = one_by_one(voters, there, conflicts)
            found.append(Sitting(step, voters, asked, division=division))
        return found
    voters = (
        electorates.of_board(company)
        if step == rules.BOARD
        else electorates.of_meeting(company, per_share=terms.meeting.per_share)
    )
    return [Sitting(step, voters, _together(review, step, candidates, voters, conflicts))]


def _places[P: (ShareholderGroup, Division)](found: Iterable[P]) -> list[P]:
    """Return each place once, by its code."""
    return sorted({each.pk: each for each in found}.values(), key=lambda each: each.code)


def _together(
    review: Review,
    step: str,
    candidates: Sequence[Candidate],
    voters: Roll,
    conflicts: Conflicts,
) -> list[Asked]:
    """Return the questions of the board or the meeting: blocs where the rule has them."""
    before = latest(candidates)
    earlier = rules.VOTED[: rules.VOTED.index(step)]
    heard = [
        rules.Heard(
            each.pk,
            each.kind,
            each.group_id,
            tuple(before[each.pk][one].result for one in earlier if one in before[each.pk]),
            is_apart=bool(each.apart or each.shares),
        )
        for each in candidates
    ]
    by_key = {each.pk: each for each in candidates}
    found: list[Asked] = []
    for members in rules.questions(heard, blocs=review.terms.blocs):
        asked = ask(voters, [by_key[pk] for pk in members], conflicts)
        if len(members) > 1 and rules.is_bloc_too_wide(asked.barred, len(voters)):
            found.extend(one_by_one(voters, asked.candidates, conflicts))
        else:
            found.append(asked)
    return found


def ask(voters: Roll, candidates: Sequence[Candidate], conflicts: Conflicts) -> Asked:
    """Return the question on some candidates together, with whom to exclude from it."""
    excluded: dict[str, list[int]] = defaultdict(list)
    seen: set[int] = set()
    for candidate in candidates:
        for worker, reason in conflicts.get(candidate.pk, ()):
            for number in voters.numbers_of(worker):
                if number not in seen:
                    seen.add(number)
                    excluded[reason].append(number)
    return Asked(candidates, excluded)


def one_by_one(voters: Roll, candidates: Iterable[Candidate], conflicts: Conflicts) -> list[Asked]:
    """Return a question on each candidate."""
    return [ask(voters, [each], conflicts) for each in candidates]


def _lacking(
    step: str,
    candidates: Sequence[Candidate],
    sittings: Sequence[Sitting],
) -> Lacking:
    found: Lacking = []
    homeless = [str(each) for each in candidates if each.group is None]
    if step == rules.GROUP and homeless:
        found.append(("no-group", homeless))
    empty = [each.place or wording.step(each.step) for each in sittings if not each.voters]
    if empty:
        found.append(("no-electors", empty))
    alone = [
        str(asked.candidates[0])
        for each in sittings
        for asked in each.questions
        if each.voters and asked.barred >= len(each.voters)
    ]
    if alone:
        found.append(("all-excluded", alone))
    return found


def _question(review: Review, step: str, asked: Sequence[Candidate]) -> QuestionDraft:
    title, text = wording.question(review, step, asked)
    return QuestionDraft(
        title=title[:MOST_TITLE],
        text=text,
        reference=rules.reference(asked[0].pk) if len(asked) == 1 else "",
    )
