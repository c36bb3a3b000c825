import numpy as np
import pytest

from yuandu.engines.planning import TooShort, draw


def rng():
    return np.random.default_rng(5)


def test_a_price_that_never_moved_is_drawn_as_it_was():
    prices = np.full((120, 2), [4.0, 9.0])

    drawn = draw(prices, np.array([10, 20]), count=50, rng=rng())

    assert drawn == pytest.approx(np.repeat([[4.0], [9.0]], 50, axis=1), rel=1e-6)


def test_the_season_of_the_sale_is_foretold_and_not_that_of_today():
    weeks = np.arange(156)
    prices = np.exp(0.5 * np.cos(2 * np.pi * weeks / 52.1775))[:, None]

    low = draw(prices, np.array([26]), count=10, rng=rng())  # week 156 is near the peak

    assert low.mean() == pytest.approx(np.exp(-0.5), rel=0.05)


def test_kinds_that_fell_together_fall_together():
    shocks = np.random.default_rng(1).normal(0, 0.2, 200)
    apart = np.random.default_rng(2).normal(0, 0.2, 200)
    prices = np.exp(np.stack([shocks, shocks, apart], axis=1))

    drawn = np.log(draw(prices, np.array([8, 8, 8]), count=400, rng=rng()))

    found = np.corrcoef(drawn)
    assert found[0, 1] > 0.95
    assert abs(found[0, 2]) < 0.3


def test_weeks_without_a_quote_are_passed_over():
    prices = np.full((120, 2), 5.0)
    prices[::3, 0] = np.nan
    prices[50:, 1] = 0.0  # nothing was paid

    drawn = draw(prices, np.array([4, 4]), count=20, rng=rng())

    assert np.isfinite(drawn).all()
    assert drawn[0] == pytest.approx(np.full(20, 5.0), rel=0.02)


def test_scenarios_of_a_foretold_kind_lie_around_its_forecast_as_wide_as_its_interval():
    shocks = np.random.default_rng(1).normal(0, 0.2, (200, 3))
    foretold = np.array([[6.0, 4.0, 9.0], [7.0, np.nan, np.nan], [np.nan, np.nan, np.nan]])
    ahead = np.array([8, 8, 8])

    drawn = draw(np.exp(shocks), ahead, count=4000, rng=rng(), foretold=foretold, level=0.8)
    plain = draw(np.exp(shocks), ahead, count=4000, rng=rng())

    assert np.median(drawn[:2], axis=1) == pytest.approx([6.0, 7.0], rel=1e-6)
    low, high = np.quantile(drawn[0], [0.1, 0.9])
    assert high / low == pytest.approx(9.0 / 4.0, rel=1e-6)
    assert np.log(drawn[1]).std() == pytest.approx(np.log(plain[1]).std(), rel=1e-6)
    assert drawn[2] == pytest.approx(plain[2])
    # What rose together still does: only middle and width are the forecast's.
    assert (np.argsort(drawn[0]) == np.argsort(plain[0])).all()


def test_a_foretold_price_that_never_moved_stays_a_point():
    prices, foretold = np.full((120, 1), 4.0), np.array([[5.0, 4.0, 6.0]])

    drawn = draw(prices, np.array([10]), count=20, rng=rng(), foretold=foretold)

    assert drawn == pytest.approx(np.full((1, 20), 5.0))


def test_a_crop_that_varies_brings_the_same_on_average():
    drawn = draw(np.full((80, 1), 5.0), np.array([4]), count=20000, rng=rng(), yield_sd=0.2)

    assert drawn.mean() == pytest.approx(5.0, rel=0.01)
    assert drawn.std() / drawn.mean() == pytest.approx(0.2, rel=0.05)


@pytest.mark.parametrize("weeks", [30, 59])
def test_too_few_weeks_are_refused(weeks):
    with pytest.raises(TooShort):
        draw(np.ones((weeks, 1)), np.array([8]), count=5, rng=rng())
