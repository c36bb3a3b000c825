"""Pages of monthly reports: the grid takes what is typed, and loses nothing that is wrong."""

import datetime

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.tests.records import WAN
from yuandu.mechanisms.reporting import actions, rules, wording
from yuandu.mechanisms.reporting.models import LightTerms, Report, Round
from yuandu.mechanisms.reporting.tests.records import (
    a_filing,
    a_locked_month,
    a_project_to_report,
    a_round,
    an_entry,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(weifang):
    return Actor.system(weifang)


@pytest.fixture
def project(weifang):
    return a_project_to_report(weifang)


def boxes(project, **values):
    """Return what a browser sends of a project's line."""
    sent = {
        "invested": "", "progress_share": "", "progress": "", "funds_in_place": "unknown",
        "needs": "", "factor": "", "corrected": "", "correction": "", "brought_forward": "", "explanation": "",
    }  # fmt: skip
    return {f"{project.pk}-{name}": value for name, value in (sent | values).items()}


def test_a_clerk_is_led_to_the_countys_own_month(sign_in, county_officer, weifang, project):
    filing = a_filing(weifang)

    found = sign_in(county_officer).get("/reports/")

    assert found.status_code == 302
    assert found["Location"].endswith(f"/reports/filings/{filing.pk}/")


def test_what_is_lacking_is_chosen_beside_the_words(
    sign_in, county_officer, city_officer, weifang, project
):
    a_locked_month(weifang, **{f"p{project.pk}": an_entry(120, needs="用电", factor="energy")})
    filing = a_filing(weifang)
    desk, path = sign_in(county_officer), f"/reports/filings/{filing.pk}/"
    assert '<option value="energy" selected>' in desk.get(path).text

    sent = boxes(project, invested="10", progress="主体封顶", needs="用地", factor="land")
    assert desk.post(path, sent).status_code == 302

    report = Report.objects.get(filing=filing)
    assert (report.needs, report.factor) == ("用地", "land")
    needs = f"/reports/rounds/{filing.round_id}/needs/"
    assert "用地" in sign_in(city_officer).get(f"{needs}?factor=land").text
    assert project.name not in sign_in(city_officer).get(f"{needs}?factor=none").text
    odd = desk.post(path, sent | {f"{project.pk}-factor": "moon"})
    assert odd.status_code == 422


def test_the_grid_begins_with_what_was_said_last_month(sign_in, county_officer, weifang, project):
    a_locked_month(weifang, **{f"p{project.pk}": an_entry(120)})

    page = sign_in(county_officer).get(f"/reports/filings/{a_filing(weifang).pk}/").content.decode()

    assert 'value="主体封顶"' in page
    assert 'value="40"' in page
    assert 'data-same="120"' in page


def test_a_line_is_saved_in_ten_thousand_yuan(sign_in, county_officer, weifang, project):
    filing = a_filing(weifang)
    sent = boxes(
        project, invested="1.2亿", progress_share="40", progress="封顶", funds_in_place="false"
    )

    saved = sign_in(county_officer).post(f"/reports/filings/{filing.pk}/", sent)

    report = Report.objects.get()
    assert saved.status_code == 302
    assert report.invested == 12_000 * WAN
    assert (str(report.progress_share), report.funds_in_place) == ("0.4000", False)


def test_what_is_wrong_is_shown_at_its_box_and_nothing_typed_is_lost(
    sign_in, county_officer, weifang, project
):
    other = a_project_to_report(weifang)
    filing = a_filing(weifang)
    sent = boxes(project, invested="12", progress_share="105", progress="屋面") | boxes(
        other, invested="abc", needs="用地"
    )

    page = sign_in(county_officer).post(f"/reports/filings/{filing.pk}/", sent)

    text = page.content.decode()
    assert page.status_code == 422
    assert not Report.objects.exists()
    assert all(f'value="{typed}"' in text for typed in ("12", "105", "屋面", "abc", "用地"))
    assert text.count('aria-invalid="true"') == 1  # what cannot be read comes first


def test_what_the_rules_refuse_is_marked_too(sign_in, county_officer, weifang, project):
    filing = a_filing(weifang)
    sent = boxes(project, invested="12", progress_share="105")

    page = sign_in(county_officer).post(f"/reports/filings/{filing.pk}/", sent)

    assert page.status_code == 422
    assert f'id="id_{project.pk}-progress_share_error"' in page.content.decode()


def test_a_line_without_this_months_money_is_not_taken_for_reported(
    sign_in, county_officer, weifang, project
):
    sent = boxes(project, progress="封顶")

    page = sign_in(county_officer).post(f"/reports/filings/{a_filing(weifang).pk}/", sent)

    assert page.status_code == 422
    assert not Report.objects.exists()


def test_a_project_that_came_to_the_list_meanwhile_stops_nobody(
    sign_in, county_officer, weifang, project
):
    filing = a_filing(weifang)
    actions.enter(by=Actor.system(weifang), filing=filing, entries={project.pk: an_entry()})
    new = a_project_to_report(weifang)

    saved = sign_in(county_officer).post(f"/reports/filings/{filing.pk}/", boxes(new, invested="0"))

    assert saved.status_code == 302
    assert Report.objects.count() == 2


def test_a_signed_month_shows_its_lines_and_takes_none(
    sign_in, county_officer, house, weifang, project
):
    filing = a_filing(weifang)
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry(7)})
    step(house, filing, "sign")

    page = sign_in(county_officer).post(
        f"/reports/filings/{filing.pk}/", boxes(project, invested="9")
    )

    assert page.status_code == 409
    assert Report.objects.get().invested == 7 * WAN
    assert "grid-save" not in page.content.decode()


