"""Check a docking without its solver: Python alone, no line shared with what made it.

    python standalone.py ORDERS GROWERS RESULT CERTIFICATE [LANES]        (CSV, docs/docking.md)

Nobody gives or gets more than he has or asked; nothing is docked outside of grade, days and
lanes, nor at a loss; what the docking counts is what its prices say no docking can exceed.
"""

import csv
import sys
from collections import defaultdict

Rows = list[dict[str, str]]


def cents(text: str | None) -> int:
    sign, text = (-1, text[1:]) if text and text.startswith("-") else (1, text or "0")
    yuan, _, rest = text.partition(".")
    return sign * (int(yuan or 0) * 100 + int((rest + "00")[:2]))


def table(path: str) -> Rows:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Check:
    """A docking as it was handed in; `wrong` says what is."""

    def __init__(self, orders: Rows, growers: Rows, certificate: Rows, lanes: Rows | None) -> None:
        self.growers, self.is_free, self.wrong = growers, lanes is None, list[str]()
        self.orders = {row["order"]: row for row in orders}
        self.of_kind: dict[str, Rows] = defaultdict(list)
        for row in orders:
            self.of_kind[row["kind"]].append(row)
        self.cost = {(row["place"], row["market"]): cents(row["cost"]) for row in lanes or ()}
        self.price: dict[str, int] = defaultdict(int)
        self.price |= {f"{row['what']} {row['name']}": cents(row["price"]) for row in certificate}
        self.floor = {
            f"group {row['name']}": int(row["units"]) for row in certificate if row["units"]
        }
        self.room = {f"order {row['order']}": int(row["quantity"]) for row in orders}
        for at, row in enumerate(growers, 1):
            self.room[f"offer {at}"] = int(row["quantity"])
            self.room |= {f"grower {row['grower']}": int(row["total"])} if row.get("total") else {}
        priority = {row["order"]: int(row.get("priority") or 1) for row in orders}
        ranks = sorted(set(priority.values()), reverse=True)
        self.full = len(ranks) * self.price["step "]
        self.bonus = {at: ranks.index(each) * self.price["step "] for at, each in priority.items()}

    def worth(self, order: dict[str, str], offer: dict[str, str]) -> int | None:
        """Return what a unit counts, in cents; None where the two do not go together."""
        fits = order["kind"] == offer["kind"] and int(offer["grade"]) <= int(order["grade"])
        meets = max(offer["from"], order["from"])[:10] <= min(offer["until"], order["until"])[:10]
        carriage = 0 if self.is_free else self.cost.get((offer["place"], order["market"]))
        if not fits or not meets or carriage is None:
            return None
        value = cents(order["price"]) - carriage - cents(offer["ask"])
        counts = value + cents(offer.get("merit")) + self.bonus[order["order"]]
        return counts if value >= 0 else None

    def prices(self) -> int:
        """Return what no docking can exceed; no pair may count more than its prices add up to."""
        if min(self.price.values()) < 0 or any(self.price[name] > self.full for name in self.floor):
            self.wrong.append("a price below nothing, or above what a floor may count")
        for at, offer in enumerate(self.growers, 1):
            asked = self.price[f"offer {at}"] + self.price[f"grower {offer['grower']}"]
            asked -= self.price[f"group {offer.get('group') or ''}"]
            for order in self.of_kind[offer["kind"]]:
                value, name = self.worth(order, offer), order["order"]
                if value is not None and self.price[f"order {name}"] + asked < value:
                    self.wrong.append(f"{name} × offer {at}: worth more than its prices")
        owed = sum((self.full - self.price[name]) * units for name, units in self.floor.items())
        return owed + sum(self.price[name] * units for name, units in self.room.items())

    def docked(self, result: Rows) -> int:
        """Return what the docking counts; nobody may give or get more than there is."""
        got, objective = defaultdict[str, int](int), 0
        for row in result:
            offer, units = self.growers[int(row["offer"]) - 1], int(row["quantity"])
            value = self.worth(self.orders[row["order"]], offer)
            if value is None or units <= 0:
                self.wrong.append(f"{row['order']} × offer {row['offer']}: cannot be docked")
            objective += units * (value or 0)
            whose = f"grower {offer['grower']}", f"group {offer.get('group') or ''}"
            for name in (f"order {row['order']}", f"offer {row['offer']}", *whose):
                got[name] += units
        over = (name for name, most in self.room.items() if got[name] > most)
        self.wrong += [f"{name}: {got[name]} of {self.room[name]}" for name in over]
        return objective + sum(self.full * min(at, got[name]) for name, at in self.floor.items())


if __name__ == "__main__":
    asked, offered, given, proof, *roads = (table(path) for path in sys.argv[1:])
    check = Check(asked, offered, proof, roads[0] if roads else None)
    limit, reached = check.prices(), check.docked(given)
    proved = not check.wrong and reached == limit
    told = f"counts {reached}, none can exceed {limit}", "proved" if proved else "NOT PROVED"
    print(*check.wrong[:20], *told, sep="\n")
    sys.exit(not proved)
