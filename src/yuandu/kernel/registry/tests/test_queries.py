import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import actions, queries
from yuandu.kernel.registry.models import Party

YEAR = {"from_on": datetime.date(2025, 1, 1), "to_on": datetime.date(2025, 12, 31)}


@pytest.fixture
def city(weifang):
    return Actor.system(weifang)


@pytest.fixture
def qingzhou(weifang):
    return a_division(weifang)


@pytest.fixture
def person(weifang, qingzhou):
    return Party.objects.create(
        workspace=weifang,
        kind="person",
        name="样本甲",
        code="370781199001011234",
        division=qingzhou,
    )


def test_the_public_and_people_from_elsewhere_see_no_party(weifang, acting, outsider, stranger):
    firm = an_organisation(weifang)

    for actor in (Actor.anonymous(weifang), acting(outsider), acting(stranger)):
        assert not queries.visible_to(actor).exists()
        with pytest.raises(Http404):
            queries.get(actor, firm.pk, to="see")


def test_a_party_of_another_workspace_is_not_there(elsewhere, acting, administrator):
    theirs = an_organisation(elsewhere)

    with pytest.raises(Http404):
        queries.get(acting(administrator), theirs.pk, to="see")


def test_a_county_officer_corrects_the_firms_of_the_own_county_alone(
    weifang, acting, county_officer, other_county_officer, qingzhou
):
    firm = an_organisation(weifang, division=qingzhou)

    assert queries.get(acting(county_officer), firm.pk, to="edit") == firm
    assert queries.get(acting(other_county_officer), firm.pk, to="see") == firm
    with pytest.raises(PermissionDenied):
        queries.get(acting(other_county_officer), firm.pk, to="edit")


def test_a_firm_without_a_place_is_for_the_city(weifang, acting, county_officer, city_officer):
    firm = an_organisation(weifang)

    assert queries.get(acting(city_officer), firm.pk, to="edit") == firm
    with pytest.raises(PermissionDenied):
        queries.get(acting(county_officer), firm.pk, to="edit")


def test_an_owner_reports_and_consents_for_the_own_firm_alone(weifang, acting, owner):
    own = owner.posts.get().organisation
    other = an_organisation(weifang, "另一家")
    actor = acting(owner)

    assert queries.mays(actor, own) == {
        **dict.fromkeys(("see", "see_name", "see_facts", "report", "consent"), True),
        "edit": False,
        "appoint": False,
    }
    assert not queries.mays(actor, other)["see_facts"]
    with pytest.raises(PermissionDenied):
        queries.get(actor, other.pk, to="consent")


def test_sensitive_facts_are_read_by_the_firm_and_its_officers_alone(
    weifang, city, acting, owner, leader, county_officer, other_county_officer, qingzhou
):
    firm = owner.posts.get().organisation
    firm.division = qingzhou
    firm.save()
    for kind in ("staff", "revenue"):
        actions.report(by=city, party=firm, kind=kind, value=Decimal(1), **YEAR)

    def kinds(user):
        return [fact.kind for fact in queries.facts_of(acting(user), firm)]

    assert kinds(owner) == kinds(county_officer) == ["revenue", "staff"]
    assert kinds(leader) == kinds(other_county_officer) == ["staff"]


def test_a_persons_name_is_masked_for_those_without_the_right(
    acting, person, leader, county_officer, other_county_officer, owner
):
    assert queries.shown(acting(county_officer), person).name == "样本甲"
    for user in (leader, other_county_officer):
        seen = queries.shown(acting(user), person)
        assert (seen.name, seen.code) == ("样**", "370*************34")
        assert seen.is_masked
    with pytest.raises(Http404):
        queries.get(acting(owner), person.pk, to="see")


def test_a_search_does_not_tell_a_masked_name(
    acting, person, leader, county_officer, other_county_officer
):
    def found(user):
        return list(queries.people(acting(user), words="样本甲"))

    assert found(county_officer) == [person]
    assert found(leader) == found(other_county_officer) == []
    assert list(queries.people(acting(leader))) == [person]
    assert list(queries.people(acting(leader), kind="household")) == []


def test_facts_of_a_masked_person_are_not_read(city, acting, person, leader):
    actions.report(by=city, party=person, kind="address", text="某村1号", **YEAR)

    assert queries.facts_of(city, person).count() == 1
    assert not queries.facts_of(acting(leader), person).exists()


def test_organisations_are_found_by_name_and_by_code_as_typed(city, weifang, qingzhou):
    firm = an_organisation(
        weifang, "青州样本花卉有限公司", code="91350100M000100Y43", division=qingzhou
    )
    an_organisation(weifang, "诸城样本食品有限公司")

    for words in ("样本花卉", "91350100m000", "９１３５", " 青州样本 "):
        assert list(queries.organisations(city, words=words)) == [firm]
    assert list(queries.organisations(city, division=qingzhou)) == [firm]
    assert queries.organisations(city).count() == 2


def test_posts_are_seen_by_their_holder_and_by_administrator_and_auditor(
    acting, administrator, auditor, owner, leader
):
    firm = owner.posts.get().organisation

    assert queries.posts(acting(administrator)).count() == 4
    assert queries.posts(acting(auditor)).count() == 4
    assert [post.user for post in queries.posts(acting(leader))] == [leader]
    assert [post.user for post in queries.posts_of(acting(owner), firm)] == [owner]
    assert not queries.posts_of(acting(leader), firm).exists()
    with pytest.raises(PermissionDenied):
        queries.post(acting(leader), leader.posts.get().pk, to="end")
    with pytest.raises(Http404):
        queries.post(acting(leader), owner.posts.get().pk, to="end")


def test_consents_are_seen_by_the_party_its_officers_and_the_auditor(
    city, acting, owner, auditor, city_officer, leader
):
    firm = owner.posts.get().organisation
    consent = actions.give_consent(
        by=city, party=firm, purpose="application", facts=["*"], to_on=TODAY
    )

    for user in (owner, auditor, city_officer):
        assert queries.consent(acting(user), firm, consent.pk) == consent
    assert queries.consent(acting(leader), firm, consent.pk) is None


def test_divisions_are_counted_in_one_query(city, weifang, qingzhou, django_assert_num_queries):
    an_organisation(weifang, division=qingzhou)
    a_division(weifang, "370782", "诸城市")

    with django_assert_num_queries(1):
        counted = {each.code: each.organisations for each in queries.counted_divisions(city)}

    assert counted == {"370781": 1, "370782": 0}
    assert queries.division(city, "370781") == qingzhou
    assert queries.division(city, "999999") is None
