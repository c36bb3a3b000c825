import polars as pl
import pytest

from yuandu.engines.planning import warn


def declared(kind, growers, units):
    return pl.DataFrame({"grower": range(growers), "kind": kind, "week": 12, "units": float(units)})


def warned(*intended, **options):
    usual = pl.DataFrame({"kind": ["a", "b"], "week": [12, 12], "units": [1000.0, 1000.0]})
    given = {"covered_share": 0.4, "flexibility": 0.5} | options
    return warn(pl.concat(intended), usual, **given)


@pytest.mark.parametrize(
    ("units", "level"), [(20, "short"), (40, "usual"), (60, "much"), (90, "too-much")]
)
def test_a_warning_says_how_much_is_to_come(units, level):
    row = warned(declared("a", 10, units)).row(0, named=True)

    assert row["level"] == level
    assert row["ratio"] == pytest.approx((units * 10 + 600) / 1000)


def test_what_few_growers_intend_is_told_to_nobody():
    told = warned(declared("a", 4, 900), declared("b", 5, 100))

    assert told["kind"].to_list() == ["b"]


def test_the_price_falls_by_the_flexibility():
    row = warned(declared("a", 10, 100), covered_share=1.0).row(0, named=True)
    half = warned(declared("a", 10, 200), covered_share=1.0).row(0, named=True)

    assert row["price_change"] == pytest.approx(0)
    assert half["price_change"] == pytest.approx(2**-0.5 - 1)
