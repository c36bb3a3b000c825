"""What a sweep makes of titles and of the pool: early warnings, signals, notices."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import rules, watching
from yuandu.mechanisms.enterprises.models import (
    EarlyWarning,
    Leaving,
    PoolPlace,
    Recognition,
    Signal,
)
from yuandu.mechanisms.enterprises.queries.limits import limits_of
from yuandu.mechanisms.enterprises.queries.titles import unexpired

AT_RISK = kinds.declare(
    "firm.titles_at_risk",
    gettext_lazy("Titles that may be lost"),
    gettext_lazy(
        "Since the last sweep %(number)s titles of firms in your county may be lost, "
        "among them that of “%(firm)s”."
    ),
)
BATCH = 2000

# By tier and whether the book is the next one, the state of each firm that holds the title.
type States = Mapping[tuple[str, bool], Mapping[int, str]]


def columns(today: datetime.date) -> Iterator[str]:
    """Yield the columns of facts that the signals read."""
    for code in watching.NEEDED:
        yield f"{code}_{today.year - 1}"
    yield f"revenue_{today.year - 2}"
    yield from watching.LISTS


def renew(by: Actor, table: pl.DataFrame, firms: Mapping[int, int], states: States) -> int:
    """Write warnings and signals anew and tell the counties; return how many warnings are new.

    Args:
        table: Facts of all firms, by the key of their party.
        firms: By the key of a party that of its firm.
    """
    today, limits = by.workspace.today(), limits_of(by.workspace)
    titles = list(
        unexpired(by.workspace, today)
        .select_related("firm__party__division")
        .defer("firm__party__division__geometry")
    )
    _let_go(by, titles)
    _signals(by.workspace, table, firms, titles, limits)
    fresh = _warn(by, titles, states, limits)
    _tell(by, fresh)
    return len(fresh)


def _let_go(by: Actor, titles: Sequence[Recognition]) -> None:
    """Take those out of the pool who got the title they were cultivated for, or a higher one."""
    today = by.workspace.today()
    rungs: dict[int, int] = {}
    for title in titles:
        rung = rules.TIERS.index(title.tier)
        rungs[title.firm_id] = max(rung, rungs.get(title.firm_id, 0))
    places = [
        place
        for place in PoolPlace.objects.filter(workspace=by.workspace, left_on=None)
        if rungs.get(place.firm_id, -1) >= rules.TIERS.index(place.tier)
    ]
    for place in places:
        place.left_on, place.leaving = today, Leaving.RECOGNISED
    PoolPlace.objects.bulk_update(places, ["left_on", "leaving"], batch_size=BATCH)
    label, details = PoolPlace._meta.label_lower, {"leaving": Leaving.RECOGNISED.value}
    audit.record_all([Act(by, "pool.leave", label, place.pk, details) for place in places])


# --- Signals ---------------------------------------------------------------------------------


def _signals(
    workspace: Workspace,
    table: pl.DataFrame,
    firms: Mapping[int, int],
    titles: Sequence[Recognition],
    limits: watching.Limits,
) -> None:
    today = workspace.today()
    held: dict[int, dict[str, datetime.date]] = {}
    for title in titles:
        held.setdefault(title.firm_id, {})[title.tier] = title.valid_to
    pool = PoolPlace.objects.filter(workspace=workspace, left_on=None)
    watched = held.keys() | set(pool.values_list("firm_id", flat=True))
    Signal.objects.filter(workspace=workspace).delete()
    Signal.objects.bulk_create(
        (
            Signal(
                workspace=workspace,
                firm_id=firm,
                code=one.code,
                value=one.value,
                about=one.about,
                on=today,
            )
            for row in table.select("id", *columns(today)).iter_rows(named=True)
            if (firm := firms[row["id"]]) in watched
            for one in watching.signals(_seen(row, held.get(firm, {}), today), limits, today)
        ),
        batch_size=BATCH,
    )


def _seen(
    row: Mapping[str, Any], titles: Mapping[str, datetime.date], today: datetime.date
) -> watching.Seen:
    last = today.year - 1
    return watching.Seen(
        year={code: _amount(row[f"{code}_{last}"]) for code in watching.NEEDED},
        before={"revenue": _amount(row[f"revenue_{last - 1}"])},
        flags={code: row[code] for code in watching.LISTS},
        titles=titles,
    )


def _amount(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


# --- Early warnings --------------------------------------------------------------------------


def _warn(
    by: Actor, titles: Sequence[Recognition], states: States, limits: watching.Limits
) -> list[Recognition]:
    """Keep one open warning a title that may be lost; return the titles that are so newly."""
    today = by.workspace.today()
    reasons = {title.pk: _reasons(title, states, limits, today) for title in titles}
    open_ones = {
        one.recognition_id: one
        for one in EarlyWarning.objects.filter(workspace=by.workspace, gone_on=None)
    }
    changed = []
    for key, one in open_ones.items():
        found = reasons.get(key) or ()
        if not found:
            one.gone_on = today
        elif tuple(one.reasons) != found:
            one.reasons = list(found)
        else:
            continue
        changed.append(one)
    EarlyWarning.objects.bulk_update(changed, ["reasons", "gone_on"], batch_size=BATCH)
    fresh = [title for title in titles if reasons[title.pk] and title.pk not in open_ones]
    EarlyWarning.objects.bulk_create(
        (
            EarlyWarning(
                workspace=by.workspace,
                recognition=title,
                reasons=list(reasons[title.pk]),
                since_on=today,
            )
            for title in fresh
        ),
        batch_size=BATCH,
    )
    return fresh


def _reasons(
    title: Recognition, states: States, limits: watching.Limits, today: datetime.date
) -> tuple[str, ...]:
    now, following = (
        states.get((title.tier, is_next), {}).get(title.firm_id) for is_next in (False, True)
    )
    return watching.risks(now, following, last=title.valid_to, today=today, months=limits.months)


def _tell(by: Actor, fresh: Sequence[Recognition]) -> None:
    """Tell the officers of each county of its own titles, in one notice."""
    places: dict[int, list[Recognition]] = {}
    for title in fresh:
        if (place := title.firm.party.division_id) is not None:
            places.setdefault(place, []).append(title)
    notices.send_many(
        by=by,
        tellings=[
            Telling(
                to=[user],
                kind=AT_RISK.code,
                url=reverse("enterprises:at_risk"),
                params={"number": len(places[place]), "firm": places[place][0].firm.party.name},
                key="early-warning",
            )
            for place, user in _county_officers(by.workspace)
            if place in places
        ],
    )


def _county_officers(workspace: Workspace) -> list[tuple[int, int]]:
    """Return division and user of every county officer in office."""
    today = workspace.today()
    posts = posts_held(workspace, today).filter(role="county_officer", division__isnull=False)
    return [(place, user) for place, user in posts.values_list("division_id", "user_id") if place]
