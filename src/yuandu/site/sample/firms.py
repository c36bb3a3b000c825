"""The sample city's firms: titles as announced, facts by the year. Pure: a seed in, rows out."""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from yuandu.mechanisms.enterprises import rules
from yuandu.mechanisms.enterprises.loading import NewFact, NewFirm, NewTitle
from yuandu.site.sample import codes, words
from yuandu.site.sample import ladder_tables as tables
from yuandu.site.sample.ladder_tables import Profile, SampleAnnouncement
from yuandu.site.sample.projects import TODAY, Place

SEED = 20230701
WAN = 10_000  # yuan
FIRST_NUMBER = 500_000  # of their codes: no owner of a project has one of these
STATED_ON = datetime.date(2026, 3, 31)  # when what holds until it changes was stated
# What a firm reports that never asked for a title.
FEW = ("revenue", "main_income", "total_assets", "total_liabilities", "staff")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a firm is before it has a name: the titles it holds and how it does."""

    held: tuple[str, ...]
    profile: str
    former: str = ""  # a tier it held once
    is_quiet: bool = False  # reports little


type Keys = Mapping[SampleAnnouncement, int]


def generate(places: Sequence[Place], industries: Mapping[str, int], keys: Keys) -> list[NewFirm]:
    """Return the firms, those with the highest titles first; the same seed, the same firms."""
    rng = Random(SEED)
    return [
        _firm(rng, number, drawn, places, industries, keys)
        for number, drawn in enumerate(_drawn(rng))
    ]


def _drawn(rng: Random) -> Iterator[Drawn]:
    for number in range(tables.LITTLE_GIANTS):
        held = ("little_giant", "srdi_sme") if number < tables.BOTH else ("little_giant",)
        yield Drawn(held, _own_or_weak(rng, "little_giant"))
    for _number in range(tables.SRDI_SMES - tables.BOTH):
        held = ("srdi_sme", "innovative_sme") if rng.random() < 0.5 else ("srdi_sme",)
        yield Drawn(held, _own_or_weak(rng, "srdi_sme"))
    for _number in range(tables.INNOVATIVE_ONLY):
        yield Drawn(("innovative_sme",), _own_or_weak(rng, "innovative_sme"))
    for _number in range(tables.FORMER):
        former = rng.choice(["srdi_sme", "innovative_sme"])
        yield Drawn((), rng.choice(["weak", former]), former=former)
    named = tables.LITTLE_GIANTS + tables.SRDI_SMES - tables.BOTH
    for _number in range(tables.FIRMS - named - tables.INNOVATIVE_ONLY - tables.FORMER):
        chance = rng.random()
        if chance < tables.LATENT:
            yield Drawn((), "srdi_sme")
        elif chance < tables.LATENT + tables.LATENT_INNOVATIVE:
            yield Drawn((), "innovative_sme")
        else:
            yield Drawn((), "ordinary", is_quiet=True)


def _own_or_weak(rng: Random, tier: str) -> str:
    return tier if rng.random() < tables.STILL_ELIGIBLE else "weak"


def _firm(
    rng: Random,
    number: int,
    drawn: Drawn,
    places: Sequence[Place],
    industries: Mapping[str, int],
    keys: Keys,
) -> NewFirm:
    place = rng.choices(places, [each.weight for each in places])[0]
    industry, trade, product = rng.choice(words.TRADES)
    name, name_en = words.firm(place.name, place.name_en, trade, rng)
    return NewFirm(
        name=name,
        name_en=name_en,
        code=codes.organisation(place.code, FIRST_NUMBER + number),
        division_id=place.division_id,
        industry_id=industries.get(industry),
        leading_product=product[0],
        contact=f"样本联系人{number % 97 + 1}",
        phone=f"0536-555{number:04d}",
        titles=tuple(_titles(rng, drawn, keys)),
        facts=tuple(_facts(rng, drawn, tables.PROFILES[drawn.profile])),
    )


def _titles(rng: Random, drawn: Drawn, keys: Keys) -> Iterator[NewTitle]:
    for tier in drawn.held:
        giving = [each for each in tables.GIVING if each.tier == tier]
        source = rng.choices(giving, [each.weight for each in giving])[0]
        if source.kind == "recheck":
            yield _title(tables.EARLIER[tier], keys)
        yield _title(source, keys)
    if drawn.former:
        yield _former(rng, drawn.former, keys)


def _title(source: SampleAnnouncement, keys: Keys) -> NewTitle:
    return NewTitle(
        tier=source.tier,
        announcement_id=keys[source],
        valid_from=source.published_on,
        valid_to=rules.last_day(source.published_on),
    )


def _former(rng: Random, tier: str, keys: Keys) -> NewTitle:
    """Return a title that is over: it ran out, or another announcement ended it."""
    ending = rng.choices(list(tables.ENDS), list(tables.ENDS.values()))[0]
    if ending == "failed_recheck" and tier not in tables.FAILING:
        ending = "withdrawn"
    if ending == "expired":
        return _title(tables.EARLIER[tier], keys)
    source = next(each for each in tables.GIVING if each.tier == tier)
    by = (tables.FAILING if ending == "failed_recheck" else tables.ENDING)[tier]
    return NewTitle(
        tier=tier,
        announcement_id=keys[source],
        valid_from=source.published_on,
        valid_to=rules.last_day(source.published_on),
        ended_on=by.published_on,
        ending=ending,
        ended_because=tables.REASONS[ending],
        ended_by_id=keys[by],
    )


def _facts(rng: Random, drawn: Drawn, profile: Profile) -> Iterator[NewFact]:
    for year, values in _yearly(rng, profile):
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        for kind, value in values.items():
            if kind in FEW or not drawn.is_quiet:
                yield NewFact(kind=kind, from_on=first, to_on=last, value=Decimal(value))
    if drawn.is_quiet:
        return
    for kind, said in _standing(rng, drawn, profile).items():
        stated = NewFact(kind=kind, from_on=STATED_ON, to_on=STATED_ON)
        yield replace(stated, text=said) if isinstance(said, str) else replace(stated, value=said)


def _yearly(rng: Random, profile: Profile) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield a year's statement, in yuan and heads; revenue grows from the first on."""
    revenue = math.exp(rng.uniform(*(math.log(each) for each in profile.revenue))) * WAN
    main, research = rng.uniform(*profile.main_share), rng.uniform(*profile.rd_share)
    debt, margin = rng.uniform(*profile.debt), rng.uniform(*profile.margin)
    head, heads = rng.uniform(*profile.head) * WAN, rng.uniform(*profile.rd_heads)
    score, reform = rng.randint(*profile.score), rng.uniform(*tables.REFORM)
    for year in tables.YEARS:
        staff = max(3, round(revenue / head))
        assets = round(revenue * rng.uniform(0.9, 1.3))
        profit = round(revenue * margin)
        main_income = round(revenue * main)
        yield (
            year,
            {
                "revenue": round(revenue),
                "main_income": main_income,
                "cost_of_main": round(main_income * 0.78),
                "total_profit": round(profit * 1.18) if profit > 0 else profit,
                "net_profit": profit,
                "total_assets": assets,
                "total_liabilities": round(assets * debt),
                "rd_expense": max(round(revenue * research), round(profile.rd_least * WAN)),
                "staff": staff,
                "rd_staff": round(staff * heads),
                "platform_score": min(100, score + year - tables.YEARS[0]),
                "reform_spending": round(revenue * reform),
                "new_equity": 0,
            },
        )
        revenue *= 1 + rng.uniform(*profile.growth)


