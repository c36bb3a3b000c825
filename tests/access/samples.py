"""An object for every address that names one: what stands in the path, and what is sent.

Made once for the whole matrix; each request is undone after it was answered.
"""

import datetime
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from tests.people import TODAY, a_division, a_user, an_organisation
from yuandu.kernel.accounts import actions as accounts
from yuandu.kernel.accounts.actors import Actor, Held
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit import sequencing
from yuandu.kernel.audit.models import Entry, Root
from yuandu.kernel.files import actions as files
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.indicators import boards
from yuandu.kernel.indicators.models import Board, MonthlyValue
from yuandu.kernel.ledger import quotas
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices.models import Delivery, Notice, Robot
from yuandu.kernel.registry import actions as registry
from yuandu.kernel.registry import kinds
from yuandu.kernel.registry import queries as registry_queries
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.models import State, Upload
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises.models import (
    Application,
    Firm,
    UpdateAnswer,
    UpdateRound,
)
from yuandu.mechanisms.enterprises.tests.records import (
    a_booking,
    a_firm,
    a_piece,
    a_pool_place,
    a_title,
    a_title_application,
    a_vault_paper,
    an_innovation_platform,
    facts_of_a_year,
)
from yuandu.mechanisms.projects.models import Project, Resemblance
from yuandu.mechanisms.projects.tests.records import a_list, a_place, a_project
from yuandu.services.cooperation.models import Challenge, Milestone
from yuandu.services.cooperation.tests import records as cooperation
from yuandu.services.handbook import actions as handbook
from yuandu.services.handbook.models import Edition
from yuandu.services.handbook.tests.records import a_clause, a_draft
from yuandu.services.liaison import actions as liaison_actions
from yuandu.services.liaison.models import Competence, Issue
from yuandu.services.liaison.tests import records as liaison
from yuandu.services.plans.models import Instrument, Plan, Task
from yuandu.services.plans.tests.records import a_plan, an_instrument
from yuandu.services.policies import actions as policies
from yuandu.services.policies.models import Ask, Case, PolicyVersion, Sweep
from yuandu.services.policies.tests import records as policy_records


@dataclass(frozen=True)
class World:
    """Weifang and everybody in it."""

    weifang: Workspace
    people: Mapping[str, User]
    system: Actor


@dataclass(frozen=True)
class Given:
    """What a request needs: values in its path, a query, a body, made anew where it is used up."""

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    data: Any = None
    as_json: bool = False


_PLACE = re.compile(r"<(?:[\w-]+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)")


def address(line: str, given: Given) -> str:
    """Return the path of a line of the table, with the values of a sample."""
    route = line.partition(" ")[2]
    path = _PLACE.sub(lambda place: str(given.path[place[1] or place[2]]), route)
    return "/" + path.replace("^", "").replace("$", "")


type Sample = Callable[[World], Given]
SAMPLES: dict[str, Sample] = {}


def sample(make: Sample) -> Sample:
    SAMPLES[make.__name__] = make
    return make


def _actor(world: World, persona: str) -> Actor:
    return registry_queries.actor_for(world.people[persona], world.weifang)


@sample
def a_link_nobody_sent(world: World) -> Given:
    return Given({"uidb36": "1", "key": "made-up", "provider_id": "city"})


@sample
def nothing_of_ones_own(world: World) -> Given:
    return Given({"pk": 0})


# --- Accounts --------------------------------------------------------------------------


@sample
def somebody(world: World) -> Given:
    return Given({"pk": a_user("somebody", workspace=world.weifang).pk})


@sample
def somebody_to_close(world: World) -> Given:
    return Given({"pk": a_user("to-close", workspace=world.weifang).pk, "verb": "close"})


@sample
def a_card_for_somebody(world: World) -> Given:
    return Given(data={"person": a_user("to-issue", workspace=world.weifang).pk})


@sample
def a_card(world: World) -> Given:
    holder = a_user("holder", workspace=world.weifang, role="grower")
    return Given({"code": accounts.issue_card(by=world.system, user=holder, with_pin=True).code})


@sample
def a_grant_of_the_growers(world: World) -> Given:
    grower = world.people["grower"]
    grant = accounts.grant_help(
        by=Actor(world.weifang, grower.pk, str(grower), posts=(Held("grower"),)),
        helper=world.people["stranger"],
        roles=frozenset({"grower"}),
        words="接单",
        until=TODAY,
    )
    return Given({"pk": grant.pk})


