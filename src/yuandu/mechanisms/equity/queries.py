"""Reads of the register: one's own shares, everybody's for who may, counts and prices."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.equity import permissions, rules
from yuandu.mechanisms.equity.models import (
    AuditedYear,
    Certificate,
    Charter,
    Holder,
    Holding,
    PriceRule,
    ShareClass,
    ShareTransaction,
)

ROWS_A_PAGE = 50
PENDING, POSTED = ShareTransaction.State.PENDING, ShareTransaction.State.POSTED


@dataclass(frozen=True, slots=True)
class Standing:
    """How many hold shares, and the limits that they pass."""

    form: str
    count: rules.Count
    excesses: list[rules.Excess]
    vehicles: Mapping[int, Holder]

    @property
    def registered_most(self) -> int:
        return rules.REGISTERED[self.form]

    @property
    def look_through_most(self) -> int:
        return rules.LOOK_THROUGH

    def behind(self) -> list[tuple[Holder, int, int | None]]:
        """Return each vehicle with how many hold through it, and how many may."""
        return [
            (vehicle, self.count.behind.get(pk, 0), rules.OF_VEHICLE[vehicle.form])
            for pk, vehicle in self.vehicles.items()
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register of shareholders: a vehicle stands for all who hold through it."""

    holder: Holder
    quantity: int
    share: Decimal  # of all shares that holders have
    certificates: str


@dataclass(frozen=True, slots=True)
class Total:
    """A class of shares as a whole."""

    share_class: ShareClass
    issued: int
    bought: int

    @property
    def held(self) -> int:
        return self.issued - self.bought


def charter(workspace: Workspace) -> Charter | None:
    return Charter.objects.filter(workspace=workspace).first()


def classes(actor: Actor) -> QuerySet[ShareClass]:
    """Return the company's classes of shares; its people may know of them."""
    return ShareClass.objects.filter(workspace=actor.workspace)


def standing(workspace: Workspace, form: str) -> Standing:
    """Count who holds shares, or will once what is held back is registered; two queries."""
    vehicles = {
        each.pk: each
        for each in Holder.objects.filter(workspace=workspace, kind=Holder.Kind.VEHICLE)
    }
    forms = {pk: each.form for pk, each in vehicles.items()}
    seats = Holding.objects.filter(
        Q(account__balance__gt=0) | Q(taken__state=PENDING), workspace=workspace
    ).values_list("holder_id", "vehicle_id")
    counted = rules.count((rules.Seat(*seat) for seat in seats.order_by()), forms)
    return Standing(form, counted, rules.excesses(form, counted, forms), vehicles)


def holder_of(actor: Actor) -> Holder | None:
    """Return the actor's own line of shareholders; none for who holds nothing."""
    if actor.user_id is None:
        return None
    return Holder.objects.filter(_own(actor), workspace=actor.workspace).first()


def _own(actor: Actor) -> Q:
    return Q(user=actor.user_id) | Q(worker__user=actor.user_id)


def holders_visible_to(actor: Actor) -> QuerySet[Holder]:
    """Return the shareholders `actor` may know of: all to who reads the register, else oneself."""
    found = Holder.objects.filter(workspace=actor.workspace)
    if permissions.reads(actor):
        return found
    return found.none() if actor.user_id is None else found.filter(_own(actor))


