"""Programs keep the register as the pages do: what is held back is decided, papers handed out."""

import pytest

from tests.people import TODAY, CityClient
from yuandu.kernel.audit.models import Entry
from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.models import Certificate
from yuandu.mechanisms.equity.tests.records import a_holder, holds, moved
from yuandu.mechanisms.workforce.models import Worker

pytestmark = pytest.mark.django_db
BASE = "/api/v1/equity"


@pytest.fixture
def program(company, people):
    def of(persona):
        found = CityClient(company)
        found.force_login(people[persona])
        return found

    return of


@pytest.mark.parametrize(
    ("verb", "other", "state", "held"),
    [("post", "void", "posted", 100), ("void", "post", "voided", 0)],
)
def test_what_is_held_back_is_decided_once(company, shares, program, verb, other, state, held):
    one = a_holder(company, "G1")
    made = moved(shares, rules.ISSUE, 100, target=one, is_pending=True)
    chair = program("chair")

    answers = [chair.post(f"{BASE}/transactions/{made.pk}/{verb}") for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert (answers[0].json()["id"], answers[0].json()["state"]) == (made.pk, state)
    assert holds(one) == held
    assert Entry.objects.filter(action=f"equity.{verb}").count() == 1
    refused = chair.post(f"{BASE}/transactions/{made.pk}/{other}")
    assert (refused.status_code, refused.json()["code"]) == (409, "not-pending")
    assert holds(one) == held


def test_a_certificate_is_found_and_handed_out_once(company, shares, program):
    for number in ("G1", "G2"):
        moved(shares, rules.ISSUE, 100, target=a_holder(company, number))
    chair = program("chair")
    first, second = chair.get(f"{BASE}/certificates?waits=true").json()["certificates"]
    assert (first["number"], first["holder"], first["quantity"]) == (1, "G1", 100)

    handed = [chair.post(f"{BASE}/certificates/{first['id']}/hand-out") for _ in range(2)]

    assert [each.json() for each in handed] == [first | {"handed_on": TODAY.isoformat()}] * 2
    assert Entry.objects.filter(action="equity.hand_out").count() == 1
    waiting = chair.get(f"{BASE}/certificates?waits=true").json()
    assert (waiting["total"], waiting["certificates"]) == (1, [second])
    assert chair.get(f"{BASE}/certificates").json()["total"] == 2


def test_nobody_hands_out_what_has_closed_or_never_was(company, shares, program):
    one = a_holder(company, "G1")
    moved(shares, rules.ISSUE, 100, target=one)
    closed = Certificate.objects.get()
    moved(shares, rules.REPURCHASE, 100, source=one)

    for pk in (closed.pk, 0, 9 * 10**40):
        sent = program("chair").post(f"{BASE}/certificates/{pk}/hand-out")
        assert sent.status_code == 404
    assert program("chair").post(f"{BASE}/transactions/{9 * 10**40}/post").status_code == 404
    assert Certificate.objects.get().handed_on is None


def test_a_holder_reads_own_certificates_and_decides_nothing(company, people, shares, program):
    worker = Worker.objects.get(workspace=company, user=people["worker"])
    mine = a_holder(company, "G1", kind="worker", name="", worker=worker)
    moved(shares, rules.ISSUE, 100, target=mine)
    moved(shares, rules.ISSUE, 100, target=a_holder(company, "G2"))
    held = moved(shares, rules.ISSUE, 5, target=mine, is_pending=True)
    browser = program("worker")

    (own,) = browser.get(f"{BASE}/certificates").json()["certificates"]
    foreign = Certificate.objects.exclude(pk=own["id"]).get()

    assert own["holder"] == "G1"
    sent = (
        (f"certificates/{own['id']}/hand-out", 403),
        (f"certificates/{foreign.pk}/hand-out", 404),
        (f"transactions/{held.pk}/post", 403),
        (f"transactions/{held.pk}/void", 403),
    )
    for address, status in sent:
        assert browser.post(f"{BASE}/{address}").status_code == status, address
