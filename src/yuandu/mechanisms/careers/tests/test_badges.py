"""Badges: what the specification asks, signed so that anybody can check, and nobody named.

The structure asked here is what the specification says of an AchievementCredential.
"""

import json
import uuid

import jwt
import pytest
from django.core.exceptions import PermissionDenied

from tests.people import CityClient
from yuandu.mechanisms.careers import actions, signing
from yuandu.mechanisms.careers.models import Badge
from yuandu.mechanisms.careers.refusals_training import OddBadge
from yuandu.mechanisms.careers.rules import credentials
from yuandu.mechanisms.careers.tests.classes import School

NEEDED = {
    "": {"@context", "id", "type", "issuer", "validFrom", "credentialSubject"},
    "issuer": {"id", "type"},
    "credentialSubject": {"type", "achievement"},
}


@pytest.fixture(scope="module")
def pair():
    return signing.new_pair()


@pytest.fixture
def school(db, monkeypatch, pair):
    # A pair of keys takes a second: one does for all of these tests.
    monkeypatch.setattr(signing, "new_pair", lambda: pair)
    return School()


@pytest.fixture
def badge(school):
    return actions.issue_for_class(by=school.own, trainee=school.passed(), consents=True)


def said(badge) -> dict:
    found = signing.verified(badge.jwt, badge.key.public)
    assert found is not None
    return found


def test_a_badge_has_what_the_specification_needs(badge):
    found = said(badge)
    assert found["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert found["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    for part, names in NEEDED.items():
        assert names <= (found[part] if part else found).keys()
    achievement = found["credentialSubject"]["achievement"]
    assert {"id", "type", "name", "description", "criteria"} <= achievement.keys()
    assert credentials.agrees(found)
    header = jwt.get_unverified_header(badge.jwt)
    assert header.keys() == {"alg", "kid", "typ"}
    assert (header["alg"], header["typ"]) == ("RS256", "JWT")


def test_a_badge_names_nobody_and_can_be_checked_against_a_name(school, badge):
    worker = school.worker("worker")
    text = json.dumps(said(badge), ensure_ascii=False)
    for secret in (worker.name, worker.number, worker.section.name, "company-worker"):
        assert secret not in text
    assert credentials.is_of(said(badge), worker.name)
    assert not credentials.is_of(said(badge), "别人")


def test_a_changed_badge_is_not_good(badge):
    head, body, mark = badge.jwt.split(".")
    assert signing.verified(f"{head}.{body[:-4]}AAAA.{mark}", badge.key.public) is None
    assert signing.verified("", badge.key.public) is None


def test_a_badge_is_signed_only_for_who_wants_it_and_once(school, badge):
    trainee = badge.trainee
    with pytest.raises(OddBadge, match="twice"):
        actions.issue_for_class(by=school.own, trainee=trainee, consents=True)
    with pytest.raises(OddBadge, match="consent"):
        actions.issue_for_class(by=school.own, trainee=trainee, consents=False)
    with pytest.raises(PermissionDenied):
        actions.issue_for_class(by=school.hr, trainee=trainee, consents=True)


def test_no_badge_comes_of_a_class_that_is_not_passed(school):
    with pytest.raises(OddBadge, match="not-passed"):
        actions.issue_for_class(by=school.own, trainee=school.trainee, consents=True)


def test_anybody_with_the_link_checks_it_and_nobody_without(school, badge):
    client = CityClient(school.company)
    page = client.get(badge.get_absolute_url())
    assert page.status_code == 200
    worker = school.worker("worker")
    assert worker.name not in page.content.decode()
    checked = client.post(badge.get_absolute_url(), {"name": worker.name}).content.decode()
    assert f"{worker.name}" in checked
    assert client.get(f"/careers/badges/{uuid.uuid4()}/").status_code == 404
    key = client.get(f"/careers/badges/keys/{badge.key.token}/").json()
    assert "d" not in key
    fetched = client.get(f"{badge.get_absolute_url()}credential/").content.decode()
    assert signing.verified(fetched, {k: v for k, v in key.items() if k != "kid"}) == said(badge)
    assert jwt.get_unverified_header(fetched)["kid"] == key["kid"]
    assert client.get("/careers/badges/issuer/").json()["id"] == said(badge)["issuer"]["id"]


def test_a_revoked_badge_says_so_everywhere(school, badge):
    client = CityClient(school.company)
    status = f"{badge.get_absolute_url()}status/"
    assert client.get(status).json()["revokedCredential"] == []
    actions.revoke_badge(by=school.own, badge=badge, reason="本人要求")
    assert client.get(status).json()["revokedCredential"][0]["revoked"] is True
    assert client.get(f"{badge.get_absolute_url()}credential/").status_code == 410
    assert "本人要求" in client.get(badge.get_absolute_url()).content.decode()
    with pytest.raises(OddBadge, match="revoked"):
        actions.revoke_badge(by=school.hr, badge=badge, reason="again")
    again = actions.issue_for_class(by=school.own, trainee=badge.trainee, consents=True)
    assert Badge.objects.filter(revoked_on=None).get() == again


def test_the_private_key_is_kept_locked(badge):
    assert "PRIVATE" not in badge.key.private
    assert set(badge.key.public) & {"d", "p", "q"} == set()


def test_after_a_new_key_earlier_badges_stay_good(school, badge):
    made = actions.renew_key(by=school.hr)
    assert made.is_current
    assert said(Badge.objects.select_related("key").get(pk=badge.pk))
