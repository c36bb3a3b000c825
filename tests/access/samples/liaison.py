"""Samples of one-to-one service."""

import uuid
from dataclasses import replace

from tests.access.samples.given import Given, World, acting, in_json, sample
from tests.access.samples.registry import owners_firm
from tests.people import TODAY, a_division, an_organisation
from yuandu.services.liaison import actions as liaison_actions
from yuandu.services.liaison.models import Competence, Issue
from yuandu.services.liaison.tests import records as liaison


@sample
def a_firm_in_service(world: World) -> Given:
    return Given({"pk": liaison.a_firm(world.weifang).party_id})


@sample
def a_firm_to_take_into_service(world: World) -> Given:
    party = an_organisation(
        world.weifang, "待服务示例花卉有限公司", division=a_division(world.weifang)
    )
    return Given({"pk": party.pk})


@sample
def the_owners_firm_in_service(world: World) -> Given:
    liaison_actions.take_in(by=world.system, party=owners_firm(world))
    return Given({"pk": owners_firm(world).pk})


@sample
def a_visit_to_log(world: World) -> Given:
    data = {"key": str(uuid.uuid4()), "on": str(TODAY), "heard": "用工紧张"}
    return Given(a_firm_in_service(world).path, data=data)


@sample
def a_visit_to_log_by_a_program(world: World) -> Given:
    path = {"party": liaison.a_firm(world.weifang).party_id}
    return in_json(path, key=str(uuid.uuid4()), on=str(TODAY), heard="用工紧张")


@sample
def an_issue_to_raise(world: World) -> Given:
    return in_json(
        key=str(uuid.uuid4()),
        party=liaison.a_firm(world.weifang).party_id,
        subject="talent",
        title="缺少组培技术员",
        words="请协助对接职业院校。",
    )


@sample
def an_issue_that_was_raised(world: World) -> Given:
    return Given({"pk": _issue(world).pk})


@sample
def an_issue_that_was_sent(world: World) -> Given:
    return Given({"pk": _sent_issue(world).pk})


@sample
def an_issue_to_answer(world: World) -> Given:
    path = {"pk": _sent_issue(world).pk, "verb": "answer"}
    return Given(path, data={"words": "已安排专家上门"})


@sample
def an_answer_by_a_program(world: World) -> Given:
    return in_json({"pk": _sent_issue(world).pk}, words="已安排专家上门")


@sample
def an_issue_that_is_solved(world: World) -> Given:
    return Given({"pk": _solved_issue(world).pk})


@sample
def a_gap_in_policy(world: World) -> Given:
    tagged = replace(liaison.ASKED, tag="组培")
    for _number in range(3):
        issue = liaison.raised(world.system, liaison.a_firm(world.weifang), tagged)
    return Given({"pk": issue.gap.pk})


@sample
def a_card_of_a_solved_case(world: World) -> Given:
    card = liaison_actions.write_card(
        by=world.system,
        issue=_solved_issue(world),
        question="瓶苗污染率高怎么办",
        solution="联系科研院所会诊",
        department="市科技局",
    )
    return Given({"pk": card.pk})


@sample
def a_competent_office(world: World) -> Given:
    return Given({"pk": _office(world).pk})


def _issue(world: World) -> Issue:
    return liaison.raised(world.system, liaison.a_firm(world.weifang))


def _office(world: World) -> Competence:
    found = Competence.objects.filter(workspace=world.weifang, subject="breeding").first()
    return found or liaison.an_office(world.weifang, world.people["department_officer"])


def _sent_issue(world: World) -> Issue:
    _office(world)
    return liaison.step(world.system, _issue(world), "send")


def _solved_issue(world: World) -> Issue:
    issue = _sent_issue(world)
    liaison_actions.answer(
        by=acting(world, "department_officer"), issue=issue, words="已安排专家上门"
    )
    return liaison.step(world.system, issue, "close")
