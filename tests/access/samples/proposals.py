"""Samples of proposals of section S01: one in each state that an address asks for."""

import datetime
from decimal import Decimal

from tests.access.samples.given import Given, World, sample
from tests.companies import a_section
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.proposals import actions, queries
from yuandu.mechanisms.proposals.actions import NewProposal
from yuandu.mechanisms.proposals.models import Board, Evaluation, Proposal, Twin
from yuandu.mechanisms.proposals.queries import track_of

IDEAS = iter(f"第{at}处工位灯换成感应灯，人走灯灭" for at in range(10_000))


def _as(world: World, persona: str) -> Actor:
    return actor_for(world.staff[persona], world.company)


def _posted(world: World, **fields: object) -> Proposal:
    return actions.post(
        by=_as(world, "worker"),
        section=a_section(world.company),
        new=NewProposal(idea=next(IDEAS), **fields),
    )


def _move(world: World, made: Proposal, move: str) -> None:
    track = track_of(made)
    lifecycle.move(
        by=Actor.system(world.company),
        track=track,
        move=move,
        on=world.company.today(),
        expected_stage=track.stage,
        words="好",
    )


@sample
def a_collected_idea(world: World) -> Given:
    return Given({"pk": _posted(world).pk})


@sample
def a_sealed_idea(world: World) -> Given:
    return Given({"pk": _posted(world, is_sealed=True).pk})


@sample
def an_idea_in_evaluation(world: World) -> Given:
    made = _posted(world, lane="project")
    _move(world, made, "forward")
    return Given({"pk": made.pk})


@sample
def an_idea_in_verification(world: World) -> Given:
    return Given({"pk": _in_verification(world).pk})


def _in_verification(world: World) -> Proposal:
    made = _posted(world, lane="project")
    _move(world, made, "forward")
    _move(world, made, "accept")
    return made


@sample
def a_sampled_idea(world: World) -> Given:
    made = _posted(world)
    leader = _as(world, "team_leader")
    actions.grade(by=leader, proposal=queries.get(leader, made.pk, to="grade"), grade="1")
    Proposal.objects.filter(pk=made.pk).update(is_sampled=True, sampled_on=None)
    return Given({"pk": made.pk})


@sample
def a_merged_idea(world: World) -> Given:
    made, other = _posted(world), _posted(world)
    office = Actor.system(world.company)
    actions.merge(
        by=office,
        proposal=queries.get(office, made.pk, to="merge"),
        into=queries.get(office, other.pk, to="see"),
        words="同一件事",
    )
    return Given({"pk": made.pk})


@sample
def an_asked_opinion(world: World) -> Given:
    made = _posted(world, lane="project")
    _move(world, made, "forward")
    return Given({"pk": Evaluation.objects.get(proposal=made).pk})


@sample
def a_claimed_benefit(world: World) -> Given:
    made = _in_verification(world)
    worker = _as(world, "worker")
    line = actions.claim(
        by=worker,
        proposal=queries.get(worker, made.pk, to="claim"),
        kind="time",
        recurrence="once",
        amount=Decimal(8),
        words="每班少走八趟",
    )
    return Given({"pk": line.pk})


@sample
def a_twin(world: World) -> Given:
    first, second = sorted((_posted(world).pk, _posted(world).pk))
    made = Twin.objects.create(
        workspace=world.company,
        first_id=first,
        second_id=second,
        likeness=Decimal("0.8"),
        found_on=datetime.date(2026, 11, 1),
    )
    return Given({"pk": made.pk})


@sample
def a_section_with_a_board(world: World) -> Given:
    return Given({"pk": a_section(world.company).pk})


@sample
def an_ideas_board(world: World) -> Given:
    section = a_section(world.company)
    found = Board.objects.filter(section=section, revoked_on=None).first()
    made = found or actions.put_up(by=Actor.system(world.company), section=section)
    return Given({"token": made.token})


@sample
def an_idea_by_a_program(world: World) -> Given:
    data = {"section": "S01", "idea": "刀具架按使用次数排，少弯一次腰"}
    return Given(data=data, as_json=True)


@sample
def a_text_by_a_program(world: World) -> Given:
    return Given(query={"text": "工位灯换成感应灯"})


@sample
def a_grade_by_a_program(world: World) -> Given:
    return Given({"pk": _posted(world).pk}, data={"grade": "1"}, as_json=True)


@sample
def an_opinion_by_a_program(world: World) -> Given:
    made = _posted(world, lane="project")
    _move(world, made, "forward")
    return Given({"pk": made.pk}, data={"opinion": "accept", "words": "先试一条线"}, as_json=True)
