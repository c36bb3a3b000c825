import datetime
import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.people import CityClient, a_user
from yuandu.kernel.accounts import actions, queries, refusals
from yuandu.kernel.accounts.actors import Actor, Held
from yuandu.kernel.accounts.models import Card, User
from yuandu.kernel.audit.models import Entry

PIN = "204817"
NOW = datetime.datetime(2026, 11, 24, 2, tzinfo=datetime.UTC)


@pytest.fixture
def grower(weifang) -> User:
    return a_user("card-1", "王秀英", workspace=weifang, role="grower")


@pytest.fixture
def issuer(weifang) -> Actor:
    return Actor(weifang, label="李协调", posts=(Held("coordinator"),))


@pytest.fixture
def card(issuer, grower) -> actions.Issued:
    """A card whose holder has chosen the PIN."""
    issued = actions.issue_card(by=issuer, user=grower, phone="13800000000", with_pin=False)
    actions.choose_pin(card=issued.card, pin=PIN, now=timezone.now())
    issued.card.refresh_from_db()
    return issued


def enters(workspace, code: str, pin: str, **headers):
    browser = CityClient(workspace)
    return browser, browser.post(f"/card/{code}/", {"pin": pin}, headers=headers)


def test_the_code_and_the_pin_let_their_holder_in(weifang, card, grower):
    browser, answer = enters(weifang, card.code, PIN)

    assert answer["Location"] == "/weifang/workbench/"
    assert "王秀英" in browser.get("/me/").text
    assert Entry.objects.filter(action="card.enter", user_id=grower.pk).exists()


def test_full_width_digits_are_digits(weifang, card):
    _, answer = enters(weifang, card.code, "２０４８１７")

    assert answer.status_code == 302


def test_the_page_of_a_card_works_without_script_and_offers_a_call(weifang, card):
    page = CityClient(weifang).get(f"/card/{card.code}/")

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert 'href="tel:13800000000"' in page.text
    assert 'inputmode="numeric"' in page.text
    assert f'action="/weifang/card/{card.code}/"' in page.text


def test_at_first_use_the_holder_chooses_a_pin_twice(weifang, issuer, grower):
    issued = actions.issue_card(by=issuer, user=grower, with_pin=False)
    browser = CityClient(weifang)
    path = f"/card/{issued.code}/"

    assert "两次输入的密码不一样" in browser.post(path, {"pin": PIN, "again": "204818"}).text
    assert "容易被猜中" in browser.post(path, {"pin": "123456", "again": "123456"}).text
    assert browser.post(path, {"pin": PIN, "again": PIN}).status_code == 302

    _, answer = enters(weifang, issued.code, PIN)
    assert answer.status_code == 302


def test_a_pin_is_chosen_once(issuer, grower):
    issued = actions.issue_card(by=issuer, user=grower, with_pin=False)
    actions.choose_pin(card=issued.card, pin=PIN, now=timezone.now())

    with pytest.raises(refusals.CardVoid):
        actions.choose_pin(card=issued.card, pin="918273", now=timezone.now())


def test_a_card_that_was_not_used_in_thirty_days_is_void(weifang, issuer, grower):
    issued = actions.issue_card(by=issuer, user=grower, with_pin=False)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        assert CityClient(weifang).get(f"/card/{issued.code}/").status_code == 404


def test_a_printed_pin_opens_the_card_at_once(weifang, issuer, grower):
    issued = actions.issue_card(by=issuer, user=grower, with_pin=True)

    _, answer = enters(weifang, issued.code, issued.pin)

    assert answer.status_code == 302


def test_nothing_kept_opens_a_card(card):
    kept = Card.objects.values().get()

    assert card.code not in map(str, kept.values())
    assert PIN not in kept["pin"]


def test_after_five_wrong_pins_the_right_one_waits_ever_longer(weifang, card):
    with time_machine.travel(NOW, tick=False) as clock:
        for left in (4, 3, 2, 1):
            assert f"再错 {left} 次" in enters(weifang, card.code, "000001")[1].text
        assert "10:05 后再试" in enters(weifang, card.code, "000001")[1].text
        assert "10:05 后再试" in enters(weifang, card.code, PIN)[1].text

        clock.shift(datetime.timedelta(minutes=5))
        assert "10:20 后再试" in enters(weifang, card.code, "000001")[1].text

        clock.shift(datetime.timedelta(minutes=15))
        assert enters(weifang, card.code, PIN)[1].status_code == 302
        assert "再错 4 次" in enters(weifang, card.code, "000001")[1].text
    assert Entry.objects.filter(action="card.lock").count() == 2


