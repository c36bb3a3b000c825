"""Promises about projects as a figure: kept in time is what was claimed by the day it was due."""

import datetime
from decimal import Decimal

import pytest

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise, PromiseEvent
from yuandu.mechanisms.projects.figures import promises
from yuandu.mechanisms.projects.tests.records import a_project

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta


@pytest.fixture
def promised(weifang, leader, city_officer):
    """Return a function: a promise that fell due so many days ago and was claimed on a day."""
    project = a_project(weifang)

    def made(*, state: str, claimed: int | None = None, closed: int | None = None) -> Promise:
        due = TODAY - DAYS(10)
        promise = Promise.objects.create(
            workspace=weifang,
            subject_label="projects.project",
            subject_id=project.pk,
            words="协调临时用电",
            giver=leader,
            receiver=city_officer,
            opened_on=due - DAYS(10),
            due_on=due,
            turn_on=due,
            state=state,
            closed_on=None if closed is None else due + DAYS(closed),
        )
        if claimed is not None:
            PromiseEvent.objects.create(
                workspace=weifang,
                promise=promise,
                kind="claimed",
                on=due + DAYS(claimed),
                by_label="示例",
            )
        return promise

    return made


def kept(workspace) -> list[bool]:
    return list(promises.due(workspace, TODAY).order_by("pk").values_list("is_kept", flat=True))


def test_a_claim_in_time_counts_though_it_was_confirmed_later(weifang, promised):
    promised(state="kept", claimed=-1, closed=5)
    promised(state="kept", claimed=1, closed=2)
    promised(state="kept", closed=0)
    promised(state="kept_claimed", claimed=-1)
    promised(state="open")
    promised(state="withdrawn", closed=1)

    assert kept(weifang) == [True, False, True, False, False]


def test_what_is_not_due_yet_does_not_count(weifang, acting, leader, city_officer):
    lifecycle.promise(
        by=Actor.system(weifang),
        subject=a_project(weifang),
        words="下月办结",
        giver=leader,
        receiver=city_officer,
        due_days=5,
    )

    assert kept(weifang) == []


def test_it_is_told_by_county(weifang, promised):
    found = promised(state="open")
    project = a_project(weifang)
    Promise.objects.filter(pk=found.pk).update(subject_id=project.pk)

    (county,) = promises.due(weifang, TODAY).values_list("county", flat=True)

    assert county == project.division_id
    assert Decimal(1) == promises.due(weifang, TODAY).filter(county=county).count()