@sample
def a_token_of_the_city_officers(world: World) -> Given:
    token, _ = accounts.make_token(
        by=world.system,
        user=world.people["city_officer"],
        name="sync",
        scopes=frozenset(),
        expires_at=timezone.now() + datetime.timedelta(days=1),
    )
    return Given({"pk": token.pk})


# --- Audit, files, notices ---------------------------------------------------------------


@sample
def an_entry(world: World) -> Given:
    audit.record(world.system, "workspace.call", world.weifang, personal={"phone": "138"})
    entry = Entry.objects.latest("pk")
    return Given({"pk": entry.pk}, data={"name": "phone"})


@sample
def a_day_that_is_closed(world: World) -> Given:
    sequencing.Sequencer().run()
    sequencing.close_days(timezone.now() + datetime.timedelta(days=1))
    return Given({"day": Root.objects.latest("on").on})


@sample
def a_paper(world: World) -> Given:
    upload = ContentFile(b"%PDF-1.7\n%%EOF\n", "批复.pdf")
    paper = files.store(by=world.system, upload=upload, target=_project(world).track)
    return Given({"pk": paper.pk})


@sample
def a_notice_to_the_leader(world: World) -> Given:
    leader = world.people["leader"]
    params = {"giver": "住建局", "subject": "示例项目", "due_on": str(TODAY)}
    notices.send(by=world.system, to=[leader.pk], kind="promise.given", url="/late/", **params)
    return Given({"pk": Notice.objects.get(to=leader, kind="promise.given").pk})


@sample
def a_robot(world: World) -> Given:
    return Given({"pk": _robot(world).pk})


@sample
def a_message_that_failed(world: World) -> Given:
    message = Delivery.objects.create(
        workspace=world.weifang, robot=_robot(world), title="快报", text="快报", state="failed"
    )
    return Given({"pk": message.pk})


def _robot(world: World) -> Robot:
    return Robot.objects.create(
        workspace=world.weifang,
        name=f"调度群{Robot.objects.count()}",
        platform="wecom",
        address="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdef",
    )


# --- Registry ----------------------------------------------------------------------------


@sample
def the_firm_of_the_owner(world: World) -> Given:
    return Given({"pk": _firm(world).pk, "kind": next(iter(kinds.facts)).code})


@sample
def a_consent(world: World) -> Given:
    consent = registry.give_consent(
        by=world.system,
        party=_firm(world),
        purpose=next(iter(kinds.purposes)).code,
        facts=["*"],
        to_on=TODAY,
    )
    return Given({"pk": consent.party_id, "consent_pk": consent.pk})


@sample
def a_post(world: World) -> Given:
    post = a_user("post-holder", workspace=world.weifang, role="leader").posts.get()
    return Given({"pk": post.pk}, data={"to_on": TODAY})


@sample
def a_code(world: World) -> Given:
    return Given({"code": "91350100M000100Y43"})


def _firm(world: World) -> Party:
    return world.people["owner"].posts.get().organisation


# --- Ledger, spreadsheets, figures ---------------------------------------------------------------


@sample
def organisations_as_a_spreadsheet(world: World) -> Given:
    return Given({"code": "organisations", "kind": "csv"})


@sample
def a_spreadsheet_that_was_sent(world: World) -> Given:
    return Given({"pk": _read(world).pk})


@sample
def a_spreadsheet_that_stopped(world: World) -> Given:
    """Return one whose reading somebody began and nobody goes on with."""
    upload = _sent(world)
    upload.state = State.READING
    upload.save(update_fields=["state"])
    return Given({"pk": upload.pk})


@sample
def a_preview_to_decide_on(world: World) -> Given:
    upload = _read(world)
    return Given({"pk": upload.pk}, data={"version": upload.version, "good_rows_only": "on"})


# One row is good, one lacks its name.
ROWS = "统一社会信用代码,名称\n91350100M000100Y43,示例材料有限公司\n91370700MA3C0H1F5E,\n".encode()


def _sent(world: World) -> Upload:
    officer, layout = _actor(world, "city_officer"), layouts.get("organisations")
    return sheets.receive(by=officer, layout=layout, file=ContentFile(ROWS, "企业.csv"))


def _read(world: World) -> Upload:
    return sheets.read(by=_actor(world, "city_officer"), upload=_sent(world))


