"""The money behind a policy: its accounts, and whose turn it is when it does not reach."""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, QuerySet, Sum, Value

from yuandu.engines.rules import units
from yuandu.engines.rules.books import Budget, Order
from yuandu.engines.rules.budgets import Claim, Turn, in_turn, rank
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Account
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.models import Call, Case, PolicyVersion, Window

UNIT = "CNY"
SETTLED = ("approved", "paid", "done")
POINTS = "call_points"  # the name under which an order knows the score of a call
# Who has a claim on the budget: verified, and not decided. Before that nobody knows.
CLAIMING = ("verified", "notice", "objected")


@dataclass(frozen=True, slots=True)
class Place:
    """A case and its turn."""

    case: Case
    turn: Turn


def yuan(budget: Budget) -> Decimal:
    """Return what a budget comes to in yuan."""
    return budget.amount * units.MONEY[budget.unit]


def open_due_windows(by: Actor, versions: Sequence[PolicyVersion]) -> list[Window]:
    """Open the window of this year for those of `versions` that pay and have none yet.

    Args:
        versions: In force today.
    """
    today = by.workspace.today()
    standing = set(
        Window.objects.filter(
            workspace=by.workspace, from_on__lte=today, to_on__gte=today
        ).values_list("version_id", flat=True)
    )
    opened = [open_window(by, one) for one in versions if one.pk not in standing]
    return [window for window in opened if window is not None]


@transaction.atomic
def open_window(by: Actor, version: PolicyVersion) -> Window | None:
    """Open the window of an approved version that pays, and see to its money.

    The window runs within a year: this one, or that in which the version takes effect; and
    no longer than the version. A policy has one budget a year, whatever its versions: one
    that follows another in mid-year spends from the same account, which is filled up to what
    it grants for the year, or gives back what is free above that. Money comes from an account
    of the policy's source, so that what every budget was filled with adds up.
    """
    book = version.book
    if book.budget is None or not book.benefits:
        return None
    since = max(version.effective_from, datetime.date(by.workspace.today().year, 1, 1))
    year = since.year
    until = datetime.date(year, 12, 31)
    for last in (book.effective_until, version.effective_until):
        until = until if last is None else min(until, last)
    if until < since:
        return None
    budget, paid = _accounts(by, version, year, yuan(book.budget))
    return Window.objects.create(
        workspace=by.workspace,
        version=version,
        from_on=since,
        to_on=until,
        budget=budget,
        paid=paid,
    )


def _accounts(
    by: Actor, version: PolicyVersion, year: int, grants: Decimal
) -> tuple[Account, Account]:
    """Return a policy's accounts of a year, its budget at what a version grants."""
    system, policy = Actor.system(by.workspace), version.policy
    tag = f"{policy.code}:{year}"

    def account(part: str, name: str, name_en: str, *, source: bool = False) -> Account:
        code = f"policy-{part}:{tag}"
        if standing := Account.objects.filter(workspace=by.workspace, code=code).first():
            return standing
        return ledger.open_account(
            by=system,
            code=code,
            name=f"{policy.name}{name}"[:200],
            name_en=f"{policy.name_en or policy.name}: {name_en}"[:200],
            unit=UNIT,
            may_go_negative=source,
            year=year,
        )

    # Nobody decides a case of an earlier version meanwhile, so what is free stays free.
    _lock(Window.objects.filter(version__policy=policy, from_on__year=year))
    source = account("granted", "资金来源", "source", source=True)
    budget = account("budget", "预算", "budget")
    paid = account("paid", "已兑付", "paid")
    lacking = grants - budget.balance - paid.balance
    into = lacking > 0
    if amount := lacking if into else min(-lacking, budget.free):
        ledger.transfer(
            by=system,
            debit=source if into else budget,
            credit=budget if into else source,
            amount=amount,
            key=f"policy-budget:{tag}:{version.number}",
            words=policy.document[:200],
        )
    return budget, paid


