"""Writing, publishing by a second person, superseding with notice, handing out."""

import datetime
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.people import TODAY, a_user, an_organisation
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.notices.models import Notice
from yuandu.services.handbook import actions, queries
from yuandu.services.handbook.models import Clause, Edition, Receipt
from yuandu.services.handbook.refusals import (
    AlreadyPublished,
    Conditions,
    EndsBeforeItBegins,
    NothingToPublish,
    NotYours,
    NumberTaken,
    SecondPerson,
    Stale,
    SupersedesOddly,
)
from yuandu.services.handbook.tests.records import LAST_YEAR, a_clause, a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(acting, city_officer):
    return acting(city_officer)


@pytest.fixture
def second(acting, department_officer):
    return acting(department_officer)


@pytest.fixture
def edition(writer):
    return actions.open_edition(by=writer, title="2026年修订")


def test_who_wrote_an_edition_does_not_publish_it(weifang, writer, second, edition):
    actions.write(by=writer, edition=edition, draft=a_draft(weifang))

    with pytest.raises(SecondPerson):
        actions.publish(by=writer, edition=edition)
    actions.publish(by=second, edition=edition)

    assert Edition.objects.get(pk=edition.pk).published_on == TODAY


def test_who_wrote_one_clause_does_not_publish_either(weifang, writer, second, edition):
    actions.write(by=second, edition=edition, draft=a_draft(weifang))

    with pytest.raises(SecondPerson):
        actions.publish(by=second, edition=edition)


def test_an_edition_without_a_clause_is_not_published(second, edition):
    with pytest.raises(NothingToPublish):
        actions.publish(by=second, edition=edition)


def test_a_published_edition_is_not_rewritten(weifang, writer, second, edition):
    clause = actions.write(by=writer, edition=edition, draft=a_draft(weifang))
    actions.publish(by=second, edition=edition)

    with pytest.raises(AlreadyPublished):
        actions.write(by=writer, edition=edition, draft=a_draft(weifang, number=2))
    with pytest.raises(AlreadyPublished):
        actions.change(by=writer, clause=clause, version=1, draft=a_draft(weifang))


def test_a_draft_is_nothing_to_the_public(weifang, acting, writer, edition, owner):
    actions.write(by=writer, edition=edition, draft=a_draft(weifang))

    assert not queries.visible_to(acting(owner)).exists()
    assert queries.visible_to(writer).count() == 1


def test_what_is_superseded_ends_the_day_before(weifang, writer, second, edition):
    old = a_clause(weifang)
    begins = TODAY + datetime.timedelta(days=10)
    draft = a_draft(weifang, valid_from=begins, supersedes=old, text="不超过50亩的可以选择。")

    actions.write(by=writer, edition=edition, draft=draft)
    actions.publish(by=second, edition=edition)

    old.refresh_from_db()
    assert old.valid_to == begins - datetime.timedelta(days=1)
    assert [each.pk for each in queries.search(writer)] == [old.pk]
    assert [each.supersedes_id for each in queries.search(writer, on=begins)] == [old.pk]


def test_who_received_the_old_clause_is_told_what_changes(weifang, writer, second, edition, owner):
    old = a_clause(weifang)
    firm = owner.posts.get().organisation
    reader = a_user("reader", workspace=weifang, role="county_officer")
    actions.hand_out(by=writer, clauses=[old], users=[reader], parties=[firm])
    draft = a_draft(weifang, valid_from=TODAY, supersedes=old, text=old.text.replace("30", "50"))

    actions.write(by=writer, edition=edition, draft=draft)
    told = actions.publish(by=second, edition=edition)

    notices = Notice.objects.filter(kind="handbook.superseded")
    assert told == 2
    assert {notice.to_id for notice in notices} == {reader.pk, owner.pk}
    assert "30→50" in notices[0].params["changes"]


