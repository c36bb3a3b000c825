"""From the rule's answer to the panel's result, the appeal, and the position that follows."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.threads import at_once
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.refusals import NotYours
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.careers import actions
from yuandu.mechanisms.careers.models import Kinship, PanelMember, Position
from yuandu.mechanisms.careers.refusals import (
    NotReady,
    OddApplication,
    OddKinship,
    OddPanel,
)
from yuandu.mechanisms.careers.tests.people import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return House()


def move(house, application, code, by, words="材料属实，同意小组意见。"):
    found = house.fresh(application)
    lifecycle.move(
        by=by,
        track=found.track,
        move=code,
        on=house.company.today(),
        expected_stage=found.stage,
        words=words,
    )
    return house.fresh(application)


def say(application, judges, *opinions):
    for (_worker, actor), opinion in zip(judges, opinions, strict=True):
        actions.give_opinion(by=actor, application=application, opinion=opinion, words="看过材料")


def judged(house, *opinions, first=1):
    house.a_technician()
    judges = house.judges(*(f"8{first + at:04d}" for at in range(len(opinions))))
    application = house.before_panel(house.applied(), judges)
    say(application, judges, *opinions)
    return application, judges


def test_who_lacks_a_course_is_told_which(house):
    house.a_technician(courses=1)
    with pytest.raises(NotReady) as refused:
        house.applied()
    assert [one["code"] for one in refused.value.reasons] == ["course_digital_machining"]
    assert not house.worker("worker").applications.exists()


def test_nobody_applies_twice_for_a_rung_or_for_somebody_else(house):
    house.a_technician()
    house.applied()
    with pytest.raises(OddApplication, match="twice"):
        house.applied()
    with pytest.raises(PermissionDenied):
        actions.apply(
            by=house.actor("other_worker"),
            worker=house.worker("worker"),
            rung=house.rung("engineer"),
            source=house.rung("technician"),
        )


@pytest.mark.django_db(transaction=True)
def test_a_shaking_hand_applies_once(house):
    house.a_technician()
    assert sorted(at_once(house.applied, house.applied)) == ["application-not-made", "done"]


def test_the_panel_recognises_and_the_position_and_the_band_are_written(house):
    application, judges = judged(house, "for", "for", "against")
    found = move(house, application, "recognise", judges[0][1])
    position = Position.objects.get(application=found)
    assert (position.rung.code, position.to_on) == ("engineer", None)
    assert (found.band_from, found.band_to, found.is_open) == (9000, 14000, False)
    told = Notice.objects.filter(to=house.users["worker"]).values_list("kind", flat=True)
    assert list(told) == ["careers.result"]


def test_the_result_is_the_panels_and_the_chairs_to_enter(house):
    application, judges = judged(house, "for", "against", "against")
    with pytest.raises(OddApplication, match="verdict"):
        move(house, application, "recognise", judges[0][1])
    assert house.fresh(application).stage == "panel"
    assert not Position.objects.filter(application=application).exists()
    for by in (judges[1][1], house.hr, house.actor("worker")):
        with pytest.raises(NotYours):
            move(house, application, "refuse", by)


def test_nothing_is_decided_before_everybody_has_spoken(house):
    house.a_technician()
    judges = house.judges("80001", "80002", "80003")
    application = house.before_panel(house.applied(), judges)
    say(application, judges[:2], "for", "for")
    with pytest.raises(OddApplication, match="opinions"):
        move(house, application, "recognise", judges[0][1])


def test_an_opinion_is_given_once_by_who_sits_there(house):
    application, judges = judged(house, "for", "for", "for")
    with pytest.raises(OddApplication, match="said"):
        say(application, judges[:1], "against")
    with pytest.raises(OddApplication, match="seat"):
        actions.give_opinion(by=house.hr, application=application, opinion="for", words="我看行")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_the_result_at_once_one_does(house):
    application, judges = judged(house, "for", "for", "for")
    chair = judges[0][1]
    said = at_once(
        lambda: move(house, application, "recognise", chair),
        lambda: move(house, application, "recognise", chair),
    )
    assert said.count("done") == 1
    assert Position.objects.filter(application=application).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_panels_named_at_once_one_judges(house):
    house.a_technician()
    application = house.applied()
    ours = house.judges("80001", "80002", "80003")
    theirs = house.judges("80004", "80005", "80006")
    said = at_once(
        lambda: house.before_panel(application, ours),
        lambda: house.before_panel(application, theirs),
    )
    assert sorted(said) == ["application-not-made", "done"]
    assert PanelMember.objects.filter(application=application).count() == 3


def test_a_refusal_is_appealed_in_time_and_answered_by_others(house):
    application, judges = judged(house, "for", "against", "against")
    found = move(house, application, "refuse", judges[0][1], words="项目贡献不足。")
    assert found.appeal_until == house.company.today() + datetime.timedelta(days=15)
    found = move(house, found, "appeal", house.actor("worker"), words="漏看了一项验收。")
    with pytest.raises(OddPanel) as refused:
        house.before_panel(found, judges)
    assert "earlier" in refused.value.why
    others = house.judges("80011", "80012", "80013")
    found = house.before_panel(found, others)
    with pytest.raises(OddApplication, match="seat"):
        say(found, judges[:1], "for")
    say(found, others, "for", "for", "for")
    found = move(house, found, "overturn", others[0][1])
    assert found.stage == "recognised"
    assert Position.objects.filter(application=found).exists()


def test_an_appeal_can_be_upheld(house):
    application, judges = judged(house, "against", "against", "against")
    found = move(house, application, "refuse", judges[0][1])
    found = move(house, found, "appeal", house.actor("worker"))
    others = house.judges("80011", "80012", "80013")
    found = house.before_panel(found, others)
    say(found, others, "against", "against", "for")
    assert not move(house, found, "uphold", others[0][1]).is_open


def test_after_its_time_no_appeal_is_taken(house):
    application, judges = judged(house, "against", "against", "against")
    found = move(house, application, "refuse", judges[0][1])
    type(house.company).objects.filter(pk=house.company.pk).update(
        today_on=found.appeal_until + datetime.timedelta(days=1)
    )
    house.company.refresh_from_db()
    with pytest.raises(NotYours):
        move(house, found, "appeal", house.actor("worker"))


def test_relatives_do_not_judge_each_other(house):
    house.a_technician()
    application = house.applied()
    judges = house.judges("80001", "80002", "80003")
    actions.declare_kinship(by=judges[1][1], worker=judges[1][0], number=application.worker.number)
    with pytest.raises(OddPanel) as refused:
        house.before_panel(application, judges)
    assert refused.value.why == ("relative",)
    with pytest.raises(OddPanel) as refused:
        house.before_panel(
            application, [*judges[:1], *judges[2:], (application.worker, house.actor("worker"))]
        )
    assert refused.value.why == ("applicant",)
    assert house.fresh(application).stage == "applied"


@pytest.mark.parametrize(("number", "why"), [("99999", "unknown"), ("00001", "oneself")])
def test_odd_relatives_are_not_declared(house, number, why):
    with pytest.raises(OddKinship, match=why):
        actions.declare_kinship(
            by=house.actor("worker"), worker=house.worker("worker"), number=number
        )
    assert not Kinship.objects.exists()


def test_a_panel_begins_only_when_every_paper_is_there(house):
    house.place("worker", "technician")
    house.record("worker", "projects", number=2)
    house.record("worker", "review", "good")
    for course in ("design_basics", "digital_machining"):
        house.record("worker", "courses", course)
    application = house.applied()  # education is unknown, so HR looks for it
    assert application.state == "unknown"
    judges = house.judges("80001", "80002", "80003")
    with pytest.raises(NotReady):
        house.before_panel(application, judges)
    house.record("worker", "education", "college")
    assert house.before_panel(application, judges).state == "met"
