"""Check a docking without its solver: Python alone, no line shared with what made it.

    python standalone.py ORDERS GROWERS RESULT CERTIFICATE [LANES]        (CSV, docs/docking.md)

What is docked is allowed, and counts what its prices say none can exceed, or a told part less.
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
    def __init__(self, orders: Rows, growers: Rows, certificate: Rows, lanes: Rows | None) -> None:
        self.growers, self.is_free, self.wrong = growers, lanes is None, list[str]()
        self.orders = {row["order"]: row for row in orders}
        self.of_kind: dict[str, Rows] = defaultdict(list)
        for row in orders:
            self.of_kind[row["kind"]].append(row)
        self.lanes = {f"{row['place']}|{row['market']}": row for row in lanes or ()}
        self.price: dict[str, int] = defaultdict(int)
        self.price |= {f"{row['what']} {row['name']}": cents(row["price"]) for row in certificate}
        owed = [row for row in certificate if row["what"] == "group"]
        self.floor = {f"group {row['name']}": int(row["units"]) for row in owed}
        self.room = {f"order {row['order']}": int(row["quantity"]) for row in orders}
        self.room |= {f"offer {at}": int(row["quantity"]) for at, row in enumerate(growers, 1)}
        totals = {f"grower {row['grower']}": row.get("total") for row in growers}
        totals |= {f"lane {name}": row.get("capacity") for name, row in self.lanes.items()}
        self.room |= {name: int(units) for name, units in totals.items() if units}
        priority = {row["order"]: int(row.get("priority") or 1) for row in orders}
        ranks = sorted(set(priority.values()), reverse=True)
        self.full = len(ranks) * self.price["step "]
        self.bonus = {at: ranks.index(each) * self.price["step "] for at, each in priority.items()}

    def worth(self, order: dict[str, str], offer: dict[str, str]) -> int | None:
        """Return what a unit counts, in cents; None where the two do not go together."""
        fits = order["kind"] == offer["kind"] and int(offer["grade"]) <= int(order["grade"])
        meets = max(offer["from"], order["from"])[:10] <= min(offer["until"], order["until"])[:10]
        lane = self.lanes.get(f"{offer['place']}|{order['market']}", {"cost": "0"})
        makes = min(int(order["quantity"]), int(offer["quantity"])) >= int(order.get("lot") or 1)
        if not fits or not meets or not makes or (len(lane) == 1 and not self.is_free):
            return None
        value = cents(order["price"]) - cents(lane["cost"]) - cents(offer["ask"])
        counts = value + cents(offer.get("merit")) + self.bonus[order["order"]]
        return counts if value >= 0 else None

    def prices(self) -> int:  # what no docking can exceed
        if min(self.price.values()) < 0 or any(self.price[name] > self.full for name in self.floor):
            self.wrong.append("a price below nothing, or above what a floor may count")
        for at, offer in enumerate(self.growers, 1):
            asked = self.price[f"offer {at}"] + self.price[f"grower {offer['grower']}"]
            asked -= self.price[f"group {offer.get('group') or ''}"]
            for order in self.of_kind[offer["kind"]]:
                value, paid = self.worth(order, offer), self.price[f"order {order['order']}"]
                toll = self.price.get(f"lane {offer['place']}|{order['market']}", 0)
                if value is not None and paid + toll + asked < value:
                    self.wrong.append(f"{order['order']} × offer {at}: worth more than its prices")
        owed = sum((self.full - self.price[name]) * units for name, units in self.floor.items())
        return owed + sum(self.price[name] * units for name, units in self.room.items())

    def docked(self, result: Rows) -> int:  # what the docking counts
        got, objective, by = defaultdict[str, int](int), 0, defaultdict[str, set[str]](set)
        for row in result:
            order, offer = self.orders[row["order"]], self.growers[int(row["offer"]) - 1]
            value, units = self.worth(order, offer), int(row["quantity"])
            by[row["order"]].add(offer["grower"])
            is_many = len(by[row["order"]]) > int(order.get("most") or sys.maxsize)
            if value is None or units < int(order.get("lot") or 1) or is_many:
                self.wrong.append(f"{row['order']} × offer {row['offer']}: cannot be docked")
            objective += units * (value or 0)
            whose = f"grower {offer['grower']}", f"group {offer.get('group') or ''}"
            of = f"order {row['order']}", f"lane {offer['place']}|{order['market']}"
            for name in (*of, *whose, f"offer {row['offer']}"):
                got[name] += units
        more = (name for name, most in self.room.items() if got[name] > most)
        self.wrong += [f"{name}: {got[name]} of {self.room[name]}" for name in more]
        return objective + sum(self.full * min(at, got[name]) for name, at in self.floor.items())


if __name__ == "__main__":
    asked, offered, given, proof, *roads = (table(path) for path in sys.argv[1:])
    check = Check(asked, offered, proof, roads[0] if roads else None)
    limit, reached = check.prices(), check.docked(given)
    gap = f"{1 - reached / max(limit, 1):.3%} below at most: proved"
    told = "NOT PROVED" if check.wrong or reached > limit else gap
    print(*check.wrong[:20], f"counts {reached}, none can exceed {limit}", told, sep="\n")
    sys.exit(told != gap)
