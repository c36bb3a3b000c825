import datetime

import pytest

from tests.people import TODAY, a_user
from yuandu.kernel.accounts import actions, refusals
from yuandu.kernel.accounts.models import Grant, User

DAY = datetime.timedelta(days=1)


@pytest.fixture
def grower(weifang) -> User:
    return a_user("wang", "王秀英", workspace=weifang, role="grower")


@pytest.fixture
def nephew(weifang) -> User:
    return a_user("liu", "刘强", workspace=weifang, role="helper")


@pytest.fixture
def grant(acting, grower, nephew) -> Grant:
    return actions.grant_help(
        by=acting(grower),
        helper=nephew,
        roles=frozenset({"grower"}),
        words="接单、看结算",
        until=TODAY + 30 * DAY,
    )


def test_a_person_lets_a_helper_act_and_takes_it_back(grower, nephew, sign_in):
    browser, helper = sign_in(grower), sign_in(nephew)

    browser.post(
        "/helpers/",
        {"helper": "liu", "roles": ["grower"], "words": "接单", "until": "2026-12-24"},
    )
    grant = Grant.objects.get()
    assert "王秀英" in helper.get("/helpers/").text

    helper.post(f"/helpers/{grant.pk}/act/")
    assert "刘强（代 王秀英）" in helper.get("/me/").text

    browser.post(f"/helpers/{grant.pk}/revoke/")
    assert "您正在代办" not in helper.get("/me/").text
    assert helper.post(f"/helpers/{grant.pk}/act/").status_code == 404


def test_the_banner_is_on_every_page_until_the_helper_stops(grant, nephew, sign_in):
    helper = sign_in(nephew)
    helper.post(f"/helpers/{grant.pk}/act/")

    for path in ("/", "/me/", "/helpers/"):
        assert "您正在代办" in helper.get(path).text
    helper.post("/helpers/stop/")
    assert "您正在代办" not in helper.get("/me/").text


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_nobody_hands_on_administration_or_audit(weifang, nephew, acting, role):
    chief = a_user("chief", workspace=weifang, role=role)

    with pytest.raises(refusals.NothingToGrant):
        actions.grant_help(
            by=acting(chief), helper=nephew, roles=frozenset({role}), words="", until=TODAY
        )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("helper", "nobody"),
        ("helper", "wang"),
        ("helper", "outsider"),
        ("roles", ["administrator"]),
        ("words", ""),
        ("until", "2026-11-23"),
        ("until", "2029-01-01"),
        ("until", "soon"),
    ],
)
def test_an_ill_formed_grant_is_refused_at_its_field(
    grower, nephew, outsider, sign_in, field, value
):
    good = {"helper": "liu", "roles": ["grower"], "words": "接单", "until": "2026-12-24"}

    page = sign_in(grower).post("/helpers/", good | {field: value})

    assert page.context["form"].errors[field]
    assert not Grant.objects.exists()


def test_nobody_takes_back_anothers_grant(grant, owner, nephew, sign_in):
    for user in (owner, nephew):
        assert sign_in(user).post(f"/helpers/{grant.pk}/revoke/").status_code == 404
    grant.refresh_from_db()
    assert grant.revoked_at is None
