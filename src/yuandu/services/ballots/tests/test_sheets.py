"""Workbooks: a roll comes in as the ballot knows it, once; results go out as they were counted."""

from decimal import Decimal

import pytest

from tests.companies import a_company, people_of
from tests.people import CityClient
from yuandu.kernel.accounts.models import User
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.services.ballots import actions, sheets
from yuandu.services.ballots.models import Elector
from yuandu.services.ballots.tests.setting import a_draft, an_open_ballot, voters_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def voters(company):
    return voters_of(company, 3)


def rows(ballot, *lines):
    names = ("account", "label", "weight")
    return [
        Row(number, {"ballot": str(ballot.pk)} | dict(zip(names, line, strict=True)))
        for number, line in enumerate(lines, start=2)
    ]


def account_of(voter):
    return User.objects.get(pk=voter.user_id).username


def test_a_roll_comes_in_and_what_stands_there_is_known_again(system, company, voters):
    ballot = a_draft(company, voters[:1], per_share=True)
    given = rows(
        ballot,
        (account_of(voters[0]), "voter-0", None),
        (account_of(voters[1]), "样本·乙", Decimal(7)),
        (None, "样本·丙", Decimal(2)),
    )
    stood = sheets.existing(system, given)
    assert set(stood) == {2}
    assert not list(sheets.resolve(system, given))
    for row in given:
        row.is_new = row.number not in stood
    assert sheets.commit(system, given).created == 2
    roll = Elector.objects.filter(ballot=ballot)
    assert list(roll.values_list("number", "label", "user", "weight")) == [
        (1, "voter-0", voters[0].user_id, 1),
        (2, "样本·乙", voters[1].user_id, 7),
        (3, "样本·丙", None, 2),
    ]
    assert set(sheets.existing(system, given)) == {2, 3, 4}
    assert [line["label"] for line in sheets.export(system)] == ["voter-0", "样本·乙", "样本·丙"]


def test_what_the_room_knows_to_be_wrong_is_said_by_its_cell(system, company, voters):
    ballot, opened = a_draft(company, voters[:1]), an_open_ballot(company, voters)
    stranger = voters_of(a_company(slug="other"), 1, prefix="other-")[0]
    given = rows(
        ballot,
        (account_of(voters[0]), "另一个名字", None),
        (account_of(stranger), "样本·丁", None),
        (account_of(voters[1]), "样本·乙", Decimal(2)),
        (account_of(voters[2]), "样本·丙", Decimal("0.5")),
    )
    given += [Row(9, {"ballot": str(opened.pk), "label": "样本·戊"}), Row(10, {"ballot": "²"})]
    found = {(each.row, each.code, each.field) for each in sheets.resolve(system, given)}
    assert found == {
        (2, "kept", "label"),
        (3, "account", "account"),
        (4, "weight", "weight"),
        (5, "weight", "weight"),
        (9, "ballot", "ballot"),
        (10, "ballot", "ballot"),
    }
    assert {each.code for each in sheets.resolve(system, given)} == set(sheets.SENTENCES)


def test_results_go_out_to_who_reads_all_of_them(system, company, voters):
    ballot = an_open_ballot(company, voters)
    for each in voters:
        actions.vote(by=each, ballot=ballot, choices={1: "for"})
    an_open_ballot(company, voters)
    actions.close(by=system, ballot=ballot)
    first, second = sheets.results(system)
    assert (first["cast"], first["electorate"], first["result"]) == (3, 3, "carried")
    assert (second["cast"], second["result"], second["digest"]) == (0, "no_quorum", ballot.digest)
    people = people_of(company)
    for name, status in (("auditor", 200), ("worker", 404)):
        browser = CityClient(company)
        browser.force_login(people[name])
        answer = browser.get("/sheets/ballots-results/export.xlsx")
        assert answer.status_code == status, name
        # Read to its end: a workbook that nobody reads is a file that stays open.
        assert answer.getvalue().startswith(b"PK" if status == 200 else b"<!")
