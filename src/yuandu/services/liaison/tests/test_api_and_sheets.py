"""One-to-one service for programs and as spreadsheets, in and out; its figures."""

import datetime
import uuid

import pytest

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.tests.works import sent, workbook
from yuandu.services.liaison import actions
from yuandu.services.liaison.models import Gap, Issue, Visit
from yuandu.services.liaison.permissions import current_officers
from yuandu.services.liaison.tests.records import (
    a_firm,
    an_office,
    in_the_care_of,
    raised,
    step,
)
from yuandu.site.sample import codes

pytestmark = pytest.mark.django_db
URL = "/api/v1/liaison"
CODES = [codes.organisation("370781", number) for number in range(1, 5)]


@pytest.fixture
def firms(weifang):
    place = a_division(weifang)
    return [
        an_organisation(weifang, f"示例花卉{code[-4:]}公司", code=code, division=place)
        for code in CODES
    ]


# --- API ---------------------------------------------------------------------------------------


def test_a_program_raises_reads_and_answers_an_issue(
    weifang, owner, county_officer, department_officer, acting, sign_in
):
    firm = a_firm(weifang, owner.posts.get().organisation)
    an_office(weifang, department_officer)
    own, office = sign_in(owner), sign_in(department_officer)
    new = {
        "key": str(uuid.uuid4()),
        "party": firm.party_id,
        "subject": "breeding",
        "title": "瓶苗污染",
        "words": "请会诊",
        "tag": "组培",
    }

    def post(client, path, data):
        return client.post(URL + path, data, content_type="application/json")

    made = post(own, "/issues", new)
    again = post(own, "/issues", new)
    other = post(own, "/issues", new | {"words": "改过"})
    issue = Issue.objects.get()
    step(acting(county_officer), issue, "send")
    answered = post(office, f"/issues/{issue.pk}/answer", {"words": "已联系"})
    late = post(office, f"/issues/{issue.pk}/answer", {"words": "再答"})

    assert (made.status_code, again.json()["id"], other.json()["code"]) == (
        201,
        issue.pk,
        "key-used",
    )
    assert answered.json()["stage"] == "answered"
    assert answered.json()["referrals"][0]["words"] == "已联系"
    assert late.status_code == 403
    assert own.get(f"{URL}/issues").json()["issues"][0]["answer_days"] == 0
    assert own.get(f"{URL}/issues?show=over").json()["total"] == 0


def test_a_program_logs_a_visit_once(weifang, owner, county_officer, sign_in):
    firm = a_firm(weifang, owner.posts.get().organisation)
    office = sign_in(county_officer)
    visit = {
        "key": str(uuid.uuid4()),
        "on": str(TODAY),
        "heard": "用工紧张",
        "promises": [{"words": "对接院校", "due_days": 5}],
    }

    for _turn in range(2):
        answer = office.post(
            f"{URL}/firms/{firm.party_id}/visits", visit, content_type="application/json"
        )
        assert answer.status_code == 201

    assert (Visit.objects.count(), Promise.objects.count()) == (1, 1)
    listed = office.get(f"{URL}/firms").json()["firms"][0]
    assert (listed["officer"], listed["last_visit_on"]) == (None, str(TODAY))


def test_odd_requests_are_refused_with_a_code(weifang, owner, sign_in):
    party = owner.posts.get().organisation_id
    own = sign_in(owner)
    plain = {"key": str(uuid.uuid4()), "party": party, "title": "一", "words": "二"}
    for odd in ({"subject": "castle"}, {"subject": "land", "title": " "}, {"key": "x"}):
        answer = own.post(f"{URL}/issues", plain | odd, content_type="application/json")
        assert answer.status_code == 422
    assert not Issue.objects.exists()


# --- Sheets ------------------------------------------------------------------------------------


def read(by, layout, head, *rows):
    file = sent(workbook(list(head), *rows))
    upload = sheets.receive(by=by, layout=layouts.get(layout), file=file, mapping=None)
    sheets.read(by=by, upload=upload)
    upload.refresh_from_db()
    return upload


def problems(upload) -> set[str]:
    return {problem["code"] for line in upload.rows.all() for problem in line.problems}


def committed(by, layout, head, *rows):
    upload = read(by, layout, head, *rows)
    assert not upload.counts["refused"], problems(upload)
    sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=False)
    sheets.commit(by=by, upload=upload)


OFFICERS = ("统一社会信用代码", "企业名称", "包靠干部账号", "包靠起始日期")
ISSUES = ("信用代码", "诉求类别", "紧急程度", "标题", "诉求内容", "主题词", "提出日期")


