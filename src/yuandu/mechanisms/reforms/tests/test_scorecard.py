"""Claims are held against figures as they were, read month by month."""

import datetime

import pytest

from tests.people import TODAY, a_division
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import a_project
from yuandu.mechanisms.reforms import queries, reading, rules
from yuandu.mechanisms.reforms.models import Reading
from yuandu.mechanisms.reforms.rules.effects import Method, State
from yuandu.mechanisms.reforms.tests.records import a_measure

pytestmark = pytest.mark.django_db
FILED = "projects.filed.count"
JUNE = datetime.date(TODAY.year, 6, 1)
MOST_QUERIES = 12


@pytest.fixture
def places(weifang) -> list[Division]:
    a_division(weifang)
    return [
        Division.objects.create(workspace=weifang, code=f"37999{at}", name=f"示例{at}区")
        for at in range(8)
    ]


@pytest.fixture
def city(weifang, city_officer):
    return actor_for(city_officer, weifang)


def keep(weifang, places, *, under: int, jump: int) -> None:
    """Keep readings since January: two projects a month, `jump` more under the measure from June."""
    Reading.objects.bulk_create(
        Reading(
            workspace=weifang,
            figure=FILED,
            division=place,
            period=f"{TODAY.year}-{month:02d}",
            over=2 * month + at % 3 * (month % 2) + jump * (at < under) * max(0, month - 5),
            read_on=TODAY,
        )
        for at, place in enumerate(places)
        for month in range(1, 11)
    )


def only(card):
    (result,) = card.results
    return result.effect


def test_what_is_read_is_what_was_filed_by_each_months_end(weifang):
    place = a_division(weifang)
    a_measure(weifang, rises=(FILED,), falls=("projects.key.done", "projects.private.share"))
    days = (datetime.date(TODAY.year, 2, 27), datetime.date(TODAY.year, 4, 30))
    for day in days:
        project = a_project(weifang)
        Project.objects.filter(pk=project.pk).update(
            filed_on=day, investment_total=2 * 10**8, division=place
        )

    reading.read(weifang)
    again = reading.read(weifang)

    found = Reading.objects.filter(figure=FILED, division=place)
    counts = dict(found.values_list("period", "over"))
    assert (counts[f"{TODAY.year}-02"], counts[f"{TODAY.year}-04"]) == (1, 2)
    assert f"{TODAY.year}-01" not in counts  # nobody had filed: unknown, not nothing
    assert Reading.objects.count() == again
    assert set(Reading.objects.values_list("figure", flat=True)) == {FILED}


def test_a_measure_in_some_places_is_held_against_the_others(weifang, places, city):
    keep(weifang, places, under=4, jump=5)
    measure = a_measure(
        weifang, rules.IN_FORCE, planned_on=JUNE, rises=(FILED,), divisions=places[:4]
    )

    card = queries.scorecard(city)

    found = only(card)
    assert (found.state, found.method) == (State.HELPED, Method.DIFFERENCE)
    assert found.effect.low < 5 < found.effect.high
    assert card.verdicts == {measure.pk: State.HELPED}


def test_a_measure_everywhere_is_held_against_its_own_line(weifang, places, city):
    keep(weifang, places, under=8, jump=5)
    a_measure(weifang, rules.IN_FORCE, planned_on=JUNE, rises=(FILED,))

    found = only(queries.scorecard(city))

    assert (found.method, found.others) == (Method.TREND, None)
    assert found.effect.estimate == pytest.approx(40, abs=8)


@pytest.mark.parametrize(
    ("figure", "planned_on", "state"),
    [
        ("projects.key.done", JUNE, State.NO_PAST),
        ("projects.private.share", JUNE, State.NO_PAST),
        (FILED, datetime.date(TODAY.year, 10, 5), State.FEW_MONTHS),
    ],
)
def test_what_cannot_be_judged_says_why(weifang, places, city, figure, planned_on, state):
    keep(weifang, places, under=4, jump=5)
    a_measure(weifang, rules.IN_FORCE, planned_on=planned_on, rises=(figure,))

    assert only(queries.scorecard(city)).state is state


def test_the_scorecard_takes_few_queries_and_is_for_offices(
    weifang, places, sign_in, city_officer, owner, django_assert_max_num_queries
):
    keep(weifang, places, under=4, jump=5)
    for divisions in (places[:4], [], places[2:5]):
        a_measure(
            weifang, rules.IN_FORCE, planned_on=JUNE, rises=(FILED,), divisions=tuple(divisions)
        )
    desk = sign_in(city_officer)

    with django_assert_max_num_queries(MOST_QUERIES):
        page = desk.get("/reforms/scorecard/").text
    measure = queries.visible_to(actor_for(city_officer, weifang)).first()
    with django_assert_max_num_queries(MOST_QUERIES):
        own = desk.get(measure.get_absolute_url()).text

    assert "双重差分" in page
    assert "无从对照" in page
    assert "与申明一致" in own
    assert sign_in(owner).get("/reforms/scorecard/").status_code == 404
