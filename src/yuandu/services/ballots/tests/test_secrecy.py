"""Of a secret ballot no key, no value and no transaction leads from an elector to a paper."""

import hashlib
from collections import defaultdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.companies import a_company
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.ballots import actions
from yuandu.services.ballots.models import Ballot, Elector, Paper
from yuandu.services.ballots.tests.setting import an_open_ballot, elector_of, voters_of

pytestmark = pytest.mark.django_db(transaction=True)
FOR = {1: "for", 2: "against"}
# What all papers and all electors of a ballot have in common: through it everybody leads to all.
COMMON = {"ballots_ballot", "ballots_question", "workspaces_workspace"}
LEAST_BYTES = 4  # shorter values coincide by chance


@pytest.fixture
def voters():
    return voters_of(a_company(), 6)


@pytest.fixture
def ballot(voters):
    with connection.cursor() as cursor:
        # Where earlier tests left room, new rows would lie in whatever order.
        cursor.execute("TRUNCATE ballots_paper")
    made = an_open_ballot(voters[0].workspace, voters)
    for each in voters:
        actions.vote(by=each, ballot=made, choices=FOR)
    return made


def rows(query: str, *given: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchall()


def tables() -> list[str]:
    return [name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def transactions(table: str) -> set[str]:
    found = rows(f"SELECT DISTINCT xmin::text FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own names
    return {xmin for (xmin,) in found}


def test_no_key_leads_from_an_elector_to_a_paper_but_through_the_whole_ballot(db):
    near = defaultdict(set)
    for one, other in rows(
        "SELECT conrelid::regclass::text, confrelid::regclass::text"
        " FROM pg_constraint WHERE contype = 'f'"
    ):
        if not {one, other} & COMMON:
            near[one].add(other)
            near[other].add(one)
    assert near["ballots_elector"] >= {"accounts_user", "ballots_openvote"}  # the graph is there
    assert not near["ballots_paper"]


def test_a_paper_has_these_columns_and_none_that_tells_a_time_or_an_order(db):
    columns = dict(
        rows(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_name = 'ballots_paper'"
        )
    )
    assert columns == {
        "id": "uuid",
        "workspace_id": "bigint",
        "question_id": "bigint",
        "weight": "bigint",
        "commitment": "bytea",
        "ticket": "character varying",
        "choice": "character varying",
        "blinding": "bytea",
    }


def values(found: list[tuple]) -> set[bytes]:
    """Return what stands in rows, as bytes, also as it is written in hexadecimal digits."""
    kept = set()
    for value in (value for row in found for value in row):
        plain = bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
        kept |= {plain, plain.hex().encode(), hashlib.sha256(plain).hexdigest().encode()}
    return {each for each in kept if len(each) >= LEAST_BYTES}


def test_no_value_of_an_elector_stands_on_a_paper(ballot):
    own = rows("SELECT * FROM ballots_elector")
    logged = rows("SELECT * FROM audit_entry WHERE action = 'ballots.take'")
    papers = rows("SELECT id, ticket, commitment, blinding FROM ballots_paper")
    assert (len(own), len(logged), len(papers)) == (6, 6, 12)
    assert not values([*own, *logged]) & values(papers)
    # Nor does any text anywhere name a paper, or what came with it.
    words = {str(value) for row in papers for value in row[:2]}
    words |= {bytes(value).hex() for row in papers for value in row[2:]}
    assert words
    for table in set(tables()) - {"ballots_paper"}:
        name = connection.ops.quote_name(table)
        for (text,) in rows(f"SELECT t::text FROM {name} AS t"):  # noqa: S608 - our own names
            assert not [word for word in words if word in text], table


def test_casting_reads_no_name_and_writes_papers_alone(voters):
    ballot = an_open_ballot(voters[0].workspace, voters)
    ticket = str(actions.take(by=voters[0], ballot=ballot, secret="s" * 32))
    with CaptureQueriesContext(connection) as asked:
        actions.cast(ballot=ballot, ticket=ticket, choices=FOR)
    said = [each["sql"].replace('"', "") for each in asked]
    for name in ("ballots_elector", "accounts_", "audit_", "notices_"):
        assert not [sql for sql in said if name in sql]
    writes = [sql for sql in said if sql.split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert [sql.split()[:3] for sql in writes] == [["INSERT", "INTO", "ballots_paper"]]


def test_the_transaction_of_a_paper_wrote_nothing_else(ballot):
    casting = transactions("ballots_paper")
    assert len(casting) == 6
    for table in set(tables()) - {"ballots_paper"}:
        assert not transactions(table) & casting, table


def test_after_the_close_a_paper_has_no_ticket_and_no_place_in_an_order(ballot):
    cast = set(Paper.objects.values_list("id", flat=True))
    actions.close(by=Actor.system(ballot.workspace), ballot=ballot)
    kept = Paper.objects.values_list("ticket", "choice", "blinding").distinct()
    assert list(kept) == [(None, "", None)]
    assert not cast & set(Paper.objects.values_list("id", flat=True))
    assert Ballot.objects.get().key is None
    assert not transactions("ballots_paper") & transactions("ballots_elector")
    # All papers are of one transaction, in the order of their seals.
    assert len(transactions("ballots_paper")) == 1
    found = [
        bytes(seal)
        for (seal,) in rows("SELECT commitment FROM ballots_paper ORDER BY question_id, ctid")
    ]
    half = len(found) // 2
    assert found == sorted(found[:half]) + sorted(found[half:])


def test_a_cancelled_ballot_keeps_no_paper_and_no_key(ballot, voters):
    actions.cancel(by=Actor.system(ballot.workspace), ballot=ballot, reason="样本·有疑")
    assert not Paper.objects.exists()
    assert Ballot.objects.get().key is None
    assert elector_of(ballot, voters[0]).took_part  # who took part is no secret
    assert Elector.objects.count() == 6
