"""What measures and scores of a book come to for one subject; shares no code with the engine.

Facts stand by column, in base units: fractions, flags, days, texts. A measure is all that it may be, None if that is anything. `worst` asks instead what facts that
are yet to be told can make of it: then what nothing divides is nothing, and scores the worst.
"""

from fractions import Fraction
from itertools import pairwise
from operator import ge, gt, le, lt

WORST = {ge: min, gt: min, le: max, lt: max}
UNITS = {"万元": 10**4, "亿元": 10**8, "%": Fraction(1, 100), "‰": Fraction(1, 1000)}


def limit(number, unit, of=()):
    exact = Fraction(number) * UNITS.get(unit, 1)
    return (1 + exact) ** of.get("over", 2) - 1 if "compound_growth" in of else exact


class Measures:
    def __init__(self, book, facts, on, assessed="new"):
        self.book, self.facts, self.on, self.assessed = book, facts, on, assessed
        self.by_id = {one["id"]: one for one in [*book["criteria"], *book.get("scores", ())]}

    def in_force(self, one):
        since, until = (str(one.get(f"effective_{end}", self.on)) for end in ("from", "until"))
        return since <= str(self.on) <= until

    def at(self, code, back=0):
        return self.facts.get(f"{code}_{self.on.year - 1 - back}", self.facts.get(code))

    def measure(self, of, worst=None, back=0):
        form = next(name for name in of if name not in {"over", "years_back"})
        if form == "score":
            return self.score(self.by_id[of[form]], worst)
        back, over, codes = back + of.get("years_back", 0), of.get("over", 2), of[form]
        years = {"growth": (0, 1), "compound_growth": (0, over), "mean_growth": range(over + 1)}
        years = years.get(form, range(over if form in {"sum", "mean"} else 1))
        codes = [codes] if isinstance(codes, str) else codes
        known = [self.at(code, back + year) for code in codes for year in years]
        if form == "true_flags":
            return range(known.count(True), len(known) - known.count(False) + 1)
        divides, means = form == "ratio" or "growth" in form, form in {"mean", "mean_growth"}
        if divides and any(one is not None and one <= 0 for one in known[1:]):
            return () if worst else None
        if None in known:
            return None
        if form == "full_years":
            return [self.on.year - 1 - back - known[0].year]
        if divides:
            known = [Fraction(now) / was - (form != "ratio") for now, was in pairwise(known)]
        return known if form == "fact" else [sum(known) / Fraction(len(known) if means else 1)]

    def score(self, score, worst):
        parts = [self.score(self.by_id[part], worst) for part in score.get("parts", ())]
        for item in filter(self.in_force, score.get("items", ())):
            scales = [self.scale(one, worst) for one in item["better_of"]]
            parts.append([min(item["most"], max(ends)) for ends in zip(*scales, strict=True)])
        return [min(score["most"], sum(ends)) for ends in zip((0, 0), *parts, strict=True)]

    def scale(self, scale, worst):
        of, choices, bands = scale["value"], scale.get("choices", {}), scale.get("bands", ())
        points = [*choices.values(), *(band["points"] for band in bands)]

        def lies(one, band):
            ends = (band.get("from"), band.get("to"))
            low, high = (one if end is None else limit(end, scale["unit"], of) for end in ends)
            return low <= one <= high

        found = self.measure(of, worst)
        if found and choices:
            points = [choices[one] for one in found]
        elif found:
            points = [max(one["points"] for one in bands if lies(each, one)) for each in found]
        return [worst(points)] * 2 if found == () else [min(points), max(points)]
