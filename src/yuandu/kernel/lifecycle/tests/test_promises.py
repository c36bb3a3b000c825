"""A promise has a giver, a receiver and a day; only the receiver says that it is kept."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection, connections
from django.http import Http404

from tests.people import TODAY
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle import actions, clocks, reminders
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.lifecycle.tests.tables import a_firm
from yuandu.kernel.notices.models import Notice

FRIDAY, MONDAY = datetime.date(2026, 11, 27), datetime.date(2026, 11, 30)


@pytest.fixture
def firm(weifang):
    return a_firm(weifang)


@pytest.fixture
def land(firm, department_officer, county_officer, acting) -> Promise:
    """The department promises the county three working days for the land permit."""
    return actions.promise(
        by=acting(department_officer),
        subject=firm,
        words="三个工作日内答复用地意见",
        giver=department_officer,
        receiver=county_officer,
        due_days=3,
    )


def told(user) -> list[str]:
    return [notice.kind for notice in Notice.objects.filter(to=user).order_by("pk")]


def on(workspace, day: datetime.date) -> None:
    workspace.today_on = day
    workspace.save(update_fields=["today_on"])


def test_a_promise_is_due_in_working_days_and_both_know_of_it(
    land, department_officer, county_officer
):
    assert (land.opened_on, land.due_on, land.next_reminder_on) == (
        TODAY,
        FRIDAY,
        datetime.date(2026, 11, 26),
    )
    assert told(county_officer) == ["promise.given"]
    assert told(department_officer) == []
    assert [event.kind for event in land.events.all()] == ["opened"]
    assert Entry.objects.get(action="promise.give").subject_id == land.pk


def test_who_records_it_for_others_tells_both(
    firm, leader, department_officer, county_officer, acting
):
    actions.promise(
        by=acting(leader),
        subject=firm,
        words="现场会上答应的",
        giver=department_officer,
        receiver=county_officer,
        due_on=FRIDAY,
    )

    assert told(department_officer) == told(county_officer) == ["promise.given"]


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ({"words": " "}, "words-missing"),
        ({"words": "x" * 2001}, "words-too-long"),
        ({"due_days": -1}, "due-before-given"),
        ({"due_days": None}, "due-before-given"),
        ({"due_days": 1001}, "too-far"),
        ({"due_on": TODAY - datetime.timedelta(1)}, "due-before-given"),
        ({"due_on": datetime.date(2066, 1, 1)}, "too-far"),
        ({"rhythm": "waltz"}, "unknown-rhythm"),
        ({"rhythm": "answer"}, "unknown-rhythm"),
    ],
)
def test_an_odd_promise_is_refused_with_the_reason(
    firm, department_officer, county_officer, acting, odd, why
):
    usual = {"words": "答复", "due_days": 3}

    with pytest.raises(actions.OddPromise) as refused:
        actions.promise(
            by=acting(department_officer),
            subject=firm,
            giver=department_officer,
            receiver=county_officer,
            **usual | odd,
        )

    assert refused.value.why == why
    assert refused.value.sentence


def test_nobody_promises_to_themselves_nor_for_others_without_the_post(
    firm, owner, county_officer, department_officer, acting
):
    for giver, receiver, why in [
        (owner, owner, "to-oneself"),
        (county_officer, owner, "not-yours-to-give"),
    ]:
        with pytest.raises(actions.OddPromise, match=why):
            actions.promise(
                by=acting(owner),
                subject=firm,
                words="答复",
                giver=giver,
                receiver=receiver,
                due_days=1,
            )


def test_strangers_promise_nothing(firm, stranger, owner, acting):
    with pytest.raises(Http404):
        actions.promise(
            by=acting(stranger), subject=firm, words="x", giver=stranger, receiver=owner, due_days=1
        )


def test_the_giver_claims_and_the_receiver_confirms(
    land, department_officer, county_officer, acting
):
    actions.claim(by=acting(department_officer), promise=land, words="已发函")
    assert land.state == "kept_claimed"
    with pytest.raises(PermissionDenied):
        actions.confirm(by=acting(department_officer), promise=land)

    actions.confirm(by=acting(county_officer), promise=land)

    assert (land.state, land.closed_on, land.next_reminder_on) == ("kept", TODAY, None)
    assert told(county_officer) == ["promise.given", "promise.claimed"]
    assert told(department_officer) == ["promise.kept"]
    assert [event.kind for event in land.events.order_by("pk")] == ["opened", "claimed", "kept"]


def test_the_receiver_may_say_that_it_is_not_kept(land, department_officer, county_officer, acting):
    actions.claim(by=acting(department_officer), promise=land)

    with pytest.raises(actions.OddPromise):
        actions.refuse(by=acting(county_officer), promise=land, words=" ")
    actions.refuse(by=acting(county_officer), promise=land, words="只收到电话，没有函")

    assert (land.state, land.turn_on) == ("open", FRIDAY)
    assert "只收到电话" in Notice.objects.get(kind="promise.refused").params["why"]


def test_the_giver_cannot_withdraw_but_the_receiver_and_the_administrator_can(
    firm, land, department_officer, county_officer, administrator, acting
):
    with pytest.raises(PermissionDenied):
        actions.withdraw(by=acting(department_officer), promise=land, words="不办了")
    actions.withdraw(by=acting(county_officer), promise=land, words="项目调整")
    assert land.state == "withdrawn"

    other = actions.promise(
        by=acting(department_officer),
        subject=firm,
        words="补材料",
        giver=department_officer,
        receiver=county_officer,
        due_days=1,
    )
    actions.withdraw(by=acting(administrator), promise=other, words="人员调离")
    assert told(county_officer)[-1] == told(department_officer)[-1] == "promise.withdrawn"


def test_what_is_over_stays_over(land, department_officer, county_officer, acting):
    seen_before = Promise.objects.get(pk=land.pk)
    actions.confirm(by=acting(county_officer), promise=land)

    with pytest.raises(actions.NotYourTurn):
        actions.claim(by=acting(department_officer), promise=seen_before)
    with pytest.raises(actions.NotYourTurn):
        actions.say(by=acting(department_officer), promise=seen_before, words="稍候")
    with pytest.raises(actions.NotYourTurn):
        actions.withdraw(by=acting(county_officer), promise=seen_before, words="算了")


def test_a_word_from_the_one_whose_turn_it_is_ends_their_silence(
    weifang, land, department_officer, county_officer, acting
):
    on(weifang, FRIDAY + datetime.timedelta(10))

    actions.say(by=acting(county_officer), promise=land, words="请尽快")
    assert land.turn_on == FRIDAY
    actions.say(by=acting(department_officer), promise=land, words="等省厅批复")
    assert land.turn_on == FRIDAY + datetime.timedelta(10)


def test_bystanders_have_no_word_in_it(land, city_officer, acting):
    for act in (actions.claim, actions.confirm):
        with pytest.raises(PermissionDenied):
            act(by=acting(city_officer), promise=land)
    with pytest.raises(PermissionDenied):
        actions.say(by=acting(city_officer), promise=land, words="请尽快")


def test_reminders_come_on_their_days_and_once(weifang, land, department_officer, county_officer):
    assert reminders.remind(weifang) == 0
    on(weifang, datetime.date(2026, 11, 26))
    assert [reminders.remind(weifang), reminders.remind(weifang)] == [1, 0]
    on(weifang, FRIDAY)
    reminders.remind(weifang)
    assert told(department_officer) == ["promise.due", "promise.due"]
    on(weifang, datetime.date(2026, 12, 2))
    reminders.remind(weifang)

    assert told(department_officer)[2:] == ["promise.overdue"]
    assert told(county_officer) == ["promise.given", "promise.overdue"]


def test_nobody_is_reminded_on_a_sunday(weifang, land):
    on(weifang, datetime.date(2026, 11, 29))

    assert reminders.remind(weifang) == 0


def test_after_a_standstill_one_reminder_is_enough(weifang, land, department_officer):
    on(weifang, datetime.date(2026, 12, 31))

    assert [reminders.remind(weifang), reminders.remind(weifang)] == [1, 0]
    land.refresh_from_db()
    assert land.next_reminder_on is None


def test_a_silent_receiver_is_reminded_to_answer(
    weifang, land, department_officer, county_officer, acting
):
    actions.claim(by=acting(department_officer), promise=land)
    assert land.next_reminder_on == FRIDAY
    on(weifang, FRIDAY)

    reminders.remind(weifang)

    assert told(county_officer) == ["promise.given", "promise.claimed", "promise.claimed"]


def test_the_command_reminds(weifang, elsewhere, land, capsys):
    on(weifang, FRIDAY)

    call_command("clocks", "remind", "--workspace", "weifang")
    call_command("clocks", "remind")

    assert capsys.readouterr().out.splitlines() == [
        "weifang: 1 reminded",
        "weifang: 0 reminded",
        "elsewhere: 0 reminded",
    ]


def test_a_hundred_promises_are_reminded_of_in_few_queries(
    weifang, firm, department_officer, county_officer, django_assert_max_num_queries
):
    Promise.objects.bulk_create(
        Promise(
            workspace=weifang,
            subject_label="registry.party",
            subject_id=firm.pk,
            words=f"第 {number} 件",
            giver=department_officer,
            receiver=county_officer,
            opened_on=TODAY,
            due_on=TODAY,
            turn_on=TODAY,
            next_reminder_on=TODAY,
        )
        for number in range(100)
    )

    with django_assert_max_num_queries(20):
        assert reminders.remind(weifang) == 100

    assert Notice.objects.count() == 100


def test_an_own_rhythm_moves_the_reminders_of_running_promises(
    weifang, land, administrator, acting
):
    actions.keep_rhythm(
        by=acting(administrator), code="usual", offsets=(0, 1), anchor="due", unit="working"
    )

    land.refresh_from_db()
    assert land.next_reminder_on == FRIDAY


def test_only_administrators_keep_rhythms_and_only_sensible_ones(
    weifang, administrator, city_officer, acting
):
    def keep(user, **odd):
        usual = {"code": "usual", "offsets": (0,), "anchor": "due", "unit": "working"}
        actions.keep_rhythm(by=acting(user), **usual | odd)

    with pytest.raises(PermissionDenied):
        keep(city_officer)
    with pytest.raises(actions.OddPromise):
        keep(administrator, code="waltz")
    with pytest.raises(clocks.OddRhythm):
        keep(administrator, offsets=())


@pytest.mark.django_db(transaction=True)
def test_of_confirming_and_withdrawing_at_once_one_wins(land, county_officer, acting):
    actor = acting(county_officer)
    verbs = [actions.confirm] * 10 + [actions.withdraw] * 10
    barrier, outcomes = threading.Barrier(len(verbs)), []

    def press(verb, mine: Promise) -> None:
        barrier.wait(60)
        try:
            verb(by=actor, promise=mine, words="好")
            outcomes.append(verb.__name__)
        except actions.NotYourTurn:
            outcomes.append("late")
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=press, args=[verb, Promise.objects.get(pk=land.pk)])
        for verb in verbs
    ]
    connection.close()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert outcomes.count("late") == len(verbs) - 1
    assert land.events.count() == 2


@pytest.mark.parametrize(("kept", "state"), [(True, "kept"), (False, "withdrawn")])
def test_what_a_promise_was_about_can_end_it(weifang, land, acting, county_officer, kept, state):
    by = acting(county_officer)
    number = actions.settle(by=by, promises=[land.pk], kept=kept, words="事项已办结")
    again = actions.settle(by=by, promises=[land.pk], kept=not kept)

    land.refresh_from_db()
    assert (number, again) == (1, 0)  # what is over stays as it is
    assert (land.state, land.closed_on, land.next_reminder_on) == (state, TODAY, None)
    assert land.events.latest("pk").words == "事项已办结"


def test_an_app_that_tells_more_lets_a_promise_be_given_in_silence(
    firm, leader, department_officer, county_officer, acting
):
    actions.promise(
        by=acting(leader),
        subject=firm,
        words="七个工作日内答复",
        giver=department_officer,
        receiver=county_officer,
        due_days=7,
        rhythm="escalation",
        is_told=False,
    )

    assert told(department_officer) == told(county_officer) == []
    assert Promise.objects.get().next_reminder_on == datetime.date(2026, 12, 3)
