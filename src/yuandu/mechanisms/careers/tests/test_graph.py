"""Equal rungs never contradict the order of the ladders; equal ones are drawn on one row."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.careers.drawing import draw
from yuandu.mechanisms.careers.library import LADDERS, standard
from yuandu.mechanisms.careers.rules import graph

LADDER = {name: [f"{name}{at}" for at in range(1, 6)] for name in ("a", "b", "c")}
RUNGS = [rung for ladder in LADDER.values() for rung in ladder]
pairs = st.lists(
    st.tuples(st.sampled_from(RUNGS), st.sampled_from(RUNGS)).filter(
        lambda pair: pair[0][0] != pair[1][0]
    ),
    max_size=6,
)


def test_the_standard_ladders_do_not_contradict_themselves():
    made = standard()
    ladders = [[one.code for one in made.rungs if one.ladder == ladder] for ladder in LADDERS]
    assert graph.contradiction(ladders, made.equal) == ()
    rows = graph.rows(ladders, made.equal)
    assert all(rows[one] == rows[other] for one, other in made.equal)


def test_crossing_pairs_contradict():
    crossing = [("a1", "b2"), ("a2", "b1")]
    assert set(graph.contradiction(LADDER.values(), crossing)) == {"a1", "a2", "b1", "b2"}


def test_two_rungs_of_a_ladder_cannot_be_equal_by_way_of_another():
    assert graph.contradiction(LADDER.values(), [("a1", "b1"), ("b1", "a3")])


@given(pairs)
def test_without_contradiction_every_rung_is_drawn_above_those_below(equal):
    if graph.contradiction(LADDER.values(), equal):
        return
    rows = graph.rows(LADDER.values(), equal)
    for ladder in LADDER.values():
        assert [rows[rung] for rung in ladder] == sorted({rows[rung] for rung in ladder})
    assert all(rows[one] == rows[other] for one, other in equal)


@given(pairs)
def test_a_contradiction_is_one_that_no_numbering_escapes(equal):
    # By trying: relax the rows more often than there are rungs; only a circle never settles.
    rows = dict.fromkeys(RUNGS, 0)
    for _ in range(len(RUNGS) + 2):
        before = dict(rows)
        for ladder in LADDER.values():
            for lower, upper in itertools.pairwise(ladder):
                rows[upper] = max(rows[upper], rows[lower] + 1)
        for _again in equal:
            for one, other in equal:
                rows[one] = rows[other] = max(rows[one], rows[other])
        if rows == before:
            break
    settles = rows == before
    assert settles is (graph.contradiction(LADDER.values(), equal) == ())


def test_a_drawing_marks_where_one_stands_and_what_is_open():
    drawn = draw(
        [("甲", [(1, "一"), (2, "二")]), ("乙", [(3, "三")])],
        {1: 0, 2: 1, 3: 1},
        equal=[(2, 3)],
        doors=[(2, 3)],
        here=[1],
        open_to=[2],
    )
    assert [(box.key, box.is_here, box.is_open) for box in drawn.boxes] == [
        (1, True, False),
        (2, False, True),
        (3, False, False),
    ]
    assert {box.y for box in drawn.boxes if box.key in {2, 3}} == {drawn.boxes[1].y}
    assert [line.kind for line in drawn.lines] == ["up", "equal", "door"]