def _lock(windows: QuerySet[Window]) -> None:
    """Hold windows until the transaction ends, always in one order."""
    list(windows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def places(window: Window, cases: Sequence[Case]) -> list[Place]:
    """Return the cases that claim the budget in the order the book publishes.

    Args:
        cases: Of the window, with `track`; those that claim nothing are left out.
    """
    claiming = in_order(
        case
        for case in cases
        if case.track is not None and case.track.stage in CLAIMING
        if case.amount is not None and case.amount > 0
    )
    seats = seats_left(window, call_of(window))
    found = in_turn(map(_claim, claiming), budget=_left(window))
    return [Place(case, _seated(turn, seats)) for case, turn in zip(claiming, found, strict=True)]


def _left(window: Window) -> int:
    """Return what is free of the budget, and not claimed by who asked under an earlier version."""
    earlier = Case.objects.filter(
        window__budget=window.budget_id,
        window__from_on__lt=window.from_on,
        track__stage__in=CLAIMING,
        amount__gt=0,
    )
    claimed = earlier.aggregate(sum=Sum("amount"))["sum"] or 0
    return max(0, int(window.budget.free - claimed))


def in_order(cases: Iterable[Case]) -> list[Case]:
    """Return cases in the published order, whatever the budget reaches."""
    return sorted(cases, key=lambda case: (case.rank, case.pk))


def call_of(window: Window) -> Call | None:
    """Return the call that ranks a window, where there is one."""
    return Call.objects.filter(window=window).first()


def seats_left(window: Window, call: Call | None, asking: Case | None = None) -> int | None:
    """Return how many more a call can take; `None` where the budget alone decides.

    Args:
        asking: Takes no seat yet, though its move has placed it beyond already.
    """
    if call is None or call.places is None:
        return None
    taken = window.cases.filter(track__stage__in=SETTLED)
    if asking is not None:
        taken = taken.exclude(pk=asking.pk)
    return call.places - taken.count()


def points_of(case: Case, score: str) -> int | None:
    """Return what a case scores at least, by its frozen decision."""
    scores = json.loads(case.decision)["scores"]
    return next((one["least"] for one in scores if one["id"] == score), None)


def _order(window: Window, call: Call | None) -> tuple[Order, ...]:
    """Return the published order: first the score of a call, then that of the book."""
    book = window.version.book
    order = book.budget.order if book.budget else ()
    return order if call is None else (Order(fact=POINTS, first="highest"), *order)


def _seated(turn: Turn, seats: int | None) -> Turn:
    is_paid = turn.is_paid and (seats is None or turn.place <= seats)
    return replace(turn, is_paid=is_paid)


def hold(case: Case) -> Window:
    """Return a case's window as it stands; until the transaction ends no other case is decided.

    Else, between reading the budget and reading who else claims it, somebody would overtake.
    The lock comes first and by itself, so that what is read after it is what the one before
    has committed: the budget, the call, the order.
    """
    _lock(Window.objects.filter(budget=case.window.budget_id))
    case.refresh_from_db(fields=["rank"])
    return (
        Window.objects.filter(pk=case.window_id)
        .select_related("budget", "version__policy", "version__track")
        .get()
    )


def turn_of(window: Window, case: Case) -> Turn:
    """Return a case's turn by the budget as it stands now; one query, of whoever is before it."""
    own = Value(case.rank, output_field=Case._meta.get_field("rank"))
    ahead = (
        window.cases.filter(
            Q(rank__lt=own) | Q(rank=own, pk__lt=case.pk), track__stage__in=CLAIMING, amount__gt=0
        )
        .exclude(pk=case.pk)
        .only("pk", "amount", "began_on")
        .order_by("rank", "pk")
    )
    return in_turn(map(_claim, [*ahead, case]), budget=_left(window))[-1]


def seen_turn(case: Case) -> Turn | None:
    """Return a case's turn for whoever looks at it; `None` where it claims nothing now."""
    if case.track is None or case.track.stage not in CLAIMING or not case.amount:
        return None
    turn = turn_of(case.window, case)
    return _seated(turn, seats_left(case.window, call_of(case.window)))


def rank_of(window: Window, case: Case, call: Call | None) -> list[int]:
    """Return where a case stands in the published order, by its frozen decision."""
    values: dict[str, int | bool | str | datetime.date] = {}
    for name, value in sorted(json.loads(case.decision)["inputs"].items()):
        code = name if name in vocabulary() else name.rpartition("_")[0]
        is_day = code in vocabulary() and vocabulary()[code].kind == "day"
        # Of a yearly fact the latest year stays.
        values[code] = datetime.date.fromisoformat(value) if is_day else value
    if call is not None and (points := points_of(case, call.score)) is not None:
        values[POINTS] = points
    return list(rank(Claim("", 0, case.began_on, values), _order(window, call)))


def _claim(case: Case) -> Claim:
    amount = int((case.amount or Decimal(0)).to_integral_value(rounding="ROUND_CEILING"))
    return Claim(str(case.pk), amount, case.began_on, {})
