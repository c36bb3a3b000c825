"""The experiment with flowers is honest: it sees no future, moves nobody who does not follow."""

import json

import numpy as np
import pytest

from bench import flowers_effect
from bench.flower_world import (
    arms,
    effects,
    moments,
    report,
    routing,
    seen,
    sensitivity,
    titles,
    trial,
    world,
)
from bench.flower_world.arms import ARMS
from yuandu.mechanisms.flowers import rules

WEEKS = 190
OPENED = world.START


@pytest.fixture(scope="module")
def city():
    """Return a small city at the week in which the platform opens."""
    parameters = world.draw_parameters(np.random.default_rng(4))
    return arms.before(world.build(parameters, seed=11, growers=700, weeks=WEEKS))


def lived(city, name, until=OPENED + 12):
    return arms.live(city, ARMS[name], until, keeps=True)


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
    right = arms.Run(city.copy(), arms.Arm(plants="plan"), keeps=True)
    mixed = arms.Run(city.copy(), arms.Arm(plants="plan", permuted=True), keeps=True)

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


@pytest.mark.parametrize("name", ["none", "all", "all_gamed", "routing_page"])
def test_what_grew_is_sold_unsold_lost_or_still_there(monkeypatch, name):
    monkeypatch.setattr(world, "MEASURED", 0)  # counted from the first week on, when no lot is open
    parameters = world.draw_parameters(np.random.default_rng(4))
    opened = arms.before(world.build(parameters, seed=5, growers=300, weeks=WEEKS))

    state = arms.live(opened, ARMS[name]).city.state

    produced, lost, unsold = state.tally[:, :3].sum(axis=0)
    held = state.lot[:, 0].sum() + state.lot[:, 1:].prod(axis=1).sum()
    assert state.paid[:, 0].sum() + unsold + lost + held == pytest.approx(produced, rel=1e-9)
    assert state.sold.sum() == pytest.approx(state.paid[:, 0].sum(), rel=1e-9)
    assert min(each.min() for each in (state.lot, state.stocks, state.sold, state.arrivals)) >= 0
    assert name in ("none", "routing_page") or state.broken[0] > 0


@pytest.mark.parametrize("name", ARMS)
def test_all_arms_are_the_same_until_the_platform_opens(city, name):
    lived_on = lived(city, name, OPENED + 2)

    assert np.array_equal(lived_on.city.state.prices[:OPENED], city.state.prices[:OPENED])
    assert np.array_equal(lived_on.city.state.arrivals[:OPENED], city.state.arrivals[:OPENED])


def test_a_market_is_short_where_the_pages_own_rule_says_so(city):
    window = seen.Window(city, seen.joined(city, 0.4))
    prices, sold, left = (window.published(what, 9) for what in ("prices", "sold", "stocks"))

    short = routing.shortages(window)

    assert 0 < short.sum() < short.size / 2
    for market, kind in np.ndindex(short.shape):
        weeks = np.flatnonzero(~np.isnan(prices[:, market, kind]))
        now, before = weeks[-1], weeks[:-1]
        cell = (slice(None), market, kind)
        usual = np.exp(np.log(prices[cell][before]).mean())
        there = np.maximum(sold[cell] + left[cell], 1e-9)
        unsold = left[cell][now] / there[now]
        usually = left[cell][before].sum() / there[before].sum()
        told = rules.standing(
            price=prices[cell][now] / usual - 1,
            arrivals=None,
            unsold=round(unsold, 3) - round(usually, 3),
        )
        assert short[market, kind] == (told == rules.SHORT)


def test_routing_sends_no_more_to_a_market_than_it_lacks_before_others(city):
    window = seen.Window(city, seen.joined(city, 1.0), is_perfect=True)

    growers, parts = routing.routes(window)

    assert growers.size
    assert np.allclose(parts.sum(axis=2), 1)
    assert parts.min() >= 0
    assert (parts[np.arange(5), :, np.arange(5)] < 1).any()  # something does not stay at home


def test_where_data_are_gamed_one_market_touts_and_buyers_order_more(city):
    joined = seen.joined(city, 0.4)
    straight, gamed = seen.Window(city, joined), seen.Window(city, joined, is_gamed=True)

    dearer = gamed.published("prices", 4) / straight.published("prices", 4)
    assert np.nanmin(dearer[:, seen.TOUT]) == pytest.approx(seen.TOUTED)
    assert np.nanmax(np.delete(dearer, seen.TOUT, axis=1)) == 1
    assert gamed.wanted(0.2).sum() == pytest.approx(seen.EXAGGERATED * straight.wanted(0.2).sum())
    assert not np.array_equal(gamed.in_the_ground(), straight.in_the_ground())