@sample
def a_quota_of_land(world: World) -> Given:
    return Given({"pk": _quota(world, "370781").pk})


@sample
def a_quota_to_grant(world: World) -> Given:
    return _json(resource="land", division="370781", year=TODAY.year, amount="10", key="sent once")


@sample
def land_to_move(world: World) -> Given:
    debit, credit = _quota(world, "370781"), _quota(world, "370782")
    return _json(debit=debit.code, credit=credit.code, amount="1", key="moved once")


def _quota(world: World, division: str) -> Account:
    granted = quotas.grant(
        by=_actor(world, "administrator"),
        resource="land",
        division=Division.objects.get(code=division),
        year=TODAY.year,
        amount=Decimal(50),
        key=f"to {division}",
    )
    return granted.credit


@sample
def a_board(world: World) -> Given:
    """Return 青州's place on a board that 诸城 leads: the last, so not for the public."""
    boards.register(boards.MonthlyMeasure(code="done", name="完成投资", unit="亿元"))
    board = indicators.keep_board(by=world.system, code="invested", name="投资榜", leaders=1)
    indicators.publish_rule(
        by=world.system,
        board=board,
        terms={"components": [{"measure": "done", "weight": 100}]},
        basis="潍办〔2025〕9号",
        published_on=datetime.date(2025, 12, 20),
        effective_on=datetime.date(2026, 1, 1),
    )
    for subject, (division, value) in enumerate({"370781": 6, "370782": 10}.items()):
        MonthlyValue.objects.create(
            workspace=world.weifang,
            measure="done",
            subject_id=subject,
            division=Division.objects.get(code=division),
            period="2026-10",
            value=value * 10**8,
        )
    return Given({"code": "invested", "period": "2026-10", "division": "370781", "measure": "done"})


@sample
def the_head_of_a_board(world: World) -> Given:
    return Given({"code": "invested", "period": "2026-10", "division": "370782"})


@sample
def an_objection(world: World) -> Given:
    objection = indicators.object_to(
        by=_actor(world, "county_officer"),
        board=Board.objects.get(),
        period="2026-10",
        division=Division.objects.get(code="370781"),
        words="少计一家",
    )
    return Given({"pk": objection.pk})


@sample
def a_figure(world: World) -> Given:
    return Given({"code": "registry.divisions.count"})


@sample
def a_text(world: World) -> Given:
    return Given(data={"text": "青州市共2个县市区"}, as_json=True)


# --- What programs send ----------------------------------------------------------------


def _json(path: Mapping[str, Any] | None = None, **data: Any) -> Given:
    return Given(path or {}, data=data, as_json=True)


@sample
def an_organisation_to_enter(world: World) -> Given:
    return _json(name="示例新材料有限公司", code="91350100M000100Y43", division="370781")


@sample
def a_project_to_enter(world: World) -> Given:
    return _json(name="示例工厂二期项目", kind="industry", division="370781")


@sample
def a_change_of_a_project(world: World) -> Given:
    project = _project(world)
    return _json({"pk": project.pk}, version=project.version, summary="年产十万套")


@sample
def a_track_to_open(world: World) -> Given:
    return _json({"pk": _project(world).pk}, track="project_land")


@sample
def a_listing_of_a_project(world: World) -> Given:
    a_list(world.weifang)
    where = {"year": TODAY.year, "level": "city", "category": "industry"}
    return _json({"pk": _project(world).pk}, status="new_start", **where)


@sample
def a_leaving_of_a_list(world: World) -> Given:
    return _json(a_place_on_a_list(world).path, because="调出")


@sample
def a_move_of_a_track(world: World) -> Given:
    project = _project(world, stage="works_start")
    path = {"pk": project.track_id, "code": "build"}
    return _json(path, on=str(TODAY), expected_stage="works_start", words="已开工")


@sample
def a_paper_for_a_track(world: World) -> Given:
    path = {"pk": _project(world).track_id}
    return Given(path, data=lambda: {"file": ContentFile(b"%PDF-1.7\n%%EOF\n", "批复.pdf")})


@sample
def tracks_of_a_project(world: World) -> Given:
    return Given(query={"subject": "projects.project", "subject_id": _project(world).pk})


