"""Sample orders of flowers: firms that order, households that offer, shares in every state.

What is placed and answered is done by the real actions, on the days before today.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Grade, Kind, Market, Quote
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.actions import LaneWords, OrderDraft
from yuandu.mechanisms.orders.models import Group, Offer, Order, Promise, State
from yuandu.mechanisms.orders.permissions import BUYER, parties
from yuandu.site.sample.projects import SEED, TODAY
from yuandu.site.sample.work import Desk

GROWER = "样本花农（示例户）"  # the household of the sample's account
COUNTY = "370781"  # 青州市
HOUSEHOLDS, OFFERS, KINDS, BUYERS = 5_000, 5_400, 12, 6  # households: of those of the trade
PLACED, DOCKED, ANSWERED = 24, 16, 12  # days before today
EARLY, LATE, DRAFTS = 22, 8, 2  # orders docked, orders still open, drafts
REFUSED, UNANSWERED = 9, 6  # of so many shares one is declined, one not answered
NOT_THIS_YEAR = "大棚检修，今年不种了"
GRADES = (Grade.FIRST, Grade.SECOND, Grade.SECOND, Grade.UNGRADED)
POTS = {"orchid": "3.5寸盆，双梗，6支/箱", "aroid": "180#盆，冠幅45厘米，4盆/箱"}
ELSEWHERE = 0.25  # of the orders go to a shop and no market
CHEAP, LATER = Decimal("0.5"), 7  # of the account's household: share of the price, weeks
SMALL = 0.5  # of the households
COMMON_POT = "12厘米盆，开放度三成，10盆/箱"
# Where greenhouses stand: county and the part of them.
PLACES = (("370781", 0.72), ("370724", 0.12), ("370725", 0.09), ("370783", 0.07))
# How far a market of the sample is from there, in the order of the markets, km.
WAYS = {
    "370781": (9, 118, 134, 262, 486),
    "370724": (31, 134, 158, 268, 520),
    "370725": (38, 84, 172, 226, 512),
    "370783": (42, 96, 142, 248, 470),
}
CENTRE, TO_CENTRE = "示例连锁花店配送中心", (62, 78, 54, 48)  # km, by place
LOADED, A_KILOMETRE = Decimal("0.06"), Decimal("0.0011")  # yuan a pot
NARROW = 2_400  # pots a week from the second place on, to the farthest market
SEASON, PARTS = 12_000, (3_000, 2_400)  # of the blanket order, and called off it


def load(workspace: Workspace) -> None:
    """Let households offer, firms order, the coordinator dock and growers answer."""
    desk, rng = Desk(workspace), Random(SEED + 7)
    kinds = _kinds(workspace)
    prices = {kind.pk: _price(kind) for kind in kinds}
    buyers = _buyers(desk)
    with desk.on(PLACED + 1):
        _offers(workspace, kinds, prices, rng)
        _lanes(desk)
    with desk.on(PLACED):
        for at in range(EARLY):
            _order(desk, buyers[at % BUYERS], kinds[at % KINDS], prices, rng, weeks=at % 8 + 2)
    coordinator = desk.actor("coordinator")
    with desk.on(DOCKED):
        actions.publish(by=coordinator, docking=actions.dock(by=coordinator))
    with desk.on(ANSWERED):
        _answer(workspace)
    with desk.on(ANSWERED - 2):
        _answer(workspace)  # those who were asked in the place of others
        _drop_out(workspace)
        cancelled = Order.objects.filter(workspace=workspace).order_by("-pk").first()
        if cancelled:
            desk.move("city", cancelled, "cancel", "门店改造，本批次不再需要")
    with desk.on(1):
        _order(desk, buyers[0], kinds[1], prices, rng, weeks=10)
        actions.publish(by=coordinator, docking=actions.dock(by=coordinator))
    for at in range(LATE):
        buyer, kind = buyers[-1 - at % BUYERS], kinds[at % KINDS]
        # The first asks for more than all households together have.
        quantity = 0 if at else _capacity(kind) * 6 // 5
        _order(desk, buyer, kind, prices, rng, weeks=at % 4 + 8, quantity=quantity)
    _blanket(desk, buyers[0], kinds[2], prices)
    for at in range(DRAFTS):
        _order(desk, buyers[0], kinds[at], prices, rng, weeks=12, is_placed=False)


def _kinds(workspace: Workspace) -> list[Kind]:
    """Return kinds of pot plants with three years of quotes."""
    quoted = Quote.objects.filter(workspace=workspace, on=TODAY, grade=Grade.FIRST)
    kinds = Kind.objects.filter(workspace=workspace, unit="pot", pk__in=quoted.values("kind"))
    return list(kinds.order_by("weeks", "pk")[:KINDS])


def _price(kind: Kind) -> Decimal:
    """Return what a kind cost when the sample's orders were placed, yuan a unit."""
    quote = Quote.objects.filter(kind=kind, grade=Grade.SECOND).order_by("-on", "market").first()
    return quote.average if quote else Decimal(10)


