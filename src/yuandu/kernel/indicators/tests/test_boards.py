import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions, boards, figures, refusals
from yuandu.kernel.indicators.boards import measures, scoring, telling
from yuandu.kernel.indicators.models import BoardRule, MonthlyValue, Objection, Over
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.indicators.tests.published import SHOPS, a_figure, a_place
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Division

TODAY = datetime.date(2026, 11, 24)
OCTOBER = Period.parse("2026-10")
TERMS = {
    "components": [
        {"measure": "done", "weight": 60},
        {"measure": "shops", "weight": 40, "per": "people"},
    ],
    "stars": [{"stars": 5, "at_least": 90}, {"stars": 3, "at_least": 40}],
    "flags": [{"code": "red", "name": "流动红旗", "name_en": "Red flag"}],
}
COUNTIES = [("370781", "青州市"), ("370782", "诸城市"), ("370783", "寿光市"), ("370784", "安丘市")]


@pytest.fixture
def counties(weifang, only, monkeypatch) -> list[Division]:
    """Four counties with shops, people and investment; the later the better."""
    monkeypatch.setattr(measures, "MEASURES", {})
    only(a_figure("shops", name="门店数", where=SHOPS, division="parent_id"))
    boards.register(
        boards.FigureMeasure(code="shops", figure="shops"),
        boards.MonthlyMeasure(code="done", name="完成投资", unit="亿元", decimals=1),
        boards.MonthlyMeasure(code="people", name="人口", unit="万人", aggregate="mean"),
    )
    found = [a_division(weifang, code, name, kind="county") for code, name in COUNTIES]
    for at, county in enumerate(found):
        for shop in range(at):
            a_place(weifang, f"{county.code}-{shop}", parent=county)
        record(weifang, "done", county, "2026-09", (9 - at) * 10**8)
        record(weifang, "done", county, "2026-10", (at + 1) * 10**8)
        record(weifang, "people", county, "2026-09", 900_000)
        record(weifang, "people", county, "2026-10", 900_000)
    return found


def record(workspace, measure: str, county: Division, month: str, value, subject=None) -> None:
    actions.record_values(
        by=Actor.system(workspace),
        measure=measure,
        values=[actions.Monthly(subject or county.pk, county.pk, month, Decimal(value))],
    )


@pytest.fixture
def board(weifang, counties):
    system = Actor.system(weifang)
    board = actions.keep_board(
        by=system,
        code="stars",
        name="争星夺旗",
        name_en="Stars",
        kinds=["county"],
        leaders=1,
        improvers=1,
        reminded=1,
    )
    publish(weifang, board)
    return board


def publish(workspace, board, terms=TERMS, **fields) -> BoardRule:
    defaults = {
        "basis": "潍重办〔2025〕9号",
        "published_on": datetime.date(2025, 12, 20),
        "effective_on": datetime.date(2026, 1, 1),
    }
    return actions.publish_rule(
        by=Actor.system(workspace), board=board, terms=terms, **defaults | fields
    )


def scored(board, period=OCTOBER):
    return scoring.standings(board, period, today=TODAY)


def test_divisions_are_ranked_by_measures_of_both_kinds(board):
    found = scored(board)

    assert [(each.participant.name, each.rank) for each in found.rows] == [
        ("安丘市", 1),
        ("寿光市", 2),
        ("诸城市", 3),
        ("青州市", 4),
    ]
    first = found.rows[0].row
    assert (first.score, first.stars, first.flags) == (100, 5, ("red",))


def test_the_arithmetic_behind_a_score_adds_up_to_it(weifang, board):
    found = scored(board)

    for standing in found.rows:
        lines = telling.lines(weifang, found, standing)
        assert sum(Decimal(line.points) for line in lines) == pytest.approx(
            standing.row.score, abs=Decimal("0.02")
        )
    assert lines[0].value == "1.0亿元"
    assert lines[1].measured == "÷ 90万人（人口）"


def test_a_board_follows_a_back_dated_correction_and_a_deletion(weifang, board, counties):
    record(weifang, "done", counties[0], "2026-10", 900 * 10**8)
    assert scored(board).rows[0].participant == counties[0]

    MonthlyValue.objects.filter(division=counties[0], measure="done", period="2026-10").delete()
    last = scored(board).rows[-1]

    assert (last.participant, last.row, last.missing) == (counties[0], None, ("done",))


def test_a_period_that_began_before_the_rule_is_not_scored(weifang, board):
    found = scored(board, Period.parse("2025-12"))

    assert found.rule is None
    assert found.rows == ()


def test_each_period_is_scored_by_the_version_of_its_day(weifang, board):
    publish(
        weifang,
        board,
        {"components": [{"measure": "done", "weight": 1}]},
        published_on=datetime.date(2026, 9, 28),
        effective_on=datetime.date(2026, 10, 1),
    )

    assert scored(board).rule.version == 2
    assert scored(board, Period.parse("2026-09")).rule.version == 1


