"""Small markets, written down and made up."""

import polars as pl
from hypothesis import strategies as st

KINDS = ("蝴蝶兰", "红掌", "仙客来")
PLACES, MARKETS = ("黄楼", "谭坊"), ("上海", "北京", "广州")
DAYS = [f"2026-12-{day:02}" for day in range(1, 29)]


def orders(*lines):
    columns = ("order", "kind", "grade", "quantity", "price", "from", "until", "market", "priority")
    return _table(columns, lines, (None, KINDS[0], 1, 10, "10", DAYS[0], DAYS[6], MARKETS[0], 1))


def growers(*lines):
    columns = (
        *("grower", "kind", "grade", "quantity", "ask", "from", "until", "place"),
        *("total", "merit", "group"),
    )
    usual = (None, KINDS[0], 1, 10, "4", DAYS[0], DAYS[6], PLACES[0], None, "0", "")
    return _table(columns, lines, usual)


def lanes(*lines):
    return _table(("place", "market", "cost"), lines, (PLACES[0], MARKETS[0], "0"))


def _table(columns, lines, usual):
    rows = [dict(zip(columns, usual, strict=True)) | line for line in lines]
    text = [
        {key: None if value is None else str(value) for key, value in row.items()} for row in rows
    ]
    return pl.DataFrame(text, schema=dict.fromkeys(columns, pl.String))


def _window(draw):
    first = draw(st.integers(0, 20))
    return {"from": DAYS[first], "until": DAYS[first + draw(st.integers(0, 7))]}


def _yuan(draw, least, most):
    return f"{draw(st.integers(least, most)) / 100:.2f}"


@st.composite
def markets(draw, priorities=3, groups=("", "small", "new")):
    """Return orders, growers and lanes of a made-up market; lanes may be None."""
    asked = [
        {
            "order": f"O{at}",
            "kind": draw(st.sampled_from(KINDS)),
            "grade": draw(st.integers(1, 3)),
            "quantity": draw(st.integers(1, 40)),
            "price": _yuan(draw, 300, 2000),
            "market": draw(st.sampled_from(MARKETS)),
            "priority": draw(st.integers(1, priorities)),
            **_window(draw),
        }
        for at in range(draw(st.integers(1, 6)))
    ]
    offered = []
    for at in range(draw(st.integers(1, 6))):
        total = draw(st.none() | st.integers(1, 60))
        group = draw(st.sampled_from(groups))
        offered += [
            {
                "grower": f"G{at}",
                "kind": kind,
                "grade": draw(st.integers(1, 3)),
                "quantity": draw(st.integers(1, 40)),
                "ask": _yuan(draw, 0, 1500),
                "place": draw(st.sampled_from(PLACES)),
                "total": total,
                "merit": _yuan(draw, 0, 200),
                "group": group,
                **_window(draw),
            }
            for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True))
        ]
    ways = st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(MARKETS)), min_size=1, unique=True
    )
    led = draw(st.none() | ways)
    roads = led and lanes(
        *({"place": place, "market": market, "cost": _yuan(draw, 0, 300)} for place, market in led)
    )
    return orders(*asked), growers(*offered), roads
