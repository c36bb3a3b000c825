"""A year of deliveries in the sample: batches, gradings, slips in every state, loss books.

What is ordered, delivered and paid is done by the real actions, on the days before today: a
year of shares taken on the spot, then those that the sample's orders docked and whose days have
come. The households' own books of two years are drawn.
"""

import datetime
import uuid
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from django.db.models import Case, When

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Grade, Kind
from yuandu.mechanisms.orders import actions as orders
from yuandu.mechanisms.orders.actions import OfferDraft, OrderDraft
from yuandu.mechanisms.orders.models import Promise, State
from yuandu.mechanisms.settlements import actions
from yuandu.mechanisms.settlements.models import Batch, Loss, Season, Settlement
from yuandu.mechanisms.settlements.rules import losses, quarters
from yuandu.mechanisms.settlements.rules.grading import Counts
from yuandu.site.sample.orders import GROWER
from yuandu.site.sample.projects import TODAY
from yuandu.site.sample.work import Desk

SEED = 23
COUNTY = "370781"  # 青州市
HOUSEHOLDS, BUYERS, KINDS = 36, 4, 6
DELIVERIES, APART, LAST = 26, 13, 2  # how many, days between them, days before today
PAID, FUNDED = 20, 22  # of the deliveries: the first are paid, the next are on their way
# Of the docked shares that are delivered: how many, and how far the first of them come.
DOCKED = 16
DOCKED_PAID, DOCKED_FUNDED, DOCKED_SETTLED, DOCKED_GRADED, DOCKED_RECEIVED = 8, 10, 12, 13, 14
QUARTERS = 9  # of each household's book, the present one last
LESS, MORE = 0.815, 1.28  # what is lost and earned in the last year, of the year before
LOST_BY = (losses.UNSOLD, losses.DISEASE, losses.WEATHER, losses.TRANSPORT)
SHARES = (0.55, 0.2, 0.15, 0.1)  # of what is lost, by these causes


def load(workspace: Workspace) -> None:
    """Keep the households' books, and deliver, settle and pay what some of them promised."""
    desk, rng = Desk(workspace), Random(SEED)
    here = Party.objects.filter(workspace=workspace, division__code=COUNTY).order_by("pk")
    households = list(here.filter(kind="household")[:HOUSEHOLDS])
    buyers = list(here.filter(kind="organisation")[:BUYERS])
    kinds = list(Kind.objects.filter(workspace=workspace, unit="pot").order_by("weeks", "pk"))
    _books(workspace, households, kinds[:KINDS], rng)
    for number in range(DELIVERIES):
        grower = households[number % len(households)]
        buyer, kind = buyers[number % BUYERS], kinds[number % KINDS]
        days = (DELIVERIES - 1 - number) * APART + LAST
        _deliver(desk, number, days, _promise(desk, days + 6, buyer, grower, kind, rng), rng)
    _deliver_docked(desk, rng)


def _deliver_docked(desk: Desk, rng: Random) -> None:
    """Bring what the sample's orders docked, the share of the sample's account first.

    On the first day of an order's window, or yesterday where that lies ahead; the first are
    paid, the last are on their way.
    """
    docked = Promise.objects.filter(
        workspace=desk.workspace,
        state=State.ACCEPTED,
        docking__isnull=False,
        order__from_on__lte=TODAY,
    ).select_related("order__kind", "order__buyer", "offer__grower__division")
    own = Case(When(offer__grower__name=GROWER, then=0), default=1)
    for at, promise in enumerate(docked.order_by(own, "order__from_on", "pk")[:DOCKED]):
        days = max((TODAY - promise.order.from_on).days, 1)
        _bring(desk, at, days, promise, rng)


def _bring(desk: Desk, at: int, days: int, promise: Promise, rng: Random) -> None:
    by, pots = desk.system, promise.quantity
    with desk.on(days) as today:
        batch = actions.announce(
            by=by, promise=promise, key=_key(rng), quantity=pots, expected_on=today
        )
        if at < DOCKED_RECEIVED:
            batch = actions.receive(by=by, batch=batch, received=pots, on=today)
        if at < DOCKED_GRADED:
            actions.grade(by=by, batch=batch, counts=_counts(pots, rng))
            batch.refresh_from_db()
        slip = actions.settle(by=by, batch=batch) if at < DOCKED_SETTLED else None
    with desk.on(max(days - 4, 0)):
        if slip and at < DOCKED_FUNDED:
            slip = actions.fund(by=by, slip=slip)
            if at < DOCKED_PAID:
                actions.pay(by=by, slip=slip)