def _standing(rng: Random, drawn: Drawn, profile: Profile) -> dict[str, str | Decimal]:
    inventions = rng.randint(*profile.inventions)
    niche_since = TODAY.replace(year=TODAY.year - rng.randint(*profile.niche) - 1, month=3)
    is_giant = "little_giant" in drawn.held
    return {
        "established_on": str(niche_since.replace(year=niche_since.year - rng.randint(0, 6))),
        "niche_since": str(niche_since),
        "leading_product_field": rng.choice(["strategic_emerging", "other"]),
        "chain_role": "six_basics" if is_giant else rng.choice(["fills_gap", "six_basics", "none"]),
        "rd_institution_level": "provincial"
        if is_giant
        else rng.choice(["municipal", "below", "none"]),
        "ip_class": ("own_class_1" if inventions else "class_2")
        if drawn.profile != "weak"
        else "none",
        "class_1_ip_count": Decimal(inventions),
        "digital_level": Decimal(rng.randint(*profile.digital)),
        "national_niche_share": Decimal(f"{rng.uniform(*profile.share):.4f}"),
        "science_award_3y": "none",
        "high_tech_valid": Decimal(int(drawn.profile in rules.TIERS and rng.random() < 0.6)),
        "on_abnormal_list": Decimal(int(drawn.profile == "weak" and rng.random() < 0.05)),
        **dict.fromkeys(tables.CLEAN, Decimal(0)),
        "major_accident_3y": Decimal(int(drawn.profile == "weak" and rng.random() < 0.04)),
    }
