import base64
import datetime
import hashlib
import hmac
import struct

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache

from tests.people import CityClient, a_user
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit.models import Entry

PASSWORD = "long-enough-for-weifang"
ACTIVATE = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    cache.clear()


@pytest.fixture
def officer(weifang) -> User:
    user = a_user("chen", "陈晨", workspace=weifang, role="city_officer")
    user.email = "chen@example.org"
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def signs_in(browser: CityClient, login: str, password: str = PASSWORD):
    return browser.post("/accounts/login/", {"login": login, "password": password})


def totp(secret: str, at: datetime.datetime) -> str:
    """Compute the code an authenticator app shows, by RFC 6238."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(at.timestamp()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return str((struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6).zfill(6)


@pytest.mark.parametrize("login", ["chen", "chen@example.org", " chen "])
def test_user_name_or_e_mail_and_password_lead_to_the_workbench(weifang, officer, login):
    answer = signs_in(CityClient(weifang), login)

    assert answer.status_code == 302
    assert answer["Location"] == "/weifang/workbench/"
    assert Entry.objects.get(action="account.sign_in").user_id == officer.pk


def test_a_page_inside_asks_to_sign_in_and_is_there_afterwards(weifang, officer):
    browser = CityClient(weifang)

    asked = browser.get("/tokens/?x=1")
    assert asked["Location"] == "/weifang/accounts/login/?next=/weifang/tokens/%3Fx%3D1"

    answer = browser.post(
        "/accounts/login/",
        {"login": "chen", "password": PASSWORD, "next": "/weifang/tokens/?x=1"},
    )
    assert answer["Location"] == "/weifang/tokens/?x=1"


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_signing_in_never_leads_to_another_site(weifang, officer, goal):
    answer = CityClient(weifang).post(
        "/accounts/login/", {"login": "chen", "password": PASSWORD, "next": goal}
    )

    assert answer["Location"] == "/weifang/workbench/"


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(weifang, officer):
    wrong = signs_in(CityClient(weifang), "chen", "not-the-password")
    unknown = signs_in(CityClient(weifang), "nobody-here", "not-the-password")

    said = "用户名和密码不一致"
    assert said in wrong.text
    assert said in unknown.text


def test_after_five_wrong_passwords_the_right_one_waits_five_minutes(weifang, officer):
    with time_machine.travel("2026-11-24T02:00:00Z", tick=False) as clock:
        for _ in range(5):
            assert "用户名和密码不一致" in signs_in(CityClient(weifang), "chen", "wrong").text

        assert "请等五分钟" in signs_in(CityClient(weifang), "chen").text

        clock.shift(datetime.timedelta(minutes=5, seconds=1))
        assert signs_in(CityClient(weifang), "chen").status_code == 302


def test_one_locked_account_leaves_the_others_open(weifang, officer):
    colleague = a_user("lin", workspace=weifang, role="city_officer")
    colleague.set_password(PASSWORD)
    colleague.save()
    for _ in range(6):
        signs_in(CityClient(weifang), "chen", "wrong")

    assert signs_in(CityClient(weifang), "lin").status_code == 302


def test_a_flood_of_tries_from_one_address_is_stopped(weifang, officer):
    with time_machine.travel("2026-11-24T02:00:00Z", tick=False):
        answers = [
            signs_in(CityClient(weifang), f"guess-{number}", "wrong") for number in range(61)
        ]

    assert "次数过多" in answers[-1].text


def test_nobody_signs_up(weifang):
    browser = CityClient(weifang)

    page = browser.post(
        "/accounts/signup/",
        {"username": "new", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert not User.objects.exists()
    assert "不接受自行注册" in page.text


def test_a_closed_account_does_not_get_in(weifang, officer):
    User.objects.update(is_active=False)

    answer = signs_in(CityClient(weifang), "chen")

    assert answer["Location"] == "/weifang/accounts/inactive/"
    assert "已停用" in CityClient(weifang).get("/accounts/inactive/").text


@pytest.mark.django_db(transaction=True)  # the library tells of it after the commit
def test_a_code_from_the_authenticator_app_is_asked_for_and_kept_under_the_servers_key(
    weifang, officer
):
    browser = CityClient(weifang)
    now = datetime.datetime(2026, 11, 24, 10, tzinfo=datetime.UTC)
    with time_machine.travel(now, tick=False) as clock:
        signs_in(browser, "chen")
        assert "/accounts/reauthenticate/" in browser.get(ACTIVATE)["Location"]
        browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
        secret = browser.get(ACTIVATE).context["form"].secret
        browser.post(ACTIVATE, {"code": totp(secret, now)})
        browser.post("/accounts/logout/")

        kept = Authenticator.objects.get(type="totp").data["secret"]
        assert secret not in kept

        clock.shift(datetime.timedelta(minutes=5))
        later = now + datetime.timedelta(minutes=5)
        asked = signs_in(browser, "chen")
        assert asked["Location"] == "/weifang/accounts/2fa/authenticate/"
        assert browser.get("/tokens/").status_code == 302

        assert (
            "Location"
            not in browser.post("/accounts/2fa/authenticate/", {"code": "000000"}).headers
        )
        answer = browser.post("/accounts/2fa/authenticate/", {"code": totp(secret, later)})
        assert answer["Location"] == "/weifang/workbench/"
    added = Entry.objects.filter(action="account.factor_add").values_list("details", flat=True)
    assert {"kind": "totp"} in added


def test_a_form_that_needs_a_fresh_password_leads_back_to_its_page(weifang, officer):
    browser = CityClient(weifang)
    browser.force_login(officer)

    asked = browser.post(ACTIVATE, {"code": "000000"})
    page, _, goal = asked["Location"].partition("?next=")
    assert page == "/weifang/accounts/reauthenticate/"

    answer = browser.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": goal})
    assert answer["Location"] == f"/weifang{ACTIVATE}"
    assert browser.get(ACTIVATE).status_code == 200


def test_passkeys_are_offered_where_one_signs_in(weifang):
    page = CityClient(weifang).get("/accounts/login/")

    assert "使用通行密钥登录" in page.text
    options = CityClient(weifang).get(
        "/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}
    )
    assert options.json()["request_options"]["publicKey"]["challenge"]


def test_a_link_for_a_new_password_goes_to_the_address_of_the_account(weifang, officer):
    browser = CityClient(weifang)

    browser.post("/accounts/password/reset/", {"email": "chen@example.org"})

    [letter] = mail.outbox
    assert letter.subject.startswith("[潍坊市]")
    link = next(word for word in letter.body.split() if "/password/reset/key/" in word)
    path = link.removeprefix("http://testserver")
    form = browser.get(path, follow=True)
    new = {"password1": "another-long-password", "password2": "another-long-password"}
    browser.post(form.redirect_chain[-1][0], new)
    assert signs_in(CityClient(weifang), "chen", "another-long-password").status_code == 302
    assert Entry.objects.filter(action="account.password_change").exists()


def test_asking_for_a_link_does_not_tell_who_has_an_account(weifang, officer):
    known = CityClient(weifang).post("/accounts/password/reset/", {"email": "chen@example.org"})
    unknown = CityClient(weifang).post("/accounts/password/reset/", {"email": "no@example.org"})

    assert known["Location"] == unknown["Location"]


@pytest.mark.parametrize("password", ["short", "12345678901", "password123", "chen@example"])
def test_a_weak_password_is_refused(weifang, officer, password):
    browser = CityClient(weifang)
    browser.force_login(officer)

    page = browser.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    assert page.status_code == 200
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_there_is_no_sign_in_outside_of_a_workspace(officer):
    browser = CityClient(officer.home)

    assert browser.get("//accounts/login/").status_code == 404


def test_the_language_chosen_is_there_on_the_next_machine(weifang, officer):
    browser = CityClient(weifang)
    signs_in(browser, "chen")
    browser.post("/i18n/setlang/", {"language": "en", "next": "/weifang/me/"})

    another = CityClient(weifang)
    assert "登录" in another.get("/accounts/login/").text
    signs_in(another, "chen")
    assert "My account" in another.get("/me/").text
