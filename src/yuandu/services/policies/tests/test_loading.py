"""The folder's books as policies in force, and the facts they are checked on."""

import datetime

import pytest

from tests.people import TODAY, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import kinds
from yuandu.services.policies import library, providers, queries
from yuandu.services.policies.loading import load_library
from yuandu.services.policies.models import Policy, PolicyVersion
from yuandu.services.policies.tests.records import a_fact, a_firm


@pytest.fixture(autouse=True)
def nobody_else_knows(monkeypatch):
    """Let no higher room add what it knows of firms."""
    monkeypatch.setattr(providers, "_registered", {})


def test_every_book_of_the_folder_is_a_version_and_loading_twice_is_nothing(weifang):
    by = Actor.system(weifang)

    load_library(by)
    again = load_library(by)

    assert PolicyVersion.objects.count() == len(library.books()) == len(again)
    assert Policy.objects.count() == len({book.series for book in library.books()})


def test_of_a_series_one_version_is_in_force_on_each_day(weifang):
    by = Actor.system(weifang)
    load_library(by)

    def hashes(on: datetime.date) -> set[str]:
        return {one.hash for one in queries.in_force(by, on)}

    new, old = library.book("2-专"), library.book("63-2")
    eve = new.effective_from - datetime.timedelta(days=1)
    assert old.hash in hashes(eve)
    assert new.hash not in hashes(eve)
    assert new.hash in hashes(new.effective_from)
    assert old.hash not in hashes(new.effective_from)


def test_every_fact_of_the_vocabulary_can_be_reported():
    assert {kind.code for kind in library.vocabulary()} <= {kind.code for kind in kinds.facts}


@pytest.fixture
def without_providers(monkeypatch):
    monkeypatch.setattr(providers, "_registered", {})


@pytest.mark.usefixtures("without_providers")
def test_facts_are_read_as_they_were_known_on_the_day(weifang, django_assert_num_queries):
    firm = a_firm(weifang, "示例公司", research=200, staff=None)
    a_fact(firm, "established_on", "2012-03-01", year=None)
    other = an_organisation(weifang, "另一公司")

    with django_assert_num_queries(1):
        facts = queries.facts_of(weifang, [firm.pk, other.pk], TODAY)
    before = queries.facts_of(weifang, [firm.pk], datetime.date(TODAY.year - 1, 6, 30))

    assert facts[firm.pk].values == {
        f"rd_expense_{TODAY.year - 1}": 2_000_000,
        "established_on": datetime.date(2012, 3, 1),
    }
    assert facts[other.pk].values == {}
    assert before[firm.pk].values == {}


@pytest.mark.usefixtures("without_providers")
def test_a_value_that_cannot_be_is_unknown_and_hides_no_other(weifang):
    firm = a_firm(weifang, "示例公司", research=-5, staff=20)

    facts = queries.facts_of(weifang, [firm.pk], TODAY)[firm.pk]

    assert facts.values == {f"staff_{TODAY.year - 1}": 20}


@pytest.mark.usefixtures("without_providers")
def test_a_provider_adds_what_no_firm_reports(weifang):
    firm = an_organisation(weifang)
    code = next(kind.code for kind in library.vocabulary() if kind.kind == "flag")
    providers.register("test", lambda workspace, parties, on: {firm.pk: {code: True}})

    assert queries.facts_of(weifang, [firm.pk], TODAY)[firm.pk].values == {code: True}
