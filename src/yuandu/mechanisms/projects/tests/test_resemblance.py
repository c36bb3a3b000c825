"""Which records look like one project, without a database."""

import random
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.projects.rules.resemblance import Record, compare, find

SYLLABLES = "智能农机装备产业园储能变流器中试基地新材料高端化学品精细加工扩产提质改造"


def a_record(key: int, name: str = "示例高端装备智造基地", **fields) -> Record:
    defaults = {"owner_key": 1, "owner": "示例重工有限公司", "division_key": 1}
    return Record(key, name, **defaults | fields)


def test_one_code_written_twice_is_one_project():
    one = a_record(1, "甲项目", code="2111-370781-04-01-123456")
    other = a_record(2, "全然不同的名字", code="２１１１３７０７８１０４０１１２３４５６")

    assert compare(one, other).reasons[0] == "same-code"


def test_the_words_all_projects_share_do_not_count():
    one, other = a_record(1, "示例高端装备智造基地建设项目"), a_record(2, "示例高端装备智造基地")

    assert "same-name" in compare(one, other).reasons


def test_a_second_phase_is_another_project():
    assert compare(a_record(1, "示例产业园一期"), a_record(2, "示例产业园二期")) is None
    assert compare(a_record(1, "示例产业园3期"), a_record(2, "示例产业园4期")) is None


def test_like_names_of_strangers_far_apart_are_no_doubles():
    one = a_record(1)
    other = a_record(2, owner_key=2, owner="另一家有限公司", division_key=2)

    assert compare(one, other) is None


def test_an_owner_spelled_a_little_differently_is_the_same():
    one = a_record(1)
    other = a_record(2, owner_key=2, owner="示例重工有限责任公司", division_key=2)

    assert "same-owner" in compare(one, other).reasons


def test_nearly_alike_with_the_same_owner_and_money_is_asked_about():
    one = a_record(1, "示例智能农机产业园", investment=Decimal(5), division_key=None)
    other = a_record(2, "示例智能农机装备园区", investment=Decimal(5), division_key=None)

    assert compare(one, other).reasons == ("similar-name", "same-owner", "same-investment")


def test_the_older_record_comes_first():
    pair = compare(a_record(9), a_record(4))

    assert (pair.first, pair.second) == (4, 9)


@given(st.permutations(range(6)))
def test_the_order_of_records_does_not_matter(order):
    records = [a_record(key, f"示例{SYLLABLES[key % 3 : key % 3 + 8]}") for key in range(6)]

    assert find([records[place] for place in order]) == find(records)


def test_among_thousands_the_doubles_are_found():
    rng = random.Random(5)
    records = [
        a_record(
            key,
            "".join(rng.choices(SYLLABLES, k=16)),
            owner_key=key,
            owner=f"第{key}家",
            division_key=key % 16,
        )
        for key in range(3000)
    ]
    doubles = []
    for record in rng.sample(records, 60):
        name = list(record.name)
        name[rng.randrange(len(name))] = "新"
        doubles.append(
            a_record(
                record.key + 10_000,
                "".join(name),
                owner_key=None,
                owner="",
                division_key=record.division_key,
            )
        )

    found = {(pair.first, pair.second) for pair in find(records + doubles)}

    entered_twice = {(double.key - 10_000, double.key) for double in doubles}
    assert len(found & entered_twice) >= 0.9 * len(entered_twice)
    assert len(found - entered_twice) <= 0.01 * len(records)
