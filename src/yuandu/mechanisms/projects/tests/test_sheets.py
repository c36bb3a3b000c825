"""Offices' sheets of projects: as messy as they are, in and out again."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.people import TODAY, a_division, a_workspace
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle.models import Plan
from yuandu.kernel.registry.models import Division, Industry, Party
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.mapping import SheetMapping
from yuandu.kernel.sheets.tests.works import sent, workbook
from yuandu.mechanisms.projects.models import Listing, Project
from yuandu.mechanisms.projects.tests.records import YI, a_list, a_place, a_project

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).resolve().parents[5] / "docs" / "examples"
HEAD = (
    *("序号", "项目代码", "项目名称", "建设单位", "县市区", "项目类别", "级别", "新建/续建"),
    *("总投资（万元）", "年度计划投资（万元）", "计划开工时间", "计划竣工时间", "当前进度"),
)


def a_row(number: int, **cells) -> list:
    row = {
        "序号": number,
        "项目代码": f"2601-370781-04-01-{number:06d}",
        "项目名称": f"示例第{number}号产业园",
        "建设单位": "示例重工有限公司",
        "县市区": "青州",
        "项目类别": "产业",
        "级别": "市级",
        "新建/续建": "新建",
        "总投资（万元）": 65000,
        "年度计划投资（万元）": "1.2亿元",
        "计划开工时间": "2026年3月",
        "计划竣工时间": "２０２７年６月",
        "当前进度": "主体施工",
    }
    return list((row | cells).values())


def read(by: Actor, *rows, mapping: SheetMapping | None = None, head=HEAD):
    upload = sheets.receive(
        by=by,
        layout=layouts.get("projects"),
        file=sent(workbook(["2026年重点项目台账"], list(head), *rows)),
        mapping=mapping,
    )
    sheets.read(by=by, upload=upload)
    upload.refresh_from_db()
    return upload


def codes(upload) -> set[str]:
    return {problem["code"] for line in upload.rows.all() for problem in line.problems}


def committed(by: Actor, *rows, **options):
    upload = read(by, *rows, **options)
    assert not upload.counts["refused"], codes(upload)
    sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=False)
    sheets.commit(by=by, upload=upload)
    return upload


@pytest.fixture
def office(weifang, city_officer, acting) -> Actor:
    a_division(weifang)
    return acting(city_officer)


def test_a_messy_ledger_becomes_projects_on_a_list(weifang, office):
    committed(
        office,
        a_row(1),
        a_row(2, 级别="省重点", 当前进度="尚未开工"),
        ["合计", "", "", "", "", "", "", "", 130000],
    )

    first, second = Project.objects.order_by("code")
    assert first.investment_total == Decimal("6.5") * YI
    assert first.planned_start_on == datetime.date(2026, 3, 31)
    assert first.planned_end_on == datetime.date(2027, 6, 30)
    assert first.owner == second.owner
    assert first.track.stage == "plan"
    place = Listing.objects.get(project=first)
    assert (place.annual_plan, place.status) == (Decimal("1.2") * YI, "new_start")
    assert second.standings.get(year=TODAY.year).level == "province"
    assert Entry.objects.filter(action="project.create").count() == 2


def test_a_second_import_changes_nothing(weifang, office):
    committed(office, a_row(1))
    upload = read(office, a_row(1))

    assert upload.counts["same"] == 1
    assert Project.objects.count() == Listing.objects.count() == Party.objects.count() == 1


def test_a_corrected_sheet_updates_what_changed(weifang, office):
    committed(office, a_row(1))
    committed(office, a_row(1, **{"总投资（万元）": 70000, "新建/续建": "续建"}))

    project = Project.objects.get()
    assert (project.investment_total, project.version) == (7 * YI, 2)
    assert Listing.objects.get().status == "continuing"


def test_planned_days_of_a_sheet_are_the_life_cycles_plans(weifang, office):
    ends = datetime.date(2027, 6, 30)
    committed(office, a_row(1))
    assert planned() == {"works_start": datetime.date(2026, 3, 31), "production_start": ends}

    committed(office, a_row(1, 计划开工时间="2026年5月", 计划竣工时间=""))
    assert planned() == {"works_start": datetime.date(2026, 5, 31)}


def planned() -> dict[str, datetime.date]:
    return dict(Plan.objects.values_list("stage", "planned_on"))


CODED = (*HEAD, "统一社会信用代码")
GOOD, OTHER = "91350100M000100Y43", "91370700MA3C0XK19P"


def with_code(number: int, code: str, **cells) -> list:
    return [*a_row(number, **cells), code]


def test_the_owners_code_finds_the_owner_whatever_the_name(weifang, office):
    party = Party.objects.create(
        workspace=weifang, kind="organisation", name="示例重工集团有限公司", code=GOOD
    )
    upload = committed(office, with_code(1, GOOD), head=CODED)

    assert codes(upload) == {"owner-code-of-another"}
    assert Project.objects.get().owner == party
    assert Party.objects.count() == 1


def test_a_new_owner_is_entered_with_its_code_and_an_old_one_completed(weifang, office):
    old = Party.objects.create(workspace=weifang, kind="organisation", name="示例重工有限公司")
    new = {"建设单位": "新建有限公司"}
    rows = with_code(1, GOOD), with_code(2, OTHER, **new), with_code(3, "", **new)
    committed(office, *rows, head=CODED)

    old.refresh_from_db()
    assert old.code == GOOD
    entered = Party.objects.get(name="新建有限公司")
    assert entered.code == OTHER
    owners = [project.owner for project in Project.objects.order_by("code")]
    assert owners == [old, entered, entered]


def test_a_code_that_does_not_hold_or_is_anothers_is_refused_by_cell(weifang, office):
    Party.objects.create(workspace=weifang, kind="organisation", name="示例重工有限公司", code=GOOD)
    upload = read(office, with_code(1, GOOD[:-1] + "4"), with_code(2, OTHER), head=CODED)

    assert codes(upload) == {"uscc-check", "owner-has-another-code"}
    assert upload.counts["refused"] == 2


def test_what_goes_out_comes_back_unchanged(weifang, office, tmp_path):
    Industry.objects.create(workspace=weifang, code="C35", name="专用设备制造业")
    a_project(
        weifang,
        stage="production_start",
        owner_id=Party.objects.create(workspace=weifang, name="示例农机有限公司").pk,
        longitude=118.47,
        latitude=36.68,
        private_share=Decimal("0.743"),
        works_started_on=datetime.date(2025, 3, 1),
        produced_on=datetime.date(2026, 5, 1),
        completed_on=datetime.date(2026, 4, 1),
        new_output=YI,
        listings=(a_place(a_list(weifang, "province"), annual_plan=YI),),
    )
    a_project(weifang, kind="social", code="")
    for name in ("out.xlsx", "out.csv"):
        file = tmp_path / name
        call_command("sheets", "export", "projects", str(file), workspace="weifang")

        call_command("sheets", "import", "projects", str(file), workspace="weifang")

        assert set(Project.objects.values_list("version", flat=True)) == {1}
        assert Project.objects.count() == 2
        assert Listing.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"项目代码": "2613-370781-04-01-000001"}, "project-code-month"),
        ({"项目代码": "370781"}, "project-code-length"),
        ({"总投资（万元）": "0"}, "investment-not-positive"),
        ({"总投资（万元）": "30000亿元"}, "investment-absurd"),
        ({"计划竣工时间": "2025年1月"}, "plan-ends-before-start"),
        ({"县市区": "青洲市"}, "unknown-division-near"),
        ({"项目类别": "景观"}, "unknown-choice"),
    ],
)
def test_bad_rows_are_refused_by_cell(weifang, office, cells, code):
    upload = read(office, a_row(1, **cells), a_row(2))

    assert code in codes(upload)
    assert (upload.counts["good"], upload.counts["refused"]) == (1, 1)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"总投资（万元）": 6.5}, "investment-small"),
        ({"总投资（万元）": "2000亿元"}, "investment-large"),
        ({"级别": ""}, "list-without-level"),
    ],
)
def test_doubtful_rows_are_taken_with_a_warning(weifang, office, cells, code):
    upload = read(office, a_row(1, **cells))

    assert code in codes(upload)
    assert upload.counts["good"] == 1


def test_a_county_imports_its_own_projects_alone(weifang, office, county_officer, acting):
    zhucheng = a_division(weifang, "370782", "诸城市")
    a_project(weifang, code="2601-370781-04-01-000002", division_id=zhucheng.pk)

    upload = read(acting(county_officer), a_row(1, 县市区="诸城"), a_row(2), a_row(3))

    assert codes(upload) >= {"not-your-division", "kept-elsewhere"}
    assert (upload.counts["good"], upload.counts["refused"]) == (1, 2)


def test_a_sheet_does_not_move_a_project(weifang, office):
    head, cells = (*HEAD, "项目状态"), [*a_row(1), "在建"]
    committed(office, cells, head=head)
    upload = committed(office, [*a_row(1), "停工"], head=head)

    assert "stage-not-moved" in codes(upload)
    assert Project.objects.get().track.stage == "build"


def test_a_project_that_got_its_code_is_not_entered_again(weifang, office):
    committed(office, a_row(1, 项目代码=""))
    committed(office, a_row(1))

    assert Project.objects.get().code == "2601-370781-04-01-000001"


CONTRACTS = """contract_id,description,category,status,budget_php,region,province_or_office,latitude,\
longitude,contractor,award_date,start_date,planned_completion,actual_completion,program
18DL0247,"CONSTRUCTION OF A BRIDGE, CALAUAG",Bridges,Completed,23121913.89,Region IV-A,Quezon 4th DEO,\
13.92,122.28,"THREE W BUILDERS, INC.",2018-04-20,2018-05-07,2018-09-03,2018-10-03,Regular
18HC0097,SCHOOL BUILDING,Buildings and Facilities,On-Going,36828353.55,Region VII,Bohol 2nd DEO,\
9.94,124.22,LEDA CONSTRUCTION,,2018-07-26,2018-12-06,,Regular
18K00255,MISSING LINKS,"Bridges, Roads",Terminated,0,Region X,Region X,8.29,124.63,VEN RAY,,\
2018-07-24,2022-03-29,,Regular
"""


def test_another_countrys_contracts_go_in_through_a_mapping(db, tmp_path):
    manila = a_workspace("manila", name="Public works", code_rules="free", currency="PHP")
    file = tmp_path / "contracts.csv"
    file.write_text(CONTRACTS, "utf-8")

    for _ in range(2):
        call_command(
            "sheets",
            "import",
            "projects",
            str(file),
            workspace="manila",
            mapping=EXAMPLES / "dpwh-contracts.mapping.json",
        )

    bridge, school, links = Project.objects.order_by("code")
    assert Division.objects.filter(workspace=manila).count() == 3
    assert (bridge.kind, bridge.track.stage) == ("infrastructure", "works_completion")
    assert bridge.investment_total == Decimal("23121913.89")
    assert bridge.completed_on == datetime.date(2018, 10, 3)
    assert (school.kind, school.track.stage) == ("social", "build")
    assert school.is_overdue(TODAY)
    assert (links.track.stage, links.investment_total) == ("cancelled", None)
    place = bridge.division
    assert (place.longitude, place.latitude) == (bridge.longitude, bridge.latitude)


def test_the_mapping_names_fields_that_there_are():
    said = json.loads((EXAMPLES / "dpwh-contracts.mapping.json").read_text("utf-8"))

    SheetMapping.from_json(said, layouts.get("projects").fields)


def test_every_finding_has_its_sentence(weifang):
    layout = layouts.get("projects")

    assert layouts.header_names("projects")["属地"] == "division"
    assert all(sentence.what and sentence.do for sentence in layout.sentences.values())


def test_the_list_goes_out_as_its_filters_have_it(weifang, sign_in, city_officer):
    planned, building = a_project(weifang), a_project(weifang, stage="build")

    sheet = sign_in(city_officer).get("/projects/list.csv?year=0&stage=build")

    said = b"".join(sheet.streaming_content).decode()
    assert building.name in said
    assert planned.name not in said


def test_another_county_takes_none_of_it_along(weifang, sign_in, other_county_officer):
    project = a_project(weifang)

    sheet = sign_in(other_county_officer).get("/projects/list.csv?year=0")

    assert project.name not in b"".join(sheet.streaming_content).decode()
