"""What pages read of dockings."""

from django.core.paginator import Page, Paginator
from django.db.models import F, FloatField, QuerySet, Sum
from django.utils.translation import gettext as _

from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.flowers.models import Market
from yuandu.mechanisms.orders.flowing import Flow
from yuandu.mechanisms.orders.models import Answer, Docking, Pairing

PER_PAGE = 50
SHOWN, IDLE_SHOWN = 200, 50


def pairings(docking: Docking) -> QuerySet[Pairing]:
    """Return a docking's pairings, by order."""
    return docking.pairings.select_related(
        "order__kind", "order__buyer", "offer__grower", "runner_up"
    ).order_by("order", "offer")


def pairing_page(docking: Docking, number: str | int) -> Page[Pairing]:
    return Paginator(pairings(docking), PER_PAGE).get_page(number)


def flows(docking: Docking) -> list[Flow]:
    """Return what a docking would bring from each county to each market: yuan of floor prices."""
    worth = Sum(F("quantity") * F("price"), output_field=FloatField())
    county = [f"offer__place__{name}" for name in ("name", "name_en", "short", "short_en")]
    market = ["order__market__name", "order__market__name_en"]
    found = docking.pairings.values_list(*county, *market, "order__delivered_to")
    return [
        Flow(_county(*words[:4]), _market(*words[4:]), amount)
        for *words, amount in found.annotate(worth=worth)
    ]


def _county(name: str | None, name_en: str, short: str, short_en: str) -> str:
    if name is None:
        return _("Place not known")
    return Division(name=name, name_en=name_en, short=short, short_en=short_en).short_title


def _market(name: str | None, name_en: str, delivered_to: str) -> str:
    return delivered_to if name is None else Market(name=name, name_en=name_en).title


def unmet(docking: Docking) -> list[Answer]:
    """Return the orders that did not get all, the emptiest first; no more than can be read."""
    found = docking.answers.filter(order__isnull=False).exclude(reason="full")
    return list(
        found.select_related("order__kind", "order__buyer", "docking", "nearest_grower").order_by(
            "docked", "-quantity", "pk"
        )[:SHOWN]
    )


def answers_of_orders(docking: Docking) -> list[Answer]:
    """Return what a docking said of every order it read."""
    return list(
        docking.answers.filter(order__isnull=False)
        .select_related("order__kind", "order__buyer")
        .order_by("order")
    )


def idle(docking: Docking) -> list[Answer]:
    """Return offers of which nothing was docked, the largest first; no more than can be read."""
    found = docking.answers.filter(offer__isnull=False, docked=0)
    return list(
        found.select_related("offer__kind", "offer__grower", "docking").order_by("-quantity", "pk")[
            :IDLE_SHOWN
        ]
    )
