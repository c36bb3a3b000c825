"""A value on an edge scores the better band, and a threshold's own value meets it."""

from typing import Any

import pytest

from yuandu.engines import rules
from yuandu.engines.rules import State
from yuandu.services.policies import library
from yuandu.services.policies.tests import edges
from yuandu.services.policies.tests.edges import Facts

BASE = 1_000_000
# Firms of three sizes, since some criteria are asked only of one of them.
SIZES = (BASE, 60_000_000, 200_000_000)
NUMERIC = {"at_least", "at_most", "less_than", "more_than"}
PLAIN = {"science_award_3y": "none", "rd_institution_level": "none"}  # nothing that exempts


def answer(book: dict[str, Any], *said: Facts, assessed: str = "new") -> rules.Answer:
    vocabulary = library.vocabulary()
    facts = rules.read_facts(edges.merged(PLAIN, *said), vocabulary)
    return rules.check(
        library.book(str(book["code"])),
        facts,
        on=edges.day_of(book),
        vocabulary=vocabulary,
        assessed=assessed,
    )


def points(book: dict[str, Any], item: dict[str, Any], *said: Facts) -> tuple[int, int]:
    found = [one for score in answer(book, *said).scores for one in score.items]
    (one,) = [one for one in found if one.id == item["id"] and one.full == item["most"]]
    return one.least, one.most


def band_edges() -> list[Any]:
    cases = []
    for book, item, scale in edges.scales():
        for band in scale.get("bands", ()):
            if "to" not in band:
                continue
            (upper,) = [one for one in scale["bands"] if one.get("from") == band["to"]]
            name = f"{book['code']} {item['id']} {band['to']} {scale.get('unit', '')}"
            cases.append(pytest.param(book, item, scale, band, upper, id=name))
    return cases


def test_every_scale_of_bands_has_edges():
    bands = [scale for _, _, scale in edges.scales() if "bands" in scale]

    assert len(band_edges()) == sum(len(scale["bands"]) - 1 for scale in bands)
    assert len(band_edges()) == 76  # 14 of 63-1, 53 of 63-2 and 9 of fund-workshop


@pytest.mark.parametrize(("book", "item", "scale", "lower", "upper"), band_edges())
def test_an_edge_value_scores_the_better_band_and_one_step_beyond_the_worse(
    book, item, scale, lower, upper
):
    last = edges.day_of(book).year - 1
    around = edges.edge(scale["value"], lower["to"], scale.get("unit", ""), last=last, base=BASE)
    others = edges.drowned(item, scale, last)
    better, worse = sorted((lower["points"], upper["points"]), reverse=True)
    assert better != worse
    beyond = around.below if lower["points"] == worse else around.above

    assert points(book, item, others, around.on) == (better, better)
    assert points(book, item, others, beyond) == (worse, worse)


@pytest.mark.parametrize(
    ("book", "item", "scale", "choice"),
    [
        pytest.param(book, item, scale, choice, id=f"{book['code']} {item['id']} {choice}")
        for book, item, scale in edges.scales()
        for choice in scale.get("choices", ())
    ],
)
def test_every_choice_scores_its_points(book, item, scale, choice):
    expected = scale["choices"][choice]

    assert points(book, item, {scale["value"]["fact"]: choice}) == (expected, expected)


def thresholds() -> list[Any]:
    return [
        pytest.param(book, one, id=f"{book['code']} {one['id']}")
        for book in edges.books()
        for one in book["criteria"]
        if one["operator"] in NUMERIC and "score" not in one["value"]
    ]


def of_years(one: dict[str, Any], *said: Facts) -> Facts:
    """Give the newest year the first of the facts, the year before the second, and so on."""
    years = one.get("each_of_years", 1)
    return edges.merged(*(edges.shifted(said[back], back) for back in reversed(range(years))))


@pytest.mark.parametrize(("book", "one"), thresholds())
def test_a_thresholds_own_value_meets_it_and_one_step_worse_does_not(book, one):
    last = edges.day_of(book).year - 1
    assessed = one.get("assessed", ["new"])[0]

    def state(base: int, *years: Facts) -> State:
        size = {"revenue": {last: base}}
        asked = answer(book, size, of_years(one, *years), assessed=assessed)
        return asked.finding(one["id"]).state

    tried = []
    for base in SIZES:
        around = edges.edge(one["value"], one["threshold"], one["unit"], last=last, base=base)
        good, bad = around.on, around.above if one["operator"] == "at_most" else around.below
        if one["operator"] == "less_than":
            good, bad = around.below, around.on
        tried.append([state(base, good, good), state(base, bad, good)])
        if one.get("each_of_years"):
            tried[-1].append(state(base, good, bad))

    met = [states for states in tried if states[0] is not State.NOT_APPLICABLE]
    assert met
    for states in met:
        assert states[0] is State.MET
        assert set(states[1:]) == {State.UNMET}
