"""Open pages hear what changed in their workspace, once it is committed."""

import time

import pytest
from django.db import connection, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import feed
from yuandu.kernel.notices.feed import MISSED, Listener, Subscription

PATIENCE = 20  # seconds


@pytest.fixture
def listener():
    made = Listener()
    yield made
    made.close()


@pytest.fixture
def subscribe(listener):
    """Return a function that subscribes and waits until the listener listens."""
    made = []

    def subscribed(workspace, *topics) -> Subscription:
        made.append(listener.subscribe(workspace.pk, topics))
        if len(made) == 1:
            assert made[0].get(PATIENCE) == MISSED
        return made[-1]

    yield subscribed
    for subscription in made:
        listener.unsubscribe(subscription)


@pytest.mark.django_db(transaction=True)
def test_a_page_hears_its_topics_and_no_others(weifang, elsewhere, subscribe):
    page = subscribe(weifang, "projects", "board")
    other = subscribe(elsewhere, "projects")

    feed.publish(elsewhere.pk, "projects")
    feed.publish(weifang.pk, "figures")
    feed.publish(weifang.pk, "board")

    assert page.get(PATIENCE) == "board"
    assert other.get(PATIENCE) == "projects"
    assert page.get(0.01) is None


@pytest.mark.django_db(transaction=True)
def test_a_change_is_heard_when_it_is_committed_and_once(weifang, subscribe):
    page = subscribe(weifang, "projects", "end")

    with transaction.atomic():
        feed.publish(weifang.pk, "projects")
        transaction.set_rollback(True)
    with transaction.atomic():
        for _ in range(3):
            feed.publish(weifang.pk, "projects")
    feed.publish(weifang.pk, "end")

    assert [page.get(PATIENCE), page.get(PATIENCE)] == ["projects", "end"]


@pytest.mark.django_db(transaction=True)
def test_after_a_broken_connection_pages_know_that_they_may_have_missed_something(
    weifang, subscribe, monkeypatch, caplog
):
    monkeypatch.setattr(feed, "RECONNECT_AFTER", 0)
    page = subscribe(weifang, "projects")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%%'"
        )

    assert page.get(PATIENCE) == MISSED
    feed.publish(weifang.pk, "projects")
    assert page.get(PATIENCE) == "projects"


@pytest.mark.django_db(transaction=True)
def test_the_listener_starts_again_after_everybody_has_left(weifang, listener):
    first = listener.subscribe(weifang.pk, ["projects"])
    assert first.get(PATIENCE) == MISSED
    listener.unsubscribe(first)

    second = listener.subscribe(weifang.pk, ["projects", "end"])
    feed.publish(weifang.pk, "end")

    heard = {second.get(PATIENCE)}
    assert heard <= {MISSED, "end"}
    listener.unsubscribe(second)


def test_a_page_that_falls_behind_starts_afresh():
    page = Subscription(1, ["projects"])
    for _ in range(feed.LONGEST_QUEUE + 1):
        page.put("projects")

    assert page.get(0.01) == MISSED
    assert page.get(0.01) is None


def test_who_may_hear_what(weifang, city_officer, stranger, acting):
    officer, visitor = acting(city_officer), acting(stranger)
    own = feed.inbox_of(city_officer.pk)

    assert feed.may_hear(officer, "projects.project:12")
    assert feed.may_hear(officer, own)
    assert not feed.may_hear(visitor, own)
    assert not feed.may_hear(visitor, "projects.project:12")
    assert not feed.may_hear(Actor.anonymous(weifang), "inbox:None")


def test_the_public_hears_of_published_pages(weifang, monkeypatch):
    monkeypatch.setattr(feed, "_public", set())
    feed.open_to_all("figures")

    assert feed.may_hear(Actor.anonymous(weifang), "figures")


@pytest.mark.django_db(transaction=True)
def test_a_closed_listener_keeps_no_connection(weifang, listener):
    subscription = listener.subscribe(weifang.pk, ["projects"])
    assert subscription.get(PATIENCE) == MISSED

    listener.close()

    # The server's process ends a moment after its client has hung up.
    waited_until = time.monotonic() + PATIENCE
    while connections_that_listen() and time.monotonic() < waited_until:
        time.sleep(0.05)
    assert connections_that_listen() == 0


def connections_that_listen() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN %'"
        )
        return cursor.fetchone()[0]
