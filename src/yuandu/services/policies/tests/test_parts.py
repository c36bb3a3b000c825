"""The parts of a book: each is found, read and put back, and nothing is lost on the way."""

from random import Random

import pytest

from yuandu.engines import rules
from yuandu.services.policies import library, outlines, parts, reading
from yuandu.services.policies.outlines import Line
from yuandu.services.policies.tests.records import a_book

BOOKS = [pytest.param(book, id=book.code) for book in library.books()]
CONDITIONS = ["c1", "c2", "c3"]


def a_read_book(**changes) -> rules.Book:
    return reading.book_of(reading.text_of(a_book(**changes)), "")


def part(book: rules.Book, name: str) -> parts.Part:
    return parts.named(book, name)


@pytest.mark.parametrize("book", BOOKS)
def test_a_book_put_into_values_and_back_is_the_same_book(book):
    text = reading.text_of(reading.values_of(book))

    assert reading.book_of(text, "").hash == book.hash


@pytest.mark.parametrize("book", BOOKS)
def test_putting_every_part_back_unchanged_changes_nothing(book):
    for one in parts.listed(book):
        again = parts.put(book, one, parts.read(book, one))

        assert again.hash == book.hash, one.name
        assert parts.named(book, one.name) == one


@pytest.mark.parametrize("book", BOOKS)
def test_the_parts_say_everything_that_a_book_says(book):
    """Put together from its parts alone, a book says again all but what never changes."""
    said = {}
    for one in parts.listed(book):
        value = parts.read(book, one)
        if one.kind == "whole":
            said |= value
        elif one.kind in {"requires", "budget"} and value is not None:
            said[one.kind] = value
        elif one.kind in {"criterion", "score", "benefit"}:
            said.setdefault(parts.LISTS[one.kind][0], []).append(value)
    fixed = {"code": book.code, "series": book.series, "is_sample": book.is_sample}

    again = reading.book_of(reading.text_of(fixed | said), "")

    assert again.hash == book.hash


def test_a_changed_part_leaves_the_rest_alone():
    book = library.book("63-2")
    one = part(book, "criterion-rd_share")

    changed = parts.put(book, one, parts.read(book, one) | {"threshold": 4})

    differing = [
        each.name
        for each in parts.listed(book)
        if parts.fingerprint(book, each) != parts.fingerprint(changed, each)
    ]
    assert differing == ["criterion-rd_share"]
    assert changed.criteria[2].threshold == 4


def test_a_new_condition_is_joined_to_what_has_to_hold():
    book = a_read_book()
    flag = {"value": {"fact": "serious_dishonesty"}, "operator": "is", "threshold": False}
    values = {"id": "c3", "title": "未失信", **flag}

    changed = parts.put(book, part(book, "new-criterion"), values)
    veto = parts.put(book, part(book, "new-criterion"), values | {"veto": True})

    assert changed.requires.all == ("c1", "c2", "c3")
    assert veto.requires.all == ("c1", "c2")


def test_a_condition_that_is_taken_out_leaves_what_has_to_hold():
    book = library.book("2-巨")

    changed = parts.taken_out(book, part(book, "criterion-niche_rank"))
    emptied = parts.taken_out(changed, part(changed, "criterion-niche_share"))

    assert "niche_rank" not in {one.id for one in changed.criteria}
    assert len(emptied.requires.all) == len(book.requires.all) - 1


def test_a_group_is_not_left_with_fewer_than_have_to_hold():
    book = a_read_book(requires={"of": ["c1", "c2"], "at_least": 2})

    with pytest.raises(rules.BadBook) as bad:
        parts.taken_out(book, part(book, "criterion-c2"))

    assert [one.code for one in bad.value.problems] == ["more-than-there-are"]


def test_what_other_parts_need_is_not_taken_out():
    book = library.book("2-巨")

    with pytest.raises(rules.BadBook) as bad:
        parts.taken_out(book, part(book, "criterion-award"))

    assert [one.code for one in bad.value.problems] == ["criterion-unknown"]


def test_a_new_score_stands_above_what_adds_scores_up():
    book = library.book("63-1")
    item = {
        "id": "i1",
        "title": "从业人员",
        "most": 5,
        "better_of": [{"value": {"fact": "staff"}, "unit": "人", "bands": [{"points": 5}]}],
    }

    changed = parts.put(
        book,
        part(book, "new-score"),
        {"id": "s1", "title": "规模", "most": 5, "items": [item]},
    )

    assert [one.id for one in changed.scores][-2:] == ["s1", "total"]


def test_a_problem_is_told_by_its_place_in_the_part():
    book = library.book("63-2")
    one = part(book, "item-innovation-rd")
    values = parts.read(book, one)
    values["better_of"][0]["unit"] = "人"

    with pytest.raises(rules.BadBook) as bad:
        parts.put(book, one, values)

    fields = {one.field_of(problem) for problem in bad.value.problems}
    assert "better_of.0.bands.0.unit" in fields
    assert part(book, "requires").field_of(bad.value.problems[0]) is None


@pytest.mark.parametrize(
    "name", ["", "criterion", "criterion-none", "new-whole", "item-total", "x"]
)
def test_there_is_no_part_of_an_odd_name(name):
    with pytest.raises(parts.NoSuchPart):
        parts.named(library.book("63-2"), name)


# Outlines


def a_requirement(random: Random, depth: int):
    if depth == 0 or random.random() < 0.3:
        return random.choice(CONDITIONS)
    members = [a_requirement(random, depth - 1) for _ in range(random.randint(1, 3))]
    match random.choice(outlines.GROUPS):
        case "of":
            return {"of": members, "at_least": random.randint(1, len(members))}
        case "no":
            return {"no": members[0]}
        case form:
            return {form: members}


@pytest.mark.parametrize("seed", range(50))
def test_an_outline_says_what_the_requirement_says(seed):
    requirement = a_requirement(Random(seed), 4)

    assert outlines.requirement_of(list(outlines.lines_of(requirement))) == requirement


def test_no_lines_ask_nothing():
    assert outlines.requirement_of([]) is None


@pytest.mark.parametrize(
    ("lines", "slip"),
    [
        ([Line(2, "c1")], (0, "begins-deep")),
        ([Line(1, "c1"), Line(1, "c2")], (1, "second-top")),
        ([Line(1, "all"), Line(2, "c1"), Line(4, "c2")], (2, "skips-a-level")),
        ([Line(1, "all"), Line(2, "c1"), Line(3, "c2")], (2, "under-a-condition")),
        ([Line(1, "any")], (0, "empty-group")),
        ([Line(1, "no"), Line(2, "c1"), Line(2, "c2")], (0, "no-takes-one")),
        ([Line(1, "of"), Line(2, "c1")], (0, "how-many")),
        ([Line(1, "of", 2), Line(2, "c1")], (0, "more-than-there-are")),
        ([Line(1, "of", 0), Line(2, "c1")], (0, "more-than-there-are")),
    ],
)
def test_an_odd_outline_is_refused_at_its_line(lines, slip):
    with pytest.raises(outlines.NoOutline) as odd:
        outlines.requirement_of(lines)

    assert (odd.value.slips[0].line, odd.value.slips[0].code) == slip