def test_the_office_opens_reminds_and_locks(sign_in, city_officer, house, weifang, project):
    office = sign_in(city_officer)

    office.post("/reports/rounds/", {"period": "2026-11", "due_on": "2026-11-30"})
    found = Round.objects.get()
    silent = office.get(f"/reports/rounds/{found.pk}/").content.decode()
    office.post(f"/reports/rounds/{found.pk}/remind/")
    filing = a_filing(weifang, found)
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry()})
    step(house, filing, "sign")
    office.post(f"/reports/rounds/{found.pk}/lock/")
    lights = office.get(f"/reports/rounds/{found.pk}/lights/?tone=red&kind=progress")

    assert "青州（差1个）" in silent or "青州市（差1个）" in silent
    assert Round.objects.get().is_locked
    assert a_filing(weifang, found).stage == rules.LOCKED
    assert project.title in lights.content.decode()


def test_an_odd_month_is_refused_in_words(sign_in, city_officer, project):
    page = sign_in(city_officer).post(
        "/reports/rounds/", {"period": "2027-01", "due_on": "2027-01-31"}
    )

    assert page.status_code == 422
    assert "该月尚未开始" in page.content.decode()


def test_the_office_sets_thresholds_from_a_day_on(sign_in, city_officer, project):
    sent = {
        "from_on": "2026-11-01", "basis": "样本办法", "start_red_months": "2",
        "progress_yellow": "5", "progress_red": "20",
        "listing_yellow_months": "1", "listing_red_months": "3",
        "supervision_days": "5",
    }  # fmt: skip

    assert sign_in(city_officer).post("/reports/terms/", sent).status_code == 302
    assert LightTerms.objects.get().from_on == datetime.date(2026, 11, 1)
    wrong = sign_in(city_officer).post("/reports/terms/", sent | {"progress_red": "120"})
    assert wrong.status_code == 422


def test_a_doubt_is_explained_where_it_is_shown(sign_in, county_officer, weifang, project):
    a_locked_month(weifang, **{f"p{project.pk}": an_entry(100)})
    filing = a_filing(weifang)
    actions.enter(by=Actor.system(weifang), filing=filing, entries={project.pk: an_entry(100)})
    report = Report.objects.get(period="2026-11")
    clerk = sign_in(county_officer)

    before = clerk.get(f"/reports/rounds/{filing.round_id}/doubts/").content.decode()
    clerk.post(f"/reports/lines/{report.pk}/explain/", {f"{report.pk}-words": "设备已到场"})
    after = clerk.get(f"/reports/rounds/{filing.round_id}/doubts/").content.decode()

    assert "有投资而进度未动" in before
    assert "设备已到场" in after


def test_a_projects_months_show_with_their_lights(sign_in, owner, weifang):
    firm = owner.posts.get().organisation_id
    project = a_project_to_report(weifang, owner_id=firm)
    a_locked_month(weifang, **{f"p{project.pk}": an_entry(100)})

    page = sign_in(owner).get(f"/reports/projects/{project.pk}/").content.decode()

    assert "2026-10" in page
    assert "落后序时进度" in page


def test_pages_ask_as_much_for_twenty_projects_as_for_one(
    sign_in, county_officer, weifang, project, django_assert_max_num_queries
):
    for _ in range(20):
        a_project_to_report(weifang)
    filing, clerk = a_filing(weifang), sign_in(county_officer)

    with django_assert_max_num_queries(20):
        clerk.get(f"/reports/filings/{filing.pk}/")


def test_nobody_has_opened_a_month(sign_in, city_officer):
    page = sign_in(city_officer).get("/reports/", follow=True).content.decode()

    assert "尚未开报" in page


def test_a_round_page_reads_in_english(sign_in, leader, weifang, project):
    found = a_round(weifang)
    reader = sign_in(leader)
    reader.cookies["django_language"] = "en"

    page = reader.get(f"/reports/rounds/{found.pk}/").content.decode()

    assert "counties signed" in page


@pytest.mark.parametrize(
    ("kind", "code", "number", "said"),
    [
        ("progress", "behind", "0.2213", "落后序时进度22个百分点"),
        ("progress", "on-schedule", "-0.16", "达序时进度"),
        ("start", "not-started", "3", "未开工，第3个月"),
        ("listing", "not-due", "0", "未到期"),
        ("funds", "not-told", None, "未报"),
    ],
)
def test_a_light_says_why_with_the_number_that_decided(kind, code, number, said):
    assert wording.reason(kind, code, number) == said


def test_the_workbench_leads_a_clerk_to_the_month_and_says_why_it_came_back(
    sign_in, county_officer, house, weifang, project
):
    filing = a_filing(weifang)
    actions.enter(by=house, filing=filing, entries={project.pk: an_entry()})
    step(house, step(house, filing, "sign"), "return", "请核实本月投资")

    page = sign_in(county_officer).get("/workbench/").text

    assert f"/reports/filings/{filing.pk}/" in page
    assert "请核实本月投资" in page
    assert "本月填报" in page


def test_the_workbench_names_to_the_office_whom_it_waits_for(
    sign_in, city_officer, leader, weifang, project
):
    filing = a_filing(weifang)

    page = sign_in(city_officer).get("/workbench/").text

    assert f"/reports/filings/{filing.pk}/" in page
    assert "未动" in page
    assert f"/reports/filings/{filing.pk}/" not in sign_in(leader).get("/workbench/").text
