"""Two people at once, against PostgreSQL: one of them is told."""

import datetime
from collections.abc import Callable

import pytest

from tests.people import TODAY, a_division, a_user, a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import actions
from yuandu.mechanisms.enterprises.actions import Announced
from yuandu.mechanisms.enterprises.models import Application, Document, Firm
from yuandu.mechanisms.enterprises.tests.records import (
    a_firm,
    a_title,
    a_title_application,
    a_vault_paper,
    facts_of_a_year,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(transactional_db) -> Workspace:
    return a_workspace()


@pytest.fixture
def firm(city) -> Firm:
    return a_firm(city)


def officer(city: Workspace, name: str, role: str = "county_officer") -> Actor:
    place = a_division(city) if role == "county_officer" else None
    return actor_for(a_user(name, workspace=city, role=role, division=place), city)


def moving(by: Actor, application: Application, move: str, words: str = "") -> Callable[[], object]:
    stage = application.track.stage
    return lambda: lifecycle.move(
        by=by,
        track=Track.objects.get(pk=application.track_id),
        move=move,
        on=TODAY,
        expected_stage=stage,
        words=words,
    )


def test_of_one_who_passes_and_one_who_returns_one_is_told(city, firm):
    application = a_title_application(Actor.system(city), firm, stage="review")
    first, second = officer(city, "first"), officer(city, "second")

    came = sorted(
        at_once(moving(first, application, "pass"), moving(second, application, "return", "缺材料"))
    )

    assert came == ["done", "stale"]
    assert Step.objects.filter(track=application.track_id, source="review").count() == 1


def test_of_two_who_open_an_application_one_is_told(city, firm):
    people = [officer(city, name) for name in ("first", "second")]

    came = sorted(
        at_once(
            *(
                lambda by=by: actions.open_application(by=by, party=firm.party, tier="srdi_sme")
                for by in people
            )
        )
    )

    assert came == ["application-open", "done"]
    assert Application.objects.count() == Track.objects.count() == 1


def test_the_announcement_wins_over_whoever_moves_at_that_moment(city, firm):
    application = a_title_application(Actor.system(city), firm, stage="review")
    county, clerk = officer(city, "county"), officer(city, "clerk", "city_officer")
    line = Announced(
        party=firm.party,
        outcome="recognised",
        tier="srdi_sme",
        batch="",
        document="样本公告〔2026〕20号",
        announced_on=TODAY,
        valid_from=TODAY,
        valid_to=TODAY + datetime.timedelta(days=1095),
    )

    came = sorted(
        at_once(
            moving(county, application, "pass"), lambda: actions.take_in(by=clerk, lines=[line])
        )
    )

    application.refresh_from_db()
    assert came in (["done", "done"], ["done", "stale"])
    assert Track.objects.get(pk=application.track_id).stage == "recognised"
    assert application.recognition is not None
    assert application.closed_on == TODAY


def test_the_same_paper_put_in_twice_is_kept_once(city, firm):
    people = [officer(city, name) for name in ("first", "second")]
    same = b"%PDF-1.7\nthe same\n%%EOF\n"

    came = sorted(at_once(*(lambda by=by: a_vault_paper(by, firm, content=same) for by in people)))

    assert came == ["done", "same-file"]
    assert Document.objects.count() == 1


def test_two_who_remind_at_once_remind_once(city, firm):
    a_title(firm)
    user = a_user("owner", workspace=city, role="owner", organisation=firm.party)
    clerk = officer(city, "clerk", "city_officer")
    made = actions.open_round(by=clerk, year=2025, to_on=TODAY)
    Notice.objects.all().delete()

    came = sorted(at_once(*(lambda: actions.remind(by=clerk, each=made) for _ in range(2))))

    assert came == ["done", "done"]
    assert Notice.objects.filter(to=user).count() == 1


def test_of_two_who_confirm_one_is_told(city, firm):
    a_title(firm)
    facts_of_a_year(firm, 2025)
    clerk = officer(city, "clerk", "city_officer")
    made = actions.open_round(by=clerk, year=2025, to_on=TODAY)
    answer = made.answers.select_related("firm__party", "round").get()
    people = [
        actor_for(a_user(name, workspace=city, role="owner", organisation=firm.party), city)
        for name in ("first", "second")
    ]

    came = sorted(
        at_once(*(lambda by=by: actions.confirm_facts(by=by, answer=answer) for by in people))
    )

    assert came == ["already-confirmed", "done"]
