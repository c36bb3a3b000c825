from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, connection, transaction
from django.http import Http404

from tests.people import a_division
from yuandu.kernel.audit import actions, chain, queries
from yuandu.kernel.audit.models import Entry, Personal
from yuandu.kernel.audit.tests.people import System


def test_an_entry_says_who_did_what_to_which_thing(weifang, city_officer, acting):
    qingzhou = a_division(weifang)

    actions.record(acting(city_officer), "division.rename", qingzhou, area=Decimal("1.50"))

    entry = Entry.objects.get()
    assert (entry.user_id, entry.who) == (city_officer.pk, "city_officer")
    assert (entry.action, entry.subject_label) == ("division.rename", "registry.division")
    assert entry.subject_id == qingzhou.pk
    assert entry.details == {"area": "1.50"}
    assert entry.at


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_of_a_transaction_is_refused(weifang):
    with pytest.raises(actions.NotInTransaction, match="atomic"):
        actions.record(System(weifang), "workspace.look", weifang)


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_with_its_change(weifang):
    with transaction.atomic():
        actions.record(System(weifang), "workspace.look", weifang)
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


def test_an_entry_of_no_workspace_is_refused_by_the_database(weifang):
    actions.record(System(type(weifang)(pk=0)), "workspace.look", weifang)

    with pytest.raises(IntegrityError):
        connection.check_constraints()


def test_what_the_database_refuses_is_an_error_of_django(weifang):
    with pytest.raises(DataError), transaction.atomic():
        actions.record(System(weifang), "x" * 61, weifang)


def test_personal_values_stay_out_of_the_log(weifang):
    actions.record(
        System(weifang),
        "division.call",
        a_division(weifang),
        personal={"phone": "13800000000", "name": "王某"},
        reason="回访",
    )

    entry = Entry.objects.get()
    assert entry.details == {"reason": "回访"}
    assert set(entry.commitments) == {"phone", "name"}
    assert "13800000000" not in str(entry.commitments)
    assert {one.name: one.value for one in Personal.objects.all()} == {
        "phone": "13800000000",
        "name": "王某",
    }
    assert list(chain.altered_personal(weifang.pk)) == []


def test_a_personal_value_that_was_changed_is_found(weifang):
    actions.record(System(weifang), "division.call", weifang, personal={"phone": "1"})

    Personal.objects.update(value="2")

    [fault] = chain.altered_personal(weifang.pk)
    assert (fault.code, fault.entry_id) == ("personal", Entry.objects.get().pk)


def test_erasing_takes_the_values_and_leaves_the_entry(weifang):
    by = System(weifang)
    actions.record(by, "division.call", weifang, personal={"phone": "1", "name": "2"})
    entry = Entry.objects.get()

    assert actions.erase(by, entry) == 2

    assert not Personal.objects.exists()
    assert [one.action for one in Entry.objects.order_by("id")] == ["division.call", "entry.erase"]


def test_many_acts_are_recorded_in_their_order(weifang):
    by = System(weifang)
    acts = [
        actions.Act(by, "division.count", "registry.division", number, {"number": number})
        for number in (3, 1, 2)
    ]

    actions.record_all(acts)
    actions.record_all([])

    found = Entry.objects.order_by("id").values_list("subject_id", "details")
    assert list(found) == [(3, {"number": 3}), (1, {"number": 1}), (2, {"number": 2})]


def test_only_administrators_and_auditors_read_the_log(
    weifang, acting, administrator, auditor, city_officer, stranger
):
    actions.record(System(weifang), "workspace.look", weifang)

    assert queries.visible_to(acting(administrator)).count() == 1
    assert queries.visible_to(acting(auditor)).count() == 1
    assert queries.visible_to(acting(city_officer)).count() == 0
    assert queries.visible_to(acting(stranger)).count() == 0


def test_another_workspace_reads_nothing(weifang, elsewhere, outsider):
    actions.record(System(weifang), "workspace.look", weifang)
    entry = Entry.objects.get()

    with pytest.raises(Http404):
        queries.get(System(elsewhere), entry.pk, to="read")


def test_an_auditor_erases_nothing(weifang, acting, auditor):
    actions.record(System(weifang), "workspace.look", weifang)
    entry = Entry.objects.get()

    assert queries.get(acting(auditor), entry.pk, to="read") == entry
    with pytest.raises(PermissionDenied):
        queries.get(acting(auditor), entry.pk, to="erase")


def test_a_things_page_shows_what_was_done_to_it_to_insiders(weifang, acting, owner, stranger):
    one, other = a_division(weifang), a_division(weifang, "370782", "诸城市")
    actions.record(System(weifang), "division.rename", one)
    actions.record(System(weifang), "division.rename", other)

    assert [entry.subject_id for entry in queries.entries_of(acting(owner), one)] == [one.pk]
    assert not queries.entries_of(acting(stranger), one)


def test_recent_changes_are_those_of_others_among_what_one_sees(weifang, acting, city_officer):
    mine, other = a_division(weifang), a_division(weifang, "370782", "诸城市")
    officer = acting(city_officer)
    actions.record(officer, "division.rename", mine)
    actions.record(System(weifang), "division.rename", mine)
    actions.record(System(weifang), "division.rename", other)
    since = Entry.objects.order_by("id")[0].at
    visible = {"registry.division": type(mine).objects.filter(pk=mine.pk)}

    [found] = queries.recent(officer, since=since, among=visible)

    assert (found.subject_id, found.user_id) == (mine.pk, None)
    assert not queries.recent(officer, since=since, among={})
