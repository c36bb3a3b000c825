"""What a book says of one subject, read anew from its YAML; a truth is 1, 0, or a half: open."""

from functools import lru_cache
from operator import eq, ge, gt, le, lt

from yuandu.engines.rules.tests.naive_measures import WORST, Measures, limit

TESTS = {"at_least": ge, "more_than": gt, "at_most": le, "less_than": lt, "is": eq}
TESTS["one_of"] = TESTS["includes"] = lambda has, asked: bool({*has.split(",")} & {*asked})
TESTS["none_of"] = TESTS["excludes"] = lambda has, asked: not {*has.split(",")} & {*asked}
TESTS["within"] = lambda has, asked: has.startswith(tuple(asked))
TESTS["outside"] = lambda has, asked: not has.startswith(tuple(asked))
UNKNOWN, MET, UNMET, PERSON, NOT_APPLICABLE = range(5)
EVERYBODY, OPEN, ENDLESS = ["new", "recheck"], 0.5, 10**30
STATES = {1: MET, OPEN: UNKNOWN, 0: UNMET}


class Naive(Measures):
    @lru_cache(maxsize=64)  # noqa: B019 - keeps a few subjects, no more
    def criterion(self, code):
        """Return whether it holds, whether only a person can tell, and whether it is asked."""
        one = self.by_id[code]
        exempt = self.holds(one["exempt_if"]) if "exempt_if" in one else 0
        asked = self.in_force(one) and self.assessed in one.get("assessed", EVERYBODY)
        applies = min(asked, self.holds(one.get("applies_if", {"all": []})), 1 - exempt)
        if one["operator"] == "person":
            said = self.facts.get(f"judged_{code}", OPEN)
            return said, said == OPEN, applies
        of, years, test = one["value"], range(one.get("each_of_years", 1)), TESTS[one["operator"]]
        edge = limit(one["threshold"], one["unit"], of) if "unit" in one else one["threshold"]

        def tests(found):
            return [False, True] if found is None else [test(each, edge) for each in found]

        known = [tests(self.measure(of, None, back)) for back in years]
        held = min((all(each) + any(each)) / 2 for each in known)
        yet = [tests(self.measure(of, WORST.get(test), back)) for back in years]
        return held, held == OPEN and not all(map(any, yet)), applies

    def holds(self, asked, judged=False, way=False):
        if isinstance(asked, str):
            held, waits, applies = self.criterion(asked)
            held = 1 if judged and waits else held
            return min(held, applies) if way else max(held, 1 - applies)
        if "no" in asked:
            return 1 - self.holds(asked["no"], judged)
        if "all" in asked:
            return min((self.holds(one, judged) for one in asked["all"]), default=1)
        ways = [self.holds(one, judged, way=True) for one in asked.get("any") or asked["of"]]
        return sorted(ways)[-asked.get("at_least", 1)]

    def states(self):
        found = {}
        for one in filter(self.in_force, self.book["criteria"]):
            held, waits, applies = self.criterion(one["id"])
            state = UNKNOWN if applies < 1 else PERSON if waits else STATES[held]
            found[one["id"]] = NOT_APPLICABLE if applies == 0 else MET if held == 1 else state
        return found

    def state(self):
        asked = [one["id"] for one in self.book["criteria"] if one.get("veto")]
        asked = {"all": [self.book["requires"], *asked]}
        held, judged = self.holds(asked), self.holds(asked, judged=True)
        state = PERSON if held == OPEN and judged == 1 else STATES[held]
        return state if self.assessed in self.book.get("assessed", EVERYBODY) else NOT_APPLICABLE

    def amount(self):
        groups, state = {}, self.state()
        for one in filter(self.in_force, self.book["benefits"]):
            groups.setdefault(one.get("stacking", one["id"]), []).append(self.pay(one))
        paid = sum(map(max, groups.values()))
        return {MET: paid if paid < ENDLESS else None, UNKNOWN: None, PERSON: None}.get(state, 0)

    def pay(self, one):
        met, of = self.holds(one.get("if_met", {"all": []})), one.get("base", one.get("per"))
        times = self.at(of["fact"], of.get("years_back", 0)) if of else 1
        if met < 1 or times is None:
            return 0 if met == 0 else ENDLESS  # not known
        rate = limit(one.get("rate", 0), "%") or limit(one["amount"], one.get("unit"))
        return min(max(0, times) * rate // 1, limit(one.get("cap", ENDLESS), one.get("unit")))