def test_a_run_that_was_killed_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(
        arms, "ARMS", {name: ARMS[name] for name in ("none", "placebo", "routing_page")}
    )
    monkeypatch.setattr(arms, "OFTEN", ("none", "placebo"))
    monkeypatch.setattr(moments, "misses", lambda found, bands: [])
    monkeypatch.setattr(trial, "untreated", lambda plan, draw: {})
    plan = trial.Plan(cities=1, draws=1, seeds=2, growers=60, seed=3)
    kept = trial.Kept(tmp_path, plan)
    trial.run(kept, say=lambda line: None)
    file = kept.folder / "lived.jsonl"
    lines = file.read_text("utf-8")

    file.write_text(lines[: int(len(lines) * 0.6)], "utf-8")
    again = trial.Kept(tmp_path, plan)
    left = len(again.lived)
    trial.run(again, say=lambda line: None)

    def without_time(lives):
        return {at: told | {"seconds": 0} for at, told in lives.items()}

    assert 0 < left < len(kept.lived) == 5
    assert without_time(again.lived) == without_time(kept.lived)
    assert trial.result(again)["plan"]["seeds"] == 2
    assert trial.Kept(tmp_path, plan).lived == again.lived


def test_a_run_out_of_time_tells_the_cities_it_has(tmp_path, monkeypatch):
    monkeypatch.setattr(arms, "ARMS", {name: ARMS[name] for name in ("none", "placebo")})
    monkeypatch.setattr(arms, "OFTEN", ("none", "placebo"))
    monkeypatch.setattr(moments, "misses", lambda found, bands: [])
    monkeypatch.setattr(trial, "untreated", lambda plan, draw: {})
    kept = trial.Kept(tmp_path, trial.Plan(cities=2, draws=2, seeds=1, growers=60, seed=3))

    trial.run(kept, minutes=-1, say=lambda line: None)

    assert trial.result(kept)["cities"] == []
    assert len(kept.drawn) == 2


def test_indices_of_a_sum_are_its_parts_of_the_variance():
    first, second = sensitivity.points(256, seed=5)
    matrices = {"A": first, "B": second}
    matrices |= {group: sensitivity.mixed(first, second, group) for group in sensitivity.GROUPS}
    low, high = np.array(list(world.PRIOR.values())).T
    tight, cost = (list(world.PRIOR).index(name) for name in ("tight", "cost"))

    def outcome(values):
        parts = (values - low) / (high - low)
        return np.stack([2 * parts[:, tight] + parts[:, cost]] * len(sensitivity.OUTCOMES))

    told = sensitivity.indices({of: outcome(values) for of, values in matrices.items()})

    found = told["change of waste"]
    assert found["first"]["tightness"][0] == pytest.approx(0.8, abs=0.06)
    assert found["total"]["cost"][0] == pytest.approx(0.2, abs=0.06)
    assert found["total"]["choice"][0] == pytest.approx(0, abs=1e-9)
    assert found["first"]["tightness"][1] < 0.8 < found["first"]["tightness"][2]


def test_the_page_tells_what_is_published():
    page = flowers_effect.PAGE.read_text("utf-8")
    told = json.loads(flowers_effect.PUBLISHED.read_text("utf-8"))

    assert report.written(page, told) == page
    with pytest.raises(report.NoPlace, match="calibration"):
        report.written(page.replace("<!-- /calibration -->", ""), told)


def test_every_unknown_is_in_one_group_and_every_name_has_its_words():
    grouped = [name for names in sensitivity.GROUPS.values() for name in names]

    assert sorted(grouped) == sorted(world.PRIOR)
    assert sensitivity.GROUPS.keys() == titles.GROUPS.keys()
    assert titles.ENGLISH.keys() == titles.CHINESE.keys() == ARMS.keys() - {"none"}


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
        return {"draw": draw, "seed": 0, "arms": {"none": arm, "all": arm, "routing": arm}}

    result = {"cities": [one(0, 2.2), one(1, 2.8)]}
    told = effects.effects(result)["all"]

    assert told["all"]["net"][0] == pytest.approx(0.25)
    assert told["all"]["net"][1:] == pytest.approx([0.1, 0.4])
    assert told["chance_more"] == 0.5
    assert told["chance_harm"] == 0
    assert told["margin"] == pytest.approx(0.5 / 9 / 0.3)
    assert effects.against(result) == [
        {"one": "all", "other": "routing", "cities": 2, "waste": [0, 0, 0], "net": [0, 0, 0]}
    ]


def test_a_city_unlike_real_markets_is_dropped():
    kept = {name: (low + high) / 2 for name, (low, high, _) in moments.KEPT.items()}

    assert moments.misses(kept, moments.KEPT) == []
    assert moments.misses(kept | {"waste": 0.78}, moments.KEPT) == ["waste"]
