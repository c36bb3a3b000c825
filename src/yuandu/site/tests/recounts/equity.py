"""Shareholders of the sample company, counted from the entries of the register one by one."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.equity.models import ShareTransaction


def recounted_company() -> Iterator[tuple[str, Decimal]]:
    """Add up what each has, seat by seat; then count people, lines and those behind them."""
    seats: dict[tuple[int, int | None], int] = defaultdict(int)
    kinds: dict[int, str] = {}
    forms: dict[int, str] = {}
    posted = ShareTransaction.objects.filter(state="posted").select_related(
        "source__holder", "source__vehicle", "target__holder", "target__vehicle"
    )
    for each in posted:
        for holding, sign in ((each.source, -1), (each.target, 1)):
            if holding is None:
                continue
            seats[holding.holder_id, holding.vehicle_id] += sign * each.quantity
            kinds[holding.holder_id] = holding.holder.kind
            if holding.vehicle:
                forms[holding.vehicle_id] = holding.vehicle.form
    held = [seat for seat, quantity in seats.items() if quantity]
    people = {holder for holder, _ in held if kinds[holder] != "vehicle"}
    behind = {
        vehicle if forms.get(vehicle) == "plan" else holder
        for holder, vehicle in held
        if kinds[holder] != "vehicle"
    }
    yield "equity.partners.count", Decimal(len(people))
    yield "equity.registered.count", Decimal(len({vehicle or holder for holder, vehicle in held}))
    yield "equity.look_through.count", Decimal(len(behind))
