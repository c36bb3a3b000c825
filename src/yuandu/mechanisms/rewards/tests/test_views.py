"""The pages: what they show and to whom, what they refuse, and that they stay flat."""

import datetime
import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from tests.companies import a_section, a_worker, people_of
from tests.links import broken_after_refusal
from tests.people import TODAY, CityClient
from yuandu.mechanisms.rewards.actions import awards, payroll
from yuandu.mechanisms.rewards.models import Adoption, Award, FundYear, Rule
from yuandu.mechanisms.rewards.tests.records import (
    a_fund,
    a_rule,
    a_worker_of,
    an_adoption,
    an_idea,
    the_house,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def staff(company):
    found = people_of(company)
    a_rule(company)
    return found


@pytest.fixture
def signed_in(company, staff):
    def sign_in(name):
        client = CityClient(company)
        client.force_login(staff[name])
        return client

    return sign_in


def an_approved_award(company, **fields):
    house = the_house(company)
    award = awards.propose(by=house, proposal=an_idea(company, **fields))
    return awards.approve(by=house, award=award)


def test_the_fund_page_tells_what_is_granted_reserved_paid_and_left(company, signed_in):
    a_fund(company)
    an_approved_award(company)

    said = signed_in("worker").get("/rewards/").content.decode()

    for words in ("1000万元", "5,500.00", "9,994,500.00", "得奖不足五人"):
        assert words in said
    assert "焊接科" not in said  # where one person has a part, the sum stays unnamed


def test_money_is_granted_on_the_page_and_once(company, signed_in):
    client = signed_in("finance_officer")
    given = {"year": TODAY.year, "amount": "10000000", "words": "厂字1号", "key": "one"}

    for _ in range(2):
        assert client.post("/rewards/grant/", given).status_code == 302

    assert FundYear.objects.get().granted == 10_000_000


@pytest.mark.parametrize("amount", ["0", "-5", "x", "1e30", "10000000000", "1.001", ""])
def test_odd_amounts_are_refused_on_the_page(company, signed_in, amount):
    given = {"year": TODAY.year, "amount": amount, "key": "one"}

    assert signed_in("finance_officer").post("/rewards/grant/", given).status_code == 422
    assert not FundYear.objects.exists()


def test_the_rule_is_published_on_the_page(company, signed_in):
    client = signed_in("improvement_officer")
    given = {
        "from_on": str(TODAY + datetime.timedelta(days=1)),
        "least": "100",
        "cap": "50000",
        "royalty_percent": "5",
        "royalty_least": "20",
        "royalty_most": "1000",
        "end_0": "10000",
        "percent_0": "8",
        "end_1": "",
        "percent_1": "2.5",
    }

    assert client.post("/rewards/rule/publish/", given).status_code == 302
    assert Rule.objects.first().terms["bands"] == [["10000", "0.08"], [None, "0.025"]]
    odd = client.post("/rewards/rule/publish/", given | {"cap": "1"})
    assert odd.status_code == 422
    assert "下限不能高于上限" in odd.content.decode()


def test_anybody_does_the_sum_again(company, signed_in):
    asked = {"lane": "project", "benefit": "100000", "shares": "50 30 20"}
    asked["version"] = Rule.objects.get().pk

    said = signed_in("worker").get("/rewards/rule/recompute/", asked).content.decode()

    for amount in ("1,000.00", "4,500.00", "5,500.00", "2,750.00", "1,650.00", "275.00"):
        assert amount in said


@pytest.mark.parametrize(
    "changed",
    [
        {"shares": "a b"},
        {"shares": "NaN"},
        {"shares": "0"},
        {"shares": "1 " * 21},
        {"benefit": "-1"},
        {"lane": "instant", "grade": ""},
        {"lane": "x"},
        {"version": "9999999"},
    ],
)
def test_odd_sums_are_refused(company, signed_in, changed):
    asked = {"lane": "project", "benefit": "1", "shares": "1", "version": Rule.objects.get().pk}

    answer = signed_in("worker").get("/rewards/rule/recompute/", asked | changed)

    assert answer.status_code == 422


def test_an_author_sees_the_own_part_in_capitals_and_nobody_elses(company, signed_in):
    a_fund(company)
    award = an_approved_award(company)

    said = signed_in("worker").get(f"/rewards/mine/{award.pk}/").content.decode()

    assert "伍仟伍佰元整" in said
    assert award.number in signed_in("worker").get("/rewards/mine/").content.decode()
    assert signed_in("other_worker").get(f"/rewards/mine/{award.pk}/").status_code == 404
    assert award.number not in signed_in("other_worker").get("/rewards/mine/").content.decode()
    paper = signed_in("worker").get(f"/rewards/mine/{award.pk}/paper/")
    assert b"".join(paper).startswith(b"%PDF")


def test_the_queue_is_approved_as_far_as_the_fund_reaches(company, signed_in):
    a_fund(company, 6000)
    house = the_house(company)
    queued = [awards.propose(by=house, proposal=an_idea(company)) for _ in range(2)]
    client = signed_in("improvement_officer")

    answer = client.post("/rewards/awards/", {"award": [each.pk for each in queued]}, follow=True)

    assert "继续排队1项" in answer.content.decode()
    refused = client.post(f"/rewards/awards/{queued[1].pk}/approve/", follow=True)
    assert "剩余500.00元" in refused.content.decode()
    assert list(Award.objects.order_by("pk").values_list("state", flat=True)) == [
        "approved",
        "proposed",
    ]
    for odd in ([], ["x"], ["9" * 40], ["0"]):
        assert client.post("/rewards/awards/", {"award": odd}).status_code == 422
    assert broken_after_refusal(client, "/rewards/awards/") == []


def test_payroll_takes_the_list_with_how_it_is_taxed(company, signed_in):
    fund = a_fund(company)
    authors = {a_worker_of(company, "worker"): "0.5", a_worker_of(company, "chair"): "0.5"}
    for _ in range(2):
        an_approved_award(company, authors=authors)
    listed = payroll.export(by=the_house(company), fund=fund)
    client = signed_in("hr_officer")

    sheet = client.get(f"/rewards/payrolls/{listed.pk}.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(sheet)))
    rows = book.get_sheet_by_index(0).to_python()

    assert sum(Decimal(str(row[5])) for row in rows[-2:]) == 11_000
    assert rows[-1][4] == 2
    assert "工资、薪金所得" in rows[-1]
    assert client.post(f"/rewards/payrolls/{listed.pk}/paid/", {"on": TODAY}).status_code == 302
    assert FundYear.objects.get().spent == 11_000
    assert "已发放" in client.get(f"/rewards/payrolls/{listed.pk}/").content.decode()


def test_a_team_leader_gets_a_sheet_for_signatures_of_the_own_section(company, signed_in):
    a_fund(company)
    an_approved_award(company, award=50)

    own = signed_in("team_leader").get("/rewards/section/").content.decode()
    other = signed_in("other_team_leader").get("/rewards/section/").content.decode()

    assert "50.00" in own
    assert "50.00" not in other
    assert signed_in("team_leader").get("/rewards/section/?month=13").status_code == 404


def test_an_idea_is_suggested_on_the_page_with_its_reasons(company, signed_in):
    author = a_worker(company, "90001", job="焊工")
    a_worker(company, "90002", section="S02", job="焊工")
    a_worker(company, "90003", section="S02", job="焊工")
    idea, client = an_idea(company, authors={author: "1"}), signed_in("evaluator")

    assert "2人与作者同岗位" in client.get(f"/spreading/suggest/{idea.pk}/").content.decode()
    given = {"section": a_section(company, "S02").pk}
    assert client.post(f"/spreading/suggest/{idea.pk}/", given).status_code == 302

    assert Adoption.objects.get().reasons == [["same_job", 2]]
    assert client.post(f"/spreading/suggest/{idea.pk}/", given).status_code == 422
    here = signed_in("other_team_leader").get("/spreading/").content.decode()
    assert idea.number in here
    assert idea.number not in signed_in("team_leader").get("/spreading/").content.decode()
    elsewhere = signed_in("team_leader").get("/spreading/?show=elsewhere").content.decode()
    assert idea.number in elsewhere


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("worker", "/rewards/"),
        ("worker", "/rewards/rule/"),
        ("worker", "/rewards/mine/"),
        ("improvement_officer", "/rewards/awards/"),
        ("hr_officer", "/rewards/payroll/"),
        ("team_leader", "/rewards/section/"),
        ("other_team_leader", "/spreading/"),
        ("improvement_officer", "/spreading/?show=all"),
        ("other_team_leader", "/spreading/%s/"),
    ],
)
def test_pages_stay_flat(company, signed_in, django_assert_max_num_queries, name, path):
    a_fund(company)
    for _ in range(4):
        an_approved_award(company, award=50)
        adoption = an_adoption(company, an_idea(company))
    client = signed_in(name)
    client.get("/rewards/")

    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(path % adoption.pk if "%" in path else path)

    assert answer.status_code == 200


def test_an_idea_page_shows_where_it_runs(company, signed_in):
    idea = an_adoption(company, an_idea(company), upto="in_use").proposal

    said = signed_in("worker").get(f"/proposals/{idea.pk}/").content.decode()

    assert "装配科" in said
    assert "使用中" in said
    assert f"/spreading/suggest/{idea.pk}/" not in said
    office = signed_in("improvement_officer").get(f"/proposals/{idea.pk}/").content.decode()
    assert f"/spreading/suggest/{idea.pk}/" in office