@sample
def a_promise_to_record(world: World) -> Given:
    return _json(
        subject="projects.project",
        subject_id=_project(world).pk,
        words="三日内答复",
        giver=world.people["department_officer"].pk,
        receiver=world.people["county_officer"].pk,
        due_days=3,
    )


@sample
def words_on_a_promise(world: World) -> Given:
    return _json(a_promise_to_the_county(world).path, words="在办")


@sample
def a_spreadsheet_to_send(world: World) -> Given:
    path = {"layout": "organisations"}
    return Given(path, data=lambda: {"file": ContentFile(ROWS, "企业.csv")})


@sample
def a_decision_on_a_spreadsheet(world: World) -> Given:
    upload = _read(world)
    return _json({"pk": upload.pk}, version=upload.version, good_rows_only=True)


@sample
def a_mapping_of_a_spreadsheet(world: World) -> Given:
    upload = _read(world)
    return _json({"pk": upload.pk}, version=upload.version, mapping={})


# --- Life cycles, projects ---------------------------------------------------------------


def _project(world: World, **fields: Any) -> Project:
    """Return a project in 青州 of the owner's firm, on no published list."""
    return a_project(world.weifang, owner_id=_firm(world).pk, **fields)


@sample
def a_project_on_no_list(world: World) -> Given:
    project = _project(world)
    return Given({"pk": project.pk, "cycle": "project_land"})


@sample
def a_published_project(world: World) -> Given:
    place = a_place(a_list(world.weifang, published=True))
    return Given({"pk": _project(world, listings=(place,)).pk})


@sample
def a_place_on_a_list(world: World) -> Given:
    project = _project(world, listings=(a_place(a_list(world.weifang, "province")),))
    return Given({"pk": project.pk, "listing": project.listings.get().pk})


@sample
def an_annual_list(world: World) -> Given:
    return Given({"pk": a_list(world.weifang, "county").pk})


@sample
def a_likeness(world: World) -> Given:
    first, second = sorted((_project(world), _project(world)), key=lambda each: each.pk)
    found = Resemblance.objects.create(
        workspace=world.weifang, first=first, second=second, score=0.9
    )
    return Given({"pk": found.pk}, data={"verdict": "different", "words": "地块不同"})


@sample
def a_track(world: World) -> Given:
    return Given({"pk": _project(world).track_id, "code": "works_start"})


@sample
def a_promise_to_the_county(world: World) -> Given:
    promise = lifecycle.promise(
        by=_actor(world, "department_officer"),
        subject=_project(world),
        words="三个工作日内答复用地意见",
        giver=world.people["department_officer"],
        receiver=world.people["county_officer"],
        due_days=3,
    )
    return Given({"pk": promise.pk, "verb": "say"}, data={"words": "在办"})


@sample
def about_a_project(world: World) -> Given:
    return Given({"label": "projects.project", "key": _project(world).pk})


@sample
def a_charge_of_the_leaders(world: World) -> Given:
    charge = lifecycle.assign(
        by=world.system,
        subject=_project(world),
        user=world.people["leader"],
        role="leader",
        from_on=TODAY,
    )
    return Given({"pk": charge.pk})


@sample
def the_usual_rhythm(world: World) -> Given:
    return Given({"code": "usual"})


@sample
def a_calendar_of_the_leaders(world: World) -> Given:
    token = lifecycle.open_calendar(by=_actor(world, "leader"))
    return Given({"token": token})


@sample
def a_calendar_of_titles(world: World) -> Given:
    token = lifecycle.open_calendar(by=_actor(world, "auditor"))
    return Given({"code": "titles", "token": token})


@sample
def a_life_cycle(world: World) -> Given:
    return Given({"code": "project_productive"})


# --- Firms ------------------------------------------------------------------------------


@sample
def a_firm_without_a_title(world: World) -> Given:
    return Given({"pk": a_firm(world.weifang).pk})


@sample
def a_contact_of_a_firm(world: World) -> Given:
    contact = {"leading_product": "农机", "contact": "张三", "phone": "0536-5550000"}
    return Given({"pk": a_firm(world.weifang).pk}, data=contact)


@sample
def a_list_as_a_workbook(world: World) -> Given:
    return Given({"kind": "xlsx"})


@sample
def a_place_in_the_pool(world: World) -> Given:
    return Given({"pk": a_pool_place(a_firm(world.weifang)).pk})


@sample
def a_leaving_of_the_pool(world: World) -> Given:
    reason = {"leaving": "unlikely", "because": "营收连续下滑"}
    return Given(a_place_in_the_pool(world).path, data=reason)


