"""Books and subjects drawn at random: every way of measuring, joining, scoring and paying."""

import datetime
from decimal import Decimal
from fractions import Fraction
from random import Random

from yuandu.engines import rules
from yuandu.engines.rules.units import STEPS
from yuandu.engines.rules.vocabulary import column

ON = datetime.date(2025, 5, 1)
YEARS = range(2015, 2025)
KINDS = rules.read_vocabulary(
    """
- {code: revenue, title: 营业收入, title_en: Revenue, kind: amount, yearly: true}
- {code: rd_expense, title: 研发费用, title_en: R&D expense, kind: amount, yearly: true}
- {code: profit, title: 净利润, title_en: Net profit, kind: amount, yearly: true, low: -1000}
- {code: assets, title: 资产, title_en: Assets, kind: amount}
- {code: staff, title: 从业人员, title_en: Staff, kind: count, unit: 人, yearly: true}
- {code: patents, title: 专利, title_en: Patents, kind: count, unit: 件}
- {code: area, title: 面积, title_en: Area, kind: quantity, unit: 亩}
- {code: market_share, title: 市场占有率, title_en: Market share, kind: share}
- {code: local_share, title: 本地配套率, title_en: Local share, kind: share, yearly: true}
- {code: mark, title: 评价得分, title_en: Mark, kind: score, yearly: true}
- {code: niche_since, title: 起始日, title_en: Since, kind: day}
- {code: is_listed, title: 列入名录, title_en: Listed, kind: flag}
- {code: has_brand, title: 自主品牌, title_en: Brand, kind: flag}
- {code: has_award, title: 奖励, title_en: Award, kind: flag, yearly: true}
- {code: field, title: 领域, title_en: Field, kind: choice, choices: {new: 新兴, old: 传统, none: 无}}
- {code: industry, title: 行业, title_en: Industry, kind: codes}
""",
    "facts.yaml",
)
INDUSTRIES = ("C13", "C26", "C2611", "C34", "C3411", "A01", "A0143", "I65")
UNITS = {"amount": ("元", "万元"), "share": ("%", "‰"), "score": ("分",)}
WORTH = {"元": 1, "万元": 10_000, "%": Decimal("0.01"), "‰": Decimal("0.001")}
# Few values lie close together, so that edges are met and comparisons go both ways.
VALUES: dict[str, tuple[Decimal, ...]] = {
    "amount": tuple(Decimal(one) for one in (0, 1, 50, 97, 100, 103, 110, 200, 10_000, 10**8)),
    "count": tuple(Decimal(one) for one in (0, 1, 2, 3, 5, 10)),
    "quantity": tuple(Decimal(one) for one in ("0", "0.5", "1", "2.125", "10")),
    "share": tuple(Decimal(one) for one in ("0", "0.01", "0.03", "0.1", "0.5", "1")),
    "score": tuple(Decimal(one) for one in ("0", "59.99", "60", "75.5", "100")),
}


