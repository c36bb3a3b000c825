"""Pages of the register: one's own shares for oneself, everybody's for who keeps or audits it."""

import pytest

from tests.links import broken_after_refusal
from tests.people import CityClient
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.equity import rules, sheets
from yuandu.mechanisms.equity.models import Certificate, Holder, ShareTransaction
from yuandu.mechanisms.equity.tests.records import a_holder, holds, moved
from yuandu.mechanisms.workforce.models import Worker

pytestmark = pytest.mark.django_db


def browser_of(company, user):
    browser = CityClient(company)
    browser.force_login(user)
    return browser


def partner(company, user, number) -> Holder:
    worker = Worker.objects.get(workspace=company, user=user)
    return a_holder(company, number, kind="worker", name="", worker=worker)


def test_a_partner_sees_holding_price_and_value_and_nobody_elses(company, people, shares):
    mine, other = (
        partner(company, people[name], number)
        for name, number in (("worker", "G1"), ("other_worker", "G2"))
    )
    moved(shares, rules.ISSUE, 1234, target=mine, at_rule=rules.ADMIT)
    foreign = moved(shares, rules.ISSUE, 5678, target=other)
    browser = browser_of(company, people["worker"])
    page = browser.get("/equity/").content.decode()
    assert "1234" in page
    assert "2.70" in page  # what a share brings on exit
    assert "5678" not in page
    assert browser.get(f"/equity/holders/{other.pk}/").status_code == 404
    assert browser.get(f"/equity/transactions/{foreign.pk}/").status_code == 404
    assert browser.get(f"/equity/holders/{other.pk}/certificates/2.pdf").status_code == 404
    assert browser.get(f"/equity/holders/{mine.pk}/certificates/2.pdf").status_code == 404
    assert browser.get(f"/equity/holders/{mine.pk}/certificates/1.pdf").status_code == 200


def test_the_chair_enters_a_transfer_by_numbers(company, people, shares):
    one, other = a_holder(company, "G1"), a_holder(company, "G2")
    moved(shares, rules.ISSUE, 100, target=one)
    browser = browser_of(company, people["chair"])
    sent = {
        "key": "abc",
        "share_class": shares.pk,
        "source": "G1",
        "target": "G2",
        "quantity": 40,
        "price": "2.50",
        "on": str(company.today()),
        "reason": "协议转让",
    }
    for _ in range(2):
        assert browser.post("/equity/enter/transfer/", sent).status_code == 302
    assert (holds(one), holds(other)) == (60, 40)
    answer = browser.post("/equity/enter/transfer/", sent | {"key": "d", "quantity": 61})
    assert answer.status_code == 409
    assert "60" in answer.content.decode()
    answer = browser.post("/equity/enter/transfer/", sent | {"key": "e", "source": "G9"})
    assert answer.status_code == 422


def test_what_is_held_back_is_registered_on_its_page(company, people, shares):
    one = a_holder(company, "G1")
    held = moved(shares, rules.ISSUE, 100, target=one, is_pending=True)
    browser = browser_of(company, people["chair"])
    assert browser.get(f"/equity/transactions/{held.pk}/").status_code == 200
    assert browser.post(f"/equity/transactions/{held.pk}/post/").status_code == 302
    assert holds(one) == 100
    browser.post(f"/equity/transactions/{held.pk}/void/")
    assert ShareTransaction.objects.get().state == "posted"


def test_certificates_are_handed_out_by_ticking_them(company, people, shares):
    for number in ("G1", "G2"):
        moved(shares, rules.ISSUE, 100, target=a_holder(company, number))
    first, second = Certificate.objects.order_by("number")
    browser = browser_of(company, people["hr_officer"])
    page = browser.get("/equity/certificates/").content.decode()
    assert f'value="{first.pk}"' in page
    assert browser.post("/equity/certificates/", {}).status_code == 422
    odd = {"certificate": [str(first.pk), "9" * 40]}
    assert browser.post("/equity/certificates/", odd).status_code == 422
    assert broken_after_refusal(browser, "/equity/certificates/") == []
    sent = {"certificate": [str(first.pk)]}
    assert browser.post("/equity/certificates/", sent).status_code == 302
    page = browser.get("/equity/certificates/").content.decode()
    assert f'value="{first.pk}"' not in page
    assert f'value="{second.pk}"' in page
    assert str(first) in browser.get("/equity/certificates/?state=all").content.decode()


def test_the_register_is_printed_and_taken_along(company, people, shares):
    moved(shares, rules.ISSUE, 100, target=a_holder(company, "G1"))
    browser = browser_of(company, people["auditor"])
    paper = browser.get("/equity/register.pdf")
    assert paper.status_code == 200
    sheet = b"".join(browser.get("/sheets/equity-register/export.csv").streaming_content)
    assert "G1" in sheet.decode()


def test_pages_ask_little(company, people, shares, django_assert_max_num_queries):
    holder = partner(company, people["chair"], "G0")
    for at in range(30):
        moved(shares, rules.ISSUE, 10, target=a_holder(company, f"H{at}"))
    made = moved(shares, rules.ISSUE, 10, target=holder)
    browser = browser_of(company, people["chair"])
    for path in (
        "",
        "register/",
        "holders/",
        f"holders/{holder.pk}/",
        "transactions/",
        "certificates/",
        f"transactions/{made.pk}/",
        "terms/",
        "enter/issue/",
    ):
        with django_assert_max_num_queries(12, info=path):
            assert browser.get(f"/equity/{path}").status_code == 200, path


def test_the_sheet_of_shareholders_goes_in_and_out_again(company, people):

    by = Actor.system(company)
    number = Worker.objects.get(workspace=company, user=people["worker"]).number
    rows = [
        Row(2, {"number": "G1", "name": "样本·甲", "kind": "outside"}),
        Row(3, {"number": "G2", "kind": "worker", "worker": number}),
        Row(4, {"number": "V1", "name": "样本平台", "kind": "vehicle", "form": "partnership"}),
    ]
    assert list(sheets.resolve(by, rows)) == []
    assert sheets.commit(by, rows).created == 3
    assert sheets.commit(by, rows).updated == 3
    assert [line["number"] for line in sheets.export(by)] == ["G1", "G2", "V1"]
    odd = [
        Row(2, {"number": "G9", "kind": "worker", "worker": "none"}),
        Row(3, {"number": "V9", "kind": "vehicle", "name": "样本"}),
        Row(4, {"number": "P9", "kind": "vehicle", "name": "样本", "form": "plan"}),
        Row(5, {"number": "G1", "kind": "vehicle", "name": "样本", "form": "company"}),
        Row(6, {"number": "G7", "kind": "worker", "worker": number}),
    ]
    codes = {finding.code for finding in sheets.resolve(by, odd)}
    assert codes == {"worker", "form", "basis", "kept", "taken"}
