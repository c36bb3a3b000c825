"""The policies as rule books."""

from decimal import Decimal

from bench.eligibility.policies import (
    AMOUNTS,
    CHOICES,
    COUNTS,
    DAYS,
    FLAGS,
    SHARES,
    Clause,
    Policy,
)
from yuandu.engines import rules
from yuandu.engines.rules.vocabulary import FactKind, Vocabulary


def vocabulary() -> Vocabulary:
    """Return the facts that the policies ask for."""

    def kinds(names: tuple[str, ...], kind: str, **more: object) -> list[FactKind]:
        said = [{"code": name, "title": name, "title_en": name, "kind": kind} for name in names]
        return [FactKind.model_validate(one | more) for one in said]

    return Vocabulary(
        (
            *kinds(AMOUNTS, "amount", yearly=True),
            *kinds(COUNTS, "count", unit="个"),
            *kinds(SHARES, "share"),
            *kinds(FLAGS, "flag"),
            *(
                kinds((name,), "choice", choices={code: code for code in codes})[0]
                for name, codes in CHOICES.items()
            ),
            *kinds(DAYS, "day"),
            *kinds(("industry",), "codes"),
        )
    )


def book(policy: Policy, known: Vocabulary) -> rules.Book:
    """Return a policy as a rule book."""
    criteria = [
        {"id": f"c{number}", "title": clause.kind, **_criterion(clause)}
        for number, clause in enumerate(policy.clauses)
    ]
    ids = [one["id"] for one in criteria]
    must, ways = ids[: len(policy.must)], ids[len(policy.must) :]
    return rules.book_of(
        {
            "code": policy.code,
            "series": "bench",
            "title": policy.code,
            "document": "bench",
            "is_sample": True,
            "effective_from": "2024-01-01",
            "criteria": criteria,
            "requires": {"all": [*must, {"any": ways}] if ways else must},
            "benefits": [_benefit(policy.pay)] if policy.pay else [],
        },
        policy.code,
        known,
    )


def _criterion(clause: Clause) -> dict:
    (fact, *_), limit = clause.facts, clause.limit
    match clause.kind:
        case "least" | "most":
            unit = "元" if fact in AMOUNTS else "个" if fact in COUNTS else "%"
            number = limit if unit != "%" else Decimal(str(limit)) * 100
            how = f"at_{clause.kind}"
            return {"value": {"fact": fact}, "operator": how, "threshold": number, "unit": unit}
        case "ratio" | "growth" as form:
            of = clause.facts if form == "ratio" else fact
            asked = {"operator": "at_least", "threshold": limit, "unit": "%"}
            return {"value": {form: of}, **asked}
        case "since" | "until":
            how = "at_least" if clause.kind == "since" else "at_most"
            return {"value": {"fact": fact}, "operator": how, "threshold": limit}
        case how:
            return {"value": {"fact": fact}, "operator": how, "threshold": limit}


def _benefit(pay: tuple) -> dict:
    one = {"id": "paid", "title": "paid"}
    match pay:
        case ("fixed", yuan):
            return {**one, "amount": yuan}
        case ("percent", base, percent, cap):
            return {**one, "rate": percent, "base": {"fact": base}, "cap": cap}
        case (_, per, yuan, cap):
            return {**one, "amount": yuan, "per": {"fact": per}, "cap": cap}
