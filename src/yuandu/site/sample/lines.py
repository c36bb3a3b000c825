"""Fifteen sample lines with a year of trips that reached four fifths of the country's counties.

Carriers, shippers and receivers are made up; counties and distances are real, as the crow
flies and a third more.
"""

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.lines import actions, rules
from yuandu.mechanisms.lines.actions import NewDeparture, NewReach
from yuandu.mechanisms.lines.loading import PastBooking, PastTrip, load_trips
from yuandu.mechanisms.lines.models import Booking, BookingState, County, Line, Space, Trip
from yuandu.mechanisms.lines.rules import temperature
from yuandu.mechanisms.lines.rules.claims import WITH_WORDS
from yuandu.site.sample.projects import SEED, TODAY

ORIGIN = (118.48, 36.69)  # 青州花卉集散中心
ORIGIN_COUNTY = "370781"
# Name, English name, where its market is, the weekday of its departure, the county it lies in.
LINES = (
    ("北京", "Beijing", (116.40, 39.90), 0, "110106"),
    ("哈尔滨", "Harbin", (126.63, 45.75), 1, "230103"),
    ("沈阳", "Shenyang", (123.43, 41.80), 3, "210102"),
    ("呼和浩特", "Hohhot", (111.75, 40.84), 2, "150105"),
    ("太原", "Taiyuan", (112.55, 37.87), 4, "140105"),
    ("西安", "Xi’an", (108.94, 34.34), 0, "610113"),
    ("兰州", "Lanzhou", (103.83, 36.06), 1, "620102"),
    ("郑州", "Zhengzhou", (113.62, 34.75), 3, "410102"),
    ("南京", "Nanjing", (118.80, 32.06), 4, "320104"),
    ("上海", "Shanghai", (121.47, 31.23), 2, "310105"),
    ("武汉", "Wuhan", (114.31, 30.59), 5, "420106"),
    ("长沙", "Changsha", (112.94, 28.23), 6, "430111"),
    ("广州", "Guangzhou", (113.26, 23.13), 1, "440103"),
    ("成都", "Chengdu", (104.07, 30.67), 5, "510106"),
    ("昆明", "Kunming", (102.83, 24.88), 6, "530114"),
)
CARRIERS = ("鸢都冷链运输（示例）", "云门花木物流（示例）", "弥河专线物流（示例）")
CARRIERS_EN = ("Yuandu Cold Chain", "Yunmen Plant Logistics", "Mihe Direct Lines")
SHIPPERS = 24
REACHED = 0.804  # of all county-level units
ROUND_ABOUT = 1.3  # roads are longer than the crow flies
SPEED = 62.0  # km per hour, rests included
CARTS, POTS_A_CART = 43, 110
WEEKS = 52
LOGGED = 6  # trips of a line whose logger was read
YUAN_A_POT = 12
# What became of the greatest losses: each claim with the moves made so far.
ANSWERS = (
    ("grant", "pay", "confirm"), ("grant", "pay"), ("grant",), ("refuse",), ("refuse", "appeal"),
    (), (), ("grant", "pay", "confirm"),
)  # fmt: skip
LEAVES = datetime.time(18, 0)
LOSS = {"spring": 0.020, "summer": 0.045, "autumn": 0.018, "winter": 0.060}
CAUSES = {"spring": "pressure", "summer": "heat", "autumn": "pressure", "winter": "frost"}
EARTH = 6371.0  # km


@dataclass(frozen=True, slots=True)
class Way:
    """A county by the line that serves it."""

    county: County
    line: int
    kilometres: int

    @property
    def hours(self) -> int:
        return max(2, math.ceil(self.kilometres / SPEED) + 1)


def load(by: Actor) -> None:
    """Take in the counties, open the lines, keep a year of trips and plan those to come."""
    actions.load_counties(by=by)
    ways = _ways(list(County.objects.filter(workspace=by.workspace)))
    lines = _lines(by, ways)
    load_trips(by=by, rows=list(_trips(by, lines, ways)))
    for line in lines:
        actions.plan_trips(by=by, line=line)
    _book_ahead(by, lines, ways)
    _temperatures(by, lines)
    _claims(by)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    (east, north), (x, y) = (map(math.radians, point) for point in (one, other))
    half = (
        math.sin((y - north) / 2) ** 2
        + math.cos(north) * math.cos(y) * math.sin((x - east) / 2) ** 2
    )
    return ROUND_ABOUT * 2 * EARTH * math.asin(math.sqrt(half))


