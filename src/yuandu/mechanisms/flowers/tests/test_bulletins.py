"""A week's bulletin: its figures, its words where little is known, once however often it is made."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.flowers import bulletins, chores
from yuandu.mechanisms.flowers.models import Bulletin
from yuandu.mechanisms.flowers.tests.records import a_kind, filed, weekly

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
WEEK = "2026-11-16"
MARKETS = ("青州花卉市场", "昌邑花卉市场", "济南花卉市场")
STEADY = ["30", "30", "30", "30", "30", "30", "30", "30", "30"]


@pytest.fixture
def quoted(weifang, tmp_path):
    kind = a_kind(weifang)
    rows = [row for name in MARKETS for row in weekly([*STEADY, "33"], "2026-09-15", name)]
    filed(weifang, tmp_path, *rows)
    return kind


def test_a_bulletin_tells_what_rose_with_the_rows_behind(
    weifang, quoted, sign_in, django_assert_max_num_queries
):
    made = bulletins.make(by=Actor.system(weifang))
    url = reverse("flowers:bulletin", args=[WEEK])

    with django_assert_max_num_queries(MOST_QUERIES):
        page = sign_in().get(url).text
    english = sign_in().get(url, headers={"accept-language": "en"}).text

    assert str(made.week) == WEEK
    (line,) = made.facts["risen"]
    assert (line["cells"], round(line["change"], 3)) == (3, 0.1)
    assert "+10.0%" in page
    assert quoted.get_absolute_url() in page
    assert "10.0% more than the week before" in english
    assert "Moth orchid" in english
    assert "No market is in this state" in english
    assert "Nothing is foretold" in english


def test_papers_and_quotes_go_out(weifang, quoted, sign_in):
    bulletins.make(by=Actor.system(weifang))
    reader = sign_in()

    pdf = reader.get(reverse("flowers:bulletin_pdf", args=[WEEK]))
    word = reader.get(reverse("flowers:bulletin_word", args=[WEEK]))
    rows = reader.get(reverse("flowers:bulletin_sheet", args=[WEEK, "csv"]))

    assert pdf.status_code == word.status_code == 200
    assert word.content[:2] == b"PK"
    assert len(b"".join(rows.streaming_content).decode().splitlines()) == 4
    assert WEEK in reader.get(reverse("flowers:bulletins")).text


def test_it_is_made_once_and_stays_though_quotes_are_corrected(weifang, quoted, tmp_path):
    chores.tell(weifang)
    first = Bulletin.objects.get()
    filed(weifang, tmp_path, *[row for row in weekly(["20"], WEEK) if row])

    chores.tell(weifang)

    again = Bulletin.objects.get()
    assert (again.pk, again.facts) == (first.pk, first.facts)
    assert Entry.objects.filter(action="flowers.bulletin").count() == 1


def test_without_quotes_there_is_none_and_odd_addresses_find_none(weifang, sign_in):
    chores.tell(weifang)

    assert not Bulletin.objects.exists()
    for week in (WEEK, "odd", "2026-13-01"):
        assert sign_in().get(f"/flowers/bulletins/{week}/").status_code == 404


def test_few_markets_say_nothing_of_a_kind(weifang, tmp_path, sign_in):
    a_kind(weifang)
    filed(weifang, tmp_path, *weekly(["30", "33"], "2026-11-10"))

    made = bulletins.make(by=Actor.system(weifang))

    assert (made.facts["risen"], made.facts["thin"]) == ([], 1)
    assert "少于3个" in sign_in().get(made.get_absolute_url()).text


def test_who_keeps_no_market_data_makes_none(weifang, owner):
    with pytest.raises(PermissionDenied):
        bulletins.make(by=actor_for(owner, weifang))
