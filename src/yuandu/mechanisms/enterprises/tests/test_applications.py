"""The way to a title: who goes on, who is told, and what alone ends it."""

import datetime
import hashlib

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.lifecycle.refusals import MissingEvidence, NotYours
from yuandu.kernel.notices import queries as notices
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.enterprises import actions, permissions, queries
from yuandu.mechanisms.enterprises.actions import Announced
from yuandu.mechanisms.enterprises.models import Application, Assessment, Firm
from yuandu.mechanisms.enterprises.refusals import (
    AlreadyOpen,
    NamedThere,
    NoSuchAnnouncement,
    NoticeEndsBefore,
    NotKept,
    ObjectionOpen,
    TitleHeld,
)
from yuandu.mechanisms.enterprises.tests.records import (
    EVIDENCE,
    a_firm,
    a_title,
    a_title_application,
    an_announcement,
    facts_of_a_year,
    step,
)
from yuandu.services.policies import deciding
from yuandu.services.policies.loading import load_library

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(weifang, owner) -> Firm:
    """Return the owner's firm, of 青州."""
    made = a_firm(weifang, name="示例泵业有限公司")
    Post.objects.filter(user=owner).update(organisation=made.party)
    return made


@pytest.fixture
def own(owner, firm, acting):
    return acting(owner)


@pytest.fixture
def county(county_officer, acting):
    return acting(county_officer)


@pytest.fixture
def city(city_officer, acting):
    return acting(city_officer)


def kinds_told(user) -> list[str]:
    return [each.kind for each in notices.Notice.objects.filter(to=user).order_by("pk")]


def announced(firm, **fields) -> Announced:
    said = {
        "party": firm.party,
        "outcome": "recognised",
        "tier": "srdi_sme",
        "batch": "2026年度",
        "document": "样本公告〔2026〕20号",
        "announced_on": TODAY,
        "valid_from": TODAY,
        "valid_to": TODAY + datetime.timedelta(days=1095),
    }
    return Announced(**said | fields)


def test_each_side_goes_its_part_of_the_way(own, county, city, firm):
    application = a_title_application(own, firm)

    step(county, application, "coach")
    step(own, application, "submit")
    step(county, application, "pass")
    step(city, application, "recommend", EVIDENCE["letter"])
    step(city, application, "publish", EVIDENCE["notice"])

    assert application.track.stage == "notice"
    assert application.letter == "潍工信推〔2026〕7号"
    assert application.notice_until == datetime.date(2026, 12, 1)
    assert application.closed_on is None


def test_nobody_goes_the_part_of_another(own, county, city, firm, other_county_officer, acting):
    application = a_title_application(own, firm, stage="coaching")

    for actor in (county, city):
        with pytest.raises(NotYours):
            step(actor, application, "submit")
    step(own, application, "submit")
    for actor in (own, county):
        with pytest.raises(NotYours):
            step(actor, application, "recommend" if actor is county else "pass")
    step(county, application, "pass")
    with pytest.raises(NotYours):
        step(county, application, "return", words="材料不全")
    assert not queries.applications_visible_to(acting(other_county_officer)).exists()


def test_the_last_step_is_made_by_nobody(city, own, firm):
    application = a_title_application(own, firm, stage="notice")

    with pytest.raises(NotYours):
        step(city, application, "recognise")


def test_both_sides_are_told(own, owner, county, county_officer, city_officer, firm):
    application = a_title_application(own, firm)
    step(county, application, "coach")
    step(own, application, "submit")
    step(county, application, "pass")

    assert kinds_told(county_officer) == ["application.opened", "application.moved"]
    assert kinds_told(owner) == ["application.moved", "application.moved"]
    assert kinds_told(city_officer) == ["application.moved"]


def test_a_return_gives_its_reasons_to_the_firm(own, county, owner, firm):
    application = a_title_application(own, firm, stage="review")

    with pytest.raises(MissingEvidence):
        step(county, application, "return")
    step(county, application, "return", words="缺2024年审计报告")

    assert application.track.stage == "coaching"
    last = notices.Notice.objects.filter(to=owner).order_by("-pk")[0]
    assert last.params["words"] == "缺2024年审计报告"
    assert last.url.endswith(f"/enterprises/applications/{application.pk}/")


