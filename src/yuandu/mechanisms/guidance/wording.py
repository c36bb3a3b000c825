"""Warnings, assumptions and effects in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from yuandu.mechanisms.guidance import published, rules
from yuandu.mechanisms.guidance.models import Round, RoundKind
from yuandu.mechanisms.guidance.queries import Warned

LEVELS = {
    "short": (pgettext_lazy("supply", "less than usual"), "good"),
    "usual": (pgettext_lazy("supply", "as usual"), "calm"),
    "much": (pgettext_lazy("supply", "more than usual"), "work"),
    "too-much": (pgettext_lazy("supply", "far too much"), "bad"),
}
ARMS = {
    "all": gettext_lazy("Everything: guidance, routing, a fifth of demand ordered ahead"),
    "guidance": gettext_lazy("Planting guidance alone"),
    "placebo": gettext_lazy("For comparison: random advice"),
    "docking_20": gettext_lazy("Docking of orders alone"),
    "routing": gettext_lazy("Routing to markets alone"),
    "broadcast_80_70": gettext_lazy("For comparison: one forecast shown to everybody"),
}


def share(value: float, places: int = 0) -> str:
    """Return a change as +12 % or −8 %."""
    return f"{100 * value:+.{places}f}%".replace("-", "−")


def tenths(chance: float) -> str:
    """Return a chance as so many years of ten, which people can picture."""
    years = round(10 * chance)
    if years == 0 and chance > 0:
        return _("less than one year in ten")
    return ngettext("%(years)s year in ten", "%(years)s years in ten", years) % {"years": years}


def warned(each: Warned) -> dict[str, Any]:
    level, tone = LEVELS[each.level]
    return {
        "warned": each,
        "level": str(level),
        "tone": tone,
        "price": share(each.price_change),
        "part": f"{100 * each.ratio:.0f}%",
    }


def crowding(each: RoundKind) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "households": each.households,
        "supply": f"{100 * each.supply / each.usual:.0f}%",
        "price": share(each.factor - 1),
    }


def assumes(made: Round) -> list[str]:
    """Return what a plan takes for granted."""
    told = [
        _("Prices: market quotes from %(first)s to %(last)s, %(number)s ways the year may go.")
        % {"first": made.first_week, "last": made.last_week, "number": made.scenarios}
    ]
    if made.kinds_foretold:
        told.append(
            _(
                "For %(foretold)s of %(asked)s kinds these ways centre on the market forecast for the week of sale, made from what was known on %(on)s, and spread as far as its interval. The others follow their season."
            )
            % {"foretold": made.kinds_foretold, "asked": made.kinds_asked, "on": made.known_to}
        )
    else:
        told.append(
            _(
                "No market forecast reaches the weeks of sale, so prices follow their season and what they deviate from it now."
            )
        )
    return [
        *told,
        ngettext(
            "One household was planned for; what it plants is counted in the price.",
            "%(number)s households were planned for together; what all of them plant is counted in the price.",
            made.households,
        )
        % {"number": made.households},
        _("When supply grows by a tenth, the price is assumed to fall by about %(share)s.")
        % {"share": f"{100 * (1 - 1.1**-rules.FLEXIBILITY):.0f}%"},
        _("Plants per m² and costs are the ones you declared."),
        _("A bad year means the worst tenth of these ways, on average."),
    ]


def interval(told: list[float]) -> str:
    middle, low, high = (share(each, 1) for each in told)
    return pgettext("interval", "%(middle)s (%(low)s to %(high)s)") % {
        "middle": middle, "low": low, "high": high,
    }  # fmt: skip


def arms(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is shown of each arm."""
    return [
        {
            "title": str(ARMS[name]),
            "waste": interval(arm["all"]["waste"]),
            "net": interval(arm["all"]["net"]),
            "fewer": f"{100 * arm['chance_fewer']:.0f}%",
            "more": f"{100 * arm['chance_more']:.0f}%",
            "harm": f"{100 * arm['chance_harm']:.0f}%",
        }
        for name in published.SHOWN
        if (arm := found["arms"].get(name))
    ]


def claimed() -> dict[str, str]:
    return {name: share(value) for name, value in published.CLAIMED.items()}
