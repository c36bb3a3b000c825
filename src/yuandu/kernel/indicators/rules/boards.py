"""A board's rule as data: components with weights, stars, flags; and what follows from ranks.

The data are stored and edited; `engines.ranking` computes with them.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from yuandu.engines import ranking


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ComponentTerms(_Strict):
    """One line of a rule.

    Attributes:
        measure: Code of the measure whose values are compared.
        weight: Its part in the total.
        measuring: How values become points: the best has all and the worst none
            (`min-max`), against a target, or as the fraction they are (`share`).
        per: Code of the measure of capacity that values are divided by first, so that a
            small county is not measured by its size.
    """

    measure: str
    weight: Decimal = Field(ge=0)
    measuring: Literal["min-max", "target", "share"] = "min-max"
    target: Decimal | None = None
    per: str | None = None
    lower_is_better: bool = False


class StarTerms(_Strict):
    """So many stars from this score on."""

    stars: int = Field(ge=1, le=5)
    at_least: Decimal


class FlagTerms(_Strict):
    """A flag for the first `top`, of the board or of one component."""

    code: str
    name: str
    name_en: str = ""
    top: int = Field(default=1, ge=1)
    component: str | None = None


class Terms(_Strict):
    """A whole rule.

    Attributes:
        appeal_days: Working days for objections, counted from the day after publication.
        appeal_basis: The document that fixes them, where it is not that of the rule.
    """

    components: tuple[ComponentTerms, ...] = Field(min_length=1)
    stars: tuple[StarTerms, ...] = ()
    flags: tuple[FlagTerms, ...] = ()
    out_of: Decimal = Field(default=Decimal(100), gt=0)
    decimals: int = Field(default=2, ge=0, le=4)
    appeal_days: int = Field(default=5, ge=1, le=60)
    appeal_basis: str = Field(default="", max_length=200)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures it needs, those of capacity among them, each once."""
        codes = [each.measure for each in self.components]
        codes += [each.per for each in self.components if each.per]
        return tuple(dict.fromkeys(codes))

    def rule(self, code: str, version: str) -> ranking.Rule:
        """Return the rule as the engine takes it.

        Raises:
            ranking.BadRule: its parts do not fit together.
        """
        return ranking.Rule(
            code=code,
            version=version,
            components=tuple(
                ranking.Component(
                    code=each.measure,
                    weight=each.weight,
                    measuring=ranking.Measuring(each.measuring),
                    target=each.target,
                    per=each.per,
                    lower_is_better=each.lower_is_better,
                )
                for each in self.components
            ),
            out_of=self.out_of,
            decimals=self.decimals,
            stars=tuple(ranking.Band(each.stars, each.at_least) for each in self.stars),
            flags=tuple(ranking.Flag(each.code, each.top, each.component) for each in self.flags),
        )


def scored(
    rule: ranking.Rule,
    subjects: Sequence[str],
    values: Mapping[str, Mapping[str, Decimal]],
) -> ranking.Board:
    """Rank subjects by the values of each measure.

    Args:
        rule: The rule.
        subjects: Their codes.
        values: Measure → subject → value; what is absent is unknown, and leaves unranked.
    """
    components = [each.code for each in rule.components]
    capacities = [each.per for each in rule.components if each.per]
    return ranking.board(
        rule,
        [
            ranking.Subject(
                code=subject,
                values={code: values[code].get(subject) for code in components},
                capacities={code: values[code].get(subject) for code in capacities},
            )
            for subject in subjects
        ],
    )


def improvers(now: Mapping[str, int], before: Mapping[str, int], most: int) -> list[str]:
    """Return who rose by most places since the period before, at most `most` of them."""
    risen = {
        subject: before[subject] - rank
        for subject, rank in now.items()
        if subject in before and rank < before[subject]
    }
    return sorted(risen, key=lambda subject: (-risen[subject], now[subject], subject))[:most]


def behind(now: Mapping[str, int], most: int) -> list[str]:
    """Return who stands in the last `most` places, the last first; never anybody in the first."""
    last = sorted(now, key=lambda subject: (-now[subject], subject))
    return [subject for subject in last if now[subject] > 1][:most]
