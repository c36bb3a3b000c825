"""Officers of firms, hand-overs, visits that arrive once, and who sees which firm."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_division, a_user
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.notices.models import Notice
from yuandu.services.liaison import actions, queries
from yuandu.services.liaison.actions import NewPromise
from yuandu.services.liaison.models import Visit
from yuandu.services.liaison.permissions import current_officers
from yuandu.services.liaison.queries import FirmFilters
from yuandu.services.liaison.refusals import KeyUsed, NobodyToConfirm, Senseless
from yuandu.services.liaison.tests.records import (
    a_firm,
    an_office,
    in_the_care_of,
    raised,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(weifang, owner, county_officer):
    found = a_firm(weifang, owner.posts.get().organisation)
    in_the_care_of(found, county_officer)
    return found


@pytest.fixture
def successor(weifang):
    return a_user(
        "successor", workspace=weifang, role="county_officer", division=a_division(weifang)
    )


def visited(by, firm, **fields) -> Visit:
    given = {"key": uuid.uuid4(), "on": TODAY, "heard": "用工紧张，物流成本上升"} | fields
    return actions.visit(by=by, firm=firm, **given)


def test_a_firm_has_one_officer_and_hears_who(firm, acting, city_officer, successor, owner):
    told = Notice.objects.get(kind="liaison.officer")

    with pytest.raises(lifecycle.AlreadyAssigned):
        lifecycle.assign(
            by=acting(city_officer), subject=firm, user=successor, role="officer", from_on=TODAY
        )

    assert (told.to, told.params["who"]) == (owner, "county_officer")


def test_a_hand_over_keeps_the_promises_and_tells_the_firm(
    weifang, firm, acting, city_officer, county_officer, department_officer, successor, owner
):
    visited(acting(county_officer), firm, promises=[NewPromise("联系冷链企业", 10)])
    an_office(weifang, department_officer)
    step(acting(county_officer), raised(acting(owner), firm), "send")
    weifang.today_on = TODAY + datetime.timedelta(days=3)
    weifang.save(update_fields=["today_on"])

    lifecycle.hand_over(
        by=acting(city_officer),
        assignment=current_officers(acting(city_officer)).get(),
        to=successor,
        on=weifang.today_on,
    )

    given, owed = Promise.objects.order_by("pk")
    assert (given.giver, given.receiver, given.state) == (successor, owner, "open")
    assert (owed.giver, owed.receiver, owed.state) == (department_officer, successor, "open")
    news = Notice.objects.filter(kind="liaison.officer").latest("pk")
    assert (news.to, news.params["who"]) == (owner, "successor")


def test_who_leaves_without_a_successor_is_told_to_the_firm(firm, acting, city_officer, owner):
    by = acting(city_officer)

    lifecycle.release(by=by, assignment=current_officers(by).get(), to_on=TODAY)

    assert Notice.objects.get(kind="liaison.no_officer").to == owner
    assert queries.firm(by, firm.pk, to="see").officer_id is None


def test_my_firms_are_those_i_stand_by(weifang, firm, acting, county_officer, city_officer):
    other = a_firm(weifang, name="另一家花卉公司")

    mine = queries.firm_page(acting(county_officer), FirmFilters(mine=True))
    every = queries.firm_page(acting(city_officer), FirmFilters())
    alone = queries.firm_page(acting(city_officer), FirmFilters(without_officer=True))

    assert list(mine) == [firm]
    assert set(every) == {firm, other}
    assert list(alone) == [other]


def test_an_officer_from_elsewhere_sees_a_firm_once_assigned(weifang, acting, department_officer):
    firm = a_firm(weifang)
    by = acting(department_officer)
    with pytest.raises(Http404):
        queries.firm(by, firm.pk, to="see")

    in_the_care_of(firm, department_officer)

    assert queries.firm(by, firm.pk, to="visit") == firm
    assert visited(by, queries.firm(by, firm.pk, to="visit")).by_user == department_officer


def test_other_counties_and_firms_see_nothing(firm, acting, other_county_officer, grower):
    for user in (other_county_officer, grower):
        assert not queries.firms_visible_to(acting(user)).exists()


# --- Visits ------------------------------------------------------------------------------------


def test_a_visit_puts_its_promises_on_record_for_the_firm_to_confirm(
    firm, acting, county_officer, owner
):
    visit = visited(
        acting(county_officer),
        firm,
        met="总经理",
        promises=[NewPromise("三日内对接银行", 3), NewPromise("月底前组织招聘", 4)],
    )

    assert (visit.by_user, visit.met) == (county_officer, "总经理")
    assert {(each.giver, each.receiver) for each in Promise.objects.all()} == {
        (county_officer, owner)
    }


def test_a_visit_sent_again_after_a_lost_connection_is_one_visit(firm, acting, county_officer):
    key, promises = uuid.uuid4(), [NewPromise("联系冷链企业", 10)]

    first = visited(acting(county_officer), firm, key=key, promises=promises)
    again = visited(acting(county_officer), firm, key=key, promises=promises)

    assert first == again
    assert Promise.objects.count() == 1
    with pytest.raises(KeyUsed):
        visited(acting(county_officer), firm, key=key, heard="又想起一件事")


def test_a_promise_to_a_firm_without_an_account_goes_to_its_leader(
    weifang, acting, county_officer, leader
):
    firm = a_firm(weifang)
    promises = [NewPromise("协调用电", 5)]
    with pytest.raises(NobodyToConfirm):
        visited(acting(county_officer), firm, promises=promises)
    assert not Visit.objects.exists()  # nothing half done

    lifecycle.assign(
        by=acting(county_officer), subject=firm, user=leader, role="leader", from_on=TODAY
    )
    visited(acting(county_officer), firm, promises=promises)

    assert Promise.objects.get().receiver == leader


@pytest.mark.parametrize(
    "fields", [{"on": TODAY + datetime.timedelta(days=1)}, {"heard": " "}], ids=str
)
def test_a_visit_without_sense_is_not_taken(firm, acting, county_officer, fields):
    with pytest.raises(Senseless):
        visited(acting(county_officer), firm, **fields)


def test_who_does_not_serve_a_firm_logs_no_visit(firm, acting, owner, auditor):
    for user in (owner, auditor):
        with pytest.raises(PermissionDenied):
            visited(acting(user), firm)


# --- Competent offices -------------------------------------------------------------------------


def test_an_office_is_entered_once_a_class_and_place(weifang, acting, city_officer, leader):
    office = {"subject": "land", "department": "市自然资源局", "officer": leader}
    by = acting(city_officer)
    actions.enter_competence(by=by, **office)
    actions.enter_competence(by=by, **office, division=a_division(weifang))

    with pytest.raises(Senseless):
        actions.enter_competence(by=by, **office)
    with pytest.raises(Senseless):
        actions.enter_competence(by=by, **office | {"subject": "energy"}, superior=leader)


def test_counties_and_departments_do_not_say_who_is_competent(
    weifang, acting, county_officer, department_officer
):
    for user in (county_officer, department_officer):
        with pytest.raises(PermissionDenied):
            actions.enter_competence(
                by=acting(user), subject="land", department="某局", officer=department_officer
            )