def test_who_received_only_the_first_text_hears_of_the_third_too(weifang, acting, writer, second):
    first = a_clause(weifang)
    reader = a_user("reader", workspace=weifang, role="county_officer")
    actions.hand_out(by=writer, clauses=[first], users=[reader])
    old = first

    for turn in (1, 2):
        edition = actions.open_edition(by=writer, title=f"修订{turn}")
        day = LAST_YEAR + datetime.timedelta(days=turn)
        draft = a_draft(weifang, supersedes=old, valid_from=day, text=f"第{turn}次修订")
        old = actions.write(by=writer, edition=edition, draft=draft)
        actions.publish(by=second, edition=edition)
        old.edition.refresh_from_db()

    assert Notice.objects.filter(to=reader).count() == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"condition": {"colour": ["red"]}}, Conditions),
        ({"condition": {"land": []}}, Conditions),
        ({"valid_to": LAST_YEAR - datetime.timedelta(days=1)}, EndsBeforeItBegins),
    ],
)
def test_what_makes_no_sense_is_not_written(weifang, writer, edition, change, refusal):
    with pytest.raises(refusal):
        actions.write(by=writer, edition=edition, draft=a_draft(weifang, **change))
    assert not Clause.objects.exists()


def test_a_clause_is_superseded_once_and_later_than_it_began(weifang, writer, edition):
    old = a_clause(weifang)
    early = a_draft(weifang, supersedes=old)
    later = replace(early, valid_from=TODAY)

    with pytest.raises(SupersedesOddly):
        actions.write(by=writer, edition=edition, draft=early)
    new = actions.write(by=writer, edition=edition, draft=later)
    with pytest.raises(SupersedesOddly):
        actions.write(by=writer, edition=edition, draft=replace(later, number=9))
    with pytest.raises(SupersedesOddly):
        actions.write(by=writer, edition=edition, draft=a_draft(weifang, number=8, supersedes=new))


def test_a_number_is_given_once_an_edition(weifang, writer, edition):
    actions.write(by=writer, edition=edition, draft=a_draft(weifang))

    with pytest.raises(NumberTaken):
        actions.write(by=writer, edition=edition, draft=a_draft(weifang))


def test_the_second_of_two_writers_is_told(weifang, writer, edition):
    clause = actions.write(by=writer, edition=edition, draft=a_draft(weifang))
    actions.change(by=writer, clause=clause, version=1, draft=a_draft(weifang, text="先到"))

    with pytest.raises(Stale):
        actions.change(by=writer, clause=clause, version=1, draft=a_draft(weifang, text="后到"))
    assert Clause.objects.get().text == "先到"


def test_a_clause_is_received_once(weifang, writer, city_officer):
    clause = a_clause(weifang)
    firm = an_organisation(weifang)

    first = actions.hand_out(by=writer, clauses=[clause], users=[city_officer], parties=[firm])
    again = actions.hand_out(by=writer, clauses=[clause], users=[city_officer], parties=[firm])

    assert (first, again, Receipt.objects.count()) == (2, 0, 2)
    assert Entry.objects.filter(action="handbook.hand_out").count() == 2


def test_others_take_clauses_for_themselves_alone(weifang, acting, owner, city_officer):
    clause = a_clause(weifang)
    by = acting(owner)

    assert actions.hand_out(by=by, clauses=[clause], users=[owner]) == 1
    with pytest.raises(NotYours):
        actions.hand_out(by=by, clauses=[clause], users=[city_officer])


def test_an_owner_does_not_write_the_handbook(weifang, acting, owner):
    with pytest.raises(NotYours):
        actions.open_edition(by=acting(owner), title="自编")


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_publishes_and_nobody_is_told_twice(
    weifang, writer, second, edition, acting, administrator, owner
):
    old = a_clause(weifang)
    actions.hand_out(by=writer, clauses=[old], users=[owner])
    draft = a_draft(weifang, valid_from=TODAY, supersedes=old, text="新文")
    actions.write(by=writer, edition=edition, draft=draft)
    both, told = Barrier(2), []

    def publish(actor):
        both.wait()
        try:
            told.append(actions.publish(by=actor, edition=edition))
        finally:
            connection.close()

    threads = [Thread(target=publish, args=[each]) for each in (second, acting(administrator))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == [0, 1]
    assert Notice.objects.filter(to=owner).count() == 1
