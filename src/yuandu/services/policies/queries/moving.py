"""What changing a book does: who comes to meet it, who no longer does, and what it costs."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from yuandu.engines import rules
from yuandu.engines.rules import effects
from yuandu.engines.rules.effects import Effect
from yuandu.engines.rules.lowering import lower
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.services.policies import budgets
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.queries import frames
from yuandu.services.policies.queries.sweeps import subjects_of

NAMED = 20  # of those who enter or leave; all are counted


@dataclass(frozen=True, slots=True)
class Moved:
    """What a changed book comes to, beside what it was.

    Attributes:
        effect: In numbers.
        entering, leaving: The first of those who meet it only after, and only before.
        parties: How many were looked at.
        not_asked: Households that have not agreed to be looked at.
        budget: Yuan; `None` where the changed book has none.
        pays: Whether either book brings money.
    """

    effect: Effect
    entering: tuple[Party, ...]
    leaving: tuple[Party, ...]
    parties: int
    not_asked: int
    budget: Decimal | None
    pays: bool

    @property
    def dearer(self) -> int:
        """Yuan that it costs more than before."""
        return self.effect.cost_after - self.effect.cost_before

    @property
    def cheaper(self) -> int:
        """Yuan that it costs less than before."""
        return max(0, -self.dearer)

    @property
    def over(self) -> Decimal | None:
        """What the budget lacks; `None` where it reaches."""
        if self.budget is None or self.effect.cost_after <= self.budget:
            return None
        return self.effect.cost_after - self.budget

    @property
    def changes_nothing(self) -> bool:
        return not (self.effect.entering or self.effect.leaving or self.dearer)


def moved(actor: Actor, before: rules.Book, after: rules.Book) -> Moved:
    """Return what changing a book does to everybody whom it is for, as of today.

    Few queries: the parties, those of their facts that either book reads, what the
    providers need, the names. Of a household only what it agreed to for both is read.
    """
    on = actor.workspace.today()
    keys, not_asked = subjects_of(actor, after, on)
    if before.to_whom == after.to_whom:
        agreed, out = subjects_of(actor, before, on)
        both = set(agreed)
        keys, not_asked = [key for key in keys if key in both], max(not_asked, out)
    books = (before, after)
    names = [name for one in books for name in lower(one, vocabulary(), on, "new").columns]
    table = frames.table_of(actor.workspace, vocabulary(), on, names, keys)
    effect = effects.what_if(before, after, table, on=on, vocabulary=vocabulary())
    entering, leaving = _named(before, after, table, on)
    budget = None if after.budget is None else budgets.yuan(after.budget)
    pays = any(one.benefits for one in books)
    return Moved(effect, entering, leaving, len(keys), not_asked, budget, pays)


def _named(
    before: rules.Book, after: rules.Book, table: pl.DataFrame, on: datetime.date
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return the first of those who enter and of those who leave; one query."""
    rows: pl.DataFrame = effects.changed(before, after, table, on=on, vocabulary=vocabulary())
    met = rules.State.MET.value
    keys = [
        rows.filter(pl.col(side) == met)["id"].sort().head(NAMED).to_list()
        for side in ("after", "before")
    ]
    found = Party.objects.in_bulk([key for some in keys for key in some])
    entering, leaving = (tuple(found[key] for key in some) for some in keys)
    return entering, leaving