def test_a_list_of_officers_assigns_and_the_next_one_hands_over(
    weifang, firms, acting, city_officer, county_officer, leader
):
    by = acting(city_officer)
    rows = [[code, "", "county_officer", "2026年3月1日"] for code in CODES[:2]]
    committed(by, "liaison-officers", OFFICERS, *rows)
    committed(by, "liaison-officers", OFFICERS, rows[0], [CODES[1], "", "leader", ""])

    standing = current_officers(by).select_related("user").order_by("pk")
    assert [(each.user, each.from_on) for each in standing] == [
        (county_officer, datetime.date(2026, 3, 1)),
        (leader, TODAY),
    ]
    exported = list(layouts.get("liaison-officers").export(by))
    assert {row["officer"] for row in exported} == {"county_officer", "leader"}


def test_odd_rows_of_officers_are_told_at_their_cells(
    weifang, firms, acting, other_county_officer, city_officer, county_officer
):
    by = acting(city_officer)
    committed(by, "liaison-officers", OFFICERS, [CODES[0], "", "county_officer", "2026-11-01"])

    unknown = read(by, "liaison-officers", OFFICERS, [CODES[1], "", "nobody", ""])
    early = read(by, "liaison-officers", OFFICERS, [CODES[0], "", "city_officer", "2026-10-01"])
    nowhere = codes.organisation("370781", 99)
    strange = read(by, "liaison-officers", OFFICERS, [nowhere, "", "county_officer", ""])
    foreign = read(
        acting(other_county_officer),
        "liaison-officers",
        OFFICERS,
        [CODES[1], "", "county_officer", ""],
    )

    assert problems(unknown) == {"unknown-officer"}
    assert problems(early) == {"follows-too-early"}
    assert problems(strange) == {"unknown-firm"}
    assert problems(foreign) == {"not-your-firm"}


def test_issues_come_in_once_go_out_and_make_the_gap(weifang, firms, acting, county_officer):
    by = acting(county_officer)
    rows = [
        [code, "种苗", "较重", "瓶苗污染", "请会诊", "组培", "2026年11月2日"] for code in CODES[:3]
    ]
    committed(by, "liaison-issues", ISSUES, *rows)
    committed(by, "liaison-issues", ISSUES, rows[0], [*rows[1][:2], "紧急", *rows[1][3:]])

    assert Issue.objects.count() == 3
    assert Gap.objects.get().issues.count() == 3
    urgent = Issue.objects.get(severity="urgent")
    assert (urgent.firm.party.code, urgent.raised_on) == (CODES[1], datetime.date(2026, 11, 2))
    out = list(layouts.get("liaison-issues").export(by))
    assert {(row["stage"], row["tag"]) for row in out} == {("已提出", "组培")}


def test_an_issue_that_is_with_an_office_is_not_sorted_by_a_sheet(
    weifang, firms, acting, county_officer, department_officer
):
    by, row = acting(county_officer), [CODES[0], "种苗", "", "瓶苗", "请会诊", "", "2026-11-02"]
    committed(by, "liaison-issues", ISSUES, row)
    an_office(weifang, department_officer)
    step(by, Issue.objects.get(), "send")

    same = read(by, "liaison-issues", ISSUES, row)
    changed = read(by, "liaison-issues", ISSUES, [row[0], "用地", *row[2:]])
    ahead = read(by, "liaison-issues", ISSUES, [*row[:-1], "2027-01-01"])

    assert problems(same) == set()
    assert problems(changed) == {"sorted-too-late"}
    assert problems(ahead) == {"raised-ahead"}


# --- Figures -----------------------------------------------------------------------------------


def test_figures_of_speed_agree_with_counting_by_hand(
    weifang, acting, county_officer, department_officer
):
    an_office(weifang, department_officer)
    firm = a_firm(weifang)
    in_the_care_of(firm, county_officer)
    house, office = Actor.system(weifang), acting(department_officer)
    weifang.today_on = datetime.date(2026, 11, 2)
    issues = [step(house, raised(house, firm), "send") for _turn in range(4)]
    for issue, day in zip(issues, (4, 9, 10), strict=False):
        weifang.today_on = datetime.date(2026, 11, day)
        by = Actor(weifang, office.user_id, office.label, office.posts)
        actions.answer(by=by, issue=issue, words="已办结")
    weifang.today_on = datetime.date(2026, 11, 20)
    step(house, raised(house, firm), "send")  # its five days are not over on the 24th
    step(house, issues[0], "close")
    weifang.today_on = TODAY

    found = figures.values(weifang, TODAY)

    # Two within five working days, one on the sixth, one not at all.
    assert found["liaison.answered_in_time.share"].value * 4 == 200
    assert found["liaison.answered_in_time.share"].rows == 4
    assert found["liaison.issues.count"].value == 5
    assert found["liaison.closed.share"].value * 5 == 100
    assert found["liaison.firms.count"].value == 1


def test_the_public_reads_speeds_and_no_firm(weifang, sign_in):
    firm = a_firm(weifang, name="示例花卉某公司")
    for _turn in range(6):
        raised(Actor.system(weifang), firm)

    page = sign_in().get("/figures/liaison.issues.count/").content.decode()

    assert "种苗研发" in page
    assert "示例花卉某公司" not in page
