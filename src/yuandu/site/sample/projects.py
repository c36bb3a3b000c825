"""The sample city's projects, generated to the page's totals. Pure: a seed in, rows out.

The register holds the 1,517 key projects of this year's lists and those newly filed this
year above 100 million yuan (1,961, of which 528 stand on the lists too). Money is in
units of ten thousand yuan (万元) while it is split, so that every total is exact.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from yuandu.site.sample import words
from yuandu.site.sample.totals import skewed, split, spread

SEED = 20261124
TODAY = datetime.date(2026, 11, 24)
YEAR = TODAY.year

CATEGORIES = {"platform": 72, "industry": 1020, "social": 257, "infrastructure": 168}
# In 万元. The page gives three of the four and 1.16 万亿 in all; 1,107 亿 are left.
INVESTMENT = {
    "platform": 11_070_000,
    "industry": 64_550_000,
    "social": 19_730_000,
    "infrastructure": 20_650_000,
}
FINISHED = {"platform": 14, "industry": 201, "social": 51, "infrastructure": 33}  # 299
NEW_OUTPUT = 3_746_300  # 万元 since production; the page says “more than 374.6 亿”
NEWLY_FILED = 1961
NEWLY_FILED_INVESTMENT = 102_632_000  # 万元
OVERLAP = 528  # newly filed this year and on the lists
LEVELS = {"province": 56, "city": 437, "county": 1024}
LEAST = 500  # 万元: below it a project does not enter fixed-asset statistics
HUNDRED_MILLION = 10_000  # 万元
PRODUCTIVE = ("platform", "industry")


@dataclass(frozen=True, slots=True)
class Place:
    """A division as the generator needs it."""

    code: str  # six digits; zones borrow their county's in project codes
    name: str
    name_en: str
    weight: float  # its share of projects
    points: Sequence[tuple[float, float]]  # sites inside it: longitude, latitude
    division_id: int = 0


@dataclass(frozen=True, slots=True)
class SampleProject:
    """A project as generated; `load` turns it into rows."""

    code: str
    name: str
    name_en: str
    owner: str
    owner_en: str
    place: Place
    point: tuple[float, float]
    industry: str
    category: str  # also of those on no list: industry, social or infrastructure
    investment: int  # 万元
    annual_plan: int  # 万元
    private_share: float
    levels: tuple[str, ...]  # lists it stands on, highest first; none: not a key project
    newly_filed: bool
    stage: str  # plan, start, build, finished, tax, listed
    status: str  # on the lists: new_start or continuing
    filed_on: datetime.date
    planned_start_on: datetime.date
    started_on: datetime.date | None
    finished_on: datetime.date | None
    planned_end_on: datetime.date
    new_output: int  # 万元
    land_mu: int
    site: str
    summary: str
    progress: str


def generate(places: Sequence[Place], *, seed: int = SEED) -> list[SampleProject]:
    """Return the city's projects; the same seed gives the same city to the last digit."""
    rng = Random(seed)
    numbers = count(1)
    key = list(_key_projects(places, rng, numbers))
    others = list(_others(places, key, rng, numbers))
    return key + others


def _key_projects(
    places: Sequence[Place], rng: Random, numbers: Iterator[int]
) -> Iterator[SampleProject]:
    levels = spread(sum(CATEGORIES.values()), LEVELS, rng)
    fresh = set(rng.sample(range(len(levels)), OVERLAP))
    outputs = split(NEW_OUTPUT, skewed(sum(FINISHED[c] for c in PRODUCTIVE), rng), least=100)
    position = 0
    for category, number in CATEGORIES.items():
        sizes = split(INVESTMENT[category], skewed(number, rng), least=LEAST)
        finished = set(rng.sample(range(number), FINISHED[category]))
        for i, size in enumerate(sizes):
            level = levels[position]
            is_fresh = position in fresh and size >= HUNDRED_MILLION
            stage = _stage(category, done=i in finished, rng=rng)
            output = outputs.pop() if i in finished and category in PRODUCTIVE else 0
            yield _project(
                rng,
                next(numbers),
                place=_draw(places, rng),
                category=category,
                investment=size,
                levels=_lists(level, rng),
                newly_filed=is_fresh and stage in {"start", "build"},
                stage=stage,
                new_output=output,
            )
            position += 1


