"""Samples of a company's fund, awards of an idea of S01's worker, and its way to S02."""

from dataclasses import replace

from tests.access.samples.given import Given, World, in_json, sample
from tests.companies import a_section
from yuandu.mechanisms.rewards.actions import awards, payroll
from yuandu.mechanisms.rewards.models import Award, FundYear, Rule
from yuandu.mechanisms.rewards.tests.records import a_fund, a_rule, an_adoption, an_idea


def _fund(world: World) -> FundYear:
    if not Rule.objects.filter(workspace=world.company).exists():
        a_rule(world.company)
    found = FundYear.objects.filter(workspace=world.company).first()
    return found or a_fund(world.company)


def _award(world: World) -> Award:
    _fund(world)
    made = awards.propose(by=world.company_system, proposal=an_idea(world.company))
    assert made is not None
    return made


@sample
def a_reward_fund(world: World) -> Given:
    fund = _fund(world)
    awards.approve(by=world.company_system, award=_award(world))
    return Given({"year": fund.year})


@sample
def an_award_of_an_idea(world: World) -> Given:
    return Given({"pk": _award(world).pk})


@sample
def an_award_to_be_void(world: World) -> Given:
    return in_json({"pk": _award(world).pk}, words="复核未通过")


@sample
def a_payroll_list(world: World) -> Given:
    fund = _fund(world)
    awards.approve(by=world.company_system, award=_award(world))
    return Given({"pk": payroll.export(by=world.company_system, fund=fund).pk})


@sample
def a_payroll_sheet(world: World) -> Given:
    made = a_payroll_list(world)
    return replace(made, path=dict(made.path) | {"kind": "xlsx"})


@sample
def a_verified_idea(world: World) -> Given:
    return Given({"pk": an_idea(world.company).pk})


@sample
def an_adoption_of_an_idea(world: World) -> Given:
    return Given({"pk": an_adoption(world.company, an_idea(world.company)).pk})


@sample
def an_adoption_to_suggest(world: World) -> Given:
    section = a_section(world.company, "S02")
    return in_json(proposal=an_idea(world.company).pk, section=section.pk)


@sample
def a_sum_of_an_award(world: World) -> Given:
    _fund(world)
    return in_json(lane="project", benefit="1000", shares=["1", "2"])
