"""Platforms report and open equipment; firms book it, and no hour twice."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from tests.people import TODAY, a_user, a_workspace
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import actions, queries
from yuandu.mechanisms.enterprises.models import Booking, PlatformReport
from yuandu.mechanisms.enterprises.opening import Stretch
from yuandu.mechanisms.enterprises.refusals import (
    AlreadyCancelled,
    EquipmentTaken,
    NotBookable,
    NotYourPlatform,
    Taken,
)
from yuandu.mechanisms.enterprises.tests.records import (
    a_booking,
    a_firm,
    a_piece,
    an_innovation_platform,
)

TOMORROW = TODAY + datetime.timedelta(days=1)


@pytest.fixture
def host(weifang):
    return a_firm(weifang)


@pytest.fixture
def keeper(weifang, host):
    user = a_user("keeper", workspace=weifang, role="owner", organisation=host.party)
    return actor_for(user, weifang)


@pytest.mark.django_db
def test_what_a_platform_reports_shows_the_gaps_to_its_next_level(weifang, host, keeper):
    platform = an_innovation_platform(host)
    figures = {"rd_spending": Decimal(6_000_000), "joint_projects": 3}
    for staff in (10, 25):
        actions.report_platform(
            by=keeper,
            platform=platform,
            year=2025,
            rd_staff=staff,
            equipment_value=Decimal(1_000_000),
            **figures,
        )

    found = queries.upgrade_of(platform, TODAY)

    states = {finding.id: finding.state.name for finding in found.answer.findings}
    assert PlatformReport.objects.count() == 1
    assert states == {
        "years": "MET",
        "staff": "MET",
        "spending": "MET",
        "equipment": "UNMET",
        "projects": "MET",
        "opened": "UNMET",
    }
    assert queries.upgrade_of(an_innovation_platform(host, "national"), TODAY) is None


@pytest.mark.django_db
def test_others_neither_report_nor_open(weifang, host, acting, owner, other_county_officer):
    platform = an_innovation_platform(host)

    for by in (acting(owner), acting(other_county_officer)):
        with pytest.raises(NotYourPlatform):
            actions.open_equipment(by=by, platform=platform, name="电镜", price=Decimal(1))


@pytest.mark.django_db
def test_equipment_of_a_name_is_entered_once_and_closed_by_its_keeper(weifang, keeper, host):
    platform = an_innovation_platform(host)
    piece = actions.open_equipment(by=keeper, platform=platform, name="电镜", price=Decimal(300))
    with pytest.raises(EquipmentTaken):
        actions.open_equipment(by=keeper, platform=platform, name="电镜", price=Decimal(1))

    actions.open_equipment(by=keeper, platform=platform, equipment=piece, is_open=False)

    with pytest.raises(Http404):
        queries.get_equipment(Actor.anonymous(weifang), piece.pk, to="see")
    with pytest.raises(NotBookable) as refused:
        a_booking(piece, host.party)
    assert refused.value.codes == ("not-open",)


@pytest.mark.django_db
def test_booked_hours_are_not_idle_and_given_back_they_are(weifang, keeper, host, acting, owner):
    piece = a_piece(an_innovation_platform(host))
    firm = owner.posts.get().organisation
    booking = a_booking(piece, firm)

    idle = queries.idle_week(keeper, [piece])[piece.pk]
    assert idle[TOMORROW] == [Stretch(TOMORROW, 11, 17)]
    assert Notice.objects.filter(to=keeper.user_id, kind="enterprises.booked").exists()

    actions.cancel_booking(by=acting(owner), booking=booking)
    idle = queries.idle_week(keeper, [piece])[piece.pk]
    assert idle[TOMORROW] == [Stretch(TOMORROW, 9, 17)]
    with pytest.raises(AlreadyCancelled):
        actions.cancel_booking(by=keeper, booking=booking)
    assert a_booking(piece, firm).pk != booking.pk


@pytest.mark.django_db
def test_no_hour_is_booked_twice_and_the_next_hour_is_free(weifang, host):
    piece, other = (a_piece(an_innovation_platform(host)) for _number in range(2))
    a_booking(piece, host.party)

    with pytest.raises(Taken):
        a_booking(piece, host.party, first=10, last=12)
    a_booking(piece, host.party, first=11, last=12)
    a_booking(other, host.party)


@pytest.mark.django_db
def test_the_database_itself_keeps_two_from_one_hour(weifang, host):
    first = a_booking(a_piece(an_innovation_platform(host)), host.party)

    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(
            workspace=weifang,
            equipment=first.equipment,
            firm=host.party,
            during=first.during,
            purpose="绕过",
            booked_on=TODAY,
        )


@pytest.mark.django_db
def test_who_booked_is_for_both_sides_and_the_officers(weifang, host, keeper, acting, owner):
    booking = a_booking(a_piece(an_innovation_platform(host)), a_firm(weifang).party)

    assert [each for each, _hours in queries.bookings_of(keeper, booking.equipment)] == [booking]
    assert queries.bookings_of(acting(owner), booking.equipment) == []
    with pytest.raises(NotYourPlatform):
        actions.cancel_booking(by=acting(owner), booking=booking)


@pytest.mark.django_db
def test_a_list_of_equipment_takes_as_many_queries_however_long_it_is(
    weifang, host, django_assert_num_queries
):
    for _number in range(8):
        a_booking(a_piece(an_innovation_platform(host)), host.party)
    actor = Actor.system(weifang)

    with django_assert_num_queries(3):
        page = queries.equipment_page(actor, "电镜", 1)
        idle = queries.idle_week(actor, page)

    assert len(idle) == 8


@pytest.mark.django_db(transaction=True)
def test_of_two_firms_that_book_one_hour_one_is_told():
    city = a_workspace()
    piece = a_piece(an_innovation_platform(a_firm(city)))
    firms = [a_firm(city).party for _number in range(2)]
    together = Barrier(2)

    def booking(firm) -> str:
        try:
            together.wait()
            a_booking(piece, firm)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        came = sorted(pool.map(booking, firms))

    assert came == ["done", "taken"]
    assert Booking.objects.count() == 1


@pytest.mark.django_db
def test_a_day_at_the_end_of_all_days_is_refused_in_words(weifang, host):
    piece = a_piece(an_innovation_platform(host), open_days=7, opens_at=0, closes_at=24)

    with pytest.raises(NotBookable) as refused:
        a_booking(piece, host.party, day=datetime.date.max, first=0, last=24)

    assert refused.value.codes == ("too-far-ahead",)


@pytest.mark.django_db
def test_only_who_is_in_office_at_the_host_is_told_of_a_booking(weifang, host):
    past = a_user("past", workspace=weifang, role="owner", organisation=host.party)
    past.posts.update(to_on=TODAY - datetime.timedelta(days=1))
    leaving = a_user("leaving", workspace=weifang, role="owner", organisation=host.party)
    leaving.posts.update(to_on=TODAY)

    a_booking(a_piece(an_innovation_platform(host)), host.party)

    told = Notice.objects.filter(kind="enterprises.booked").values_list("to", flat=True)
    assert list(told) == [leaving.pk]