def _others(
    places: Sequence[Place],
    key: Sequence[SampleProject],
    rng: Random,
    numbers: Iterator[int],
) -> Iterator[SampleProject]:
    """Yield those newly filed this year that stand on no list."""
    fresh = [project for project in key if project.newly_filed]
    number = NEWLY_FILED - len(fresh)
    left = NEWLY_FILED_INVESTMENT - sum(project.investment for project in fresh)
    sizes = split(left, skewed(number, rng, spread_by=0.8), least=HUNDRED_MILLION)
    categories = spread(number, {"industry": 0.7, "social": 0.18, "infrastructure": 0.12}, rng)
    stages = spread(number, {"plan": 0.55, "start": 0.2, "build": 0.25}, rng)
    for size, category, stage in zip(sizes, categories, stages, strict=True):
        yield _project(
            rng,
            next(numbers),
            place=_draw(places, rng),
            category=category,
            investment=size,
            levels=(),
            newly_filed=True,
            stage=stage,
            new_output=0,
        )


def _draw(places: Sequence[Place], rng: Random) -> Place:
    return rng.choices(places, [place.weight for place in places])[0]


def _lists(level: str, rng: Random) -> tuple[str, ...]:
    """Return the lists a project stands on: some stand on the next lower one as well."""
    below = {"province": "city", "city": "county"}.get(level)
    return (level, below) if below and rng.random() < 0.3 else (level,)


def _stage(category: str, *, done: bool, rng: Random) -> str:
    if not done:
        return "build" if rng.random() < 0.8 else "start"
    if category not in PRODUCTIVE:
        return "finished"
    return rng.choices(["finished", "tax", "listed"], [0.45, 0.25, 0.3])[0]


def _project(
    rng: Random,
    number: int,
    *,
    place: Place,
    category: str,
    investment: int,
    levels: tuple[str, ...],
    newly_filed: bool,
    stage: str,
    new_output: int,
) -> SampleProject:
    trade = rng.choice(words.TRADES)
    name, name_en = _name(rng, number, category, place, trade)
    land_mu = min(600, max(5, round(investment / rng.uniform(300, 900))))
    owner, owner_en = words.firm(place.name, place.name_en, trade[1], rng)
    if category in {"social", "infrastructure"}:
        owner, owner_en = words.public_builder(place.name, place.name_en)
    filed_on, started_on, finished_on = _days(rng, stage, newly_filed=newly_filed)
    status = "new_start" if started_on and started_on.year == YEAR else "continuing"
    planned_start_on = _planned_start(filed_on, started_on, rng)
    return SampleProject(
        code=_code(filed_on, place, category, number),
        name=name,
        name_en=name_en,
        owner=owner,
        owner_en=owner_en,
        place=place,
        point=rng.choice(place.points),
        industry=_industry(category, trade, rng),
        category=category,
        investment=investment,
        annual_plan=max(1, round(investment * rng.uniform(0.2, 0.5))),
        private_share=_private_share(category, rng),
        levels=levels,
        newly_filed=newly_filed,
        stage=stage,
        status=status,
        filed_on=filed_on,
        planned_start_on=planned_start_on,
        started_on=started_on,
        finished_on=finished_on,
        planned_end_on=_planned_end(planned_start_on, started_on, finished_on, rng),
        new_output=new_output,
        land_mu=land_mu,
        site=f"{place.name}{rng.choice(words.PARKS)}{rng.choice(words.STREETS)}",
        summary=words.SUMMARIES[category].format(
            area=land_mu * rng.randint(300, 700), sets=rng.randint(6, 90)
        ),
        progress=rng.choice(words.PROGRESS.get(stage, words.PROGRESS["finished"])),
    )


