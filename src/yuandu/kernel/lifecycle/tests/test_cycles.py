"""A life cycle holds together, whatever table an app declares."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.cycles import (
    LifeCycle,
    Move,
    MoveNotAllowed,
    OddCycle,
    Place,
    Stage,
    UnknownStage,
)
from yuandu.kernel.lifecycle.tests.tables import WORKS

ANYBODY = ("city_officer",)
codes = st.sampled_from(["a", "b", "c", "d", "e"])
stages = st.builds(Stage, codes, st.just("Title"), st.booleans())
moves = st.builds(
    Move,
    st.sampled_from(["up", "down", "over", "back", "start"]),
    st.just("Title"),
    st.lists(codes, max_size=3).map(tuple),
    st.none() | codes,
    st.just(ANYBODY),
    is_reversal=st.booleans(),
)


def cycle_of(*moves: Move, stages: str = "abc", final: str = "c") -> LifeCycle:
    made = tuple(Stage(code, code.upper(), code in final) for code in stages)
    return LifeCycle("any", "Any", subject="app.thing", stages=made, moves=moves)


def step(source: str, target: str | None, code: str = "", **fields) -> Move:
    return Move(code or f"{source}{target}", "Title", tuple(source), target, ANYBODY, **fields)


@st.composite
def tables(draw) -> LifeCycle:
    """Draw a life cycle that passes its own examination."""
    length = draw(st.integers(2, 7))
    line = [Stage(f"s{i}", "S", i == length - 1) for i in range(length)]
    rest, end = Stage("rest", "Rest"), Stage("end", "End", is_final=True)
    names = [stage.code for stage in line]
    working = names[:-1]
    made = [Move(f"m{i}", "M", (names[i],), names[i + 1], ANYBODY) for i in range(length - 1)]
    some = st.lists(st.sampled_from(working), min_size=1, unique=True).map(tuple)
    made += [
        Move("pause", "P", draw(some), "rest", ANYBODY),
        Move("resume", "R", ("rest",), None, ANYBODY),
        Move("stop", "X", (*draw(some), "rest"), "end", ANYBODY),
        Move("revive", "V", ("end",), None, ANYBODY, is_reversal=True),
    ]
    return LifeCycle(
        "drawn", "D", subject="app.thing", stages=(*line, rest, end), moves=tuple(made)
    )


@given(st.lists(stages, max_size=6), st.lists(moves, max_size=6))
def test_an_accepted_table_has_no_loose_ends(stages, moves):
    try:
        cycle = LifeCycle("x", "X", subject="app.thing", stages=tuple(stages), moves=tuple(moves))
    except OddCycle:
        return

    known = {stage.code for stage in cycle.stages}
    assert len(known) == len(cycle.stages)
    assert len({move.code for move in cycle.moves}) == len(cycle.moves)
    assert all(set(move.sources) <= known for move in cycle.moves)
    assert {move.target for move in cycle.moves} <= known | {None}
    for stage in cycle.stages:
        ways = cycle.moves_from(stage.code)
        assert all(way.is_reversal for way in ways) if stage.is_final else ways


@given(tables())
def test_every_stage_can_be_walked_to(cycle):
    reached, fresh = {Place(cycle.first.code)}, [Place(cycle.first.code)]
    while fresh:
        place = fresh.pop()
        for move in cycle.moves_from(place.stage):
            after = cycle.after(place, move.code)
            if after not in reached:
                reached.add(after)
                fresh.append(after)

    assert {place.stage for place in reached} == {stage.code for stage in cycle.stages}
    for place in reached:
        cycle.check_place(place)


@given(tables(), st.data())
def test_whoever_rests_comes_back_to_where_the_work_was_left(cycle, data):
    place, working = Place(cycle.first.code), cycle.first.code
    for _ in range(12):
        ways = cycle.moves_from(place.stage)
        if not ways:
            return
        move = data.draw(st.sampled_from(ways))
        place = cycle.after(place, move.code)
        if place.stage in cycle.resting:
            assert place.before == working
        elif move.target is None:
            assert place == Place(working)
        working = place.stage if place.stage not in cycle.resting else working


@given(tables(), st.text(max_size=5))
def test_there_is_no_move_from_an_unknown_stage(cycle, stage):
    if stage in {known.code for known in cycle.stages}:
        return

    assert cycle.moves_from(stage) == ()
    with pytest.raises(MoveNotAllowed):
        cycle.next_stage(stage, cycle.moves[0].code)


def test_the_next_stage_is_one_look_into_the_table():
    assert WORKS.next_stage("planned", "begin") == "building"
    assert WORKS.next_stage("suspended", "resume", "producing") == "producing"


def test_a_refused_move_says_what_is_possible():
    with pytest.raises(MoveNotAllowed) as refused:
        WORKS.next_stage("planned", "finish")

    assert [move.code for move in refused.value.possible] == ["begin", "suspend", "cancel"]
    with translation.override("en"):
        assert refused.value.sentence == (
            "“Finish” is not possible in “Planned”. Possible: Begin, Suspend, Cancel."
        )


def test_a_rest_of_unknown_origin_leads_nowhere():
    with pytest.raises(MoveNotAllowed):
        WORKS.next_stage("suspended", "resume")


@pytest.mark.parametrize(
    "place",
    [
        Place("nowhere"),
        Place("suspended"),
        Place("suspended", "nowhere"),
        Place("cancelled", "suspended"),
        Place("planned", "building"),
    ],
)
def test_a_track_cannot_stand_at_an_odd_place(place):
    with pytest.raises(UnknownStage):
        WORKS.check_place(place)


@pytest.mark.parametrize(
    ("moves", "complaint"),
    [
        ([step("a", "b"), step("b", "c"), step("b", "c")], "move 'bc' stands 2 times"),
        ([step("a", "b"), step("b", "z")], "unknown stages ['z']"),
        ([step("a", "b"), step("b", "a")], "no way leads to ['c']"),
        ([step("a", "b"), step("b", "c"), step("c", "a")], "is no reversal"),
        ([step("a", "b"), step("a", "c")], "stage 'b' is a dead end"),
        ([step("a", "b"), step("b", "c"), step("a", None)], "a way back to nowhere"),
        ([step("a", "b"), step("b", "c", "start")], "the house's own"),
        ([step("a", "b"), step("b", "c"), step("", "c")], "leads from nowhere"),
        ([step("a", "b", due_days=0), step("b", "c")], "due in 0 days"),
    ],
)
def test_an_odd_table_is_refused_with_the_reason(moves, complaint):
    with pytest.raises(OddCycle) as refused:
        cycle_of(*moves)

    assert complaint in str(refused.value)


def test_two_cycles_cannot_share_a_code():
    other = cycle_of(step("a", "b"), step("b", "c"))
    cycles.register(other)

    assert cycles.get("any") is other
    with pytest.raises(OddCycle):
        cycles.register(cycle_of(step("a", "c"), step("b", "c"), step("a", "b")))
