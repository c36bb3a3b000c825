"""What is compared, and one city lived through under each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bench.flower_world import platform, routing, seen, steps, world
from bench.flower_world.world import City


@dataclass(frozen=True, slots=True)
class Arm:
    """A way for the platform to be.

    Attributes:
        joins, follows: Part of the growers who join; and with which chance one does as told.
        routes: `""`, `stocks` (what lies and comes at markets, rationed) or `page` (each by the page).
        plants: `""`, `plan`, `placebo`, `broadcast`, `stale` or `together` (what a grower's supply
            takes from the others' income is counted in full).
        orders: Part of demand that is ordered ahead.
        is_gamed: Markets, growers and buyers say what suits them; see `seen`.
        permuted: Advice is for kinds whose labels are mixed up: a test, not an arm.
    """

    joins: float = 0.4
    follows: float = 0.5
    routes: str = ""
    plants: str = ""
    orders: float = 0.0
    is_perfect: bool = False
    is_gamed: bool = False
    permuted: bool = False


_ALL = Arm(routes="stocks", plants="plan", orders=0.2)
ARMS = {
    "none": Arm(joins=0.0, follows=0.0),
    "routing": Arm(routes="stocks"),
    "routing_page": Arm(routes="page"),
    "guidance": Arm(plants="plan"),
    "placebo": Arm(plants="placebo"),
    "broadcast": Arm(plants="broadcast"),
    "stale": Arm(plants="stale"),
    "guidance_together": Arm(plants="together"),
    "guidance_80_70": Arm(0.8, 0.7, plants="plan"),
    "broadcast_80_70": Arm(0.8, 0.7, plants="broadcast"),
    "docking_20": Arm(orders=0.2),
    "docking_40": Arm(orders=0.4),
    "routing_guidance": Arm(routes="stocks", plants="plan"),
    "routing_docking": Arm(routes="stocks", orders=0.2),
    "guidance_docking": Arm(plants="plan", orders=0.2),
    "all": _ALL,
    "all_10": replace(_ALL, joins=0.1),
    "all_20": replace(_ALL, joins=0.2),
    "all_60": replace(_ALL, joins=0.6),
    "all_80": replace(_ALL, joins=0.8),
    "all_80_70": replace(_ALL, joins=0.8, follows=0.7, orders=0.4),
    "all_full": replace(_ALL, joins=1.0, follows=1.0, orders=0.4, is_perfect=True),
    "all_zero": replace(_ALL, follows=0.0),
    "all_gamed": replace(_ALL, is_gamed=True),
}
# Lived through under every seed of a city; the others under the first alone.
OFTEN = (
    "none", "routing", "routing_page", "guidance", "placebo", "broadcast_80_70", "docking_20", "all",
)  # fmt: skip
DOSES = ("all_10", "all_20", "all", "all_60", "all_80")


class Run:
    """A city that the platform opened in, week by week; `decided` keeps what was told."""

    def __init__(self, city: City, arm: Arm, *, keeps: bool = False) -> None:
        self.city, self.arm, self.keeps = city, arm, keeps
        self.joined = seen.joined(city, arm.joins)
        self.window = seen.Window(
            city, self.joined, is_perfect=arm.is_perfect, is_gamed=arm.is_gamed
        )
        self.decided: list[Any] = []

    def week(self) -> None:
        told, arm, city = world.untold(self.city), self.arm, self.city
        if arm.joins and (arm.plants or arm.orders):
            told = self._plant(told)
        if arm.joins and arm.routes:
            growers, parts = _ROUTES[arm.routes](self.window)
            listens = np.zeros_like(told.listens)
            listens[growers] = True
            listens &= seen.complies(city, arm.follows, city.week, 1)
            told = told._replace(routes=parts, listens=listens)
            self._keep(parts)
        world.pass_week(city, told)

    def _plant(self, told: steps.Told) -> steps.Told:
        arm, city, window = self.arm, self.city, self.window
        asker = window.askers()
        if arm.permuted:
            mixed = np.random.default_rng(1).permutation(window.kinds)
            advice = platform.plan(window, replace(asker, kinds=mixed[asker.kinds]))
        else:
            advice = _ADVICE[arm.plants](window, asker)
        advice = platform.contract(window, asker, arm.orders, advice)
        told.advice[asker.growers] = advice.lines
        told.contract[asker.growers] = advice.contracts
        told.contract_market[asker.growers] = advice.markets
        follows = self.joined & seen.complies(city, arm.follows, city.week, 2)
        self._keep((asker.growers, advice.lines, advice.contracts))
        return told._replace(follows=follows, honoured=window.honoured)

    def _keep(self, told: Any) -> None:
        if self.keeps:
            self.decided.append(told)


_ADVICE: dict[str, Callable[..., platform.Advice]] = {
    "": lambda window, asker: platform.no_advice(asker),
    "plan": platform.plan,
    "placebo": platform.placebo,
    "broadcast": lambda window, asker: platform.plan(window, asker, is_broadcast=True),
    "stale": lambda window, asker: platform.plan(window, asker, ago=seen.YEAR),
    "together": lambda window, asker: platform.plan(window, asker, collective=1.0),
}
_ROUTES = {"stocks": routing.routes, "page": routing.by_page}


def before(city: City) -> City:
    """Let a city live until the platform opens."""
    told = world.untold(city)
    while city.week < world.START:
        world.pass_week(city, told)
    return city


def live(city: City, arm: Arm, weeks: int | None = None, *, keeps: bool = False) -> Run:
    """Let a copy of a city live on under an arm; `keeps` what was told each week."""
    run = Run(city.copy(), arm, keeps=keeps)
    end = city.state.prices.shape[0] if weeks is None else weeks
    while run.city.week < end:
        run.week()
    return run
