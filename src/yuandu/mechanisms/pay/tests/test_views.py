import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import CityClient
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets import queries as uploads
from yuandu.kernel.sheets.models import Upload
from yuandu.mechanisms.pay import actions
from yuandu.mechanisms.pay.models import Slip
from yuandu.mechanisms.pay.tests.records import MONTH, Company

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    made = Company()
    made.pay()
    made.give()
    rule = made.rule()
    actions.simulate(by=made.system, rule=rule)
    actions.put_in_force(by=made.system, rule=rule)
    made.pay(month=datetime.date(2026, 11, 1))
    return made


@pytest.fixture
def browser(company):
    def sign_in(persona):
        client = CityClient(company.workspace)
        client.force_login(company.users[persona])
        return client

    return sign_in


@pytest.mark.parametrize(
    ("persona", "path"),
    [
        ("worker", "/pay/"),
        ("hr_officer", "/pay/slips/"),
        ("chair", "/pay/distribution/"),
        ("worker", "/pay/promise/"),
        ("worker", "/pay/rules/"),
    ],
)
def test_pages_ask_a_bounded_number_of_questions(
    browser, persona, path, django_assert_max_num_queries
):
    client = browser(persona)
    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200


def test_my_pay_explains_itself_and_is_not_kept_by_the_browser(browser):
    response = browser("worker").get("/pay/")

    page = response.content.decode()
    assert "捌仟元整" in page
    assert "季度评定" in page
    assert response["Cache-Control"] == "private, no-store"


def test_odd_rules_and_benchmarks_are_told_and_nothing_is_written(browser):
    response = browser("hr_officer").post(
        "/pay/rules/add/",
        {
            "name": "办法",
            "results": "50",
            "contribution": "50",
            "differentiation": "50",
            "most_share": "20",
            "budget": "1000",
            "quarter": "2026-08-15",
        },
    )

    assert response.status_code == 422
    assert "100" in response.content.decode()


def _file(rows):
    head = "工号,月份,岗级,基本工资,调整工资,其他,应发工资"
    return "\n".join([head, *rows]).encode()


def test_payroll_sends_a_month_and_odd_lines_are_told(company, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    by = company.actor("hr_officer")
    number = company.worker("worker").number

    upload = _sent(by, _file([f"{number},2026-12,T5,6000,0,100,6100", "X9,2026-10,T5,1,1,1,4"]))

    codes = {each["code"] for row in upload.rows.all() for each in row.problems}
    assert {"month-ahead", "unknown-worker", "does-not-add-up"} <= codes


def _sent(by, content):
    upload = sheets.receive(
        by=by, layout=layouts.get("pay-slips"), file=SimpleUploadedFile("a.csv", content)
    )
    return sheets.read(by=by, upload=upload)


def test_what_payroll_sent_is_read_neither_by_administrator_nor_auditor(
    company, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    by = company.actor("hr_officer")
    number = company.worker("worker").number
    upload = _sent(by, _file([f"{number},2026-10,T5,6000,0,100,6100"]))

    assert uploads.visible_to(by).filter(pk=upload.pk).exists()
    for persona in ("administrator", "auditor", "chair", "finance_officer"):
        assert not uploads.visible_to(company.actor(persona)).exists()
    assert Upload.objects.count() == 1


def test_a_figure_of_pay_opens_to_months_not_to_people(browser):
    page = browser("chair").get("/figures/pay.average.amount/").content.decode()

    assert "2026-10" in page
    assert Slip.objects.filter(month=MONTH).first().worker.name not in page
    assert Decimal(8000) == Slip.objects.filter(month=MONTH).first().gross


def test_programs_read_a_distribution_above_the_floor_alone(browser):
    chair = browser("chair")

    told = chair.get("/api/v1/pay/distribution").json()
    assert (told["month"], told["is_below_floor"]) == ("2026-11-01", False)
    people = [each["people"] for each in told["bands"]]
    assert sum(each or 0 for each in people) == Slip.objects.filter(month="2026-11-01").count()
    assert chair.get("/api/v1/pay/distribution?month=2020-01-01").status_code == 404
    assert browser("worker").get("/api/v1/pay/distribution").status_code == 403

    Slip.objects.filter(month=MONTH, pk__gt=Slip.objects.filter(month=MONTH)[8].pk).delete()
    few = chair.get(f"/api/v1/pay/distribution?month={MONTH}").json()
    assert (few["is_below_floor"], few["bands"], few["groups"]) == (True, [], [])


def test_programs_and_desks_know_of_drafts_what_pages_know(company, browser):
    draft = company.rule(name="新一版")

    rules = browser("chair").get("/api/v1/pay/rules").json()["rules"]
    assert [each["state"] for each in rules] == ["draft", "in_force"]
    worker = browser("worker")
    assert [each["state"] for each in worker.get("/api/v1/pay/rules").json()["rules"]] == [
        "in_force"
    ]
    assert worker.get(f"/api/v1/pay/rules/{draft.pk}").status_code == 404
    assert "待测算的工资调整办法" in browser("hr_officer").get("/workbench/").content.decode()

    actions.simulate(by=company.system, rule=draft)
    assert "待施行的工资调整办法" in browser("chair").get("/workbench/").content.decode()
    assert "待施行的工资调整办法" not in browser("hr_officer").get("/workbench/").content.decode()
