"""Every firm measured at once says what each says by itself."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people import TODAY, a_division
from yuandu.engines import rules as engine
from yuandu.engines.rules.lowering import lower
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.enterprises import actions
from yuandu.mechanisms.enterprises.measuring import measured
from yuandu.mechanisms.enterprises.models import EarlyWarning, Firm, Signal, Standing, StandingSweep
from yuandu.mechanisms.enterprises.queries.books import measures
from yuandu.mechanisms.enterprises.tests.records import a_firm, a_title
from yuandu.services.policies import library
from yuandu.services.policies.loading import load_library
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.frames import table_of
from yuandu.services.policies.tests.records import a_fact

pytestmark = pytest.mark.django_db
# A firm that is far enough for everything but the top.
STRONG = {
    "revenue": 50_000_000,
    "main_income": 45_000_000,
    "rd_expense": 3_000_000,
    "total_assets": 60_000_000,
    "total_liabilities": 20_000_000,
    "net_profit": 6_000_000,
    "staff": 80,
    "rd_staff": 20,
    "platform_score": 70,
    "new_equity": 0,
}
SAID = {
    "niche_since": "2015-03-02",
    "class_1_ip_count": 3,
    "ip_class": "own_class_1",
    "leading_product_field": "strategic_emerging",
    "science_award_3y": "none",
    "rd_institution_level": "municipal",
    "chain_role": "fills_gap",
    "digital_level": 3,
    "on_abnormal_list": 0,
    "serious_dishonesty": 0,
    "major_accident_3y": 0,
    "major_data_incident_3y": 0,
    "major_pollution_3y": 0,
    "serious_quality_problem_3y": 0,
    "makes_prohibited_products": 0,
}


def a_strong_firm(workspace, **facts) -> Firm:
    firm = a_firm(workspace)
    for code, value in (STRONG | {k: v for k, v in facts.items() if k in STRONG}).items():
        for back, year in enumerate((2025, 2024, 2023)):
            if value is not None:
                a_fact(firm.party, code, round(value * 0.9**back), year)
    for code, value in (SAID | {k: v for k, v in facts.items() if k in SAID}).items():
        if value is not None:
            a_fact(firm.party, code, value, None)
    return firm


@pytest.fixture
def books(weifang):
    load_library(Actor.system(weifang))


def swept(workspace) -> list[StandingSweep]:
    return actions.sweep_standings(by=Actor.system(workspace))


def standing(firm, tier, assessed="new", is_next=False) -> Standing:
    return Standing.objects.get(firm=firm, tier=tier, assessed=assessed, is_next=is_next)


def test_re_checks_go_on_by_the_old_book_while_newcomers_are_measured_by_the_new(weifang, books):
    found = {
        (one.tier, one.assessed, one.is_next): one.book.code for one in measures(weifang, TODAY)
    }
    assert found == {
        ("innovative_sme", "new", False): "63-1",
        ("innovative_sme", "recheck", False): "63-1",
        ("srdi_sme", "new", False): "2-专",
        ("srdi_sme", "recheck", False): "2-专",
        ("little_giant", "new", False): "2-巨",
        ("little_giant", "recheck", False): "63-3",
        ("little_giant", "recheck", True): "2-巨",
    }
    before = measures(weifang, datetime.date(2026, 3, 1))
    assert {one.book.code for one in before if not one.is_next} == {"63-1", "63-2", "63-3"}
    assert {one.book.code for one in before if one.is_next} == {"2-专", "2-巨"}


def test_a_row_says_what_checking_the_firm_says(weifang, books):
    firms = [
        a_strong_firm(weifang),
        a_strong_firm(weifang, rd_expense=900_000),
        a_strong_firm(weifang, main_income=None, niche_since=None),
        a_strong_firm(weifang, on_abnormal_list=1),
        a_firm(weifang),
    ]
    a_title(firms[0], "srdi_sme")
    a_title(firms[1], "little_giant")

    swept(weifang)

    assert Standing.objects.count() == 3 * len(firms) + 1 + 2
    facts = facts_of(weifang, [firm.party_id for firm in firms], TODAY)
    for row in Standing.objects.select_related("sweep__version__policy", "firm"):
        book = row.sweep.version.book
        answer = engine.check(
            book,
            facts[row.firm.party_id],
            on=TODAY,
            vocabulary=library.vocabulary(),
            assessed=row.assessed,
        )
        assert row.state == answer.state.code
        assert row.sweep.book_hash == book.hash
        total = next((one for one in answer.scores if one.id == "total"), None)
        assert (row.score_least, row.score_most) == (
            (total.least, total.most) if total else (None, None)
        )
        states = {one.id: one.state.code for one in answer.findings}
        assert all(states[code] == "unmet" for code in row.unmet)
        assert all(states[code] == "unknown" for code in row.unknown)
        assert (row.lacks == 0) == (row.state in {"met", "person"})


def test_it_is_told_what_is_lacking_and_on_which_number_it_hinges(weifang, books):
    firm = a_strong_firm(weifang, rd_expense=1_350_000)
    a_title(firm, "innovative_sme")

    swept(weifang)

    row = standing(firm, "srdi_sme")
    assert (row.state, row.unmet, row.unknown) == ("unmet", ["rd_share"], [])
    assert (row.lacks, row.hinge, row.margin) == (1, "rd_share", Decimal("-0.1"))


numbers = st.one_of(st.none(), st.integers(0, 100_000_000))
shares = st.one_of(st.none(), st.decimals(0, 2, places=4))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_table_and_record_agree_on_whatever_was_reported(weifang, books, data):
    firm = a_firm(weifang)
    for code in ("revenue", "main_income", "rd_expense", "total_assets", "total_liabilities"):
        for year in (2025, 2024, 2023):
            if (value := data.draw(numbers)) is not None:
                a_fact(firm.party, code, value, year)
    said = {
        "niche_since": st.sampled_from([None, "2015-03-02", "2024-13-01", "soon"]),
        "rd_institution_level": st.sampled_from([None, "provincial", "galactic"]),
        "national_niche_share": shares,
        "class_1_ip_count": st.sampled_from([None, 0, 4, Decimal("1.5")]),
        "on_abnormal_list": st.sampled_from([None, 0, 1]),
        "platform_score": st.none(),
    }
    for code, values in said.items():
        if (value := data.draw(values)) is not None:
            a_fact(firm.party, code, value, None)
    keys = [firm.party_id]
    asked = measures(weifang, TODAY)
    names = library_columns(asked)
    table = table_of(weifang, library.vocabulary(), TODAY, names, keys)
    facts = facts_of(weifang, keys, TODAY)[firm.party_id]

    for one in asked:
        _swept, rows = measured(one, table, TODAY)
        answer = engine.check(
            one.book, facts, on=TODAY, vocabulary=library.vocabulary(), assessed=one.assessed
        )
        assert rows[0].state is answer.state
        assert (rows[0].way.lacks == 0) == (answer.state.code in {"met", "person"})
        if rows[0].margin is not None and answer.state is engine.State.MET:
            assert rows[0].margin >= 0


def library_columns(asked) -> list[str]:
    return sorted(
        {
            name
            for one in asked
            for name in lower(one.book, library.vocabulary(), TODAY, one.assessed).columns
        }
    )


def test_sweeping_again_replaces_what_was_there(weifang, books):
    a_strong_firm(weifang)
    first = swept(weifang)

    second = swept(weifang)

    assert StandingSweep.objects.count() == len(second) == len(first) == 7
    assert Standing.objects.count() == 3
    assert Entry.objects.filter(action="standing.sweep").count() == 2


def test_a_sweep_takes_as_many_queries_for_many_firms_as_for_few(
    weifang, books, django_assert_max_num_queries
):
    for _number in range(12):
        a_title(a_strong_firm(weifang, rd_expense=900_000))

    with django_assert_max_num_queries(60):
        swept(weifang)


def test_only_the_city_sweeps(weifang, county_officer, city_officer, acting):
    with pytest.raises(actions.NotYours):
        actions.sweep_standings(by=acting(county_officer))
    assert actions.sweep_standings(by=acting(city_officer)) == []


def test_the_command_line_says_how_many_meet_each_book(weifang, books, capsys):
    a_strong_firm(weifang)

    call_command("enterprises", "sweep")

    assert "new: 1/1" in capsys.readouterr().out


# Warnings


def test_a_title_that_may_be_lost_is_told_once_to_its_county(
    weifang, books, county_officer, other_county_officer
):
    weak, fine = a_strong_firm(weifang, rd_expense=900_000), a_strong_firm(weifang)
    for firm in (weak, fine):
        a_title(firm, "srdi_sme")

    swept(weifang)
    swept(weifang)

    warning = EarlyWarning.objects.get(gone_on=None)
    assert warning.recognition.firm == weak
    assert warning.reasons == ["unmet_now"]
    notice = Notice.objects.get()
    assert (notice.to, notice.params["number"]) == (county_officer, 1)
    assert notice.params["firm"] == weak.party.name


def test_a_little_giant_is_warned_of_the_book_to_come(weifang, books):
    giant = a_strong_firm(weifang, platform_score=30)
    a_title(giant, "little_giant")

    swept(weifang)

    assert standing(giant, "little_giant", "recheck", is_next=True).state == "unmet"
    assert "unmet_next" in EarlyWarning.objects.get().reasons


def test_a_warning_ends_with_its_reason(weifang, books):
    firm = a_strong_firm(weifang, class_1_ip_count=0, rd_institution_level="none")
    a_title(firm, "srdi_sme")
    swept(weifang)
    a_fact(firm.party, "class_1_ip_count", 2, 2025)
    a_fact(firm.party, "rd_institution_level", "provincial", 2025)
    firm.party.facts.filter(
        from_on=TODAY, kind__in=["class_1_ip_count", "rd_institution_level"]
    ).delete()

    swept(weifang)

    assert EarlyWarning.objects.get().gone_on == TODAY


def test_signals_are_of_firms_with_a_title_or_in_the_pool(weifang, books):
    a_firm(weifang)
    held = a_firm(weifang, division=a_division(weifang, "370782", "诸城市"))
    a_title(held, "innovative_sme", valid_to=datetime.date(2027, 1, 31))

    swept(weifang)

    found = set(Signal.objects.values_list("firm", "code", "about"))
    assert (held.pk, "runs_out", "innovative_sme") in found
    assert (held.pk, "fact_missing", "revenue") in found
    assert {firm for firm, _code, _about in found} == {held.pk}
