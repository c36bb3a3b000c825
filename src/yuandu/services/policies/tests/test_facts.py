"""Facts as a table hold what facts as records hold."""

import datetime
from decimal import Decimal

import pytest

from tests.people import TODAY, an_organisation
from yuandu.engines.rules import units
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.frames import table_of
from yuandu.services.policies.tests.records import a_fact

pytestmark = pytest.mark.django_db
NAMES = (
    *("revenue_2025", "revenue_2024", "staff_2025", "national_niche_share", "niche_since"),
    *("rd_institution_level", "on_abnormal_list", "industry", "platform_score_2025"),
)


def in_steps(name: str, value: object) -> object:
    """Return a value of a table as records keep it."""
    code = name if name in vocabulary() else name.rpartition("_")[0]
    kind = vocabulary()[code]
    return units.steps(value, kind.kind) if kind.is_number else value


def test_a_table_holds_what_a_record_holds(weifang):
    firm, empty = (an_organisation(weifang, f"示例{number}") for number in "甲乙")
    for kind, value, year in (
        ("revenue", 12_000_000, 2025),
        ("revenue", 10**14, 2024),  # a slip of the pen
        ("staff", 50, 2025),
        ("national_niche_share", Decimal("0.1234"), None),
        ("niche_since", "2015-03-02", None),
        ("rd_institution_level", "galactic", None),
        ("on_abnormal_list", 0, None),
        ("industry", "C3412, C3444", None),
        ("platform_score", Decimal("61.5"), 2025),
    ):
        a_fact(firm, kind, value, year)

    table = table_of(weifang, vocabulary(), TODAY, NAMES, [empty.pk, firm.pk])

    facts = facts_of(weifang, [firm.pk, empty.pk], TODAY)
    assert table["id"].to_list() == [empty.pk, firm.pk]
    for row in table.iter_rows(named=True):
        key = row.pop("id")
        told = {name: in_steps(name, value) for name, value in row.items() if value is not None}
        assert told == {n: v for n, v in facts[key].values.items() if n in NAMES}
    assert table.filter(id=firm.pk)["revenue_2024"].to_list() == [None]


def test_of_what_holds_the_newest_counts_and_of_years_only_those_that_are_over(weifang):
    firm = an_organisation(weifang)
    earlier = a_fact(firm, "on_abnormal_list", 1, None)
    earlier.from_on = earlier.to_on = TODAY - datetime.timedelta(days=9)
    earlier.save(update_fields=["from_on", "to_on"])
    a_fact(firm, "on_abnormal_list", 0, None)
    a_fact(firm, "revenue", 1, TODAY.year)

    table = table_of(
        weifang, vocabulary(), TODAY, ["on_abnormal_list", f"revenue_{TODAY.year}"], [firm.pk]
    )

    assert table.row(0) == (firm.pk, False, None)


def test_a_table_takes_few_queries_for_many(weifang, django_assert_max_num_queries):
    keys = [an_organisation(weifang, f"示例{number}").pk for number in range(30)]

    with django_assert_max_num_queries(4):
        table = table_of(weifang, vocabulary(), TODAY, NAMES, keys)

    assert table.height == len(keys)
