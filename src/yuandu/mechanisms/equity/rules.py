"""What the register of shares decides: how many may hold, what a share costs, which lots go.

Sources of the limits, as they stand since 2024-07-01:

- Company Law (公司法, 2023 revision), article 42: a limited liability company has at most 50
  shareholders; article 92: a joint-stock company has at most 200 founders.
- Securities Law (证券法, 2019 revision), article 9: above 200 holders the offer is public; the
  people in an employee stock ownership plan made by law are not counted.
- Partnership Enterprise Law (合伙企业法), article 61: a limited partnership has 2 to 50 partners.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

LIMITED, JOINT_STOCK = "limited", "joint_stock"
PARTNERSHIP, COMPANY, PLAN = "partnership", "company", "plan"  # forms of a holding vehicle
ISSUE, GRANT, TRANSFER, REPURCHASE, CANCEL, RETIRE = (
    "issue",  # new shares to a holder
    "grant",  # of what the company bought back, to a holder
    "transfer",  # from holder to holder
    "repurchase",  # from a holder, to be held by the company
    "cancel",  # a holder's shares are cancelled: the capital is reduced
    "retire",  # of what the company bought back: cancelled
)
KINDS = (ISSUE, GRANT, TRANSFER, REPURCHASE, CANCEL, RETIRE)
GIVES = frozenset({TRANSFER, REPURCHASE, CANCEL})  # has a holder who gives
TAKES = frozenset({ISSUE, GRANT, TRANSFER})  # has a holder who takes
ADMIT, EXIT = "admit", "exit"

REGISTERED: Mapping[str, int] = {LIMITED: 50, JOINT_STOCK: 200}
OF_VEHICLE: Mapping[str, int | None] = {PARTNERSHIP: 50, COMPANY: 50, PLAN: None}
LOOK_THROUGH = 200
AUDIT_DUE = (4, 30)  # month and day by which the audit of the year before is expected
CENT = Decimal("0.01")
MOST_SHARES = 10**12  # of one transaction


@dataclass(frozen=True, slots=True)
class Seat:
    """Where shares lie: with a holder, directly or through a vehicle."""

    holder: int
    vehicle: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many hold.

    Attributes:
        registered: those in the register of shareholders, a vehicle being one.
        look_through: people and institutions behind them; a staff plan made by law is one.
        behind: who holds through each vehicle.
    """

    registered: int
    look_through: int
    behind: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Excess:
    """A limit that is passed; code: registered, look-through, vehicle."""

    code: str
    number: int
    most: int
    vehicle: int | None = None


def count(seats: Iterable[Seat], forms: Mapping[int, str]) -> Count:
    """Count the holders of `seats`, each with shares in it.

    Args:
        forms: of the vehicles, by key.
    """
    seats = set(seats)
    behind: dict[int, set[int]] = {pk: set() for pk in forms}
    for seat in seats:
        if seat.vehicle is not None:
            behind[seat.vehicle].add(seat.holder)
    registered = {seat.vehicle if seat.vehicle is not None else seat.holder for seat in seats}
    seen: set[int] = set()
    for seat in seats:
        if seat.vehicle is not None and forms[seat.vehicle] == PLAN:
            seen.add(seat.vehicle)
        elif seat.vehicle is not None or not behind.get(seat.holder):
            seen.add(seat.holder)  # what a vehicle keeps in reserve is nobody more
        elif forms[seat.holder] == PLAN:
            seen.add(seat.holder)
    return Count(len(registered), len(seen), {pk: len(people) for pk, people in behind.items()})


def excesses(form: str, counted: Count, forms: Mapping[int, str]) -> list[Excess]:
    """Return every limit that `counted` passes, in a company of `form`."""
    found = []
    if counted.registered > (most := REGISTERED[form]):
        found.append(Excess("registered", counted.registered, most))
    if counted.look_through > LOOK_THROUGH:
        found.append(Excess("look-through", counted.look_through, LOOK_THROUGH))
    for vehicle, number in sorted(counted.behind.items()):
        limit = OF_VEHICLE[forms[vehicle]]
        if limit is not None and number > limit:
            found.append(Excess("vehicle", number, limit, vehicle))
    return found


def newly_passed(before: Sequence[Excess], after: Sequence[Excess]) -> list[Excess]:
    """Return the limits that a change passes, or passes by more: to come nearer is no fault."""
    stood = {(each.code, each.vehicle): each.number for each in before}
    return [each for each in after if each.number > stood.get((each.code, each.vehicle), 0)]


@dataclass(frozen=True, slots=True)
class Terms:
    """A published price rule: net assets per share of the last audited year, times a factor."""

    admit_factor: Decimal
    exit_factor: Decimal
    floor: Decimal = Decimal(0)  # no share costs less


@dataclass(frozen=True, slots=True)
class Audited:
    year: int
    net_assets: Decimal
    shares: int


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a share and how it came about, so that everybody can compute it again."""

    amount: Decimal
    purpose: str
    factor: Decimal
    floor: Decimal
    audited: Audited

    @property
    def per_share(self) -> Decimal:
        """Net assets per share, before the factor; four decimals."""
        return (self.audited.net_assets / self.audited.shares).quantize(
            Decimal("0.0001"), rounding=ROUND_HALF_UP
        )


def price(terms: Terms, audited: Audited, purpose: str) -> Price:
    """Return what a share costs who is admitted, or brings who exits; half a cent goes up."""
    factor = terms.admit_factor if purpose == ADMIT else terms.exit_factor
    exact = audited.net_assets * factor / audited.shares
    amount = max(exact, terms.floor, Decimal(0)).quantize(CENT, rounding=ROUND_HALF_UP)
    return Price(amount, purpose, factor, terms.floor, audited)


@dataclass(frozen=True, slots=True)
class Lot:
    """The shares of one certificate."""

    pk: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken of a certificate, and what remains of it."""

    pk: int
    quantity: int
    left: int


def take(lots: Sequence[Lot], quantity: int) -> list[Taken]:
    """Take shares from certificates, the oldest first.

    Raises:
        ValueError: they hold less together.
    """
    found = []
    for lot in lots:
        if not quantity:
            break
        part = min(lot.quantity, quantity)
        found.append(Taken(lot.pk, part, lot.quantity - part))
        quantity -= part
    if quantity:
        raise ValueError(f"certificates are {quantity} shares short of the account")
    return found


def kind_faults(kind: str, *, gives: bool, takes: bool, quantity: int) -> list[str]:
    """Return what is wrong with a transaction before anything is looked up, as codes."""
    if kind not in KINDS:
        return ["kind"]
    found = []
    if (kind in GIVES) != gives:
        found.append("giver")
    if (kind in TAKES) != takes:
        found.append("taker")
    if not 0 < quantity <= MOST_SHARES:
        found.append("quantity")
    return found