def test_the_firm_withdraws_and_may_begin_again(own, firm):
    application = a_title_application(own, firm, stage="passed")

    with pytest.raises(AlreadyOpen):
        a_title_application(own, firm)
    step(own, application, "withdraw", words="改报下一批次")

    assert application.closed_on == TODAY
    assert a_title_application(own, firm).pk != application.pk


def test_who_holds_the_title_applies_again_only_near_its_end(own, firm):
    a_title(firm, valid_from=datetime.date(2025, 1, 1))
    ending = a_title(firm, "innovative_sme", valid_from=datetime.date(2024, 3, 1))

    with pytest.raises(TitleHeld):
        a_title_application(own, firm)
    assert ending.valid_to < TODAY + datetime.timedelta(days=100)
    a_title_application(own, firm, "innovative_sme")


def test_a_firm_the_room_does_not_know_is_entered_with_its_application(owner, acting):
    party = owner.posts.get().organisation

    made = actions.open_application(by=acting(owner), party=party, tier="innovative_sme")

    assert made.firm.party == party


def test_the_announcement_ends_the_application(own, city, firm):
    application = a_title_application(own, firm, stage="notice")
    bystander = a_title_application(own, firm, "little_giant")

    actions.take_in(by=city, lines=[announced(firm)])

    application.refresh_from_db()
    bystander.refresh_from_db()
    last = Step.objects.filter(track=application.track_id).latest("pk")
    assert Track.objects.get(pk=application.track_id).stage == "recognised"
    assert application.recognition.announcement.document == "样本公告〔2026〕20号"
    assert application.closed_on == TODAY
    assert (last.by_user, last.words) == (None, "样本公告〔2026〕20号")
    assert bystander.closed_on is None


def test_an_announcement_of_an_earlier_day_ends_what_was_moved_since(own, city, firm):
    application = a_title_application(own, firm, stage="passed")
    earlier = TODAY - datetime.timedelta(days=30)

    actions.take_in(by=city, lines=[announced(firm, announced_on=earlier, valid_from=earlier)])

    application.refresh_from_db()
    assert application.closed_on == TODAY


def test_who_was_left_out_is_told_by_the_announcement_alone(own, city, firm, weifang):
    application = a_title_application(own, firm, stage="notice")

    with pytest.raises(NoSuchAnnouncement):
        step(city, application, "miss", {"document": "样本公告〔2026〕99号"})
    an_announcement(weifang, document="样本公告〔2026〕99号", published_on=TODAY)
    step(city, application, "miss", {"document": "样本公告〔2026〕99号"})

    assert application.track.stage == "missed"
    assert application.closed_on == TODAY


def test_who_is_named_was_not_left_out(own, city, firm, weifang):
    application = a_title_application(own, firm, stage="notice")
    a_title(firm, announcement=an_announcement(weifang, document="样本公告〔2026〕98号"))

    with pytest.raises(NamedThere):
        step(city, application, "miss", {"document": "样本公告〔2026〕98号"})
    assert Application.objects.get(pk=application.pk).closed_on is None


def test_an_objection_rests_the_firm_and_its_answer_lets_it_go_on(
    own, city, firm, department_officer, acting
):
    application = a_title_application(own, firm, stage="notice")
    objector = acting(department_officer)
    first, second = (queries.noticed(objector, application.pk, to="object") for _ in range(2))

    actions.object_to_application(by=objector, application=first, words="研发费用存疑")
    with pytest.raises(ObjectionOpen):
        actions.object_to_application(by=objector, application=second, words="再议")

    assert Track.objects.get(pk=application.track_id).stage == "objected"
    step(city, application, "dismiss", words="经复核属实")
    assert application.track.stage == "notice"
    assert application.objections.get().answer == "经复核属实"


def test_a_notice_does_not_end_before_it_began(own, city, firm):
    application = a_title_application(own, firm, stage="letter")

    with pytest.raises(NoticeEndsBefore):
        step(city, application, "publish", {"document": "公示", "until": "2026-11-01"})
    assert application.notice_until is None