@sample
def an_entry_into_the_pool(world: World) -> Given:
    reason = {"tier": "srdi_sme", "because": "成长性好"}
    return Given({"pk": a_firm(world.weifang).pk}, data=reason)


@sample
def an_announced_firm(world: World) -> Given:
    return Given({"pk": a_title(a_firm(world.weifang)).firm_id})


def _own_firm(world: World) -> Firm:
    """Return the owner's firm, of 青州, whatever it was known as before."""
    party = _firm(world)
    party.division = Division.objects.get(code="370781")
    party.save(update_fields=["division"])
    return Firm.objects.get_or_create(party=party, defaults={"workspace": world.weifang})[0]


@sample
def an_applicant(world: World) -> Given:
    return Given({"pk": _own_firm(world).party_id}, data={"tier": "little_giant"})


@sample
def an_application_for_a_title(world: World) -> Given:
    return Given({"pk": _application(world).pk})


def _application(world: World) -> Application:
    found = Application.objects.filter(firm=_own_firm(world), tier="srdi_sme").first()
    return found or a_title_application(world.system, _own_firm(world))


@sample
def an_applicant_on_notice(world: World) -> Given:
    made = a_title_application(world.system, a_firm(world.weifang), stage="notice")
    return Given({"pk": made.pk})


@sample
def an_objection_to_an_applicant(world: World) -> Given:
    return Given(an_applicant_on_notice(world).path, data={"words": "研发费用存疑"})


@sample
def a_vault(world: World) -> Given:
    return Given({"pk": _own_firm(world).pk})


@sample
def a_paper_for_a_vault(world: World) -> Given:
    def sent() -> dict[str, Any]:
        paper = ContentFile(b"%PDF-1.7\nlicence\n%%EOF\n", "执照.pdf")
        return {"kind": "licence", "upload": paper}

    return Given({"pk": _own_firm(world).pk}, data=sent)


@sample
def a_paper_of_a_vault(world: World) -> Given:
    firm = _own_firm(world)
    return Given({"pk": firm.pk, "document": a_vault_paper(world.system, firm).pk})


@sample
def a_window_to_open(world: World) -> Given:
    return Given(data={"year": TODAY.year - 1, "to_on": "2026-12-20"})


@sample
def a_yearly_update(world: World) -> Given:
    firm = _own_firm(world)
    made = UpdateRound.objects.filter(year=2024).first()
    if made is None:
        facts_of_a_year(firm, 2024)
        made = UpdateRound.objects.create(
            workspace=world.weifang, year=2024, from_on=TODAY, to_on=TODAY
        )
        UpdateAnswer.objects.create(workspace=world.weifang, round=made, firm=firm)
    return Given({"pk": made.pk, "firm": firm.pk})


@sample
def a_platform(world: World) -> Given:
    return Given({"pk": an_innovation_platform(a_firm(world.weifang)).pk})


# --- The plan register -------------------------------------------------------------------


def _plan(world: World, **fields: Any) -> Plan:
    return a_plan(world.weifang, code=f"plan-{Plan.objects.count()}", **fields)


@sample
def a_published_plan(world: World) -> Given:
    return Given({"pk": _plan(world).pk, "number": 1, "kind": "factor"})


@sample
def a_plan_in_draft(world: World) -> Given:
    return Given({"pk": _plan(world, published=False).pk})


@sample
def a_part_of_a_plan(world: World) -> Given:
    plan = _plan(world)
    return Given({"pk": plan.pk, "kind": "aspect", "key": plan.aspects.last().pk})


@sample
def an_indicator_of_a_plan(world: World) -> Given:
    return Given({"pk": _plan(world).indicators.get().pk})


@sample
def an_actual_to_report(world: World) -> Given:
    return _json(an_indicator_of_a_plan(world).path, year=2025, value="16", source="年报")


@sample
def a_task_of_a_plan(world: World) -> Given:
    plan = _plan(world)
    return Given({"pk": Task.objects.get(goal__aspect__plan=plan).pk})


@sample
def an_instrument_here(world: World) -> Given:
    return Given({"pk": an_instrument(world.weifang, f"code-{Instrument.objects.count()}").pk})


# --- The policy handbook -----------------------------------------------------------------


