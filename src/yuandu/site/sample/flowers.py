"""Three years of sample quotes: season, weather that lasts, and the weeks before holidays.

No price in it was ever paid; filings and markets say that they are samples.
"""

import datetime
from dataclasses import dataclass

import numpy as np
import polars as pl

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.flowers import actions
from yuandu.mechanisms.flowers.loading import load_history
from yuandu.mechanisms.flowers.models import Kind, Market
from yuandu.mechanisms.flowers.reading import KEPT_AS, VALUES
from yuandu.site.sample.projects import SEED, TODAY

SOURCE, TITLE = "示例行情", "三年每周行情（示例）"
MARKETS = (
    ("青州花卉市场（示例）", "Qingzhou flower market (sample)", "青州", 0.0),
    ("昌邑花木市场（示例）", "Changyi plant market (sample)", "昌邑", -0.05),
    ("济南花卉市场（示例）", "Jinan flower market (sample)", "济南", 0.06),
    ("青岛花卉市场（示例）", "Qingdao flower market (sample)", "青岛", 0.10),
    ("北京花卉市场（示例）", "Beijing flower market (sample)", "北京", 0.15),
)
WEEKS, SHORT = 157, 26
MOST_TRADED = ("orchid", "aroid", "pot_flower", "cut", "bulb")
MANY, FEW = 60, 76  # kinds with three years in three markets; with half a year in one
GRADES = (("first", 0.0, 0.35), ("second", -0.25, 0.65))  # log premium, share of the volume
BASE = {"pot": 2.0, "tray": 14.0, "stem": 1.6, "bunch": 11.0}  # yuan; a pot's, by the root of weeks
LASTS, SHOCK = 0.8, 0.06  # first-order autoregression of the log price, a week
# Spring festivals; before them flowers are dear for some weeks, most of all orchids.
FESTIVALS = (datetime.date(2024, 2, 10), datetime.date(2025, 1, 29), datetime.date(2026, 2, 17))
OTHER_DAYS = ((5, 1), (10, 1))


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind in one market."""

    kind: Kind
    market_id: int
    premium: float
    weeks: int
    grades: tuple[tuple[str, float, float], ...]


def load(by: Actor) -> None:
    """Take in the list of kinds, open the markets and keep three years of quotes."""
    actions.load_kinds(by=by)
    kinds = list(Kind.objects.filter(workspace=by.workspace).order_by("pk"))
    often = [kind for kind in kinds if kind.group in MOST_TRADED][:MANY]
    seldom = [kind for kind in kinds if kind not in often][:FEW]
    markets = Market.objects.bulk_create(
        Market(workspace=by.workspace, name=name, name_en=name_en, place=place, currency="CNY")
        for name, name_en, place, _ in MARKETS
    )
    lanes = [
        Lane(kind, markets[at % 5].pk, MARKETS[at % 5][3], WEEKS, GRADES)
        for number, kind in enumerate(often)
        for at in (number, number + 1, number + 3)
    ] + [
        Lane(kind, markets[0].pk, 0.0, SHORT, (("ungraded", -0.1, 1.0),)) for kind in seldom
    ]  # fmt: skip
    rng = np.random.default_rng(SEED)
    frame = pl.concat([quotes for lane in lanes for quotes in _quotes(lane, rng)])
    load_history(by=by, source=SOURCE, title=TITLE, frame=frame)


def _quotes(lane: Lane, rng: np.random.Generator) -> list[pl.DataFrame]:
    """Return a lane's quotes, one frame a grade."""
    days = [TODAY - datetime.timedelta(weeks=back) for back in range(lane.weeks - 1, -1, -1)]
    weather = _autoregression(lane.weeks, rng)
    season = _season(lane.kind, days)
    holiday = np.array([_holiday(day) for day in days])
    middle = np.log(_base(lane.kind)) + lane.premium + season + weather + holiday
    sold = 600 / _base(lane.kind) ** 0.5 * np.exp(2 * holiday - season - 0.8 * weather)
    left = np.clip(0.10 - 0.5 * weather - 0.2 * holiday, 0.01, 0.35)
    found = []
    for grade, premium, share in lane.grades:
        price = np.exp(middle + premium + rng.normal(0, 0.02, lane.weeks))
        volume = np.ceil(sold * share * rng.lognormal(0, 0.15, lane.weeks))
        values = {
            "low": price * rng.uniform(0.80, 0.95, lane.weeks),
            "average": price,
            "high": price * rng.uniform(1.06, 1.25, lane.weeks),
            "volume": volume,
            "unsold": np.floor(volume * left),
            # What was left is offered again, beside what came for tomorrow.
            "stock": np.floor(volume * (left + 0.25)),
        }
        found.append(
            pl.DataFrame({"on": days} | values).with_columns(
                *(pl.col(name).round(2).cast(KEPT_AS) for name in VALUES),
                kind=pl.lit(lane.kind.pk),
                market=pl.lit(lane.market_id),
                grade=pl.lit(grade),
                unit=pl.lit(lane.kind.unit),
                doubt=pl.lit(""),
            )
        )
    return found


def _base(kind: Kind) -> float:
    """Return what a kind costs in a common week, yuan a unit."""
    base = BASE[kind.unit]
    return base * float(kind.weeks or 1) ** 0.5 if kind.unit == "pot" else base


def _season(kind: Kind, days: list[datetime.date]) -> np.ndarray:
    """Return the wave of the year on the log price; kinds are dearest at different times."""
    dearest = sum(kind.code.encode()) * 17 % 365
    turned = [2 * np.pi * (day.timetuple().tm_yday - dearest) / 365 for day in days]
    return 0.12 * np.cos(turned)


def _autoregression(weeks: int, rng: np.random.Generator) -> np.ndarray:
    found = np.zeros(weeks)
    shocks = rng.normal(0, SHOCK, weeks)
    for at in range(1, weeks):
        found[at] = LASTS * found[at - 1] + shocks[at]
    return found


def _holiday(day: datetime.date) -> float:
    """Return what the weeks before a holiday add to the log price."""
    if any(0 <= (festival - day).days < 28 for festival in FESTIVALS):
        return 0.35
    near = (datetime.date(day.year, month, date) for month, date in OTHER_DAYS)
    return 0.12 if any(0 <= (each - day).days < 10 for each in near) else 0.0