def _planned_start(
    filed_on: datetime.date, started_on: datetime.date | None, rng: Random
) -> datetime.date:
    if started_on:
        return started_on + datetime.timedelta(days=rng.randint(-15, 25))
    return max(
        filed_on + datetime.timedelta(days=rng.randint(120, 400)),
        TODAY - datetime.timedelta(days=rng.randint(-90, 30)),  # some are late
    )


def _planned_end(
    planned_start_on: datetime.date,
    started_on: datetime.date | None,
    finished_on: datetime.date | None,
    rng: Random,
) -> datetime.date:
    """Return the planned day; of what is being built, some is late."""
    if finished_on:
        return finished_on + datetime.timedelta(days=rng.randint(-20, 60))
    works = datetime.timedelta(days=30 * rng.randint(12, 40))
    planned = planned_start_on + works
    if planned < TODAY and rng.random() < 0.6:
        planned = TODAY + datetime.timedelta(days=rng.randint(20, 400))
    return planned


def _days(
    rng: Random, stage: str, *, newly_filed: bool
) -> tuple[datetime.date, datetime.date | None, datetime.date | None]:
    """Return the days on which a project was filed, started and finished, as far as it is."""
    this_year = datetime.date(YEAR, 1, 4)
    if newly_filed:
        filed_on = this_year + datetime.timedelta(days=rng.randint(0, 220))
    else:
        filed_on = this_year - datetime.timedelta(days=rng.randint(30, 700))
    if stage == "plan":
        return filed_on, None, None
    started_on = filed_on + datetime.timedelta(days=rng.randint(20, 95))
    if stage in {"start", "build"}:
        return filed_on, started_on, None
    earliest = max(started_on + datetime.timedelta(days=60), this_year)
    finished_on = earliest + datetime.timedelta(days=rng.randint(0, (TODAY - earliest).days - 70))
    return filed_on, started_on, finished_on


def _code(filed_on: datetime.date, place: Place, category: str, number: int) -> str:
    """Return a project code in the printed form of GB/T 40058."""
    kind = {"industry": "04", "platform": "04", "social": "01", "infrastructure": "01"}[category]
    return f"{filed_on:%y%m}-{place.code}-{kind}-01-{number % 1_000_000:06d}"


def _industry(category: str, trade: tuple, rng: Random) -> str:
    if category == "social":
        return rng.choice(["P83", "Q84", "E47", "R89", "Q85"])
    if category == "infrastructure":
        return rng.choice(["G54", "N77", "D44", "D45", "N76"])
    return str(trade[0]) if category == "industry" else "M73"


def _private_share(category: str, rng: Random) -> float:
    low, high = {"industry": (0.6, 1.0), "platform": (0.2, 0.8)}.get(category, (0.0, 0.25))
    return round(rng.uniform(low, high), 3)


def _name(rng: Random, number: int, category: str, place: Place, trade: tuple) -> tuple[str, str]:
    _, (trade_zh, trade_en), (product, product_en, unit, unit_en, low, high) = trade
    templates = {
        "platform": words.PLATFORMS,
        "social": words.SOCIAL,
        "infrastructure": words.INFRASTRUCTURE,
        "industry": words.KINDS_OF_WORK,
    }[category]
    zh, en = templates[number % len(templates)]
    sign = rng.choice(sorted(words.SIGNS))
    values = {
        "trade": sign + trade_zh,
        "trade_en": f"{words.SIGNS[sign]} {trade_en}",
        "product": product,
        "product_en": product_en,
        "unit": unit,
        "unit_en": unit_en,
        "amount": rng.randint(low, high),
        "place": place.name,
        "place_en": place.name_en,
        "n": 1 + number % 9,
    }
    prefix = sign if category == "industry" else ""
    prefix_en = f"{words.SIGNS[sign]}: " if category == "industry" else ""
    english = prefix_en + en.replace("{product}", "{product_en}").format(**values)
    return prefix + zh.format(**values), english
