"""What a book says of one subject, read anew with fractions; shares no code with the engine."""

import operator
from fractions import Fraction
from itertools import pairwise

UNITS = {
    "万元": 10**4,
    "亿元": 10**8,
    "%": Fraction(1, 100),
    "％": Fraction(1, 100),
    "‰": Fraction(1, 1000),
}
PAST = {"growth": lambda n: (0, 1), "compound_growth": lambda n: (0, n), "mean_growth": lambda n: range(n + 1)}  # fmt: skip
TESTS = {
    "at_least": operator.ge, "more_than": operator.gt, "at_most": operator.le, "less_than": operator.lt,
    "is": operator.eq, "one_of": lambda has, asked: has in asked, "none_of": lambda has, asked: has not in asked,
    "includes": lambda has, asked: any(one in has.split(",") for one in asked),
    "excludes": lambda has, asked: all(one not in has.split(",") for one in asked),
    "within": lambda has, asked: has.startswith(asked), "outside": lambda has, asked: not has.startswith(asked),
}  # fmt: skip
NUMERIC = ("at_least", "more_than", "at_most", "less_than")
UNKNOWN, MET, UNMET, PERSON, NOT_APPLICABLE = range(5)


def every(parts): return False if False in parts else None if None in parts else True  # fmt: skip


def no(part): return None if part is None else not part  # fmt: skip


def some(parts): return no(every([no(part) for part in parts]))  # fmt: skip


