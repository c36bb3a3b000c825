from decimal import Decimal
from random import Random

import pytest
from django.db.models import Q
from django.utils import translation

from yuandu.kernel.indicators import figures, queries, snapshots
from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.indicators.figures.amounts import from_stored, written
from yuandu.kernel.indicators.tests.published import (
    ALL,
    EVERYTHING,
    ON,
    SHOPS,
    TURNOVER,
    a_figure,
    a_place,
)
from yuandu.kernel.registry.models import Division, Party


def test_a_figure_counts_adds_and_sets_against(weifang, premises):
    found = figures.values(weifang)

    assert found["all"].value == 3
    assert found["turnover"].value == Decimal(20)  # 200,000 yuan in 万元
    assert found["share"].value == Decimal("37.5")
    assert found["kinds"].value == 2
    assert found["shops"].rows == 2


def test_figures_over_the_same_rows_cost_one_query(weifang, premises, django_assert_num_queries):
    with django_assert_num_queries(2):  # the rows, the reports
        figures.values(weifang)


def test_what_is_missing_is_counted_apart_and_never_as_zero(weifang, premises):
    a_place(weifang, "A3", "shop", 0)

    found = figures.value(weifang, "turnover")

    assert (found.value, found.rows, found.missing) == (Decimal(20), 4, 1)


def test_a_share_of_nothing_is_nothing(weifang, only):
    only(*EVERYTHING)

    found = figures.values(weifang)

    assert found["share"].value is None
    assert found["share"].text == "—"
    assert found["all"].value == 0


def test_a_figure_never_reads_another_workspace(weifang, elsewhere, premises):
    a_place(elsewhere, "A9", "shop", 1)

    assert figures.value(weifang, "all").value == 3
    assert figures.value(elsewhere, "all").value == 1


def test_value_rows_and_recount_agree_after_500_random_deletions(weifang, only):
    only(*EVERYTHING)
    rng = Random(500)
    Division.objects.bulk_create(
        Division(
            workspace=weifang,
            code=f"{at}",
            name=f"{at}",
            kind=rng.choice(["shop", "works", "house"]),
            position=rng.choice([0, rng.randrange(1, 10**9)]),
        )
        for at in range(1500)
    )
    doomed = rng.sample(list(Division.objects.values_list("pk", flat=True)), 500)
    Division.objects.filter(pk__in=doomed).delete()

    for code, value in figures.values(weifang).items():
        if value.is_computed:
            counted = snapshots.recount(weifang, registry.get(code), ON)
            assert (value.value, value.rows) == (counted.value, counted.rows), code
    left = [place for place in Division.objects.all() if place.kind in {"shop", "works"}]
    by_hand = Decimal(sum(place.position for place in left))
    assert figures.value(weifang, "turnover").value == from_stored(by_hand, "万元")


def test_a_figure_whose_rows_would_repeat_is_refused(weifang, only):
    def holders(workspace, on):
        return Party.objects.filter(workspace=workspace)

    only(a_figure("odd", rows=holders, where=Q(post__role="leader"), columns=()))

    with pytest.raises(figures.RowsRepeat, match="odd"):
        figures.values(weifang)


def test_two_declarations_cannot_share_a_code(only):
    only(ALL)

    figures.register(ALL)  # the same one again is no harm
    with pytest.raises(registry.DeclaredTwice, match="all"):
        figures.register(a_figure("all", where=SHOPS))


def test_money_is_told_in_the_currency_of_the_workspace(weifang, premises):
    weifang.currency = "PHP"

    found = figures.value(weifang, "turnover")

    assert found.unit == "万PHP"
    assert found.value == Decimal(20)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "chinese", "english"),
    [
        ("6455", "亿元", 0, "6455亿元", "CNY 645.5 billion"),
        ("1.16", "万亿元", 2, "1.16万亿元", "CNY 1.16 trillion"),
        ("10263.2", "亿元", 1, "10263.2亿元", "CNY 1.02632 trillion"),
        ("374.63", "亿元", 1, "374.6亿元", "CNY 37.46 billion"),
        ("74.25", "%", 1, "74.3%", "74.3%"),
        ("2", "位", 0, "第2位", "2nd"),
        ("13", "位", 0, "第13位", "13th"),
        ("1517", "个", 0, "1517个", "1,517"),
        ("-3.5", "亩", 1, "−3.5亩", "−3.5 mu"),
    ],
)
def test_a_value_is_written_in_both_languages(value, unit, decimals, chinese, english):
    for language, text in (("zh-hans", chinese), ("en", english)):
        with translation.override(language):
            assert written(Decimal(value), unit, decimals) == text


def test_the_sum_of_a_figure_is_what_its_rows_add(weifang, premises, acting, city_officer):
    page = queries.rows_page(acting(city_officer), TURNOVER, ON)

    assert page.heads == ("Name", "Kind", "Turnover（万元）")
    assert (
        sum(Decimal(row.cells[-1]) for row in page.rows) == figures.value(weifang, "turnover").value
    )
