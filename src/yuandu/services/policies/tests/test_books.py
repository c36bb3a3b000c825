"""Every book of the library: its cases, its days, and that nothing in it lacks a source."""

import datetime
from importlib import resources
from typing import Any

import pytest
import yaml

from yuandu.engines import rules
from yuandu.engines.rules import State
from yuandu.engines.rules.books import Cited
from yuandu.services.policies import library

CASES = resources.files(__package__) / "cases"
BOOKS = [pytest.param(book, id=book.code) for book in library.books()]


def cases() -> list[Any]:
    found = []
    for file in sorted(CASES.iterdir(), key=lambda one: one.name):
        said = yaml.safe_load(file.read_text("utf-8"))
        code, usual = file.name.removesuffix(".yaml"), said.get("facts", {})
        found += [
            pytest.param(
                code, {**case, "facts": {**usual, **case.get("facts", {})}}, id=case["say"]
            )
            for case in said["cases"]
        ]
    return found


def answer(code: str, case: dict[str, Any]) -> rules.Answer:
    vocabulary = library.vocabulary()
    facts = rules.read_facts(case["facts"], vocabulary, f"{code}.yaml")
    return rules.check(
        library.book(code),
        facts,
        on=case["day"],
        vocabulary=vocabulary,
        assessed=case.get("assessed", "new"),
    )


def in_state(found: rules.Answer, state: State) -> set[str]:
    return {one.id for one in found.findings if one.state is state}


@pytest.mark.parametrize(("code", "case"), cases())
def test_a_case_comes_out_as_its_sentence_says(code, case):
    found = answer(code, case)

    assert found.state.code == case["state"]
    if "failing" in case:
        assert in_state(found, State.UNMET) == set(case["failing"])
    if "unknown" in case:
        assert in_state(found, State.UNKNOWN) == set(case["unknown"])
    if "not_asked" in case:
        assert in_state(found, State.NOT_APPLICABLE) == set(case["not_asked"])
    scores = {one.id: [one.least, one.most] for one in found.scores}
    for name, points in case.get("scores", {}).items():
        assert scores[name] == (points if isinstance(points, list) else [points, points]), name
    if "yuan" in case:
        assert rules.total(found.payments) == case["yuan"]


def test_every_book_has_cases_of_its_name_and_they_show_good_and_bad():
    states: dict[str, set[str]] = {}
    for case in cases():
        code, said = case.values
        states.setdefault(code, set()).add(said["state"])

    assert set(states) == {book.code for book in library.books()}
    assert [code for code, seen in states.items() if not {"met", "unmet"} <= seen] == []


@pytest.mark.parametrize("book", BOOKS)
def test_every_part_of_a_book_names_its_clause_and_source(book):
    parts: list[Cited] = [*book.criteria, *book.benefits]
    parts += [item for score in book.scores for item in score.items]

    assert [one.title for one in parts if not (one.clause and one.source and one.title_en)] == []
    assert [one.id for one in book.criteria if not one.evidence and not _is_score(one)] == []


def _is_score(one: rules.books.Criterion) -> bool:
    return one.value is not None and one.value.score is not None


@pytest.mark.parametrize("book", BOOKS)
def test_a_file_is_named_for_its_book_and_samples_say_so(book):
    assert (library.FOLDER / f"{book.code}.yaml").is_file()
    assert book.is_sample == (book.kind != "recognition")
    assert not book.is_sample or (book.budget and "示例" in book.document)


def test_the_floors_of_the_innovative_sme_are_20_15_15():
    floors = {one.id: one.threshold for one in library.book("63-1").criteria if _is_score(one)}

    assert floors == {"total": 60, "innovation": 20, "growth": 15, "specialisation": 15}


