"""A bulletin is recounted from itself, and whatever is changed in it is found."""

import copy
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from yuandu.engines.balloting import group
from yuandu.engines.balloting.counting import Rule
from yuandu.engines.balloting.tests.making import a_bulletin, other, signed
from yuandu.engines.balloting.verification import is_sound, verify

VOTES = [["for", "against"], ["for", ""], ["against", "abstain"], ["", ""], ["for", "for"]]
SECRET = a_bulletin(Rule(), VOTES, excluded=[5])
OPEN = a_bulletin(
    Rule(is_secret=False, per_share=True), VOTES, weights=[7, 1, 2, 9, 4], excluded=[5]
)


def places(value, way=()):
    """Yield the way to everything in a bulletin."""
    if way:
        yield way
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*way, key))


def holder(bulletin, way):
    for key in way[:-1]:
        bulletin = bulletin[key]
    return bulletin


def failed(bulletin, **expected):
    return {check.code for check in verify(bulletin, **expected) if not check.holds}


@pytest.mark.parametrize("bulletin", [SECRET, OPEN], ids=["secret", "open"])
def test_a_true_one_is_sound(bulletin):
    assert is_sound(verify(bulletin, expected=bulletin["digest"].upper()))


@pytest.mark.parametrize("bulletin", [SECRET, OPEN], ids=["secret", "open"])
def test_every_change_of_a_single_place_is_found(bulletin):
    ways = list(places(bulletin))
    assert len(ways) > 100
    for way in ways:
        changed, dropped = copy.deepcopy(bulletin), copy.deepcopy(bulletin)
        inside = holder(changed, way)
        inside[way[-1]] = other(inside[way[-1]])
        assert inside[way[-1]] == holder(bulletin, way)[way[-1]] or failed(changed), way
        del holder(dropped, way)[way[-1]]
        assert failed(dropped), way
    for way in (way for way in ways if isinstance(holder(bulletin, way), list)):
        doubled = copy.deepcopy(bulletin)
        inside = holder(doubled, way)
        inside.insert(way[-1], copy.deepcopy(inside[way[-1]]))
        assert failed(doubled), way


# What a forger who makes the digest anew still cannot change; names and instants aside.
FREE = {"code", "workspace", "title", "opened_at", "closes_at", "closed_at", "format"}
FREE |= {"top", "pass_mark", "proxies", "may_close_early", "digest"}


def test_with_a_digest_made_anew_votes_counts_and_results_are_found_all_the_same():
    for bulletin, way in itertools.chain(
        ((SECRET, way) for way in places(SECRET)), ((OPEN, way) for way in places(OPEN))
    ):
        value = holder(bulletin, way)[way[-1]]
        if way[-1] in FREE or isinstance(value, dict | list) or way[0] == "rule":
            continue
        if way[0] == "electors" and way[-1] == "took_part" and not value:
            continue  # more who took part than papers: some did not return theirs
        forged = copy.deepcopy(bulletin)
        holder(forged, way)[way[-1]] = other(value)
        found = failed(signed({k: v for k, v in forged.items() if k != "digest"}))
        # Who took part without a vote on any question is told by nothing else.
        assert found or way[-1] == "took_part", way
        assert failed(forged, expected=bulletin["digest"])


@pytest.mark.parametrize("bulletin", [SECRET, OPEN], ids=["secret", "open"])
def test_a_paper_less_or_twice_is_found_though_everything_else_is_made_to_fit(bulletin):
    which = "papers" if bulletin is SECRET else "votes"
    forged = copy.deepcopy(bulletin)
    question = forged["questions"][0]
    gone = question[which].pop()
    question["counts"]["for"] -= gone["weight"]
    forged = signed({k: v for k, v in forged.items() if k != "digest"})
    assert failed(forged) & {"opening", "outcome", "counts"}
    assert failed(forged, expected=bulletin["digest"]) >= {"expected"}


def test_more_papers_than_were_handed_out_are_found():
    votes = [["for"], ["against"], ["against"]]
    stuffed = a_bulletin(Rule(), votes)
    for each in stuffed["electors"][1:]:
        each["took_part"] = False
    assert failed(signed({k: v for k, v in stuffed.items() if k != "digest"})) == {"papers"}


@pytest.mark.parametrize(
    ("proxies", "holds"),
    [
        ({1: 2}, True),
        ({1: 2, 3: 2}, False),  # more than the rule allows
        ({1: 2, 2: 3}, False),  # passed on
        ({1: 2, 2: 1}, False),  # each other's
        ({1: 1}, False),
        ({1: 2, 3: 4}, True),
    ],
)
def test_proxies_are_one_level_and_no_more_than_the_rule_allows(proxies, holds):
    given = [[*each, "for"] for each in VOTES]
    bulletin = a_bulletin(Rule(proxies=1), given)
    for number, proxy in proxies.items():
        bulletin["electors"][number - 1]["proxy"] = proxy
    found = failed(signed({k: v for k, v in bulletin.items() if k != "digest"}))
    assert found == (set() if holds else {"proxies"})


@pytest.mark.parametrize(("is_secret", "code"), [(True, "papers"), (False, "votes")])
def test_a_vote_whose_holder_is_excluded_is_found(is_secret, code):
    bulletin = a_bulletin(Rule(is_secret=is_secret, proxies=1), VOTES, excluded=[5])
    bulletin["electors"][0]["proxy"] = 5
    assert failed(signed({k: v for k, v in bulletin.items() if k != "digest"})) == {code}


@pytest.mark.parametrize(
    "odd", [None, [], "x", 1, {}, {"format": "yuandu-ballot/1"}, {"digest": float("nan")}]
)
def test_what_is_no_bulletin_is_said_to_be_none(odd):
    (check,) = verify(odd)
    assert (check.code, check.holds) == ("shape", False)


@settings(max_examples=20)
@given(
    votes=some.lists(
        some.tuples(some.sampled_from(["for", "against", "abstain", ""])), min_size=1, max_size=8
    ),
    is_secret=some.booleans(),
    shares=some.booleans(),
    data=some.data(),
)
def test_whatever_is_voted_is_counted_and_sound(votes, is_secret, shares, data):
    weights = [data.draw(some.integers(1, 10**9)) if shares else 1 for _ in votes]
    rule = Rule(is_secret=is_secret, per_share=shares)
    bulletin = a_bulletin(rule, [list(each) for each in votes], weights=weights)
    assert is_sound(verify(bulletin))


def test_the_group_is_what_it_says():
    assert all(pow(base, group.P - 1, group.P) == 1 for base in (2, 3, 5, 7))
    order = (group.P - 1) // 2
    assert all(pow(base, order - 1, order) == 1 for base in (2, 3, 5, 7))
    assert pow(group.G, order, group.P) == pow(group.H, order, group.P) == 1


def test_a_seal_opens_in_one_way_and_adds_up():
    seals = [group.seal(value) for value in (1, 1 << 20, 5)]
    assert group.opens(seals[0].commitment, seals[0].blinding, 1)
    assert not group.opens(seals[0].commitment, seals[0].blinding, 2)
    opening = sum(int.from_bytes(each.blinding, "big") for each in seals)
    together = [each.commitment for each in seals]
    assert group.holds_sum(together, 6 + (1 << 20), opening)
    assert not group.holds_sum(together, 7 + (1 << 20), opening)
    assert group.seal(1).commitment != group.seal(1).commitment
    assert len({group.code(each.commitment) for each in seals}) == 3
