"""The experiment with flowers is honest: it sees no future, moves nobody who does not follow."""

import numpy as np
import pytest

from bench.flower_world import arms, effects, moments, seen, world
from bench.flower_world.arms import ARMS

WEEKS = 190
OPENED = world.START


@pytest.fixture(scope="module")
def city():
    """Return a small city at the week in which the platform opens."""
    parameters = world.draw_parameters(np.random.default_rng(4))
    return arms.before(world.build(parameters, seed=11, growers=700, weeks=WEEKS))


def lived(city, name, until=OPENED + 12):
    return arms.live(city, ARMS[name], until)


def same(one, other):
    """Whether two pieces of what was decided are the same, arrays within included."""
    if isinstance(one, tuple):
        return all(same(*pair) for pair in zip(one, other, strict=True))
    return np.array_equal(one, other)


def test_who_does_not_follow_is_not_moved_and_nobody_else(city):
    without, told = lived(city, "none"), lived(city, "all_zero")

    assert told.decided
    assert np.array_equal(told.city.state.tally, without.city.state.tally)
    assert np.array_equal(told.city.state.prices, without.city.state.prices)


def test_no_decision_hangs_on_what_happens_later(city):
    later = OPENED + 8
    other = city.copy()
    rng = np.random.default_rng(3)
    demand, posting = other.fixed.demand.copy(), other.fixed.posting.copy()
    demand[later:] = rng.permutation(demand[later:])
    posting[later:] = rng.permutation(posting[later:])
    other.fixed = other.fixed._replace(demand=demand, posting=posting)

    ours, theirs = lived(city, "all", later + 10), lived(other, "all", later + 10)

    weekly = 2  # what to plant, and where to send
    known = weekly * (later - OPENED)
    assert all(map(same, ours.decided[:known], theirs.decided[:known]))
    assert not all(map(same, ours.decided[known:], theirs.decided[known:]))


def test_what_is_seen_is_late_noisy_and_in_part(city):
    window = seen.Window(city, seen.joined(city, 0.4))

    prices = window.published("prices", 50)

    truth = city.state.prices[city.week - 51 : city.week - 1]
    assert 0.05 < np.isnan(prices).mean() < 0.15
    assert 0.01 < np.nanstd(prices / truth - 1) < 0.05
    assert not np.isclose(prices[-1], city.state.prices[city.week - 1]).any()


def test_a_perfect_window_shows_the_truth(city):
    window = seen.Window(city, seen.joined(city, 1.0), is_perfect=True)

    shown = window.published("prices", 50)

    assert np.array_equal(shown, city.state.prices[city.week - 50 : city.week])


def test_who_joins_at_a_small_share_joins_at_a_greater_one(city):
    few, many = seen.joined(city, 0.4), seen.joined(city, 0.8)

    assert 0.3 < few.mean() < 0.5
    assert not (few & ~many).any()


def test_advice_for_kinds_with_mixed_labels_is_not_followed_to_the_same_kinds(city):
    right = arms.Run(city.copy(), arms.Arm(plants="plan"))
    mixed = arms.Run(city.copy(), arms.Arm(plants="plan", permuted=True))

    for _ in range(6):
        right.week()
        mixed.week()

    told = [np.concatenate([lines for _, lines, _ in run.decided]) for run in (right, mixed)]
    assert (told[0] != told[1]).mean() > 0.4


def test_chance_is_common_to_all_arms(city):
    once, again = lived(city, "placebo"), lived(city, "placebo")

    assert np.array_equal(once.city.state.tally, again.city.state.tally)
    assert np.array_equal(
        arms.before(world.build(city.parameters, seed=11, growers=700, weeks=WEEKS)).state.prices,
        city.state.prices,
    )


def test_nothing_is_sold_that_did_not_grow():
    parameters = world.draw_parameters(np.random.default_rng(4))
    city = world.build(parameters, seed=5, growers=300, weeks=world.MEASURED + 60)
    run = arms.live(arms.before(city), ARMS["docking_40"])

    produced, lost, unsold = run.city.state.tally[:, :3].sum(axis=0)
    sold = run.city.state.paid[:, 0].sum()
    held = run.city.state.lot[:, 0].sum() + (run.city.state.lot[:, 1:].prod(axis=1)).sum()

    # What stood in the lots when counting began is sold besides.
    assert sold + unsold + lost + held == pytest.approx(produced, rel=0.05)
    assert run.city.state.broken[0] > 0


def test_a_gain_that_all_cities_show_is_told_with_its_interval():
    def sums(net):
        return {"produced": 10.0, "lost": 1.0, "unsold": 1.0, "gross": 9.0, "net": net}

    def one(draw, net):
        group = {"with": sums(net), "without": sums(2.0)}
        arm = {
            "groups": dict.fromkeys(("all", "adopters", "others", "smallest"), group),
            "income_sd": [1.0, 1.0], "units_sold": [1.0, 1.0], "price_paid": [1.0, 1.0],
            "contracts": [0, 0, 0], "seconds": 1.0,
        }  # fmt: skip
        return {"draw": draw, "seed": 0, "arms": {"none": arm, "all": arm}}

    told = effects.effects({"cities": [one(0, 2.2), one(1, 2.8)]})["all"]

    assert told["all"]["net"][0] == pytest.approx(0.25)
    assert told["all"]["net"][1:] == pytest.approx([0.1, 0.4])
    assert told["chance_more"] == 0.5
    assert told["chance_harm"] == 0
    assert told["margin"] == pytest.approx(0.5 / 9 / 0.3)


def test_a_city_unlike_real_markets_is_dropped():
    kept = {name: (low + high) / 2 for name, (low, high, _) in moments.KEPT.items()}

    assert moments.misses(kept, moments.KEPT) == []
    assert moments.misses(kept | {"waste": 0.78}, moments.KEPT) == ["waste"]