@sample
def a_clause_in_force(world: World) -> Given:
    return Given({"pk": a_clause(world.weifang).pk})


@sample
def an_edition_in_force(world: World) -> Given:
    return Given({"pk": a_clause(world.weifang).edition_id})


@sample
def an_edition_in_draft(world: World) -> Given:
    title = f"待发布{Edition.objects.count()}"
    return Given({"pk": handbook.open_edition(by=world.system, title=title).pk})


@sample
def a_clause_of_a_draft(world: World) -> Given:
    edition = Edition.objects.get(pk=an_edition_in_draft(world).path["pk"])
    draft = a_draft(world.weifang)
    return Given({"pk": handbook.write(by=world.system, edition=edition, draft=draft).pk})


# --- Equipment of platforms ----------------------------------------------------------------


@sample
def a_platform_of_qingzhou(world: World) -> Given:
    return Given({"pk": an_innovation_platform(a_firm(world.weifang)).pk})


@sample
def a_piece_of_equipment(world: World) -> Given:
    return Given({"pk": a_piece(an_innovation_platform(a_firm(world.weifang))).pk})


@sample
def a_closed_piece_of_equipment(world: World) -> Given:
    platform = an_innovation_platform(a_firm(world.weifang))
    return Given({"pk": a_piece(platform, is_open=False).pk})


@sample
def a_booking_of_the_owner(world: World) -> Given:
    piece = a_piece(an_innovation_platform(a_firm(world.weifang)))
    return Given({"pk": a_booking(piece, _firm(world)).pk})


# --- Joint research and experts ------------------------------------------------------------


def _challenge(world: World, **fields: Any) -> Challenge:
    """Return a challenge of a firm of 青州 that nobody here acts for."""
    return cooperation.a_challenge(cooperation.a_firm(world.weifang), **fields)


@sample
def a_challenge_that_is_open(world: World) -> Given:
    return Given({"pk": _challenge(world).pk})


@sample
def a_challenge_in_draft(world: World) -> Given:
    return Given({"pk": _challenge(world, stage="draft").pk})


@sample
def a_challenge_for_the_owner(world: World) -> Given:
    return Given({"pk": _challenge(world, is_public=False, institutes=[_firm(world)]).pk})


@sample
def an_offer_for_a_challenge(world: World) -> Given:
    return Given({"pk": cooperation.an_offer(_challenge(world)).pk})


@sample
def an_offer_of_the_owner(world: World) -> Given:
    return Given({"pk": cooperation.an_offer(_challenge(world), _firm(world)).pk})


@sample
def a_contract_to_agree_on(world: World) -> Given:
    return Given({"pk": cooperation.a_chosen_offer(_challenge(world)).challenge_id})


@sample
def a_contract_that_is_signed(world: World) -> Given:
    challenge = _challenge(world)
    cooperation.a_signed_contract(challenge)
    return Given({"pk": challenge.pk})


@sample
def a_milestone_of_a_contract(world: World) -> Given:
    return Given({"pk": cooperation.a_signed_contract(_challenge(world))[0].pk})


@sample
def a_milestone_to_drop(world: World) -> Given:
    offer = cooperation.a_chosen_offer(_challenge(world))
    milestone = Milestone.objects.create(
        workspace=world.weifang,
        contract=offer.contract,
        number=1,
        title="小试",
        due_on=TODAY,
        amount=Decimal(1),
    )
    return Given({"pk": milestone.pk})


@sample
def a_talent_need(world: World) -> Given:
    return Given({"pk": cooperation.a_need(cooperation.a_firm(world.weifang)).pk})


@sample
def a_talent_need_in_draft(world: World) -> Given:
    firm = cooperation.a_firm(world.weifang)
    return Given({"pk": cooperation.a_need(firm, stage="draft").pk})


@sample
def an_expert_who_consents(world: World) -> Given:
    return Given({"pk": cooperation.an_expert(world.weifang).pk})


@sample
def an_expert_to_ask(world: World) -> Given:
    return Given(a_talent_need(world).path | {"expert": an_expert_who_consents(world).path["pk"]})


@sample
def an_engagement_that_runs(world: World) -> Given:
    need = cooperation.a_need(cooperation.a_firm(world.weifang))
    engagement = cooperation.an_engagement(need, cooperation.an_expert(world.weifang))
    cooperation.step(world.system, engagement, "accept")
    return Given({"pk": engagement.pk})


