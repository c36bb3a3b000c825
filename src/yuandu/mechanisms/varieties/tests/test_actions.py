"""Sealed rooms, rights and licences; and what is refused."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_user, a_workspace, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.varieties import actions, chores, queries
from yuandu.mechanisms.varieties.models import SeedlingBatch
from yuandu.mechanisms.varieties.refusals import (
    OddAccession,
    OddBatch,
    OddLicence,
    OddVariety,
    SamePedigree,
)
from yuandu.mechanisms.varieties.tests.records import (
    a_licence,
    a_protected_variety,
    a_share,
    a_variety,
    an_accession,
    some_kind,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_workspace()


def people_of(city, name: str):
    firm = an_organisation(city, name)
    return actor_for(a_user(name, workspace=city, role="owner", organisation=firm), city), firm


def test_a_room_is_sealed_to_everybody_but_its_owner(city):
    owner, firm = people_of(city, "育种公司")
    other, _ = people_of(city, "别家")
    office = actor_for(a_user("office", workspace=city, role="administrator"), city)
    found = an_accession(city, firm)

    assert queries.accession(owner, found.pk, to="see") == found
    for stranger in (other, office):
        with pytest.raises(Http404):
            queries.accession(stranger, found.pk, to="see")


def test_what_is_shared_is_seen_until_its_last_day_or_until_it_is_withdrawn(city):
    owner, firm = people_of(city, "育种公司")
    guest, institute = people_of(city, "研究院")
    made = a_share(city, firm, institute)

    assert queries.accession(guest, made.accession_id, to="see")
    with pytest.raises(PermissionDenied):
        queries.accession(guest, made.accession_id, to="share")
    guest.workspace.today_on = made.to_on + datetime.timedelta(days=1)
    with pytest.raises(Http404):
        queries.accession(guest, made.accession_id, to="see")

    guest.workspace.today_on = TODAY
    actions.withdraw(by=owner, share=made)
    with pytest.raises(Http404):
        queries.accession(guest, made.accession_id, to="see")
    with pytest.raises(OddAccession, match="withdrawn"):
        actions.withdraw(by=owner, share=made)


def test_a_cross_that_is_there_is_told(city):
    firm = an_organisation(city, "育种公司")
    mother, father = an_accession(city, firm), an_accession(city, firm)
    made = an_accession(city, firm, mother=mother, father=father)

    with pytest.raises(SamePedigree) as refused:
        an_accession(city, firm, mother=mother, father=father)
    assert made.number in refused.value.sentence


def test_a_parent_must_be_one_that_may_be_read(city):
    owner, firm = people_of(city, "育种公司")
    _other, stranger = people_of(city, "别家")
    secret = an_accession(city, stranger)

    with pytest.raises(OddAccession, match="parents"):
        actions.deposit(
            by=owner, owner=firm, number="1", name="x", kind=some_kind(city), mother=secret
        )


def test_a_name_that_differs_in_blanks_alone_is_taken(city):
    firm = an_organisation(city, "育种公司")
    a_variety(city, firm, name="鸢都红1号")

    with pytest.raises(OddVariety, match="name-taken"):
        a_variety(city, firm, name="鸢都 红１号")


def test_a_right_is_granted_once(city):
    made = a_protected_variety(city, an_organisation(city, "育种公司"))

    with pytest.raises(OddVariety, match="has-right"):
        actions.grant(
            by=Actor.system(city), variety=made, number="CNA9", granted_on=TODAY,
            ends_on=TODAY + datetime.timedelta(days=9),
        )  # fmt: skip


@pytest.mark.parametrize(("days", "why"), [(-1, "term"), (9000, "beyond"), (10, "twice")])
def test_a_licence_stays_within_the_right_and_stands_once(city, days, why):
    made = a_licence(city, an_organisation(city, "育种公司"))

    with pytest.raises(OddLicence, match=why):
        actions.license(
            by=Actor.system(city), variety=made.variety, licensee=made.licensee,
            royalty=Decimal(1), from_on=TODAY, to_on=TODAY + datetime.timedelta(days=days),
        )  # fmt: skip


def test_royalties_follow_from_the_seedlings_of_the_licensee(city):
    holder, firm = people_of(city, "育种公司")
    licensee, producer = people_of(city, "种苗公司")
    made = a_licence(city, firm, producer)
    for quantity in (1000, 3000):  # entered again they are corrected
        actions.enter_batch(
            by=licensee, producer=producer, kind=made.variety.kind, variety=made.variety,
            month=TODAY, quantity=quantity,
        )  # fmt: skip

    assert SeedlingBatch.objects.count() == 1
    for party in (holder, licensee):
        found = queries.licence(party, made.pk, to="see")
        assert queries.statement(found, TODAY.year).amount == Decimal("150.00")
    office = actor_for(a_user("office", workspace=city, role="city_officer"), city)
    with pytest.raises(Http404):
        queries.licence(office, made.pk, to="see")


def test_seedlings_are_of_a_month_that_has_begun(city):
    with pytest.raises(OddBatch, match="ahead"):
        actions.enter_batch(
            by=Actor.system(city), producer=an_organisation(city), kind=some_kind(city),
            month=TODAY + datetime.timedelta(days=40), quantity=1,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("left", "kind"), [(60, "licence_ends"), (0, "licence_ends"), (-1, "licence_ended")]
)
def test_both_parties_of_a_licence_are_told_once_as_it_ends(city, left, kind):
    holder, firm = people_of(city, "育种公司")
    licensee, producer = people_of(city, "种苗公司")
    made = a_licence(city, firm, producer)
    city.today_on = made.to_on - datetime.timedelta(days=left)
    city.save(update_fields=["today_on"])

    chores.watch(city)
    chores.watch(city)

    told = Notice.objects.filter(kind=f"varieties.{kind}").values_list("to", flat=True)
    assert sorted(told) == sorted([holder.user_id, licensee.user_id])
    assert made.state(city.today()) == ("ended" if left < 0 else "ending")


def test_on_other_days_nobody_is_told(city):
    _holder, firm = people_of(city, "育种公司")
    made = a_licence(city, firm)
    city.today_on = made.to_on - datetime.timedelta(days=61)
    city.save(update_fields=["today_on"])

    chores.watch(city)

    assert not Notice.objects.exists()
    assert made.state(city.today()) == "running"