def holder(actor: Actor, pk: int, *, to: str) -> Holder:
    """Return the shareholder if `actor` may do `to` with the line.

    Raises:
        Http404: there is none that `actor` may know of.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(holders_visible_to(actor), permissions.MAY_HOLDER, actor, to=to, pk=pk)


def holder_page(actor: Actor, number: int | str, *, words: str = "", kind: str = "") -> Page:
    """Return a page of the shareholders with what each holds in all; two queries."""
    found = holders_visible_to(actor).annotate(quantity=Sum("holdings__account__balance"))
    if words:
        found = found.filter(Q(name__icontains=words) | Q(number__startswith=words))
    if kind:
        found = found.filter(kind=kind)
    return Paginator(found.order_by("number"), ROWS_A_PAGE).get_page(number)


def holdings_of(found: Holder) -> QuerySet[Holding]:
    """Return what somebody holds, class by class and vehicle by vehicle."""
    return (
        found.holdings.filter(account__balance__gt=0)
        .select_related("share_class", "vehicle", "account")
        .order_by("share_class__code", "pk")
    )


def behind(vehicle: Holder) -> QuerySet[Holding]:
    """Return what others hold through a vehicle."""
    return (
        vehicle.behind.filter(account__balance__gt=0)
        .select_related("holder", "share_class", "account")
        .order_by("holder__number")
    )


def certificates_of(found: Holder) -> QuerySet[Certificate]:
    """Return the certificates that count today of what somebody holds."""
    return Certificate.objects.filter(holding__holder=found, closed_by=None).select_related(
        "holding__share_class", "holding__vehicle"
    )


def certificate(actor: Actor, pk: int, number: int) -> Certificate | None:
    """Return an open certificate of a shareholder whom `actor` may see."""
    return certificates_of(holder(actor, pk, to="see")).filter(number=number).first()


def open_certificates(actor: Actor) -> QuerySet[Certificate]:
    """Return the certificates that count today: all to who reads the register, else one's own."""
    return Certificate.objects.filter(
        workspace=actor.workspace,
        closed_by=None,
        holding__holder__in=holders_visible_to(actor),
    ).select_related("holding__holder", "holding__vehicle", "holding__share_class")


def open_certificate(actor: Actor, pk: int, *, to: str) -> Certificate:
    """Return the open certificate if `actor` may do `to` with it; raises as `holder` does."""
    return get_for(open_certificates(actor), permissions.MAY_CERTIFICATE, actor, to=to, pk=pk)


def to_hand_out(actor: Actor) -> QuerySet[Certificate]:
    """Return those of the open certificates that nobody has signed for yet."""
    return open_certificates(actor).filter(handed_on=None)


def certificate_page(actor: Actor, number: int | str, *, waits: bool) -> Page:
    """Return a page of the open certificates, or of those that wait to be handed out."""
    found = to_hand_out(actor) if waits else open_certificates(actor)
    return Paginator(found.order_by("number"), ROWS_A_PAGE).get_page(number)


def pending(actor: Actor) -> QuerySet[ShareTransaction]:
    """Return what is held back and may be read: all, or one's own."""
    return transactions_visible_to(actor).filter(state=PENDING)


def without_audit(actor: Actor) -> QuerySet[Charter]:
    """Return the company while the figures of the year before are due and not entered.

    A company founded this year has none of the year before.
    """
    today = actor.workspace.today()
    entered = AuditedYear.objects.filter(workspace=OuterRef("workspace"), year=today.year - 1)
    found = Charter.objects.filter(
        ~Exists(entered), workspace=actor.workspace, founded_on__year__lt=today.year
    )
    return found if (today.month, today.day) > rules.AUDIT_DUE else found.none()


def transactions_visible_to(actor: Actor) -> QuerySet[ShareTransaction]:
    """Return the transactions `actor` may read: all for who reads the register, else own ones."""
    found = ShareTransaction.objects.filter(workspace=actor.workspace).select_related(
        "share_class", "source__holder", "source__vehicle", "target__holder", "target__vehicle"
    )
    if permissions.reads(actor):
        return found
    return of_holders(found, holders_visible_to(actor))


def of_holders(
    found: QuerySet[ShareTransaction], holders: QuerySet[Holder] | list[Holder]
) -> QuerySet[ShareTransaction]:
    return found.filter(Q(source__holder__in=holders) | Q(target__holder__in=holders))


def share_transaction(actor: Actor, pk: int, *, to: str) -> ShareTransaction:
    """Return the transaction if `actor` may do `to` with it; raises as `holder` does."""
    visible = transactions_visible_to(actor).select_related(
        "share_class",
        "source__holder",
        "source__vehicle",
        "target__holder",
        "target__vehicle",
        "price_rule",
        "transfer",
    )
    return get_for(visible, permissions.MAY_TRANSACTION, actor, to=to, pk=pk)


