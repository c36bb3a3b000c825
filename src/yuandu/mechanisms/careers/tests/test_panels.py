"""Who may judge, and when a panel has."""

import datetime

import pytest

from yuandu.mechanisms.careers.rules import panels
from yuandu.mechanisms.careers.rules.panels import Seat


def seats(*workers, chairs=1):
    return [Seat(worker, at < chairs) for at, worker in enumerate(workers)]


def test_three_strangers_may_judge():
    assert panels.objections(seats(2, 3, 4), applicant=1, relatives=()) == ()


@pytest.mark.parametrize(
    ("named", "why"),
    [
        (seats(2, 3), ("size",)),
        (seats(2, 3, 3), ("size", "twice")),
        (seats(2, 3, 4, chairs=2), ("chair",)),
        (seats(1, 3, 4), ("applicant",)),
        (seats(2, 3, 9), ("relative",)),
        (seats(2, 3, 8), ("earlier",)),
        (seats(1, 9, chairs=0), ("size", "chair", "applicant", "relative")),
    ],
)
def test_every_objection_is_named(named, why):
    found = panels.objections(named, applicant=1, relatives={9}, earlier={8})
    assert found == why


@pytest.mark.parametrize(
    ("opinions", "verdict"),
    [
        ([], None),
        (["for", "for", ""], None),
        (["for", "for", "against"], True),
        (["for", "against", "against"], False),
        (["for", "for", "against", "against"], False),
        (["for", "for", "for", "against", "against"], False),
    ],
)
def test_two_thirds_recognise(opinions, verdict):
    assert panels.verdict(opinions) is verdict


def test_an_appeal_is_open_for_fifteen_days():
    assert panels.appeal_until(datetime.date(2026, 3, 1)) == datetime.date(2026, 3, 16)
