"""The sample city's drive: four teams, visits to more than a thousand projects, difficulties.

What is past is loaded as it stands; what still runs is done by the real actions, on the days
before today. Where an owner has no account the sample speaks for it, by its post alone.
"""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from random import Random

from yuandu.kernel.accounts.actors import Actor, Held
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.visits import actions, loading, queries
from yuandu.mechanisms.visits.actions import NewDifficulty
from yuandu.mechanisms.visits.loading import PastDifficulty, PastVisit
from yuandu.mechanisms.visits.models import Difficulty, Team, Visit
from yuandu.services.liaison import queries as liaison
from yuandu.site.sample import visits_texts as texts
from yuandu.site.sample.projects import SEED, YEAR
from yuandu.site.sample.visits_texts import Fate
from yuandu.site.sample.work import TODAY, Desk

FROM_ON, TO_ON = datetime.date(YEAR, 3, 2), datetime.date(YEAR, 12, 31)
VISITED = 1086  # “more than 1,000 key projects”
UNVISITED_PROVINCIAL = 3  # of 56: “more than 50 provincial key projects”
PAST = 48  # difficulties that were answered, of which most are closed
LEFT_ANSWERED = 7
STOPS = 5  # of a day
DAYS = 3
ABANDONED = 4  # days before today on which long silence ended so
SPACE = uuid.UUID("7d0f3c52-8c41-4c9e-9a1e-0c4b2f6d5e33")  # of the sample's keys


def load(workspace: Workspace) -> None:
    """Let the teams go, and departments answer what they found."""
    desk, rng = Desk(workspace), Random(SEED)
    drive = actions.make_drive(
        by=desk.system,
        name=texts.DRIVE,
        name_en=texts.DRIVE_EN,
        from_on=FROM_ON,
        to_on=TO_ON,
        year=YEAR,
        levels=["province", "city", "county"],
    )
    teams = [
        actions.make_team(
            by=desk.system,
            drive=drive,
            name=name,
            name_en=name_en,
            users=[desk.users[each] for each in people],
        )
        for name, name_en, people in texts.TEAMS
    ]
    standings = list(queries.covered(drive).order_by("project"))
    chosen, silent = _chosen(standings)
    visits = loading.load_visits(by=desk.system, rows=list(_visits(teams, chosen, rng)))
    _routes(desk, teams, silent)
    # Of one owner the sample has an account: what waits for it is among its own.
    own = [each for each in visits if each.project_id in _of_owner(desk)]
    others = [each for each in visits if each not in own[:2]]
    loading.load_difficulties(by=desk.system, rows=list(_past(desk, others, rng)))
    for number, (fate, days, factor, title, words) in enumerate(texts.RUNNING):
        visit = own[number % len(own)] if own and fate is Fate.ANSWERED else others[-1 - number]
        said = NewDifficulty(factor=factor, title=title, words=words, severity="serious")
        _running(desk, visit, number, fate, days, said)


def _chosen(standings: Sequence[Standing]) -> tuple[list[Standing], list[Standing]]:
    """Return to which projects somebody has come: nearly all provincial ones, and others."""
    provincial = [each for each in standings if each.level == "province"]
    seen = provincial[: len(provincial) - UNVISITED_PROVINCIAL]
    rest = [each for each in standings if each.level != "province"]
    seen += rest[: VISITED - len(seen)]
    keys = {each.pk for each in seen}
    return seen, [each for each in standings if each.pk not in keys]


def _of_owner(desk: Desk) -> set[int]:
    owned = Project.objects.filter(workspace=desk.workspace, owner__post__user=desk.users["owner"])
    return set(owned.values_list("pk", flat=True))


def _visits(teams: Sequence[Team], chosen: Sequence[Standing], rng: Random) -> Iterator[PastVisit]:
    span = (TODAY - FROM_ON).days
    for number, standing in enumerate(chosen):
        team = teams[number % len(teams)]
        yield PastVisit(
            team=team,
            project_id=standing.project_id,
            on=FROM_ON + datetime.timedelta(days=rng.randrange(span)),
            words=rng.choice(texts.HEARD),
            met=rng.choice(texts.MET),
            by_label=team.name,
        )


