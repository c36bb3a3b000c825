"""Offers as a spreadsheet: what coordinators put up on growers' behalf, village by village."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.orders import actions, permissions, queries
from yuandu.mechanisms.orders.actions import OfferDraft
from yuandu.mechanisms.orders.models import Group, Offer
from yuandu.mechanisms.orders.sheets import cells
from yuandu.mechanisms.orders.sheets.cells import Named

COLUMNS = (
    Column(
        code="grower",
        title=pgettext_lazy("of an offer", "Household"),
        synonyms=("农户", "花农", "户名"),
        required=True,
        fills_down=True,
        max_length=200,
        note=_("Its name in the registry; where several have it, name and # and its number"),
    ),
    cells.FLOWER,
    cells.grade(_("Grade")),
    cells.SPECIFICATION,
    cells.units("quantity", pgettext_lazy("of an offer", "Quantity"), required=True),
    cells.money("ask", _("Not below, yuan a unit")),
    cells.day("from_on", _("Ready from")),
    cells.day("until_on", _("Ready until")),
    Column(code="place", title=_("County or zone"), kind=Kind.DIVISION, synonyms=("县市区",)),
    Column(
        code="place_words",
        title=_("Village or greenhouse"),
        synonyms=("村", "棚号"),
        max_length=100,
    ),
    cells.units("total", _("At most over all your offers")),
    Column(
        code="group",
        title=pgettext_lazy("of an offer", "Group"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=each.value, title=each.label) for each in Group if each.value),
    ),
    cells.units("promised", pgettext_lazy("of an order", "Promised"), least=0),
)


def _households(by: Actor, rows: Sequence[Row]) -> dict[str, list[Party]]:
    """Return the households that the rows may mean, by what their cells say; two queries."""
    typed = {str(row.values.get("grower") or "").strip() for row in rows}
    numbers = {each.rpartition("#")[2] for each in typed if "#" in each}
    keys = [int(each) for each in numbers if each.isascii() and each.isdigit() and len(each) < 18]  # noqa: PLR2004
    among = queries.households_of(by).select_related("division").defer("division__geometry")
    found: dict[str, list[Party]] = {}
    for party in among.filter(name__in=typed):
        found.setdefault(party.name, []).append(party)
    by_key = among.in_bulk(keys)
    for each in typed:
        number = each.rpartition("#")[2]
        if "#" in each and number.isascii() and number.isdigit() and int(number) in by_key:
            found[each] = [by_key[int(number)]]
    return found


def _grower(row: Row, households: Mapping[str, list[Party]]) -> Party | None:
    found = households.get(str(row.values.get("grower") or "").strip(), [])
    return found[0] if len(found) == 1 else None


def _key(row: Row, grower: Party | None, named: Named) -> tuple[Any, ...] | None:
    flower = named.flower(row)
    if grower is None or flower is None:
        return None
    given = row.values
    place = given.get("place")
    where = place.pk if isinstance(place, Reference) else None
    words = str(given.get("place_words") or "")
    if where is None and not words:
        where = grower.division_id
    return grower.pk, flower.pk, given.get("grade"), given.get("from_on"), where, words


def _known(growers: Sequence[Party]) -> dict[tuple[Any, ...], Offer]:
    found = Offer.objects.filter(grower__in=growers, is_open=True).select_related("grower", "kind")
    return {
        (each.grower_id, each.kind_id, each.grade, each.from_on, each.place_id, each.place_words): each
        for each in found
    }  # fmt: skip


def _read(by: Actor, rows: Sequence[Row]) -> tuple[dict[str, list[Party]], Named, dict[Any, Offer]]:
    households, named = _households(by, rows), cells.named(by.workspace)
    growers = [each for found in households.values() for each in found]
    return households, named, _known(growers)


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; six queries."""
    households, named, known = _read(by, rows)
    today = by.workspace.today()
    for row in rows:
        said = str(row.values.get("grower") or "").strip()
        found = households.get(said, [])
        if said and len(found) != 1:
            code = "several-households" if found else "unknown-household"
            yield Finding(row=row.number, code=code, field="grower")
        elif found and not permissions.serves(by, found[0]):
            yield Finding(row=row.number, code="not-your-household", field="grower")
        for code, field in named.unknown(row, ()):
            yield Finding(row=row.number, code=code, field=field)
        start, end = row.values.get("from_on"), row.values.get("until_on")
        if start and end and end < start:  # type: ignore[operator]  # both are days
            yield Finding(row=row.number, code="window", field="until_on")
        elif end and end < today:  # type: ignore[operator]  # both are days
            yield Finding(row=row.number, code="window-past", field="until_on")
        offer = known.get(_key(row, _grower(row, households), named))
        quantity = cells.whole(row.values.get("quantity"))
        if offer and quantity and quantity < offer.promised:
            yield Finding(
                row=row.number,
                code="below-promised",
                field="quantity",
                params={"promised": str(offer.promised)},
            )


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what is offered already; six queries."""
    households, named, known = _read(by, rows)
    found: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        offer = known.get(_key(row, _grower(row, households), named))
        if offer is not None:
            found[row.number] = {
                "quantity": Decimal(offer.quantity),
                "ask": offer.ask,
                "total": Decimal(offer.total) if offer.total else None,
            }
    return found


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Put up and change offers, one action a row: a coordinator has hundreds at most."""
    households, named, known = _read(by, rows)
    places = {each.pk: each for each in Division.objects.filter(workspace=by.workspace)}
    created = 0
    for row in rows:
        grower, flower = _grower(row, households), named.flower(row)
        key = _key(row, grower, named)
        if grower is None or flower is None or key is None:
            continue
        given: Mapping[str, Any] = row.values
        quantity, total = cells.whole(given["quantity"]) or 0, cells.whole(given.get("total"))
        if key in known:
            actions.change_offer(
                by=by, offer=known[key], quantity=quantity, ask=given["ask"], total=total
            )
            continue
        place = given.get("place")
        words = OfferDraft(
            kind=flower,
            grade=given["grade"],
            quantity=quantity,
            ask=given["ask"],
            from_on=given["from_on"],
            until_on=given["until_on"],
            place=places.get(place.pk) if isinstance(place, Reference) and place.pk else None,
            place_words=given.get("place_words") or "",
            total=total,
            group=given.get("group") or "",
            specification=given.get("specification") or "",
        )
        actions.offer(by=by, grower=grower, words=words)
        created += 1
    return Outcome(created=created, updated=len(rows) - created)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the open offers that `by` may read; one query."""
    found = queries.offers_visible_to(by).filter(is_open=True).order_by("pk")
    return map(_line, found.iterator(2000))


def _line(offer: Offer) -> dict[str, Value]:
    place = offer.place
    return {
        "grower": f"{offer.grower.name} #{offer.grower_id}",
        "kind": offer.kind.name,
        "grade": offer.grade,
        "specification": offer.specification or None,
        "quantity": Decimal(offer.quantity),
        "ask": offer.ask,
        "from_on": offer.from_on,
        "until_on": offer.until_on,
        "place": Reference(place.pk, place.name, place.code) if place else None,
        "place_words": offer.place_words or None,
        "total": Decimal(offer.total) if offer.total else None,
        "group": offer.group or None,
        "promised": Decimal(offer.promised),
    }


OFFERS = Layout(
    code="flower-offers",
    title=pgettext_lazy("sheet", "Offers of growers"),
    columns=COLUMNS,
    key=("grower", "kind", "grade", "from_on", "place", "place_words"),
    importers=permissions.COORDINATORS,
    exporters=permissions.READERS,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences={
        **cells.SENTENCES,
        "unknown-household": Sentence(
            what=_("No household goes by this name."),
            do=_("Write it as the registry has it, or enter the household first."),
        ),
        "several-households": Sentence(
            what=_("Several households go by this name."),
            do=_("Write the name, # and its number in the registry."),
        ),
        "not-your-household": Sentence(
            what=_("You do not look after growers there."), do=_("Take the row out.")
        ),
        "window-past": Sentence(
            what=_("The days of delivery are over."), do=_("Choose days from today on.")
        ),
        "below-promised": Sentence(
            what=_("%(promised)s of it are promised already."), do=_("Offer at least as much.")
        ),
    },
)
