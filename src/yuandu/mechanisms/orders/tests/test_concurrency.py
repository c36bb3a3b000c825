"""Many at once, against PostgreSQL: the last share is promised once."""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.people import a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.models import Docking, Offer, Order, Promise
from yuandu.mechanisms.orders.tests.records import an_offer, an_order, asked

pytestmark = pytest.mark.django_db(transaction=True)
MANY, AT_A_TIME = 100, 25  # a hundred growers, and as many connections as the database lets in


@pytest.fixture
def by(transactional_db) -> Actor:
    return Actor.system(a_workspace())


def test_of_a_hundred_who_take_the_last_share_one_gets_it(by):
    order = an_order(by.workspace, quantity=300, minimum_lot=300)
    offers = [an_offer(by.workspace, f"示例花农{at:03d}户", quantity=300) for at in range(MANY)]

    def claiming(offer: Offer) -> Callable[[], object]:
        return lambda: actions.claim(
            by=by, order=order, offer=offer, quantity=300, key=f"k{offer.pk}"
        )

    came = Counter[str]()
    for at in range(0, MANY, AT_A_TIME):
        came.update(at_once(*map(claiming, offers[at : at + AT_A_TIME])))

    order.refresh_from_db()
    assert came == {"done": 1, "not-enough-left": MANY - 1}
    assert (order.promised, Promise.objects.count()) == (300, 1)
    assert Offer.objects.filter(promised__gt=0).count() == 1


def test_two_phones_that_say_yes_are_one_yes(by):
    an_order(by.workspace, quantity=500)
    an_offer(by.workspace)
    promise = asked(by.workspace)[0]

    came = at_once(
        *(lambda: actions.accept(by=by, promise=Promise.objects.get(pk=promise.pk)),) * 2
    )

    assert came == ["done", "done"]
    assert Entry.objects.filter(action="orders.accept").count() == 1


def test_a_yes_and_an_undoing_at_once_leave_one_of_them(by):
    order = an_order(by.workspace, quantity=500)
    an_offer(by.workspace)
    promise = asked(by.workspace)[0]

    came = at_once(
        lambda: actions.accept(by=by, promise=Promise.objects.get(pk=promise.pk)),
        lambda: actions.undo(by=by, docking=Docking.objects.get(pk=promise.docking_id)),
    )

    promise.refresh_from_db()
    order = Order.objects.get(pk=order.pk)
    assert sorted(came) in (["done", "odd-promise"], ["done", "stale-docking"])
    assert (promise.state, order.promised) in (("accepted", 500), ("withdrawn", 0))


def test_two_who_decline_shares_of_one_kind_do_not_wait_for_each_other_for_ever(by):
    for at in range(4):
        an_order(by.workspace, quantity=300 + at)
    for at in range(8):
        an_offer(by.workspace, f"示例花农{at}户", quantity=200)
    promises = asked(by.workspace)[:4]

    came = at_once(*(_declining(by, each.pk) for each in promises))

    assert came == ["done"] * 4
    for order in Order.objects.all():
        standing = [each for each in order.promises.all() if each.stands]
        assert order.promised == sum(each.quantity for each in standing)


def _declining(by: Actor, pk: int) -> Callable[[], object]:
    return lambda: actions.decline(by=by, promise=Promise.objects.get(pk=pk))