def _routes(desk: Desk, teams: Sequence[Team], silent: Sequence[Standing]) -> None:
    """Plan the days from today on, each team in one county after the other."""
    waiting = sorted(silent, key=lambda each: (each.division_id, each.project_id))
    by_key = Project.objects.in_bulk([each.project_id for each in waiting])
    for number, team in enumerate(teams):
        for day in range(DAYS):
            first = (number * DAYS + day) * STOPS
            stops = [by_key[each.project_id] for each in waiting[first : first + STOPS]]
            on = TODAY + datetime.timedelta(days=day)
            actions.plan(by=desk.system, team=team, projects=stops, on=on)


def _past(desk: Desk, visits: Sequence[Visit], rng: Random) -> Iterator[PastDifficulty]:
    offices = {
        lacks.factor: liaison.competent(desk.system, lacks.factor, None)[0] for lacks in texts.PAST
    }
    early = [each for each in visits if (TODAY - each.on).days > 40]
    for number, visit in enumerate(early[:PAST]):
        lacks = texts.PAST[number % len(texts.PAST)]
        office = offices[lacks.factor]
        answered_on = visit.on + datetime.timedelta(days=rng.randint(2, 12))
        is_closed = number >= LEFT_ANSWERED
        yield PastDifficulty(
            visit_id=visit.pk,
            factor=lacks.factor,
            severity=("normal", "serious", "urgent")[number % 3],
            title=lacks.title,
            words=lacks.words,
            raised_on=visit.on,
            answered_on=answered_on,
            closed_on=answered_on + datetime.timedelta(days=rng.randint(1, 9))
            if is_closed
            else None,
            department=office.department,
            officer_id=office.officer_id,
            office_label=str(office.officer),
            answer=lacks.answer,
            by_label=visit.by_label,
            owner_label=texts.SPEAKER,
            satisfaction=rng.choice([3, 4, 4, 5, 5, 5]) if is_closed else None,
        )


def _running(
    desk: Desk, visit: Visit, number: int, fate: Fate, days: int, said: NewDifficulty
) -> None:
    """Take a difficulty as far as its fate says, by the real actions."""
    with desk.on(days):
        found = actions.raise_difficulty(
            by=desk.system,
            visit=queries.visit(desk.system, visit.pk, to="raise"),
            key=uuid.uuid5(SPACE, str(number)),
            difficulty=said,
        )
    after = max(days - 2, 0)
    if fate is Fate.ABANDONED:
        with desk.on(ABANDONED):
            actions.abandon(by=desk.system, difficulty=_seen(desk, found))
    elif fate is not Fate.SENT:
        move = {Fate.TAKEN_UP: "take_up", Fate.DECLINED: "decline"}.get(fate, "answer")
        with desk.on(after):
            _step(desk, _office(desk, found), found, move, texts.SAID.get(fate, ""))
    if fate is Fate.REOPENED:
        owner = Actor(
            desk.workspace,
            label=texts.SPEAKER,
            posts=(Held("owner", _seen(desk, found).visit.project.owner_id),),
        )
        with desk.on(max(after - 3, 0)):
            _step(desk, owner, found, "reopen", texts.STILL)


def _office(desk: Desk, found: Difficulty) -> Actor:
    officer = _seen(desk, found).officer
    return desk.actor(officer.username) if officer else desk.system


def _seen(desk: Desk, found: Difficulty) -> Difficulty:
    return queries.difficulty(desk.system, found.pk, to="see")


def _step(desk: Desk, by: Actor, found: Difficulty, move: str, words: str) -> None:
    track = _seen(desk, found).track
    if track is not None:
        lifecycle.move(
            by=by,
            track=track,
            move=move,
            on=desk.workspace.today(),
            expected_stage=track.stage,
            words=words,
        )