def _buyers(desk: Desk) -> list[Party]:
    """Return firms that order, first that of the sample's account."""
    mine = Party.objects.filter(pk__in=parties(desk.actor("firm"), BUYER))
    others = Party.objects.filter(
        workspace=desk.workspace, kind="organisation", division__code=COUNTY
    ).exclude(pk__in=mine)
    return [*mine, *others.order_by("pk")[: BUYERS - 1]]


def _offers(
    workspace: Workspace, kinds: list[Kind], prices: dict[int, Decimal], rng: Random
) -> None:
    """Let the sample's account and households of the trade offer what stands in greenhouses."""
    here = Party.objects.filter(workspace=workspace, kind="household", division__code=COUNTY)
    account = list(here.filter(name=GROWER))
    others = here.exclude(name=GROWER).order_by("pk")
    households = [*account, *others[: HOUSEHOLDS - len(account)]]
    Offer.objects.bulk_create(_drawn(workspace, households, kinds, prices, rng), batch_size=2000)


def _drawn(
    workspace: Workspace,
    households: list[Party],
    kinds: list[Kind],
    prices: dict[int, Decimal],
    rng: Random,
) -> Iterator[Offer]:
    """Yield an offer of every household, and a second of some."""
    codes, parts = [code for code, _ in PLACES], [part for _, part in PLACES]
    found = Division.objects.filter(workspace=workspace, code__in=codes)
    counties = {each.code: each for each in found.defer("geometry")}
    for at in range(OFFERS):
        household = households[at % len(households)]
        kind = kinds[(at + at // len(households)) % KINDS]
        is_small = rng.random() < SMALL
        size = rng.randrange(2, 7) if is_small else rng.randrange(6, 30)
        share = Decimal(rng.randrange(70, 106)) / 100
        from_on = TODAY + datetime.timedelta(weeks=rng.randrange(-3, 2))
        if household.name == GROWER:  # small and cheap enough to be asked, now and later
            is_small, size, share = True, 6, CHEAP
            from_on = TODAY + datetime.timedelta(weeks=-3 if at == 0 else LATER)
        yield Offer(
            workspace=workspace,
            grower=household,
            kind=kind,
            grade=Grade.FIRST if household.name == GROWER else rng.choice(GRADES),
            specification=POTS.get(kind.group, COMMON_POT),
            quantity=size * 100,
            ask=(prices[kind.pk] * share * Decimal("0.92")).quantize(Decimal("0.1")),
            from_on=from_on,
            until_on=from_on + datetime.timedelta(weeks=rng.randrange(10, 22)),
            place=counties[COUNTY if household.name == GROWER else rng.choices(codes, parts)[0]],
            group=Group.SMALL if is_small else (Group.NEW if at % 11 == 0 else Group.NONE),
            offered_on=TODAY - datetime.timedelta(days=PLACED + 1),
        )


def _order(
    desk: Desk,
    buyer: Party,
    kind: Kind,
    prices: dict[int, Decimal],
    rng: Random,
    *,
    weeks: int,
    quantity: int = 0,
    is_placed: bool = True,
) -> None:
    """Place an order for some weeks after its day."""
    workspace = desk.workspace
    from_on = workspace.today() + datetime.timedelta(weeks=weeks)
    quoting = Quote.objects.filter(kind=kind).order_by().values("market")
    market = Market.objects.filter(pk__in=quoting).order_by("pk").first()
    if rng.random() < ELSEWHERE:
        market = None
    words = OrderDraft(
        kind=kind,
        grade=rng.choice((Grade.SECOND, Grade.UNGRADED, Grade.UNGRADED)),
        specification=POTS.get(kind.group, COMMON_POT),
        quantity=quantity or rng.randrange(6, 40) * 100,
        from_on=from_on,
        until_on=from_on + datetime.timedelta(days=6),
        floor_price=(prices[kind.pk] * rng.randrange(88, 104) / 100).quantize(Decimal("0.1")),
        market=market,
        delivered_to="" if market else CENTRE,
        index_market=market,
        share_above=Decimal("0.6") if market else Decimal(0),
        minimum_lot=100,
        priority=rng.choice((3, 5, 5, 5)),
    )
    by = desk.system
    made = actions.draft(by=by, buyer=buyer, words=words, accepts_standing=True)
    if is_placed:
        actions.post(by=by, order=made)


def _lanes(desk: Desk) -> None:
    """Enter what the ways cost: by truck from each county to each market and the centre."""
    workspace = desk.workspace
    markets = list(Market.objects.filter(workspace=workspace).order_by("pk")[: len(WAYS[COUNTY])])
    for number, (code, _) in enumerate(PLACES):
        place = Division.objects.get(workspace=workspace, code=code)
        ways = list(zip(markets, WAYS[code], strict=True))
        for market, far in [*ways, (None, TO_CENTRE[number])]:
            is_narrow = number > 0 and market == markets[-1]
            words = LaneWords(
                place=place,
                market=market,
                delivered_to="" if market else CENTRE,
                kilometres=far,
                carriage=(LOADED + A_KILOMETRE * far).quantize(Decimal("0.01")),
                capacity=NARROW if is_narrow else None,
            )
            actions.set_lane(by=desk.system, words=words)


def _capacity(kind: Kind) -> int:
    """Return what all households together can still deliver of a kind."""
    return sum(each.left for each in Offer.objects.filter(kind=kind, is_open=True))


def _blanket(desk: Desk, buyer: Party, kind: Kind, prices: dict[int, Decimal]) -> None:
    """Agree on a season's total, and call the first parts off."""
    today = desk.workspace.today()
    words = OrderDraft(
        kind=kind,
        grade=Grade.SECOND,
        specification=POTS.get(kind.group, COMMON_POT),
        quantity=SEASON,
        from_on=today + datetime.timedelta(weeks=2),
        until_on=today + datetime.timedelta(weeks=26),
        floor_price=prices[kind.pk].quantize(Decimal("0.1")),
        delivered_to=CENTRE,
        minimum_lot=100,
        reference="2027年春季框架",
    )
    blanket = actions.place_blanket(by=desk.system, buyer=buyer, words=words)
    for at, quantity in enumerate(PARTS):
        from_on = today + datetime.timedelta(weeks=3 + at * 2)
        until_on = from_on + datetime.timedelta(days=6)
        actions.call_off(
            by=desk.system, blanket=blanket, quantity=quantity, from_on=from_on, until_on=until_on
        )


def _answer(workspace: Workspace) -> None:
    """Let growers answer: most say yes, some no, some not yet."""
    asked = Promise.objects.filter(workspace=workspace, state=State.PROPOSED)
    for at, promise in enumerate(asked.select_related("offer__grower").order_by("pk")):
        by = Actor.system(workspace)  # for households without an account
        if at % UNANSWERED == 1:
            continue  # waits for an answer still
        if at % REFUSED == 2:
            actions.decline(by=by, promise=promise, words=NOT_THIS_YEAR)
        elif at % REFUSED == 5:
            actions.ask_for_call(by=by, promise=promise)
        else:
            actions.accept(by=by, promise=promise)


def _drop_out(workspace: Workspace) -> None:
    accepted = Promise.objects.filter(workspace=workspace, state=State.ACCEPTED)
    for promise in accepted.select_related("offer__grower").order_by("-pk")[:2]:
        actions.withdraw(by=Actor.system(workspace), promise=promise, words="寒潮冻伤，交不出货")
