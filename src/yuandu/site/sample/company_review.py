"""The sample company's reviews of partners: one carried out two years ago, one under way.

Everything is done by the actions of the rooms but the votes themselves: of three hundred people
they are entered a ballot at once, as the rows that voting one by one would leave. Ballots go by
the real clock, so theirs bear the day on which the sample was loaded.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import batched
from random import Random

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils import timezone

from yuandu.engines.balloting import counting, group
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Division, Post
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.partnership import actions, electorates, recording, rules
from yuandu.mechanisms.partnership.actions.carrying import Given
from yuandu.mechanisms.partnership.models import Candidate, Review, StepBallot
from yuandu.mechanisms.partnership.rules import ReviewRule
from yuandu.mechanisms.workforce.models import Worker
from yuandu.services.ballots import actions as ballots
from yuandu.services.ballots.models import Elector, Exclusion, OpenVote, Paper, Question
from yuandu.site.sample import company_equity, people
from yuandu.site.sample.days import on_day
from yuandu.site.sample.projects import TODAY

SEED = 5
PAST = TODAY.year - 2
A_GROUP, DIRECTORS, JUDGES = 20, 4, 3  # people: of a group, of the board, of a division
NEW = {PAST: 8, TODAY.year: 5}  # how many are nominated by enough
SHARES = 120_000
TURNOUT = 0.93
WORDS = "样本：技术过硬，肯带徒弟，所在班组连续两年质量第一。"
# Groups raise hands, so that everybody hears why; whoever leads a ballot closes it in the room.
RULE = ReviewRule(
    group=rules.SCORES.model_copy(update={"is_secret": False, "may_close_early": True}),
    division=rules.SCORES.model_copy(update={"may_close_early": True}),
    board=rules.RESOLUTION.model_copy(update={"may_close_early": True}),
    shares=SHARES,
)
type Choose = Callable[[Candidate], str]


@dataclass(frozen=True, slots=True)
class _Hall:
    """Who acts in a review, and how people vote by chance."""

    by: Actor
    rng: Random

    def on(self, day: datetime.date) -> Actor:
        return on_day(self.by, day)


def _as(user: User, house: Actor) -> Actor:
    """Return somebody with the posts of today, on the day of the house."""
    return replace(
        actor_for(user, Workspace.objects.get(pk=house.workspace_id)), workspace=house.workspace
    )


def load(by: Actor) -> None:
    """Fill the register of shares up to the past review, hold it, go on, begin the next one."""
    book = company_equity.begun(by)
    company_equity.go_on(book, range(company_equity.FIRST, PAST + 1))
    hall = _Hall(by, Random(SEED))
    _places(by)
    _past(hall)
    # Two years ago: everybody has read what they were told then.
    told = Q(kind__startswith="ballots.") | Q(kind__startswith="partnership.")
    Notice.objects.filter(told, workspace=by.workspace).update(read_at=timezone.now())
    book.read()
    company_equity.go_on(book, range(PAST + 1, TODAY.year + 1))
    company_equity.hold_back(book)
    _join(by)
    _present(hall)


def _places(by: Actor) -> None:
    """Give the partners accounts and groups, and name board and judges of divisions among them."""
    partners = [each for each in electorates.partners(by.workspace) if each.worker]
    users = _accounts(by, partners)
    for at, members in enumerate(batched(partners, A_GROUP, strict=False), start=1):
        made = actions.found_group(
            by=by, code=f"Q{at:02d}", name=f"第{at}股东小组", name_en=f"Shareholder group {at}"
        )
        actions.join(by=by, group=made, holders=members)
        actions.lead(by=by, group=made, holder=members[0])
    there: Mapping[Division, list[User]] = defaultdict(list)
    for each in partners:
        if each.worker and each.worker_id in users:
            there[each.worker.section.parent or each.worker.section].append(users[each.worker_id])
    board = [user for found in there.values() for user in found[JUDGES : JUDGES + 1]]
    posts: list[tuple[User, str, Division | None]] = [
        (user, "director", None) for user in board[:DIRECTORS]
    ]
    posts += [
        (user, "evaluator", division)
        for division, found in there.items()
        for user in found[:JUDGES]
    ]
    Post.objects.bulk_create(
        Post(workspace=by.workspace, user=user, role=role, division=division, from_on=people.SINCE)
        for user, role, division in posts
    )


def _accounts(by: Actor, partners: Iterable[Holder]) -> dict[int, User]:
    """Give accounts to partners who have none, with no password that anybody knows, by worker."""
    without = [each for each in partners if each.worker and each.worker.user_id is None]
    users = User.objects.bulk_create(
        User(
            username=f"partner-{each.number}",
            name=each.name,
            password=make_password(None),
            home=by.workspace,
        )
        for each in without
    )
    Post.objects.bulk_create(
        Post(
            workspace=by.workspace,
            user=user,
            role="shareholder",
            title="合伙股东",
            from_on=people.SINCE,
        )
        for user in users
    )
    workers: list[Worker] = [each.worker for each in without if each.worker]
    for worker, user in zip(workers, users, strict=True):
        worker.user = user
    Worker.objects.bulk_update(workers, ["user"])
    return {worker.pk: user for worker, user in zip(workers, users, strict=True)}


def _join(by: Actor) -> None:
    """Let those whom the past review admitted have accounts and a group, too."""
    late = list(
        Holder.objects.filter(
            workspace=by.workspace, worker__isnull=False, group_member=None, worker__left_on=None
        ).select_related("worker")
    )
    _accounts(by, late)
    last = actions.found_group(
        by=by, code="Q90", name="新股东小组", name_en="Group of new shareholders"
    )
    actions.join(by=by, group=last, holders=late)


def _prepared(hall: _Hall, title: str, first: datetime.date) -> Review:
    """Prepare a review whose steps take two weeks each, publish it, and let people nominate."""
    house = hall.on(first)
    review = actions.prepare(by=house, year=first.year, title=title, rule=RULE)
    for at, step in enumerate(rules.DATED):
        opens = first + datetime.timedelta(days=14 * at)
        actions.promise_days(
            by=house,
            review=review,
            step=step,
            opens_on=opens,
            closes_on=opens + datetime.timedelta(days=13),
        )
    _move(house, review, "publish")
    partners = list(
        Candidate.objects.filter(review=review, worker__user__isnull=False).select_related(
            "worker__user"
        )
    )
    fit = Worker.objects.filter(
        workspace=hall.by.workspace,
        user=None,
        left_on=None,
        joined_on__lt=first.replace(year=first.year - company_equity.WORKED),
    ).exclude(pk__in=[each.worker_id for each in partners])
    for number in hall.rng.sample(list(fit.values_list("number", flat=True)), NEW[first.year]):
        for sponsor in hall.rng.sample(partners, 6):
            if sponsor.worker.user:
                someone = _as(sponsor.worker.user, house)
                actions.nominate(by=someone, review=review, number=number, reason=WORDS)
    return review


def _past(hall: _Hall) -> None:
    """Hold the review of two years ago to its end."""
    first = datetime.date(PAST, 10, 8)
    review = _prepared(hall, f"{PAST}年股东资格评议", first)
    doubted = _conflict(hall, review, first)

    def scores(each: Candidate) -> str:
        return str(hall.rng.randint(1, 4) if each.pk == doubted.pk else hall.rng.randint(7, 10))

    def votes(each: Candidate) -> str:
        against = 0.9 if each.pk == doubted.pk else 0.04
        return "against" if hall.rng.random() < against else "for"

    steps = (
        ("open_groups", rules.GROUP, scores),
        ("open_divisions", rules.DIVISION, scores),
        ("open_board", rules.BOARD, votes),
        ("open_meeting", rules.MEETING, votes),
    )
    for at, (move, step, choose) in enumerate(steps, start=1):
        house = hall.on(first + datetime.timedelta(days=14 * at))
        _move(house, review, move)
        for found in review.ballots.filter(step=step).select_related("ballot", "review"):
            if step == rules.MEETING:
                _proxies(house, found)
            _vote(hall, found, choose)
            ballots.close(by=house, ballot=found.ballot)
            recording.record(house, found)
    told = first + datetime.timedelta(days=60)
    house = hall.on(told)
    _move(house, review, "announce", resolution=f"股东会决议〔{PAST}〕7号")
    _contest(hall, doubted, told)
    house = hall.on(told + datetime.timedelta(days=RULE.appeal_days + 1))
    _move(house, review, "carry")
    plan = Holder.objects.get(workspace=hall.by.workspace, number=company_equity.PLAN)
    waiting = Candidate.objects.filter(review=review, carried_on=None)
    for candidate in waiting.select_related("review", "worker", "holder"):
        actions.carry_out(by=house, candidate=candidate, given=Given(vehicle=plan))
    _move(house, review, "close")


def _conflict(hall: _Hall, review: Review, first: datetime.date) -> Candidate:
    """Return whom a group will doubt; a colleague declares to be a relative of theirs."""
    present = Candidate.objects.filter(review=review, kind=rules.KEEP).select_related(
        "worker__user", "review", "holder"
    )
    doubted, relative = present.exclude(
        worker__user__username__in=list(company_equity.ACCOUNTS)
    ).order_by("-worker__number")[:2]
    actions.declare_conflict(
        by=hall.on(first),
        candidate=doubted,
        worker=relative.worker,
        kind="relative",
        reason="样本：夫妻关系",
    )
    return doubted


def _proxies(house: Actor, found: StepBallot) -> None:
    """Let the first of three groups who cannot come give their votes to the next."""
    roll = list(Elector.objects.filter(ballot=found.ballot).select_related("user")[: 2 * A_GROUP])
    for giver, holder in zip(roll[5:12:3], roll[6:13:3], strict=True):
        if giver.user:
            someone = _as(giver.user, house)
            ballots.give_proxy(by=someone, ballot=found.ballot, holder=holder)


def _contest(hall: _Hall, doubted: Candidate, told: datetime.date) -> None:
    """Appeal for who was not confirmed; the auditor finds nothing wrong."""
    day = hall.on(told + datetime.timedelta(days=3))
    if doubted.worker.user is None:
        return
    appellant = _as(doubted.worker.user, day)
    appeal = actions.appeal(
        by=appellant, candidate=doubted, words="样本：去年的考核有一项记录不准，请复核。"
    )
    auditor = _as(User.objects.get(username="reviewer"), day)
    actions.answer(
        by=auditor,
        found=appeal,
        answer="dismissed",
        words="样本：已核对考核原始记录，与评议所依据的一致，维持原决定。",
    )


def _present(hall: _Hall) -> None:
    """Begin this year's review: its groups have spoken, its divisions are voting."""
    first = TODAY - datetime.timedelta(days=14 * 2 + 5)
    review = _prepared(hall, f"{TODAY.year}年股东资格评议", first)

    def scores(_each: Candidate) -> str:
        return str(hall.rng.randint(6, 10))

    house = hall.on(first + datetime.timedelta(days=14))
    _move(house, review, "open_groups")
    for found in review.ballots.filter(step=rules.GROUP).select_related("ballot", "review"):
        _vote(hall, found, scores)
        ballots.close(by=house, ballot=found.ballot)
        recording.record(house, found)
    house = hall.on(TODAY)
    _move(house, review, "open_divisions")
    for found in list(review.ballots.filter(step=rules.DIVISION).select_related("ballot"))[::2]:
        _vote(hall, found, scores)