# --- Policies ----------------------------------------------------------------------------


def _policy(world: World) -> PolicyVersion:
    """Return a policy in force that the owner's firm, of 青州, is due."""
    found = PolicyVersion.objects.filter(policy__code="rd-2026").first()
    if found:
        return PolicyVersion.objects.select_related("policy", "track").get(pk=found.pk)
    firm = _firm(world)
    firm.division = Division.objects.get(code="370781")
    firm.save(update_fields=["division"])
    policy_records.a_fact(firm, "rd_expense", 2_000_000)
    policy_records.a_fact(firm, "staff", 50)
    drafter, approver = _actor(world, "city_officer"), _actor(world, "administrator")
    return policy_records.an_approved_policy(drafter, approver)


def _sweep(world: World) -> Sweep:
    return policies.sweep_version(by=world.system, version=_policy(world))


def _case(world: World) -> Case:
    _sweep(world)
    return Case.objects.get(party=_firm(world))


@sample
def a_consent_to_applications(world: World) -> Given:
    firm = _firm(world)
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
    drafter, approver = _actor(world, "city_officer"), _actor(world, "administrator")
    version = policy_records.a_fund(drafter, approver)
    return Given({"pk": policy_records.a_call(drafter, version).pk})


@sample
def a_question_to_the_firm(world: World) -> Given:
    made = Ask.objects.create(
        workspace=world.weifang,
        version=_policy(world),
        party=_firm(world),
        missing=f"new_equity_{policy_records.LAST_YEAR}",
        asked_on=world.weifang.today(),
        asked_by="系统",
    )
    return Given({"pk": made.pk})


@sample
def a_policy_in_force(world: World) -> Given:
    return Given({"pk": _policy(world).policy_id})


@sample
def a_version_in_force(world: World) -> Given:
    return Given({"pk": _policy(world).pk})


@sample
def a_draft_of_a_policy(world: World) -> Given:
    officer = _actor(world, "city_officer")
    draft = policies.Draft(policy_records.a_book(code="draft-2026"))
    return Given({"pk": policies.create(by=officer, draft=draft).pk})


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
    case, officer = Case.objects.get(party=firm), _actor(world, "city_officer")
    for move in ("verify", "publish"):
        policy_records.step(officer, case, move)
    return Given({"pk": case.pk})


@sample
def an_objection_to_a_case(world: World) -> Given:
    return Given(a_case_on_notice(world).path, data={"words": "重复享受"})


@sample
def an_objection_by_a_program(world: World) -> Given:
    return _json(a_case_on_notice(world).path, words="重复享受")


@sample
def the_firm_to_check(world: World) -> Given:
    return Given({"party": _firm(world).pk})


@sample
def a_condition_to_judge(world: World) -> Given:
    found = PolicyVersion.objects.filter(policy__code="judged-2026").first()
    if found is None:
        drafter, approver = _actor(world, "city_officer"), _actor(world, "administrator")
        found = policy_records.an_approved_policy(
            drafter, approver, **policy_records.JUDGED, code="judged-2026"
        )
    return Given(
        {"pk": _firm(world).pk, "version": found.pk},
        data={"criterion": "c3", "holds": "yes", "words": "查阅材料属实", "on": str(TODAY)},
    )


@sample
def an_application(world: World) -> Given:
    path = {"pk": _firm(world).pk, "version": _policy(world).pk}
    return Given(path, data={"agrees": "on"})


# --- One-to-one service ------------------------------------------------------------------


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
    liaison_actions.take_in(by=world.system, party=_firm(world))
    return Given({"pk": _firm(world).pk})


@sample
def a_visit_to_log(world: World) -> Given:
    data = {"key": str(uuid.uuid4()), "on": str(TODAY), "heard": "用工紧张"}
    return Given(a_firm_in_service(world).path, data=data)


@sample
def a_visit_to_log_by_a_program(world: World) -> Given:
    path = {"party": liaison.a_firm(world.weifang).party_id}
    return _json(path, key=str(uuid.uuid4()), on=str(TODAY), heard="用工紧张")


@sample
def an_issue_to_raise(world: World) -> Given:
    return _json(
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
    return _json({"pk": _sent_issue(world).pk}, words="已安排专家上门")


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
        by=_actor(world, "department_officer"), issue=issue, words="已安排专家上门"
    )
    return liaison.step(world.system, issue, "close")