class Naive:  # fmt: skip
    def __init__(self, book, facts, kinds, on, assessed="new"):
        """Facts by column, in base units (fractions, flags, days, texts); None is unknown."""
        self.book, self.facts, self.kinds, self.on, self.assessed = book, facts, kinds, on, assessed
        self.asked = {one.id: one for one in book.criteria if self.in_force(one)}

    def in_force(self, part):
        return (part.effective_from or self.on) <= self.on <= (part.effective_until or self.on)

    def at(self, code, back):
        return self.facts.get(
            f"{code}_{self.on.year - 1 - back}" if self.kinds[code].yearly else code
        )

    def measure(self, of, back=0):
        """Return the least and the most it may be: None if unknown, () if nothing divides it."""
        form, back = of.form, back + of.years_back
        if of.score:
            return self.score(next(one for one in self.book.scores if one.id == of.score))
        years = PAST.get(form, range)(of.over) if form in {*PAST, "sum", "mean"} else (0,)
        known = [self.at(code, back + year) for code in of.facts for year in years]
        if of.true_flags:
            return known.count(True), known.count(True) + known.count(None)
        if (of.ratio or form in PAST) and any(one is not None and one <= 0 for one in known[1:]):
            return ()
        if None in known:
            return None
        if of.full_years:
            value = self.on.year - 1 - back - known[0].year
        elif of.ratio or form in PAST:
            value = sum(Fraction(now) / was for now, was in pairwise(known)) / (len(known) - 1) - (not of.ratio)  # fmt: skip
        else:
            value = known[0] if of.fact else sum(known) / Fraction(of.over if of.mean else 1)
        return value, value

    def score(self, score):
        parts = [self.item(item) for item in score.items if self.in_force(item)]
        parts += [self.score(one) for one in self.book.scores if one.id in score.parts]
        return [min(score.most, sum(part[side] for part in parts)) for side in (0, 1)]

    def item(self, item):
        scales = [self.scale(scale) for scale in item.better_of]
        return [min(item.most, max(scale[side] for scale in scales)) for side in (0, 1)]

    def scale(self, scale):
        found, of = self.measure(scale.value), scale.value
        bands = [(band.low, band.high, band.points) for band in scale.bands]
        if not found:
            points = [*scale.choices.values(), *(each for _, _, each in bands)]
            return min(points), max(points)
        if scale.choices:
            return (scale.choices[found[0]],) * 2

        def lies(one, low, high):
            low, high = (
                end if end is None else self.limit(of, end, scale.unit) for end in (low, high)
            )
            return (low is None or low <= one) and (high is None or one <= high)

        values = range(found[0], found[1] + 1) if of.true_flags else found
        best = [max(each for low, high, each in bands if lies(one, low, high)) for one in values]
        return min(best), max(best)

    def limit(self, of, number, unit):
        """Return what a measure is compared with: of compound growth, the growth of all years."""
        limit = Fraction(number) * UNITS.get(unit, 1)
        return (1 + limit) ** of.over - 1 if of.compound_growth else limit

    def truth(self, one):
        """Return whether a criterion holds, and whether it waits for somebody to judge."""
        if one.operator == "person":
            judged = self.facts.get(f"judged_{one.id}")
            return judged, judged is None
        asked = one.threshold
        if one.operator in NUMERIC and one.unit:
            asked = self.limit(one.value, asked, one.unit)
        elif isinstance(asked, str) and one.operator != "is":
            asked = (asked,)
        years = [self.measure(one.value, back) for back in range(one.each_of_years)]
        held = every([self.compare(found, TESTS[one.operator], asked) for found in years])
        return held, held is None and () in years

    def compare(self, found, test, asked):
        held = {test(end, asked) for end in found or ()}
        return held.pop() if len(held) == 1 else None

    def applies(self, one):
        exempt = one.exempt_if is not None and self.holds(one.exempt_if)
        return every([self.assessed in one.assessed, self.holds(one.applies_if), no(exempt)])

    def holds(self, asked, judged=False, is_way=False):
        """Return whether a requirement holds; `judged`: with all that wait for it judged well."""
        if asked is None:
            return True
        if isinstance(asked, str):
            if asked not in self.asked:
                return not is_way
            one = self.asked[asked]
            held, waits = self.truth(one)
            held, applies = (judged and waits) or held, self.applies(one)
            return every([held, applies]) if is_way else some([held, no(applies)])
        if asked.all:
            return every([self.holds(part, judged) for part in asked.all])
        if asked.no is not None:
            return no(self.holds(asked.no, judged))
        ways = [self.holds(part, judged, is_way=True) for part in asked.any or asked.of]
        least, most = ways.count(True), len(ways) - ways.count(False)
        wanted = asked.at_least or 1
        return True if least >= wanted else False if most < wanted else None

    def states(self):
        """Return the state of each criterion."""
        found = {}
        for one in self.asked.values():
            (held, waits), applies = self.truth(one), self.applies(one)
            state = MET if held else UNMET if held is False and applies else UNKNOWN
            state = PERSON if waits and applies is not None else state
            found[one.id] = NOT_APPLICABLE if applies is False else state
        return found

    def state(self):
        if self.assessed not in self.book.assessed:
            return NOT_APPLICABLE
        asked = [self.book.requires, *(one.id for one in self.asked.values() if one.veto)]
        held, judged = (every([self.holds(one, side) for one in asked]) for side in (False, True))
        return {True: MET, False: UNMET}.get(held, PERSON if judged else UNKNOWN)

    def amount(self):
        """Return the yuan the book brings, None if not known."""
        if (state := self.state()) != MET:
            return {UNKNOWN: None, PERSON: None}.get(state, 0)
        groups = {}
        for one in self.book.benefits:
            if self.in_force(one):
                groups.setdefault(one.stacking or one.id, []).append(self.pay(one))
        paid = [None if None in group else max(group) for group in groups.values()]
        return None if None in paid else sum(paid)

    def pay(self, one):
        met, of = self.holds(one.if_met), one.base or one.per
        times = self.at(of.fact, of.years_back) if of else 1
        if not met or times is None:
            return 0 if met is False else None
        rate = (
            Fraction(one.rate) / 100 if one.rate else Fraction(one.amount) * UNITS.get(one.unit, 1)
        )
        cap = [Fraction(one.cap) * UNITS.get(one.unit, 1)] if one.cap is not None else []
        return min([max(0, times) * rate // 1, *cap])