def _promise(
    desk: Desk, days: int, buyer: Party, grower: Party, kind: Kind, rng: Random
) -> Promise:
    """Order and promise on the spot what stands in the greenhouse."""
    by, pots = desk.system, rng.randrange(4, 16) * 50
    price = Decimal(rng.randrange(60, 240)) / 10
    with desk.on(days) as today:
        until_on = today + datetime.timedelta(days=14)
        order = orders.draft(
            by=by,
            buyer=buyer,
            accepts_standing=True,
            words=OrderDraft(
                kind=kind,
                grade=Grade.SECOND,
                quantity=pots,
                floor_price=price,
                delivered_to="示例连锁花店配送中心",
                from_on=today,
                until_on=until_on,
            ),
        )
        order = orders.post(by=by, order=order)
        offer = orders.offer(
            by=by,
            grower=grower,
            words=OfferDraft(
                kind=kind,
                grade=Grade.FIRST,
                quantity=pots,
                ask=price * 7 / 10,
                from_on=today,
                until_on=until_on,
            ),
        )
        return orders.claim(by=by, order=order, offer=offer, quantity=pots, key=_key(rng).hex)


def _key(rng: Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def _deliver(desk: Desk, number: int, days: int, promise: Promise, rng: Random) -> None:
    """Bring what was promised; the first are paid, the last wait at every step."""
    by, pots = desk.system, promise.quantity
    with desk.on(days) as today:
        batch = actions.announce(
            by=by, promise=promise, key=_key(rng), quantity=pots, expected_on=today
        )
        if number == DELIVERIES - 1:
            return
        batch = actions.receive(by=by, batch=batch, received=pots, on=today)
        if number == DELIVERIES - 2:
            return
        actions.grade(by=by, batch=batch, counts=_counts(pots, rng))
        batch.refresh_from_db()
        if number == DELIVERIES - 3:
            actions.dispute(by=by, batch=batch, words="拒收的几盆是路上洒了水，不是病害，请复检。")
            return
        slip = actions.settle(by=by, batch=batch)
    _pay(desk, number, max(days - 5, 0), batch, slip)


def _counts(pots: int, rng: Random) -> Counts:
    rejected = rng.randrange(0, pots // 12)
    lower = rng.randrange(0, pots // 8)
    first = (pots - rejected - lower) // 3
    graded = {"first": first, "second": pots - rejected - lower - first, "third": lower}
    cause = rng.choice(("transport", "disease", "blown", "below_grade"))
    return Counts(pots, graded, {cause: rejected})


def _pay(desk: Desk, number: int, days: int, batch: Batch, slip: Settlement) -> None:
    by = desk.system
    with desk.on(days):
        if number >= FUNDED:
            actions.refuse(by=by, slip=slip, words="对公账户余额不足")
            return
        slip = actions.fund(by=by, slip=slip)
        if number >= PAID:
            return
        actions.pay(by=by, slip=slip)
        promise = Promise.objects.select_related("offer__grower", "order").get(pk=batch.promise_id)
        graded = batch.gradings.get(is_current=True)
        if left := promise.quantity - graded.accepted:
            actions.write_off(
                by=by, promise=promise, quantity=left, cause="rejected", words="不再补货"
            )


def _books(workspace: Workspace, households: list[Party], kinds: list[Kind], rng: Random) -> None:
    """Draw the households' quarters and losses; the last year is better than the one before."""
    seasons = Season.objects.bulk_create(_seasons(workspace, households, rng))
    Loss.objects.bulk_create(
        loss
        for at, season in enumerate(seasons)
        for loss in _losses(workspace, season, kinds[at // QUARTERS % len(kinds)], rng)
    )


def _seasons(workspace: Workspace, households: list[Party], rng: Random) -> Iterator[Season]:
    here = quarters.first_day(TODAY)
    for household in households:
        pots, rate, income = rng.randrange(20, 120) * 100, rng.uniform(0.16, 0.3), rng.uniform(2, 4)
        for back in range(QUARTERS - 1, -1, -1):
            is_new = back <= QUARTERS // 2
            season = rng.uniform(0.8, 1.2)
            saleable = int(pots * season)
            yield Season(
                workspace=workspace,
                household=household,
                starts_on=quarters.back(here, back),
                elsewhere=saleable,
                lost=int(saleable * rate * rng.uniform(0.85, 1.15) * (LESS if is_new else 1)),
                income=None
                if back == 0
                else Decimal(round(pots * income * season * (MORE if is_new else 1))),
                reported_by=household.name,
                reported_on=TODAY,
            )


def _losses(workspace: Workspace, season: Season, kind: Kind, rng: Random) -> Iterator[Loss]:
    left = season.lost
    for cause, share in zip(LOST_BY, SHARES, strict=True):
        is_last = cause == LOST_BY[-1]
        pots = left if is_last else min(int(season.lost * share), left)
        left -= pots
        if pots:
            yield Loss(
                workspace=workspace,
                season=season,
                kind=kind,
                cause=cause,
                quantity=pots,
                amount=pots * Decimal(rng.randrange(40, 120)) / 10,
                on=min(season.starts_on + datetime.timedelta(days=rng.randrange(80)), TODAY),
                recorded_by=season.reported_by,
            )