def _move(house: Actor, review: Review, move: str, **evidence: str) -> None:
    track = Review.objects.select_related("track").get(pk=review.pk).track
    if track is not None:
        lifecycle.move(
            by=house,
            track=track,
            move=move,
            on=house.workspace.today(),
            expected_stage=track.stage,
            evidence=evidence,
        )


def _vote(hall: _Hall, found: StepBallot, choose: Choose) -> None:
    """Enter the votes of most on the roll: of a secret ballot sealed papers, without a name."""
    ballot, rule = found.ballot, found.ballot.rule
    roll = Elector.objects.filter(ballot=ballot)
    # Boards and judges are few: one who stays away could cost the quorum.
    turnout = TURNOUT if len(roll) >= A_GROUP else 1
    present = [each for each in roll if hall.rng.random() < turnout]
    out = set(
        Exclusion.objects.filter(question__ballot=ballot).values_list("question_id", "elector_id")
    )
    about: dict[int, Candidate] = {}
    for row in found.results.select_related("candidate"):
        about.setdefault(row.question, row.candidate)
    papers: list[Paper] = []
    open_votes: list[OpenVote] = []
    for question in Question.objects.filter(ballot=ballot):
        for elector in present:
            if {(question.pk, elector.pk), (question.pk, elector.proxy_id)} & out:
                continue
            choice = choose(about[question.number])
            if not ballot.is_secret:
                open_votes.append(
                    OpenVote(
                        workspace=hall.by.workspace,
                        question=question,
                        elector=elector,
                        choice=choice,
                        weight=elector.weight,
                    )
                )
                continue
            exponent = counting.exponent(rule, {choice: elector.weight}, question.electorate)
            sealed = group.seal(exponent)
            papers.append(
                Paper(
                    workspace=hall.by.workspace,
                    question=question,
                    weight=elector.weight,
                    commitment=sealed.commitment,
                    blinding=sealed.blinding,
                    choice=choice,
                )
            )
    roll.filter(pk__in=[each.pk for each in present]).update(took_part=True)
    hall.rng.shuffle(papers)
    Paper.objects.bulk_create(papers, batch_size=2000)
    OpenVote.objects.bulk_create(open_votes, batch_size=2000)