def _ways(counties: list[County]) -> list[Way]:
    """Return each county with its line, those that are nearest to theirs, as many as are reached."""
    legs = [_kilometres(ORIGIN, at) for _, _, at, *_ in LINES]
    found = []
    for county in counties:
        place = county.longitude, county.latitude
        last = [_kilometres(at, place) for _, _, at, *_ in LINES]
        nearest = min(range(len(LINES)), key=last.__getitem__)
        found.append((last[nearest], Way(county, nearest, round(legs[nearest] + last[nearest]))))
    found.sort(key=lambda each: (each[0], each[1].county.code))
    return [way for _, way in found[: math.ceil(REACHED * len(counties))]]


def _lines(by: Actor, ways: list[Way]) -> list[Line]:
    carriers = [
        Party.objects.create(workspace=by.workspace, name=name, name_en=f"{name_en} (sample)")
        for name, name_en in zip(CARRIERS, CARRIERS_EN, strict=True)
    ]
    counties = {each.code: each for each in County.objects.filter(workspace=by.workspace)}
    lines = []
    for number, (city, city_en, at, weekday, code) in enumerate(LINES):
        leg = _kilometres(ORIGIN, at)
        line = actions.open_line(
            by=by,
            name=f"青州—{city}直供专线（示例）",
            name_en=f"Qingzhou–{city_en} direct line (sample)",
            origin="青州花卉集散中心",
            origin_en="Qingzhou flower trading centre",
            origin_county=counties[ORIGIN_COUNTY],
            destination=city,
            destination_en=city_en,
            destination_county=counties[code],
            carrier=carriers[number % len(carriers)],
            unit=Space.CART,
            capacity=CARTS,
            truck=CARTS,
            per_truck=Decimal(900),
            per_kilometre=Decimal("5.20"),
            per_stop=Decimal(80),
            opened_on=datetime.date(TODAY.year - 2, 3 + number % 9, 1),
        )
        hours = max(2, math.ceil(leg / SPEED))
        actions.set_timetable(by=by, line=line, departures=[NewDeparture(weekday, LEAVES, hours)])
        mine = [way for way in ways if way.line == number]
        actions.set_reach(
            by=by,
            line=line,
            reaches=[NewReach(way.county.code, way.hours, way.kilometres) for way in mine],
        )
        lines.append(line)
    return lines


def _trips(by: Actor, lines: list[Line], ways: list[Way]) -> Iterator[PastTrip]:
    """Yield a trip a week and line; its year goes to every county of the line at least once."""
    rng = Random(SEED)
    shippers = Party.objects.bulk_create(
        Party(
            workspace=by.workspace,
            name=f"花卉合作社第{number}社（示例）",
            name_en=f"Flower cooperative {number} (sample)",
        )
        for number in range(1, SHIPPERS + 1)
    )
    kinds = list(Kind.objects.filter(workspace=by.workspace, unit="pot").order_by("pk")[:30])
    for number, line in enumerate(lines):
        departure = line.departures.get()
        mine = [way for way in ways if way.line == number]
        rng.shuffle(mine)
        last = TODAY - datetime.timedelta(days=6 + (TODAY.weekday() - departure.weekday) % 7)
        stops = max(4, math.ceil(len(mine) / (WEEKS - 1)))
        for week in range(WEEKS - 1):
            on = last - datetime.timedelta(weeks=week)
            there = [mine[(week * stops + at) % len(mine)] for at in range(stops)]
            yield PastTrip(
                line=line,
                on=on,
                at=LEAVES,
                hours=departure.hours,
                bookings=tuple(_bookings(rng, on, there, shippers, kinds)),
            )