def test_the_books_in_force_and_next_are_kept_with_their_hashes(own, firm, weifang):
    load_library(Actor.system(weifang))
    for year in (2023, 2024, 2025):
        facts_of_a_year(firm, year)

    application = a_title_application(own, firm)

    kept = {each.basis: each for each in queries.latest(application)}
    assert [each.version.book.code for each in kept.values()] == ["2-专", "2-巨"]
    in_force = kept["in_force"]
    assert in_force.cut_off == datetime.date(2026, 4, 20)
    assert in_force.book_hash == in_force.version.book.hash
    assert in_force.decision_hash == hashlib.sha256(in_force.decision.encode()).hexdigest()
    again = deciding.again(in_force.decision, in_force.version.book)
    assert again.text == in_force.decision


def test_before_the_new_rules_the_coming_book_is_the_next(weifang, owner, firm, acting):
    load_library(Actor.system(weifang))
    weifang.today_on = datetime.date(2026, 3, 1)
    weifang.save()

    application = a_title_application(acting(owner), firm)

    kept = [(each.basis, each.version.book.code) for each in queries.latest(application)]
    assert kept == [("in_force", "63-2"), ("coming", "2-专")]


def test_what_was_kept_stays_when_facts_change(own, firm, weifang):
    load_library(Actor.system(weifang))
    application = a_title_application(own, firm)
    before = queries.latest(application)[0]

    for year in (2023, 2024, 2025):
        facts_of_a_year(firm, year)
    actions.assess(by=own, application=application)

    after = queries.latest(application)[0]
    assert after.pk != before.pk
    assert after.decision_hash != before.decision_hash
    assert Assessment.objects.get(pk=before.pk).decision == before.decision


def test_every_act_is_on_record(own, firm):
    application = a_title_application(own, firm)
    actions.assess(by=own, application=application)

    acts = set(Entry.objects.values_list("action", flat=True))
    assert {"application.open", "track.start", "application.assess"} <= acts


def test_a_list_costs_the_same_however_long_it_is(city, weifang, django_assert_max_num_queries):
    for _ in range(3):
        a_title_application(Actor.system(weifang), a_firm(weifang))

    with django_assert_max_num_queries(3):
        found, counted = queries.application_page(city, queries.ApplicationFilters())
        told = [(each.firm.title, each.track.stage) for each in found.page]

    assert len(told) == 3
    assert counted == {"survey": 3}


def test_a_county_sees_its_own_alone(own, county, city, firm, weifang, other_county_officer):
    a_title_application(own, firm)
    assert queries.application_page(county, queries.ApplicationFilters())[0].total == 1
    assert queries.application_page(city, queries.ApplicationFilters(stage="open"))[0].total == 1
    elsewhere = queries.ApplicationFilters(division_id=other_county_officer.posts.get().division_id)
    assert queries.application_page(city, elsewhere)[0].total == 0


def test_who_is_objected_to_does_not_learn_by_whom_and_nobody_objects_late(
    own, city, county, firm, leader, department_officer, acting, weifang
):
    application = a_title_application(own, firm, stage="notice")
    may = permissions.MAY_APPLICATION

    seen = [may["see_objector"](by, application) for by in (own, city, county, acting(leader))]
    assert seen == [False, True, True, True]

    objector = acting(department_officer)
    Application.objects.update(notice_until=TODAY - datetime.timedelta(days=1))
    application.refresh_from_db()
    assert not queries.on_notice(objector).exists()
    with pytest.raises(PermissionDenied):
        actions.object_to_application(by=objector, application=application, words="迟到的异议")


def test_contacts_are_kept_by_the_firm_and_its_officers(own, county, firm, weifang, acting, leader):
    for by in (own, county):
        actions.keep_contact(by=by, firm=firm, leading_product="泵", contact="王", phone="0536")

    with pytest.raises(NotKept):
        actions.keep_contact(by=acting(leader), firm=firm, leading_product="", contact="", phone="")
