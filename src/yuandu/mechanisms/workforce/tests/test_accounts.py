"""Accounts and the staff list: whoever keeps the list says which account is whose."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.companies import a_company, a_worker, people_of
from tests.people import CityClient, a_user
from tests.threads import at_once
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry.models import Post
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.workforce import actions, queries
from yuandu.mechanisms.workforce.models import Worker
from yuandu.mechanisms.workforce.refusals import OddWorker

pytestmark = pytest.mark.django_db


class House:
    """A company, a worker without an account, and an account without a line."""

    def __init__(self) -> None:
        self.company = a_company()
        self.staff = people_of(self.company)
        self.hr = self.acting("hr_officer")
        self.line = a_worker(self.company, "90001")
        self.newcomer = a_user("newcomer", workspace=self.company, role="worker")

    def acting(self, persona: str):
        return actor_for(self.staff[persona], self.company)

    def link(self, account: str, line: Worker | None = None) -> str:
        """Link; return why not."""
        line = Worker.objects.get(pk=(line or self.line).pk)
        try:
            actions.link(by=self.hr, worker=line, account=account)
        except OddWorker as refused:
            return refused.why
        return ""

    @property
    def linked(self) -> int | None:
        return Worker.objects.get(pk=self.line.pk).user_id


@pytest.fixture
def house(db):
    return House()


def acts() -> list[str]:
    found = Entry.objects.filter(action__in=["workforce.link", "workforce.unlink"])
    return list(found.order_by("pk").values_list("action", flat=True))


def test_who_is_linked_is_on_the_staff_list_and_who_is_unlinked_is_not(house):
    newcomer = actor_for(house.newcomer, house.company)
    assert queries.oneself(newcomer) is None
    assert house.link(" newcomer ") == ""
    assert queries.oneself(newcomer) == house.line
    assert house.link("newcomer") == ""  # again: nothing changes, and nothing is logged
    assert house.link("") == ""
    assert queries.oneself(newcomer) is None
    assert house.link("") == "not-linked"
    assert acts() == ["workforce.link", "workforce.unlink"]


def test_an_account_has_one_line_and_a_line_one_account(house):
    assert house.link("company-worker") == "account-elsewhere"
    house.link("newcomer")
    a_user("second", workspace=house.company, role="worker")
    assert house.link("second") == "linked"
    assert house.linked == house.newcomer.pk


def test_only_accounts_of_people_here_are_linked(house, weifang):
    guest = a_user("guest", workspace=weifang)
    Post.objects.create(
        workspace=house.company, user=guest, role="worker", from_on=house.company.today()
    )
    a_user("idle", workspace=house.company)
    gone = a_user("gone", workspace=house.company, role="worker")
    Post.objects.filter(user=gone).update(to_on="2020-06-01")
    closed = a_user("closed", workspace=house.company, role="worker")
    closed.is_active = False
    closed.save()
    for name in ("guest", "idle", "gone", "closed", "nobody"):
        assert house.link(name) == "no-account", name
    assert house.linked is None
    assert acts() == []


def test_nobody_steps_into_a_line_with_their_own_account(house):
    Worker.objects.filter(user=house.staff["hr_officer"]).update(user=None)
    assert house.link(house.staff["hr_officer"].username) == "own-account"
    assert house.linked is None


def test_only_those_who_keep_the_list_link(house):
    for persona in set(house.staff) - {"hr_officer", "administrator"}:
        with pytest.raises(PermissionDenied):
            actions.link(by=house.acting(persona), worker=house.line, account="newcomer")
    assert house.linked is None


def test_what_another_linked_meanwhile_is_not_unlinked(house):
    house.link("newcomer")
    seen = Worker.objects.get(pk=house.line.pk)
    house.link("")
    a_user("second", workspace=house.company, role="worker")
    house.link("second")
    with pytest.raises(OddWorker):
        actions.link(by=house.hr, worker=seen, account="")
    assert house.linked is not None


def test_the_page_links_and_says_beside_the_form_why_not(house):
    browser = CityClient(house.company)
    browser.force_login(house.staff["hr_officer"])
    page = f"/staff/{house.line.pk}/"
    assert "用户名" in browser.get(page).content.decode()
    refused = browser.post(f"{page}account/", {"account": "nobody"})
    assert refused.status_code == 422
    assert "没有在本企业任职的账号" in refused.content.decode()
    assert browser.post(f"{page}account/", {"account": "newcomer"}).status_code == 302
    assert house.linked == house.newcomer.pk
    assert 'value="newcomer"' in browser.get(page).content.decode()
    assert browser.post(f"{page}account/", {"account": ""}).status_code == 302
    assert house.linked is None


def test_others_see_no_account_on_the_page(house):
    browser = CityClient(house.company)
    browser.force_login(house.staff["chair"])
    assert "用户名" not in browser.get(f"/staff/{house.line.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_lines_that_want_an_account_at_once_one_gets_it(house):
    other = a_worker(house.company, "90002")

    def take(line: Worker):
        return lambda: actions.link(by=house.hr, worker=line, account="newcomer")

    assert sorted(at_once(take(house.line), take(other))) == ["done", "worker-not-kept"]
    assert Worker.objects.filter(user=house.newcomer).count() == 1
