"""What pages list: the collection desk, a grower's deliveries, a buyer's account."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Count,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.orders import queries as orders
from yuandu.mechanisms.orders.models import Order, Promise, State
from yuandu.mechanisms.orders.permissions import BUYER, GROWER, parties
from yuandu.mechanisms.settlements.models import (
    Batch,
    Deduction,
    Deposit,
    Dispute,
    Grading,
    Settlement,
)
from yuandu.mechanisms.settlements.queries.rows import batches_visible_to, slips_visible_to
from yuandu.mechanisms.settlements.rules import slips, states
from yuandu.mechanisms.settlements.rules.amounts import NOTHING

ROWS_A_PAGE = 50
SOON = datetime.timedelta(days=14)  # promises whose days begin by then are expected
MONEY = DecimalField(max_digits=14, decimal_places=2)
UNPAID = (states.ISSUED, states.REFUSED)
UNFINISHED = (states.EXPECTED, states.RECEIVED, states.GRADED)


@dataclass(frozen=True, slots=True)
class Piles:
    """How many batches wait at the desk, by what they wait for."""

    due: int
    deposits: int
    expected: int
    received: int
    graded: int
    unpaid: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What the collection point has before it: promises that want something, or batches."""

    of_promises: bool
    page: Page[Any]


def _due(actor: Actor) -> QuerySet[Promise]:
    """Return accepted promises whose days come and of which something is not announced yet."""
    announced = (
        Batch.objects.filter(promise=OuterRef("pk"))
        .exclude(state__in=(states.MISSING, states.CANCELLED))
        .order_by()
        .values("promise")
        .annotate(
            pots=Sum(
                Coalesce(
                    Subquery(
                        Grading.objects.filter(batch=OuterRef("pk"), is_current=True).values(
                            "accepted"
                        )[:1]
                    ),
                    F("received"),
                    F("announced"),
                )
            )
        )
        .values("pots")
    )
    return (
        orders.promises_visible_to(actor)
        .filter(
            state__in=(State.ACCEPTED, State.IN_DELIVERY),
            order__from_on__lte=actor.workspace.today() + SOON,
        )
        .annotate(announced=Coalesce(Subquery(announced), 0))
        .filter(announced__lt=F("quantity"))
        .order_by("order__from_on", "pk")
    )


def _open_deposits(actor: Actor) -> QuerySet[Promise]:
    """Return shares that ended with a deposit that nobody has decided on, or that is owed back."""

    def summed(rows: QuerySet[Any], field: str, of: str) -> Coalesce:
        found = rows.order_by().values(of).annotate(yuan=Sum(field)).values("yuan")
        return Coalesce(Subquery(found), NOTHING, output_field=MONEY)

    paid = Deposit.objects.filter(promise=OuterRef("pk"))
    netted = Deduction.objects.filter(slip__batch__promise=OuterRef("pk"), code=slips.DEPOSIT)
    undecided = (
        Q(abandonment=None)
        & ~Q(state__in=(State.PROPOSED, State.ACCEPTED, State.IN_DELIVERY))
        & ~Q(Exists(Batch.objects.filter(promise=OuterRef("pk"), state__in=UNFINISHED)))
        & Q(paid__gt=F("netted"))
    )
    return (
        orders.promises_visible_to(actor)
        .filter(Exists(paid))
        .annotate(
            paid=summed(paid, "amount", "promise"),
            netted=summed(netted, "taken", "slip__batch__promise"),
        )
        .filter(undecided | Q(abandonment__owed__gt=0, abandonment__repaid_on=None))
        .order_by("order__until_on", "pk")
    )


