"""What shareholders are told, and what waits on the workbench."""

import datetime
from threading import Event
from time import sleep

import pytest
from django.db import transaction

from tests.people import TODAY
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.equity import actions, desks, rules
from yuandu.mechanisms.equity.models import AuditedYear, Certificate, Charter, Holder
from yuandu.mechanisms.equity.refusals import TooFewShares
from yuandu.mechanisms.equity.tests.records import a_change, a_holder, moved
from yuandu.mechanisms.equity.turns import in_turn
from yuandu.mechanisms.workforce.models import Worker

pytestmark = pytest.mark.django_db


def partner(company, user, number) -> Holder:
    worker = Worker.objects.get(workspace=company, user=user)
    return a_holder(company, number, kind="worker", name="", worker=worker)


def told(user) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("kind", flat=True))


def waiting(company, user) -> dict[str, int]:
    return {
        line.url.partition("/equity/")[2]: line.rows.count()
        for line in desks.waiting_sets(actor_for(user, company))
    }


def test_holders_are_told_when_shares_of_theirs_change_hands(company, people, shares):
    giver, taker = people["worker"], people["other_worker"]
    one, other = partner(company, giver, "G1"), partner(company, taker, "G2")
    moved(shares, rules.ISSUE, 12_345, target=one)
    moved(shares, rules.TRANSFER, 5, source=one, target=other)
    moved(shares, rules.REPURCHASE, 5, source=one)
    assert told(giver) == ["equity.came", "equity.left", "equity.left"]
    assert told(taker) == ["equity.came"]
    first = Notice.objects.filter(to=giver).earliest("pk")
    assert first.params == {"kind": "issue", "quantity": 12_345, "number": "00001"}


def test_holders_are_told_what_is_held_back_and_what_became_of_it(company, people, shares):
    giver, taker, by = people["worker"], people["other_worker"], Actor.system(company)
    one, other = partner(company, giver, "G1"), partner(company, taker, "G2")
    moved(shares, rules.ISSUE, 100, target=one)
    for decide in (actions.post, actions.void):
        held = moved(shares, rules.TRANSFER, 10, source=one, target=other, is_pending=True)
        decide(by=by, found=held)
        decide(by=by, found=held)  # asked again, nobody is told again
    assert told(giver) == [
        *("equity.came", "equity.held_back", "equity.left"),
        *("equity.held_back", "equity.free"),
    ]
    assert told(taker) == [
        *("equity.coming", "equity.came"),
        *("equity.coming", "equity.not_coming"),
    ]


def test_nobody_is_told_of_what_they_did_and_who_has_no_account_of_nothing(company, people, shares):
    own = partner(company, people["chair"], "G1")
    moved(shares, rules.ISSUE, 1, target=own, by=actor_for(people["chair"], company))
    moved(shares, rules.ISSUE, 1, target=a_holder(company, "G2"))
    assert not Notice.objects.exists()


def test_a_resolution_that_is_refused_tells_nobody(company, people, shares):
    one = partner(company, people["worker"], "G1")
    changes = [
        a_change(shares, rules.ISSUE, 1, target=one),
        a_change(shares, rules.REPURCHASE, 2, source=one),
    ]
    with pytest.raises(TooFewShares):
        actions.enter_all(by=Actor.system(company), changes=changes)
    assert not Notice.objects.exists()


def test_keepers_see_what_is_held_back_and_certificates_to_hand_out(company, people, shares):
    one = partner(company, people["worker"], "G1")
    moved(shares, rules.ISSUE, 100, target=one)
    moved(shares, rules.REPURCHASE, 10, source=one, is_pending=True)
    for keeper in ("chair", "hr_officer"):
        assert waiting(company, people[keeper]) == {
            "transactions/?state=pending": 1,
            "terms/": 0,
            "certificates/": 1,
        }
    assert not waiting(company, people["auditor"])
    lines = desks.waiting_sets(actor_for(people["worker"], company))
    assert [line.rows.count() for line in lines] == [1, 1]
    lines = desks.waiting_sets(actor_for(people["other_worker"], company))
    assert [line.rows.count() for line in lines] == [0, 0]


def test_a_year_without_audited_figures_waits_once_they_are_due(company, people, shares):
    company.today_on = TODAY.replace(year=TODAY.year + 1, month=4, day=30)
    company.save(update_fields=["today_on"])
    assert waiting(company, people["chair"])["terms/"] == 0
    company.today_on = TODAY.replace(year=TODAY.year + 1, month=5, day=1)
    company.save(update_fields=["today_on"])
    assert waiting(company, people["chair"])["terms/"] == 1
    given = AuditedYear.objects.values("net_assets", "shares", "auditor", "report").get()
    on = company.today_on
    actions.enter_year(by=Actor.system(company), year=TODAY.year, signed_on=on, **given)
    assert waiting(company, people["chair"])["terms/"] == 0


@pytest.mark.parametrize(("founded", "owed"), [((-1, 12, 31), 1), ((0, 1, 1), 0)])
def test_a_company_owes_no_audit_of_a_year_before_it_was_founded(
    company, people, shares, founded, owed
):
    years, month, day = founded
    AuditedYear.objects.all().delete()
    Charter.objects.update(founded_on=datetime.date(TODAY.year + years, month, day))
    company.today_on = TODAY.replace(month=11)
    company.save(update_fields=["today_on"])
    assert waiting(company, people["chair"])["terms/"] == owed


def test_a_certificate_is_handed_out_once_and_none_that_has_closed(company, people, shares):
    one, by = partner(company, people["worker"], "G1"), Actor.system(company)
    moved(shares, rules.ISSUE, 100, target=one)
    moved(shares, rules.ISSUE, 50, target=one)
    papers = list(Certificate.objects.order_by("number"))
    assert actions.hand_out(by=by, certificates=papers[1:]) == 1
    assert actions.hand_out(by=by, certificates=papers) == 1
    assert set(Certificate.objects.values_list("handed_on", flat=True)) == {TODAY}
    moved(shares, rules.REPURCHASE, 120, source=one)
    assert actions.hand_out(by=by, certificates=papers) == 0
    assert waiting(company, people["chair"])["certificates/"] == 1  # of what was left


@pytest.mark.django_db(transaction=True)
def test_who_hands_out_waits_for_who_changes_the_register(company, people, shares):
    one, by = partner(company, people["worker"], "G1"), Actor.system(company)
    moved(shares, rules.ISSUE, 100, target=one)
    papers, holds_it, done = list(Certificate.objects.all()), Event(), []

    def change():
        with transaction.atomic():
            in_turn(by)
            holds_it.set()
            sleep(0.5)  # enough for who does not wait
            moved(shares, rules.REPURCHASE, 100, source=one)
            done.append("changed")

    def hand_out():
        assert holds_it.wait(10)
        done.append(actions.hand_out(by=by, certificates=papers))

    assert at_once(change, hand_out) == ["done", "done"]
    assert done == ["changed", 0]