def test_a_rule_comes_before_the_score(weifang, board):
    with pytest.raises(refusals.PublishedTooLate):
        publish(weifang, board, effective_on=datetime.date(2025, 12, 19))
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardRule.objects.update(effective_on=datetime.date(2025, 1, 1))


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ({"components": [{"measure": "none", "weight": 1}]}, "none"),
        ({"components": [{"measure": "done", "weight": 1, "mass": 3}]}, "mass"),
        ({"components": [{"measure": "done", "weight": 0}]}, "weight"),
    ],
)
def test_a_rule_that_cannot_be_computed_with_is_refused_with_its_faults(
    weifang, board, terms, fault
):
    with pytest.raises(refusals.BadTerms, match=fault) as refused:
        publish(weifang, board, terms)

    assert refused.value.reasons


def test_a_published_rule_cannot_be_changed(board):
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardRule.objects.update(basis="另一份文件")


def test_leaders_and_improvers_are_public_and_those_behind_are_not(board):
    found = scored(board)

    # In September the order was the other way round: who leads now has risen most.
    assert [each.participant.name for each in found.public] == ["安丘市"]
    assert [each.participant.name for each in found.behind] == ["青州市"]


def test_reasonable_weights_leave_a_winner_in_everything(weifang, board):
    seen = scoring.sensitivity(scored(board))

    assert seen.holds
    assert seen.spread["370784"] == (1, 1)


def test_a_narrow_winner_is_said_to_depend_on_the_weights(weifang, board, counties):
    record(weifang, "done", counties[2], "2026-10", 5 * 10**8)

    found = scored(board)
    seen = scoring.sensitivity(found)

    assert not seen.holds
    assert "安丘市" in telling.robust(found, seen) or "寿光市" in telling.robust(found, seen)


def test_an_objection_pauses_its_row_alone_until_it_is_answered(
    weifang, board, counties, acting, county_officer, city_officer
):
    officer = acting(county_officer)
    objection = actions.object_to(
        by=officer, board=board, period="2026-10", participant=counties[0], words="少计一个项目"
    )

    paused = [each.participant.name for each in scored(board).rows if each.is_paused]
    with pytest.raises(refusals.AlreadyObjected):
        actions.object_to(
            by=officer, board=board, period="2026-10", participant=counties[0], words="再说一遍"
        )
    city = acting(city_officer)
    actions.answer_objection(by=city, objection=objection, is_upheld=True, answer="已补录")
    with pytest.raises(refusals.AlreadyAnswered):
        actions.answer_objection(by=city, objection=objection, is_upheld=False, answer="不")

    assert paused == ["青州市"]
    assert not scored(board).of(counties[0]).is_paused
    assert Objection.objects.get().answer == "已补录"


def test_who_takes_no_part_cannot_object(weifang, board, acting, county_officer):
    zone = a_division(weifang, "Z1", "示例区", kind="zone")

    with pytest.raises(refusals.NotOnTheBoard):
        actions.object_to(
            by=acting(county_officer), board=board, period="2026-10", participant=zone, words="?"
        )


def test_those_behind_are_reminded_in_private(
    weifang, board, acting, city_officer, county_officer, other_county_officer
):
    reminded = actions.remind(by=acting(city_officer), board=board, period="2026-10")

    assert [each.name for each in reminded] == ["青州市"]
    notice = Notice.objects.get()
    assert notice.to == county_officer
    assert "/letter/" in notice.url


def test_a_letter_says_where_the_points_were_lost(weifang, board, counties):
    found = scored(board)

    letter = telling.letter(weifang, found, found.of(counties[0]), TODAY)

    assert letter["to"] == "青州市"
    assert "第4位" in letter["paragraphs"][0]
    assert "完成投资" in letter["paragraphs"][1]


def test_reading_a_board_costs_few_queries(board, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        scored(board)


def test_a_measure_of_a_figure_counts_nothing_where_there_is_nothing(weifang, counties):
    (found,) = boards.values_of(
        weifang,
        ["shops"],
        [OCTOBER],
        over=Over.DIVISIONS,
        participants=[each.pk for each in counties],
        today=TODAY,
    )

    assert [found["shops"][each.pk] for each in counties] == [0, 1, 2, 3]


def test_a_share_of_nothing_leaves_a_division_unranked(weifang, counties, only):
    only(
        a_figure(
            "share",
            unit="%",
            division="parent_id",
            measure=figures.Ratio(figures.Count(where=SHOPS), figures.Count()),
        )
    )
    boards.register(boards.FigureMeasure(code="share", figure="share"))

    (found,) = boards.values_of(
        weifang,
        ["share"],
        [OCTOBER],
        over=Over.DIVISIONS,
        participants=[each.pk for each in counties],
        today=TODAY,
    )

    assert counties[0].pk not in found["share"]
    assert found["share"][counties[1].pk] == 1
