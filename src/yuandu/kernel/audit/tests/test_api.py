import datetime

import pytest

from yuandu.kernel.audit import actions, chain, sequencing
from yuandu.kernel.audit.tests.people import System

MIDNIGHT = datetime.datetime(2026, 11, 24, 16, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _log(weifang):
    for number in range(3):
        actions.record(System(weifang), "workspace.count", weifang, number=number)
    sequencing.Sequencer().run()
    sequencing.close_days(MIDNIGHT)


def test_programs_read_the_log_page_by_page(sign_in, auditor):
    browser = sign_in(auditor)

    first = browser.get("/api/v1/audit/entries/?size=2").json()
    last = browser.get(f"/api/v1/audit/entries/?size=2&before={first['before']}").json()

    numbers = [entry["details"]["number"] for entry in first["entries"] + last["entries"]]
    assert numbers == [2, 1, 0]
    assert last["before"] is None


def test_programs_read_the_roots(sign_in, auditor, weifang):
    [root] = sign_in(auditor).get("/api/v1/audit/roots/").json()

    assert root == {"on": "2026-11-24", "count": 3, "hash": chain.head(weifang.pk).hash.hex()}


@pytest.mark.parametrize("path", ["entries", "roots"])
def test_strangers_find_nothing_and_insiders_are_refused(sign_in, stranger, owner, path):
    assert sign_in(stranger).get(f"/api/v1/audit/{path}/").status_code == 404
    assert sign_in(owner).get(f"/api/v1/audit/{path}/").status_code == 403


@pytest.mark.parametrize(
    "asked", ["number=x", "number=99999999999999999999", "day=x", "before=-1", "size=501", "size=0"]
)
def test_odd_requests_are_refused(sign_in, auditor, asked):
    assert sign_in(auditor).get(f"/api/v1/audit/entries/?{asked}").status_code == 422
