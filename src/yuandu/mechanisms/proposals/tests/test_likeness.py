"""The likest of what was found: a copy is never missed, and what is not compared is not like."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.retrieval.texts import folded, grams
from yuandu.mechanisms.proposals.queries import searching

LETTERS = st.text("夹具焊接改进刀", max_size=8)
SHARES = {"夹具": 0.3, "焊接": 0.05, "改进": searching.EVERYWHERE, "刀": searching.UNSEEN}


def of_pairs(one: str, other: str) -> float:
    ours, theirs = set(grams(folded(one))), set(grams(folded(other)))
    return len(ours & theirs) / max(1, len(ours | theirs))


@given(
    asked=LETTERS,
    found=st.dictionaries(
        st.integers(1, 40), st.tuples(LETTERS, st.floats(0, 1, width=16)), max_size=15
    ),
    limit=st.integers(1, 5),
    least=st.sampled_from([0.0, 0.25, 0.6]),
)
def test_the_best_are_those_of_comparing_all(asked, found, limit, least):
    texts = [(key, idea, "") for key, (idea, _words) in found.items()]
    of_words = {key: words for key, (_idea, words) in found.items()}
    all_of_them = sorted(
        ((of_words[key] + of_pairs(asked, idea)) / 2, key) for key, idea, _problem in texts
    )
    expected = sorted(
        (one for one in all_of_them if one[0] >= least), key=lambda one: (-one[0], one[1])
    )[:limit]

    assert searching._best(asked, texts, of_words, limit=limit, least=least) == expected


@given(ours=st.sets(st.sampled_from(sorted(SHARES)), min_size=1), theirs=st.sets(LETTERS))
def test_words_in_common_weigh_by_their_rarity(ours, theirs):
    score = searching._of_words(sorted(ours), sorted(theirs), SHARES)

    assert 0 <= score <= 1
    assert (score > 0) == bool(ours & theirs)
    assert searching._of_words(sorted(ours), sorted(ours), SHARES) == 1


@pytest.mark.django_db
def test_a_copy_is_found_among_more_than_are_read(staff):
    for number in range(searching.READ // 10):
        staff.post(idea=f"焊接夹具改进，清理焊渣更快，第{number}台")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proposals_words")
    made = staff.post(idea="焊接夹具改进，清理焊渣更快，边角料另放")
    read, searching.READ = searching.READ, 5
    try:
        found = searching.similar(staff["worker"], made.idea, limit=3)
    finally:
        searching.READ = read

    assert found[0].proposal == made
    assert found[0].score == pytest.approx(1, abs=0.01)


@pytest.mark.django_db
def test_how_frequent_a_word_is_the_database_tells(staff):
    for number in range(5):
        staff.post(idea=f"焊接夹具改进，第{number}台")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proposals_words")

    _number, shares = searching._frequencies(["夹具", "无人用过"], ["焊接+夹具", "夹具+没有"])

    assert shares["夹具"] == searching.EVERYWHERE
    assert shares["无人用过"] == searching.UNSEEN
    # A shingle that nobody counts may be as frequent as the last of those that are counted.
    assert shares["夹具+没有"] <= shares["焊接+夹具"] == searching.EVERYWHERE


def test_words_inside_of_rarer_ones_tell_nothing_more():
    shares = {"涂装": 0.03, "涂装线": 0.02, "提醒": 0.05, "已经": 0.5}

    assert searching._rarest(shares, shares) == ["涂装线", "提醒", "已经"]
    assert searching.all_but_one(["涂装线", "提醒", "已经"]) == (
        "('涂装线' & '提醒') | ('涂装线' & '已经') | ('提醒' & '已经')"
    )
    assert searching.all_but_one(["提醒"]) == "('提醒')"


@pytest.mark.django_db
def test_words_that_are_in_every_text_are_looked_for_too(staff):
    made = staff.post(idea="焊接夹具改进")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proposals_words")

    assert [each.proposal for each in searching.similar(staff["worker"], made.idea)] == [made]


@pytest.mark.django_db
def test_of_more_than_are_read_those_that_share_most_are(staff, monkeypatch):
    near = staff.post(idea="焊接夹具改进，清理焊渣更快，材料现成")
    for number in range(8):
        staff.post(idea=f"焊接夹具太重，抬不动第{number}台")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proposals_words")
    monkeypatch.setattr(searching, "READ", 3)

    found = searching.similar(staff["worker"], "焊接夹具改进，清理焊渣更快，费用不高", limit=1)

    assert [each.proposal for each in found] == [near]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["夹具", "夹具的", "夹具，焊接"])
def test_what_has_no_two_words_in_a_row_in_common_is_found_by_words(staff, asked):
    made = staff.post(idea="焊接夹具改进")

    assert [each.proposal for each in searching.similar(staff["worker"], asked)] == [made]


def test_shingles_that_share_a_word_are_expected_together():
    shares = {"涂装线+提醒": 0.01, "提醒+已经": 0.2, "夹具+焊接": 0.1}

    assert searching._together_in(["提醒+已经", "涂装线+提醒"], shares) == 0.01
    assert searching._together_in(shares, shares) == pytest.approx(0.001)
    # Of a hundred thousand a thousand have the first; with another of its words no fewer do.
    asks = searching.asked_for(list(shares), shares, 100_000, most=500)
    assert asks == "('涂装线+提醒' & '夹具+焊接')"