@pytest.mark.parametrize(
    ("code", "most"),
    [
        ("63-1", {"innovation": 40, "growth": 30, "specialisation": 30, "total": 100}),
        (
            "63-2",
            {
                "specialisation": 25,
                "refinement": 25,
                "features": 15,
                "innovation": 35,
                "total": 100,
            },
        ),
    ],
)
def test_a_score_is_as_large_as_the_items_and_parts_it_is_made_of(code, most):
    scores = {one.id: one for one in library.book(code).scores}

    assert {name: one.most for name, one in scores.items()} == most
    for one in scores.values():
        parts = [scores[part].most for part in one.parts]
        assert sum([item.most for item in one.items] + parts) == one.most


@pytest.mark.parametrize(
    ("day", "assessed", "codes"),
    [
        ("2022-07-31", "new", [None, None, None]),
        ("2022-08-01", "new", ["63-1", "63-2", "63-3"]),
        ("2026-03-31", "new", ["63-1", "63-2", "63-3"]),
        ("2026-04-01", "new", ["63-1", "2-专", "2-巨"]),
        ("2026-03-31", "recheck", ["63-1", "63-2", "63-3"]),
        ("2026-04-01", "recheck", ["63-1", "2-专", "63-3"]),
        ("2026-12-31", "recheck", ["63-1", "2-专", "63-3"]),
        ("2027-01-01", "recheck", ["63-1", "2-专", "2-巨"]),
    ],
)
def test_each_day_has_its_books_and_little_giants_are_rechecked_by_the_old_one_through_2026(
    day, assessed, codes
):
    on = datetime.date.fromisoformat(day)

    found = [
        library.in_force(name, on, assessed)
        for name in ("innovative_sme", "srdi_sme", "little_giant")
    ]

    assert [book.code if book else None for book in found] == codes


def test_a_series_lists_its_versions_the_earliest_first():
    assert [book.code for book in library.series("srdi_sme")] == ["63-2", "2-专"]
    assert library.series("nothing") == ()
    with pytest.raises(KeyError):
        library.book("63-9")


@pytest.mark.parametrize(
    ("name", "shared"),
    [
        (
            "srdi_sme",
            {"niche_years", "revenue", "new_equity", "rd_amount", "rd_share", "award"},
        ),
        (
            "little_giant",
            {
                *("niche_years", "main_share", "growth", "debt", "niche_share", "rd_share"),
                *("class_1_ip", "award", "field"),
            },
        ),
    ],
)
def test_versions_share_the_ids_of_what_asks_the_same(name, shared):
    before, after = ({one.id for one in book.criteria} for book in library.series(name))

    assert before & after == shared


def test_what_no_official_text_confirmed_is_marked():
    marked = {one.id for one in library.book("63-3").criteria if one.to_verify}

    assert marked == {
        *("small_rd", "rd_institution", "class_1_ip", "award", "maker_contest"),
        *("chain_role", "field"),
    }


def test_no_fact_is_declared_that_no_book_asks_for_without_reason():
    used = set()
    for book in library.books():
        values = [one.value for one in book.criteria]
        values += [
            scale.value for score in book.scores for item in score.items for scale in item.better_of
        ]
        values += [one.base or one.per for one in book.benefits]
        used |= {code for value in values if value for code in value.facts}
        used |= {order.fact for order in book.budget.order if order.fact} if book.budget else set()

    # What a firm's page shows and a new book may ask for.
    assert {kind.code for kind in library.vocabulary()} - used == {
        *("cost_of_main", "total_profit", "established_on", "industry", "plant_variety_rights"),
    }


@pytest.mark.parametrize(("code", "case"), cases())
def test_from_every_case_the_nearest_path_leads_in(code, case):
    vocabulary, book = library.vocabulary(), library.book(code)
    asked = {
        "on": case["day"],
        "vocabulary": vocabulary,
        "assessed": case.get("assessed", "new"),
    }
    facts = rules.read_facts(case["facts"], vocabulary)

    path = rules.nearest_path(book, facts, **asked)

    assert bool(path.steps) == (case["state"] != "met")
    after = rules.check(book, facts.with_values(path.changes()), **asked)
    assert after.state is State.MET