def piles(actor: Actor) -> Piles:
    """Return how much waits for whom; four queries."""
    counted = (
        batches_visible_to(actor)
        .order_by()
        .aggregate(
            expected=Count("pk", filter=Q(state=states.EXPECTED)),
            received=Count("pk", filter=Q(state=states.RECEIVED)),
            graded=Count("pk", filter=Q(state=states.GRADED)),
            disputed=Count("disputes", filter=Q(disputes__state=states.OPEN), distinct=True),
        )
    )
    unpaid = slips_visible_to(actor).exclude(state=states.PAID).count()
    due, deposits = _due(actor).count(), _open_deposits(actor).count()
    return Piles(due=due, deposits=deposits, unpaid=unpaid, **counted)


def desk(actor: Actor, pile: str, words: str, number: int | str) -> Desk:
    """Return what the desk shows of a pile; four queries at most."""
    if pile in PROMISES:
        rows = PROMISES[pile](actor)
        for word in words.split():
            rows = rows.filter(_named(word, ""))
        return Desk(True, Paginator(rows, ROWS_A_PAGE).get_page(number))
    found = with_slips(batches_visible_to(actor))
    found = {
        "expected": found.filter(state=states.EXPECTED),
        "received": found.filter(state=states.RECEIVED),
        "graded": found.filter(state=states.GRADED),
        "disputed": found.filter(disputes__state=states.OPEN).distinct(),
        "all": found.order_by("-expected_on", "-pk"),
    }[pile]
    for word in words.split():
        by_number = Q(pk=int(word.rpartition("-")[2])) if _is_number(word) else Q()
        found = found.filter(_named(word, "promise__") | (by_number or Q(pk=None)))
    return Desk(False, Paginator(found, ROWS_A_PAGE).get_page(number))


PROMISES = {"due": _due, "deposits": _open_deposits}


def _named(word: str, promise: str) -> Q:
    """Return the condition that grower, flower or buyer of a promise are called so."""
    parts = ("offer__grower", "order__kind", "order__buyer")
    names = (f"{promise}{part}__{name}" for part in parts for name in ("name", "name_en"))
    return reduce(or_, (Q(**{f"{name}__icontains": word}) for name in names))


def _is_number(word: str) -> bool:
    tail = word.rpartition("-")[2]
    return tail.isascii() and tail.isdigit() and len(tail) <= 9  # noqa: PLR2004 - fits a key