def _bookings(
    rng: Random, on: datetime.date, there: list[Way], shippers: list[Party], kinds: list[Kind]
) -> Iterator[PastBooking]:
    season = rules.season(on)
    carts = _parts(rng, rng.randint(31, CARTS), len(there))
    for way, space in zip(there, carts, strict=True):
        quantity = space * POTS_A_CART
        lost = round(quantity * LOSS[season] * rng.uniform(0, 2))
        yield PastBooking(
            shipper_id=rng.choice(shippers).pk,
            kind_id=rng.choice(kinds).pk,
            quantity=quantity,
            space=space,
            county_id=way.county.pk,
            kilometres=way.kilometres,
            hours=way.hours + rng.choice((0, 0, 0, 1, 2)),
            receiver=f"{way.county.name}花卉市场",
            certificate=f"ZJ{on:%Y%m%d}{rng.randint(1000, 9999)}",
            lost=lost,
            damaged=round(lost * 0.8),
            cause=CAUSES[season] if lost else "",
        )


def _parts(rng: Random, whole: int, number: int) -> list[int]:
    """Split carts into so many parts, of which none is empty."""
    cuts = sorted(rng.sample(range(1, whole), number - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]


def _book_ahead(by: Actor, lines: list[Line], ways: list[Way]) -> None:
    """Book some space of the next trips, so that there is something to load."""
    shippers = list(
        Party.objects.filter(workspace=by.workspace, name__startswith="花卉合作社").order_by("pk")
    )
    kinds = list(Kind.objects.filter(workspace=by.workspace, unit="pot").order_by("pk")[:30])
    for number, line in enumerate(lines):
        mine = [way for way in ways if way.line == number]
        trips = Trip.objects.filter(line=line, state=rules.PLANNED).order_by("on")[:2]
        for ahead, trip in enumerate(trips):
            for turn in range(4 - ahead):
                way = mine[(7 * turn + ahead) % len(mine)]
                actions.book(
                    by=by,
                    trip=trip,
                    shipper=shippers[(number + 5 * turn) % len(shippers)],
                    kind=kinds[(number + turn) % len(kinds)],
                    quantity=POTS_A_CART * (5 + turn),
                    space=5 + turn,
                    county=way.county,
                    receiver=f"{way.county.name}花卉市场",
                    certificate="" if turn == 3 else f"ZJ{trip.on:%Y%m%d}{number:02d}{turn:02d}",
                )


def _temperatures(by: Actor, lines: list[Line]) -> None:
    """Record what the loggers of the last trips wrote: now and then it was too cold."""
    rng = Random(SEED + 1)
    for line in lines:
        for trip in Trip.objects.filter(line=line, state=rules.ARRIVED).order_by("-on")[:LOGGED]:
            minutes = trip.hours * 60
            cold = rng.choice((0, 0, 0, 15, 45, 90))
            actions.record_temperatures(
                by=by,
                trip=trip,
                logger="前部",
                low=Decimal(8),
                high=Decimal(28),
                told=temperature.Summary(
                    lowest=Decimal(rng.randint(50, 79) if cold else rng.randint(85, 120)) / 10,
                    highest=Decimal(rng.randint(180, 260)) / 10,
                    minutes=minutes,
                    minutes_below=min(cold, minutes),
                    minutes_above=0,
                    readings=minutes // 10,
                ),
            )


def _claims(by: Actor) -> None:
    """Claim the greatest losses of the last weeks; carriers have answered some."""
    lost = Booking.objects.filter(
        workspace=by.workspace,
        state=BookingState.RECEIVED,
        received_on__gt=TODAY - datetime.timedelta(weeks=4),
    ).select_related("shipper", "trip__line__carrier")
    worst = sorted(lost, key=lambda each: (-(each.lost or 0), each.pk))[: len(ANSWERS)]
    for booking, moves in zip(worst, ANSWERS, strict=False):
        amount = Decimal((booking.lost or 0) * YUAN_A_POT)
        made = actions.claim(
            by=by, booking=booking, amount=amount, words="到货时冻伤、压伤，已当场点数拍照。"
        )
        for move in moves:
            actions.move_claim(
                by=by,
                claim=made,
                move=move,
                words="包装未按约定加衬，只认一部分。" if move in WITH_WORDS else "",
                granted=amount if move == "grant" else None,
            )
