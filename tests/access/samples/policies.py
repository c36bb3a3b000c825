"""Samples of policies."""

from tests.access.samples.given import Given, World, acting, in_json, sample
from tests.access.samples.registry import owners_firm
from tests.people import TODAY
from yuandu.kernel.registry import actions as registry
from yuandu.kernel.registry.models import Division
from yuandu.services.policies import actions as policies
from yuandu.services.policies.models import Ask, Case, PolicyVersion, Sweep
from yuandu.services.policies.tests import records as policy_records


def _policy(world: World) -> PolicyVersion:
    """Return a policy in force that the owner's firm, of 青州, is due."""
    found = PolicyVersion.objects.filter(policy__code="rd-2026").first()
    if found:
        return PolicyVersion.objects.select_related("policy", "track").get(pk=found.pk)
    firm = owners_firm(world)
    firm.division = Division.objects.get(code="370781")
    firm.save(update_fields=["division"])
    policy_records.a_fact(firm, "rd_expense", 2_000_000)
    policy_records.a_fact(firm, "staff", 50)
    drafter, approver = acting(world, "city_officer"), acting(world, "administrator")
    return policy_records.an_approved_policy(drafter, approver)


def _sweep(world: World) -> Sweep:
    return policies.sweep_version(by=world.system, version=_policy(world))


def _case(world: World) -> Case:
    _sweep(world)
    return Case.objects.get(party=owners_firm(world))


@sample
def a_consent_to_applications(world: World) -> Given:
    firm = owners_firm(world)
    given = registry.give_consent(
        by=world.system,
        party=firm,
        purpose="application",
        facts=["*"],
        to_on=world.weifang.today(),
    )
    return Given({"pk": firm.pk, "consent": given.pk})


@sample
def a_call(world: World) -> Given:
    drafter, approver = acting(world, "city_officer"), acting(world, "administrator")
    version = policy_records.a_fund(drafter, approver)
    return Given({"pk": policy_records.a_call(drafter, version).pk})


@sample
def a_question_to_the_firm(world: World) -> Given:
    made, _is_new = Ask.objects.get_or_create(
        workspace=world.weifang,
        version=_policy(world),
        party=owners_firm(world),
        missing=f"new_equity_{policy_records.LAST_YEAR}",
        defaults={"asked_on": world.weifang.today(), "asked_by": "系统"},
    )
    return Given({"pk": made.pk})


@sample
def a_fact_said_by_a_program(world: World) -> Given:
    return in_json(a_question_to_the_firm(world).path, said="300 万元")


@sample
def an_application_by_a_program(world: World) -> Given:
    _policy(world)  # which gives the firm its facts
    # Of another policy: within one window a firm applies once, on whichever way.
    version = policy_records.an_approved_policy(
        acting(world, "city_officer"), acting(world, "administrator"), code="rd-program"
    )
    return in_json({"party": owners_firm(world).pk}, version=version.pk, agrees=True)


@sample
def a_consent_by_a_program(world: World) -> Given:
    path = a_consent_to_applications(world).path
    return Given({"party": path["pk"], "pk": path["consent"]})


@sample
def a_policy_in_force(world: World) -> Given:
    return Given({"pk": _policy(world).policy_id})


@sample
def a_version_in_force(world: World) -> Given:
    return Given({"pk": _policy(world).pk})


@sample
def a_draft_of_a_policy(world: World) -> Given:
    officer = acting(world, "city_officer")
    draft = policies.Draft(policy_records.a_book(code="draft-2026"))
    return Given({"pk": policies.create(by=officer, draft=draft).pk})


@sample
def a_short_draft(world: World) -> Given:
    benefit = policy_records.a_book()["benefits"][0] | {"title": "研发投入补助"}
    budget = {"amount": 60, "unit": "万元"}
    book = policy_records.a_book(code="short-2026", benefits=[benefit], budget=budget)
    draft = policies.Draft(book)
    return Given({"pk": policies.create(by=acting(world, "city_officer"), draft=draft).pk})


@sample
def a_part_of_a_draft(world: World) -> Given:
    draft = policies.Draft(policy_records.a_book(code="part-2026"))
    made = policies.create(by=acting(world, "city_officer"), draft=draft)
    return Given({"pk": made.pk, "name": "criterion-c1"})


@sample
def a_sweep(world: World) -> Given:
    return Given({"pk": _sweep(world).pk})


@sample
def a_window(world: World) -> Given:
    return Given({"pk": policy_records.the_window(_policy(world)).pk})


@sample
def a_case_that_was_found(world: World) -> Given:
    return Given({"pk": _case(world).pk})


@sample
def a_case_on_notice(world: World) -> Given:
    firm = policy_records.a_firm(world.weifang, f"示例研发公司{Case.objects.count()}", research=300)
    _sweep(world)
    case, officer = Case.objects.get(party=firm), acting(world, "city_officer")
    for move in ("verify", "publish"):
        policy_records.step(officer, case, move)
    return Given({"pk": case.pk})


@sample
def an_objection_to_a_case(world: World) -> Given:
    return Given(a_case_on_notice(world).path, data={"words": "重复享受"})


@sample
def an_objection_by_a_program(world: World) -> Given:
    return in_json(a_case_on_notice(world).path, words="重复享受")


@sample
def the_firm_to_check(world: World) -> Given:
    return Given({"party": owners_firm(world).pk})


@sample
def a_condition_to_judge(world: World) -> Given:
    found = PolicyVersion.objects.filter(policy__code="judged-2026").first()
    if found is None:
        drafter, approver = acting(world, "city_officer"), acting(world, "administrator")
        found = policy_records.an_approved_policy(
            drafter, approver, **policy_records.JUDGED, code="judged-2026"
        )
    return Given(
        {"pk": owners_firm(world).pk, "version": found.pk},
        data={"criterion": "c3", "holds": "yes", "words": "查阅材料属实", "on": str(TODAY)},
    )


@sample
def an_application(world: World) -> Given:
    path = {"pk": owners_firm(world).pk, "version": _policy(world).pk}
    return Given(path, data={"agrees": "on"})