def delivered_by(actor: Actor) -> QuerySet[Batch]:
    """Return the batches of the households that `actor` stands for, the newest first."""
    return (
        with_slips(batches_visible_to(actor))
        .filter(promise__offer__grower__in=parties(actor, GROWER))
        .prefetch_related(
            Prefetch("disputes", Dispute.objects.order_by("-pk"), to_attr="disputed"),
        )
        .order_by("-expected_on", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of an order, in pots, as far as the reader may see its batches.

    Attributes:
        awaited: On the way, or received and not graded yet.
        slips: The keys of those that the reader may open.
    """

    taken: int
    awaited: int
    page: Page[Any]
    slips: frozenset[int]


def delivered_of(actor: Actor, order: Order, number: int | str) -> Delivered:
    """Return the batches of an order, the newest first; six queries."""
    found = batches_visible_to(actor).filter(promise__order=order)
    counted = Grading.objects.filter(is_current=True, batch__in=found.order_by().values("pk"))
    waiting = found.filter(state__in=(states.EXPECTED, states.RECEIVED)).order_by()
    page = Paginator(with_slips(found).order_by("-expected_on", "-pk"), ROWS_A_PAGE).get_page(
        number
    )
    open_to = slips_visible_to(actor).filter(batch__in=[each.pk for each in page]).order_by()
    return Delivered(
        taken=counted.aggregate(pots=Sum("accepted"))["pots"] or 0,
        awaited=waiting.aggregate(pots=Sum(Coalesce("received", "announced")))["pots"] or 0,
        page=page,
        slips=frozenset(open_to.values_list("pk", flat=True)),
    )


def with_slips(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """Return batches that bring the grading that counts, and their slips; two more queries."""
    return batches.prefetch_related(
        Prefetch("gradings", Grading.objects.filter(is_current=True), to_attr="counted"),
        Prefetch("slips", Settlement.objects.order_by("pk"), to_attr="issued"),
    )


def bought(actor: Actor, number: int | str) -> Page[Any]:
    """Return the batches that `actor`'s firm bought: received, rejected, what is due."""
    found = (
        with_slips(batches_visible_to(actor))
        .filter(promise__order__buyer__in=parties(actor, BUYER))
        .exclude(state=states.CANCELLED)
        .order_by("-expected_on", "-pk")
    )
    return Paginator(found, ROWS_A_PAGE).get_page(number)


@dataclass(frozen=True, slots=True)
class Balance:
    """What a buyer received and what it still owes, in yuan and pots."""

    received: int
    accepted: int
    due: Decimal
    paid: Decimal
    overdue: Decimal

    @property
    def owed(self) -> Decimal:
        return self.due - self.paid

    @property
    def damaged(self) -> int:
        return self.received - self.accepted


def balances(actor: Actor) -> Balance:
    """Return the account of the firms that `actor` stands for; two queries."""
    mine = parties(actor, BUYER)
    pots = Grading.objects.filter(
        workspace=actor.workspace, is_current=True, batch__promise__order__buyer__in=mine
    ).aggregate(received=Sum("received"), accepted=Sum("accepted"))
    today = actor.workspace.today()
    money = Settlement.objects.filter(workspace=actor.workspace, buyer__in=mine).aggregate(
        all=Sum("due"),
        there=Sum("due", filter=~Q(state__in=UNPAID)),
        late=Sum("due", filter=Q(state__in=UNPAID, buyer_due_on__lt=today)),
    )
    return Balance(
        received=pots["received"] or 0,
        accepted=pots["accepted"] or 0,
        due=money["all"] or NOTHING,
        paid=money["there"] or NOTHING,
        overdue=money["late"] or NOTHING,
    )


def photos_of(dispute: Dispute) -> list[Attachment]:
    """Return the photos of a dispute, the first first; one query."""
    found = Attachment.objects.filter(
        workspace=dispute.workspace_id,
        target_label=Dispute._meta.label_lower,
        target_id=dispute.pk,
    )
    return list(found.order_by("pk"))


def slips_to_remind(workspace: Workspace) -> QuerySet[Settlement]:
    """Return the slips whose buyers have not paid."""
    return (
        Settlement.objects.filter(workspace=workspace, state__in=UNPAID, due__gt=0)
        .select_related("buyer", "batch__promise__order__kind", "batch__promise__offer__grower")
        .order_by("buyer_due_on", "pk")
    )


SLIPS = ("unpaid", "to_pay", "refused", "paid", "all")


def slip_rows(actor: Actor, show: str, words: str = "", year: int | None = None) -> QuerySet[Any]:
    """Return the slips `actor` may read, the newest first, as a list of them is filtered."""
    found = slips_visible_to(actor)
    if show != "all":
        wanted = {
            "unpaid": UNPAID,
            "to_pay": (states.FUNDED,),
            "refused": (states.REFUSED, states.BOUNCED),
            "paid": (states.PAID,),
        }[show]
        found = found.filter(state__in=wanted)
    if year is not None:
        found = found.filter(issued_on__year=year)
    for word in words.split():
        found = found.filter(
            Q(grower__name__icontains=word)
            | Q(grower__name_en__icontains=word)
            | Q(buyer__name__icontains=word)
            | Q(buyer__name_en__icontains=word)
        )
    return found


def slip_page(
    actor: Actor, show: str, words: str, year: int | None, number: int | str
) -> Page[Any]:
    """Return a page of slips; two queries."""
    return Paginator(slip_rows(actor, show, words, year), ROWS_A_PAGE).get_page(number)


def invoice_rows(actor: Actor, year: int | None) -> QuerySet[Any]:
    """Return the paid slips of a year, for the data of purchase invoices (收购发票)."""
    return slip_rows(actor, "paid", year=year).prefetch_related("lines").order_by("paid_on", "pk")
