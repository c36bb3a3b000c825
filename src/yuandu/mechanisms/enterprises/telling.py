"""Rows of the work lists and the pool, as pages, sheets and the API show them."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from yuandu.mechanisms.enterprises import rules, watching, wording
from yuandu.mechanisms.enterprises.models import (
    EarlyWarning,
    Firm,
    PoolPlace,
    Signal,
    Standing,
    StandingSweep,
)
from yuandu.mechanisms.enterprises.queries import BatchForecast
from yuandu.services.policies import wording as policies

# Of a warning's reasons those that one of the two books gives, by whether it is the next one.
BY_BOOK = {False: ("unmet_now", "unknown_now"), True: ("unmet_next", "unknown_next")}


def firm(found: Firm) -> dict[str, Any]:
    """Return who it is, where, and whom to call."""
    return {
        "name": found.title,
        "code": found.party.code,
        "url": found.get_absolute_url(),
        "division": found.party.division.short_title if found.party.division else "",
        "contact": found.contact,
        "phone": found.phone,
    }


def way(one: Standing) -> str:
    """Return the address of the nearest way for a firm to a book."""
    return reverse("policies:way", args=[one.firm.party_id, one.sweep.version_id])


def standing(one: Standing) -> dict[str, Any]:
    """Return what a book says of a firm, and what lies between them."""
    book = one.sweep.version.book
    return {
        "state": one.state,
        "state_title": policies.STATES[one.state],
        "tone": policies.TONES.get(one.state, "calm"),
        "book": policies.part_title(book),
        "unmet": wording.criteria(book, one.unmet),
        "unknown": wording.criteria(book, one.unknown),
        "person": wording.criteria(book, one.person),
        "lacks": one.lacks,
        "score": score(one),
        "margin": one.margin,
        "hinge": wording.criteria(book, [one.hinge])[0] if one.hinge else "",
    }


def score(one: Standing) -> str:
    """Return a score as one number, or its least and its most while facts are missing."""
    if one.score_least is None or one.score_least == one.score_most:
        return "" if one.score_least is None else str(one.score_least)
    return f"{one.score_least}–{one.score_most}"


def eligible(one: Standing) -> dict[str, Any]:
    """Return a row of who is eligible and holds no title."""
    told = firm(one.firm) | standing(one)
    enter = f"{reverse('enterprises:enter', args=[one.firm_id])}?{urlencode({'tier': one.tier})}"
    return told | {"tier": wording.tier(one.tier), "way": way(one), "enter": enter}


def at_risk(
    one: EarlyWarning, standings: Sequence[Standing], today: datetime.date
) -> dict[str, Any]:
    """Return a row of a title that may be lost, with what each book says against it."""
    title = one.recognition
    return firm(title.firm) | {
        "tier": wording.tier(title.tier),
        "batch": wording.batch(title.announcement.batch),
        "valid_to": title.valid_to,
        "months_left": rules.months_left(title.valid_to, today),
        "since_on": one.since_on,
        "reasons": [{"label": wording.RISKS[code]} for code in one.reasons],
        "books": [
            standing(row) | {"way": way(row), "is_next": row.is_next}
            for row in standings
            if set(one.reasons) & set(BY_BOOK[row.is_next])
        ],
    }


def signals(found: Iterable[Signal]) -> list[dict[str, Any]]:
    """Return what is watched of a firm: one line a kind, with what each is about."""
    told: dict[str, dict[str, Any]] = {}
    for one in found:
        row = told.setdefault(
            one.code,
            {
                "code": one.code,
                "label": wording.SIGNALS[one.code],
                "tone": wording.SIGNAL_TONES.get(one.code, "warn"),
                "value": one.value,
                "about": [],
            },
        )
        if one.about:
            row["about"].append(wording.fact(one.about))
    return list(told.values())


def place(one: PoolPlace, found: Iterable[Signal]) -> dict[str, Any]:
    """Return a row of the pool; `lacks` is what `queries.pool` read with it."""
    lacks: int | None = one.lacks  # type: ignore[attr-defined]
    near = watching.group(lacks)
    return firm(one.firm) | {
        "id": one.pk,
        "tier": wording.tier(one.tier),
        "tier_code": one.tier,
        "entered_on": one.entered_on,
        "entered_because": one.entered_because,
        "entered_by": one.entered_by,
        "is_proposed": one.is_proposed,
        "near": near,
        "near_title": wording.NEARNESS[near],
        "near_tone": wording.NEAR_TONES.get(near, "calm"),
        "lacks": lacks,
        "signals": signals(found),
        "left_on": one.left_on,
        "leaving": one.get_leaving_display(),
        "left_because": one.left_because,
    }


def batch(one: BatchForecast) -> dict[str, Any]:
    """Return what a batch may bring, and on what that rests."""
    return {
        "tier": wording.tier(one.batch.tier),
        "tier_code": one.batch.tier,
        "name": wording.batch(one.batch.name),
        "document": one.batch.document,
        "opens_on": one.batch.opens_on,
        "closes_on": one.batch.closes_on,
        "by_next_book": one.by_next_book,
        "total": one.forecast.total,
        "expected": one.forecast.expected,
        "groups": [
            {
                "code": code,
                "label": wording.NEARNESS[code],
                "firms": one.forecast.firms[code],
                "cases": one.forecast.bases[code].cases,
                "recognised": one.forecast.bases[code].recognised,
                "share": one.forecast.bases[code].share,
            }
            for code in watching.GROUPS
        ],
    }


def measured_by(sweeps: Iterable[StandingSweep]) -> dict[str, Any]:
    """Return when firms were measured last, on which facts and by which books."""
    found = list(sweeps)
    if not found:
        return {}
    return {
        "at": min(one.swept_at for one in found),
        "on": found[0].on,
        "cut_off": found[0].cut_off,
        "books": [
            {
                "title": policies.part_title(one.version.book),
                "document": one.version.book.document,
                "url": one.version.get_absolute_url(),
                "tier": wording.tier(one.tier),
                "assessed": one.get_assessed_display(),
                "is_next": one.is_next,
                "hash": one.book_hash[:12],
                "firms": one.firms,
                "met": one.counts.get("met", 0),
            }
            for one in found
        ],
    }