class Drawing:
    """Draws from a generator of random numbers; the same numbers draw the same."""

    def __init__(self, random: Random) -> None:
        self.random = random

    # Subjects

    def facts(self, missing: float = 0.1) -> dict[str, object]:
        """Return a subject's values by column, in base units; what is missing is not in it."""
        known: dict[str, object] = {}
        for kind in KINDS:
            for year in YEARS if kind.yearly else (None,):
                if self.random.random() >= missing:
                    known[column(kind.code, year)] = self.value(kind)
        for number in range(9):
            if self.random.random() < 0.5:
                known[f"judged_c{number}"] = self.random.random() < 0.5
        return known

    def value(self, kind: rules.FactKind) -> object:
        match kind.kind:
            case "flag":
                return self.random.random() < 0.5
            case "day":
                return datetime.date(
                    self.random.choice(YEARS), *self.random.choice([(1, 1), (12, 31)])
                )
            case "choice":
                return self.random.choice(list(kind.choices))
            case "codes":
                return ",".join(self.random.sample(INDUSTRIES, self.random.randint(1, 3)))
        values = VALUES[kind.kind]
        if kind.code == "assets":
            # Of yearly amounts, mean growth would come within a billionth of an edge, which
            # counts as the edge and for which fractions have no word.
            values = (*values, Decimal(10**13))
        drawn = self.random.choice(values)
        # Not less 100: 100 / (10^8 − 100) + (10^8 − 100) / 10^8 is within a billionth of 1 too.
        return drawn if kind.low is None else drawn - self.random.choice([0, 7])

    # Books

    def book(self, code: str = "drawn") -> rules.Book:
        """Return a book that passes every check of a book that is read."""
        return rules.book_of(self.body(code), code, KINDS)

    def body(self, code: str = "drawn") -> dict:
        """Return what its YAML says."""
        self.scores: list[dict] = [self.score(n) for n in range(self.random.choice([0, 0, 1, 2]))]
        if len(self.scores) == 2 and self.random.random() < 0.5:
            self.scores.append({"id": "s2", "title": "总分", "most": 25, "parts": ["s0", "s1"]})
        criteria = [self.criterion(f"c{n}") for n in range(self.random.randint(2, 7))]
        ids = [one["id"] for one in criteria]
        for at, one in enumerate(criteria[:-1]):
            later = ids[at + 1 :]  # only what comes later, so that there is no circle
            for key in ("applies_if", "exempt_if"):
                if self.random.random() < 0.2:
                    one[key] = self.requirement(later, 1)
        return {
            "code": code,
            "series": "drawn",
            "title": "示例",
            "document": "示例文件",
            "effective_from": "2024-01-01",
            "assessed": ["recheck"] if self.random.random() < 0.03 else ["new", "recheck"],
            "criteria": criteria,
            "scores": self.scores,
            "requires": {"all": [self.requirement(ids, 2), {"any": [*ids, ids[0]]}]}
            if self.random.random() < 0.8
            else {"all": ids},
            "benefits": [self.benefit(n, ids) for n in range(self.random.randint(0, 3))],
        }

    def requirement(self, ids: list[str], depth: int) -> object:
        if depth == 0 or self.random.random() < 0.3:
            return self.random.choice(ids)
        parts = [self.requirement(ids, depth - 1) for _ in range(self.random.randint(1, 3))]
        match self.random.choice(["all", "any", "of", "no"]):
            case "of":
                return {"of": parts, "at_least": self.random.randint(1, len(parts))}
            case "no":
                return {"no": parts[0]}
            case form:
                return {form: parts}

    def criterion(self, code: str) -> dict:
        one = {"id": code, "title": code, **self.comparison()}
        if self.random.random() < 0.1:
            one["veto"] = True
        if self.random.random() < 0.1:
            one["assessed"] = [self.random.choice(["new", "recheck"])]
        if self.random.random() < 0.1:
            one["effective_until"] = self.random.choice(["2024-12-31", "2025-05-01"])
        return one

    def comparison(self) -> dict:
        draw = self.random.choice
        match draw(["person", "flag", "choice", "codes", "day", "years", *["number"] * 8]):
            case "person":
                return {"operator": "person"}
            case "flag":
                asked = {"value": {"fact": draw(["is_listed", "has_brand", "has_award"])}}
                return {**asked, "operator": "is", "threshold": draw([True, False])}
            case "choice":
                operator = draw(["is", "one_of", "none_of"])
                asked_of = "new" if operator == "is" else draw([["new"], ["new", "none"]])
                return {"value": {"fact": "field"}, "operator": operator, "threshold": asked_of}
            case "codes":
                operator = draw(["includes", "excludes", "within", "outside"])
                codes = draw([["C26"], ["C34", "A01"], ["C", "I65"]])
                return {"value": {"fact": "industry"}, "operator": operator, "threshold": codes}
            case "day":
                day = datetime.date(draw(YEARS), *draw([(1, 1), (12, 31)]))
                asked = {"value": {"fact": "niche_since"}, "threshold": day}
            case "years":
                asked = {"value": {"full_years": "niche_since", "years_back": draw([0, 0, 1])}}
                asked |= {"threshold": draw([0, 1, 3]), "unit": "年"}
            case _:
                asked = self.number()
        return {**asked, "operator": draw(["at_least", "more_than", "at_most", "less_than"])}

    def number(self) -> dict:
        """Return a measure that is a number, with a threshold and perhaps several years."""
        draw = self.random.choice
        if self.scores and self.random.random() < 0.3:
            score = draw(self.scores)
            value: dict = {"score": score["id"]}
            return {
                "value": value,
                "threshold": self.random.randint(0, score["most"]),
                "unit": "分",
            }
        value, unit, thresholds = self.measure()
        asked = {"value": value, "unit": unit, "threshold": draw(thresholds)}
        if "true_flags" not in value and self.random.random() < 0.2:
            asked["each_of_years"] = draw([2, 3])
        return asked

    def measure(self) -> tuple[dict, str, list[Decimal]]:
        """Return a measure, a unit for it, and values to compare it with, ascending."""
        draw = self.random.choice
        back = {"years_back": draw([0, 0, 0, 1])}
        yearly = draw(["revenue", "rd_expense", "profit", "staff"])
        match draw(
            [
                "fact",
                "ratio",
                "growth",
                "mean_growth",
                "compound_growth",
                "sum",
                "mean",
                "true_flags",
            ]
        ):
            case "ratio":
                pair = draw([["rd_expense", "revenue"], ["profit", "assets"], ["assets", "staff"]])
                value = {"ratio": pair, **back}
            case "growth":
                value = {"growth": yearly, **back}
            case "mean_growth" | "compound_growth" as form:
                value = {form: yearly, "over": draw([2, 2, 3]), **back}
                return value, "%", [Decimal(one) for one in ("-50", "0", "10", "50", "100")]
            case "sum" | "mean" as form:
                code = draw([yearly, "local_share", "mark"])
                value = {form: code, "over": draw([2, 3]), **back}
                return value, *self.thresholds(code)
            case "true_flags":
                flags = ["is_listed", "has_brand", "has_award"]
                return {"true_flags": flags}, "项", [Decimal(one) for one in range(4)]
            case _:
                code = draw([kind.code for kind in KINDS if kind.kind in STEPS])
                return {"fact": code, **back}, *self.thresholds(code)
        return value, "%", [Decimal(one) for one in ("-50", "-3", "0", "1", "3", "10", "50", "100")]

    def thresholds(self, code: str) -> tuple[str, list[Decimal]]:
        kind = KINDS[code]
        unit = self.random.choice(UNITS.get(kind.kind, (kind.unit,)))
        worth = Decimal(WORTH.get(unit, 1))
        fine = [one for one in VALUES[kind.kind] if unit != "万元" or one % 10_000 == 0]
        return unit, [one / worth for one in fine]

    # Scores

    def score(self, number: int) -> dict:
        items = [self.item(at) for at in range(self.random.randint(1, 3))]
        most = self.random.choice([10, 15, 30])
        return {"id": f"s{number}", "title": "评分", "most": most, "items": items}

    def item(self, number: int) -> dict:
        scales = [self.scale() for _ in range(self.random.choice([1, 1, 2]))]
        most = self.random.choice([7, 10])
        return {"id": f"i{number}", "title": "指标", "most": most, "better_of": scales}

    def scale(self) -> dict:
        if self.random.random() < 0.2:
            choices = {"new": 10, "old": self.random.choice([0, 5]), "none": 0}
            return {"value": {"fact": "field"}, "choices": choices}
        value, unit, thresholds = self.measure()
        drawn = self.random.sample(thresholds, self.random.randint(1, min(3, len(thresholds))))
        edges = [None, *sorted(drawn), None]
        points = self.random.choices([0, 2, 5, 10], k=len(edges) - 1)
        bands = [
            {key: end for key, end in (("from", low), ("to", high)) if end is not None}
            | {"points": each}
            for low, high, each in zip(edges, edges[1:], points, strict=False)
        ]
        return {"value": value, "unit": unit, "bands": bands}

    # Benefits

    def benefit(self, number: int, ids: list[str]) -> dict:
        draw = self.random.choice
        one: dict = {"id": f"b{number}", "title": "资金", "unit": draw(["元", "万元"])}
        match draw(["fixed", "per", "rate"]):
            case "fixed":
                one["amount"] = draw([Decimal(5), Decimal("1000")])
            case "per":
                one |= {"amount": Decimal(3), "per": {"fact": draw(["area", "patents", "staff"])}}
            case _:
                base = {
                    "fact": draw(["rd_expense", "profit", "assets"]),
                    "years_back": draw([0, 1]),
                }
                one |= {"rate": draw([Decimal(10), Decimal("12.5")]), "base": base}
        if self.random.random() < 0.5:
            one["cap"] = draw([Decimal(7), Decimal(2000)])
        if self.random.random() < 0.4:
            one["if_met"] = self.requirement(ids, 1)
        if self.random.random() < 0.5:
            one["stacking"] = draw(["one", "other"])
        return one


def in_steps(facts: dict[str, object]) -> rules.Facts:
    """Return a subject as the record engine reads it."""
    said: dict = {}
    for name, value in facts.items():
        code = name if name in KINDS or name.startswith("judged_") else name[:-5]
        if code == name:
            said[name] = value
        else:
            said.setdefault(code, {})[name[-4:]] = value
    return rules.read_facts(said, KINDS)


def in_fractions(facts: dict[str, object]) -> dict[str, object]:
    """Return a subject as the naive interpreter reads it."""
    return {
        name: Fraction(value) if isinstance(value, Decimal) else value
        for name, value in facts.items()
    }