def transaction_page(actor: Actor, number: int | str, *, kind: str = "", state: str = "") -> Page:
    """Return a page of the transactions, the latest first; two queries."""
    found = transactions_visible_to(actor)
    chosen = {name: value for name, value in (("kind", kind), ("state", state)) if value}
    return Paginator(found.filter(**chosen), ROWS_A_PAGE).get_page(number)


def totals(actor: Actor) -> list[Total]:
    """Return how many shares of each class there are, and how many the company bought back."""
    balances = dict(
        Account.objects.filter(workspace=actor.workspace, unit="share").values_list(
            "code", "balance"
        )
    )
    return [
        Total(
            each,
            -int(balances.get(f"shares:{each.code}:issued", 0)),
            int(balances.get(f"shares:{each.code}:bought", 0)),
        )
        for each in classes(actor)
    ]


def register(actor: Actor) -> list[Line]:
    """Return the register of shareholders (股东名册), by number; two queries."""
    if not permissions.reads(actor):
        return []
    quantities: dict[Holder, int] = {}
    for each in Holding.objects.filter(
        workspace=actor.workspace, account__balance__gt=0
    ).select_related("holder", "vehicle", "account"):
        legal = each.vehicle or each.holder
        quantities[legal] = quantities.get(legal, 0) + int(each.account.balance)
    numbers: dict[int, list[str]] = {}
    papers = Certificate.objects.filter(
        workspace=actor.workspace, closed_by=None, holding__vehicle=None
    )
    for paper in papers.select_related("holding").order_by("number"):
        numbers.setdefault(paper.holding.holder_id, []).append(str(paper))
    whole = sum(quantities.values()) or 1
    return [
        Line(each, quantity, Decimal(quantity) / whole, listed(numbers.get(each.pk, [])))
        for each, quantity in sorted(quantities.items(), key=lambda line: line[0].number)
    ]


def held_on(workspace: Workspace, on: datetime.date) -> dict[int, int]:
    """Return what lay in each holding on a day: the sum of what was registered up to it."""
    found: dict[int, int] = {}
    rows = ShareTransaction.objects.filter(workspace=workspace, state=POSTED, on__lte=on)
    for source, target, quantity in rows.values_list("source_id", "target_id", "quantity"):
        for pk, change in ((source, -quantity), (target, quantity)):
            if pk is not None:
                found[pk] = found.get(pk, 0) + change
    return {pk: quantity for pk, quantity in found.items() if quantity}


def rule_on(workspace: Workspace, on: datetime.date) -> PriceRule | None:
    """Return the price rule that holds on a day."""
    return (
        PriceRule.objects.filter(workspace=workspace, from_on__lte=on).order_by("-version").first()
    )


def audited_on(workspace: Workspace, on: datetime.date) -> AuditedYear | None:
    """Return the last year whose audit was signed by a day."""
    return (
        AuditedYear.objects.filter(workspace=workspace, signed_on__lte=on).order_by("-year").first()
    )


def prices_on(workspace: Workspace, on: datetime.date) -> dict[str, rules.Price]:
    """Return the rule prices of a share on a day by purpose; none while rule or audit are missing.

    Two queries.
    """
    return priced(rule_on(workspace, on), audited_on(workspace, on))


def priced(rule: PriceRule | None, year: AuditedYear | None) -> dict[str, rules.Price]:
    """Return the prices by a rule and an audited year, by purpose; none where one is missing."""
    if rule is None or year is None:
        return {}
    terms = rules.Terms(rule.admit_factor, rule.exit_factor, rule.floor)
    audited = rules.Audited(year.year, year.net_assets, year.shares)
    return {purpose: rules.price(terms, audited, purpose) for purpose in (rules.ADMIT, rules.EXIT)}


def price_on(workspace: Workspace, on: datetime.date, purpose: str) -> rules.Price | None:
    """Return the rule price of a share on a day for one purpose."""
    return prices_on(workspace, on).get(purpose)
