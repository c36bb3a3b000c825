"""The money behind a policy: its accounts, and whose turn it is when it does not reach."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from yuandu.engines.rules import units
from yuandu.engines.rules.books import Budget
from yuandu.engines.rules.budgets import Claim, Turn, turns
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Account
from yuandu.services.policies.models import Case, PolicyVersion, Window
from yuandu.services.policies.vocabulary import vocabulary

UNIT = "CNY"
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


def open_window(by: Actor, version: PolicyVersion) -> Window | None:
    """Open the window of an approved version that pays, and fill its account.

    The window runs within a year: this one, or that in which the version takes effect; and
    no longer than the version. Money comes from an account of the policy's source, so that
    what every budget was filled with adds up.
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
    system = Actor.system(by.workspace)
    policy, tag = version.policy, f"{version.policy.code}:{version.number}:{year}"

    def account(part: str, name: str, name_en: str, *, source: bool = False) -> Account:
        return ledger.open_account(
            by=system,
            code=f"policy-{part}:{tag}",
            name=f"{policy.name}{name}"[:200],
            name_en=f"{policy.name_en or policy.name}: {name_en}"[:200],
            unit=UNIT,
            may_go_negative=source,
            year=year,
        )

    granted = account("granted", "资金来源", "source", source=True)
    budget = account("budget", "预算", "budget")
    paid = account("paid", "已兑付", "paid")
    ledger.transfer(
        by=system,
        debit=granted,
        credit=budget,
        amount=yuan(book.budget),
        key=f"policy-budget:{tag}",
        words=policy.document[:200],
    )
    return Window.objects.create(
        workspace=by.workspace,
        version=version,
        from_on=since,
        to_on=until,
        budget=budget,
        paid=paid,
    )


def places(window: Window, cases: Sequence[Case], *, asking: Case | None = None) -> list[Place]:
    """Return the cases that claim the budget in the order the book publishes.

    Args:
        cases: Of the window, with `track`; those that claim nothing are left out.
        asking: Claims in any case: its move has placed it beyond already.
    """
    claiming = {
        str(case.pk): case
        for case in cases
        if case == asking or (case.track is not None and case.track.stage in CLAIMING)
        if case.amount is not None and case.amount > 0
    }
    book = window.version.book
    order = book.budget.order if book.budget else ()
    found = turns(
        [_claim(case) for case in claiming.values()],
        budget=int(window.budget.free),
        order=order,
    )
    return [Place(claiming[turn.claim.id.lstrip("0")], turn) for turn in found]


def turn_of(case: Case) -> Turn:
    """Return a case's turn by the budget as it stands now.

    Until the transaction ends no other case of the window is decided: between reading the
    budget and reading who else claims it, somebody would overtake. The lock comes first and
    by itself, so that what is read after it is what the one before has committed.
    """
    Window.objects.select_for_update().get(pk=case.window_id)
    window = (
        Window.objects.filter(pk=case.window_id)
        .select_related("budget", "version__policy", "version__track")
        .get()
    )
    found = places(window, _claiming(window, case), asking=case)
    return next(place.turn for place in found if place.case.pk == case.pk)


def seen_turn(case: Case) -> Turn | None:
    """Return a case's turn for whoever looks at it; `None` where it claims nothing now."""
    if case.track is None or case.track.stage not in CLAIMING:
        return None
    found = places(case.window, _claiming(case.window, case))
    return next((place.turn for place in found if place.case.pk == case.pk), None)


def _claiming(window: Window, asking: Case) -> list[Case]:
    found = window.cases.filter(Q(track__stage__in=CLAIMING) | Q(pk=asking.pk))
    return list(found.select_related("track"))


def _claim(case: Case) -> Claim:
    values: dict[str, int | bool | str | datetime.date] = {}
    for name, value in sorted(json.loads(case.decision)["inputs"].items()):
        code = name if name in vocabulary() else name.rpartition("_")[0]
        is_day = code in vocabulary() and vocabulary()[code].kind == "day"
        # Of a yearly fact the latest year stays.
        values[code] = datetime.date.fromisoformat(value) if is_day else value
    amount = int((case.amount or Decimal(0)).to_integral_value(rounding="ROUND_CEILING"))
    return Claim(f"{case.pk:020d}", amount, case.began_on, values)