def test_one_locked_card_leaves_the_others_open(weifang, issuer, card):
    other = a_user("card-2", workspace=weifang, role="grower")
    second = actions.issue_card(by=issuer, user=other, with_pin=True)
    for _ in range(5):
        enters(weifang, card.code, "000001")

    assert enters(weifang, second.code, second.pin)[1].status_code == 302


@pytest.mark.django_db(transaction=True)
def test_fifty_wrong_pins_at_once_count_as_fifty(card):
    def tries():
        try:
            actions.enter_by_card(card=card.card, pin="000001", now=NOW)
        except (refusals.WrongPin, refusals.CardLocked):
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=tries) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kept = Card.objects.get()
    assert kept.wrong == 5  # the fifth locked it; the others were not even compared
    assert kept.locked_until == NOW + datetime.timedelta(minutes=5)


def test_a_new_card_makes_the_old_one_void_and_ends_its_sessions(weifang, issuer, grower, card):
    browser, _ = enters(weifang, card.code, PIN)

    actions.issue_card(by=issuer, user=grower, with_pin=False)

    assert CityClient(weifang).get(f"/card/{card.code}/").status_code == 404
    assert browser.get("/me/").status_code == 302


def test_a_card_taken_back_is_void_at_once(weifang, issuer, grower, card):
    browser, _ = enters(weifang, card.code, PIN)

    actions.revoke_card(by=issuer, user=grower)

    assert enters(weifang, card.code, PIN)[1].status_code == 404
    assert browser.get("/me/").status_code == 302
    assert Entry.objects.filter(action="card.revoke").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_issuers_at_once_one_card_stays_in_use(issuer, grower):
    def issue():
        try:
            actions.issue_card(by=issuer, user=grower, with_pin=False)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Card.objects.count() == 8
    assert Card.objects.filter(revoked_at=None).count() == 1


def test_a_card_opens_no_other_city(weifang, elsewhere, card):
    assert enters(elsewhere, card.code, PIN)[1].status_code == 404

    browser, _ = enters(weifang, card.code, PIN)
    assert browser.get("//elsewhere/me/").status_code == 302


def test_a_card_opens_no_post_of_an_office(weifang, issuer):
    both = a_user("card-3", workspace=weifang, role="administrator")
    issued = actions.issue_card(by=issuer, user=both, with_pin=True)
    browser, _ = enters(weifang, issued.code, issued.pin)

    assert browser.get("/people/").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/accounts/password/change/", "/accounts/password/set/", "/accounts/2fa/", "/tokens/"],
)
def test_a_card_makes_no_key_that_opens_more(weifang, card, path):
    browser, _ = enters(weifang, card.code, PIN)

    assert browser.get(path).status_code == 404


def test_a_form_without_its_mark_is_shown_afresh(weifang, card):
    strict = Client(enforce_csrf_checks=True)
    path = f"/weifang/card/{card.code}/"

    answer = strict.post(path, {"pin": PIN})
    assert answer["Location"] == f"{path}?again"

    page = strict.get(answer["Location"])
    assert "请再输入一次密码" in page.text
    mark = page.context["csrf_token"]
    assert strict.post(path, {"pin": PIN, "csrfmiddlewaretoken": mark}).status_code == 302


def test_the_issuer_prints_a_code_that_leads_to_the_card(weifang, grower, sign_in):
    browser = sign_in(a_user("li", workspace=weifang, role="coordinator"))

    page = browser.post("/people/cards/", {"person": grower.pk, "phone": "13800000000"})

    [printed] = page.context["cards"]
    assert printed.qr.startswith("<svg")
    assert "style=" not in printed.qr
    assert queries.card_by_code(printed.address.split("/")[-2], weifang).user == grower
    assert "no-store" in page["Cache-Control"]


def test_nobody_else_issues_cards(weifang, grower, city_officer, auditor, sign_in):
    for user in (city_officer, auditor):
        assert sign_in(user).post("/people/cards/", {"person": grower.pk}).status_code == 403
    assert not Card.objects.exists()


def test_no_card_is_issued_to_somebody_of_another_city(weifang, outsider, administrator, sign_in):
    answer = sign_in(administrator).post("/people/cards/", {"person": outsider.pk})

    assert answer.status_code == 404
    assert not Card.objects.exists()
