import csv
import io
import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import a_division
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.models import Reported, Snapshot
from yuandu.kernel.indicators.tests.published import EVERYTHING, SHOPS, a_figure, a_place
from yuandu.kernel.registry.models import Division


def text(response) -> str:
    content = response.streaming_content if response.streaming else [response.content]
    return b"".join(content).decode()


def test_anybody_reads_the_list_and_what_does_not_hold(premises, sign_in, only):
    page = text(sign_in().get("/figures/"))

    assert "20.0万元" in page
    assert "全部成立" in page or "1项勾稽关系成立" in page
    assert "/weifang/figures/turnover/" in page


def test_a_figure_opens_to_definition_formula_sums_and_rows(premises, sign_in, city_officer):
    page = text(sign_in(city_officer).get("/figures/all/"))

    for words in ("For tests.", "3 = 2 + 1 = 3 家", "示例A1", "复制指标及口径"):
        assert words in page


def test_the_page_is_written_in_english_too(premises, sign_in, city_officer):
    page = text(sign_in(city_officer).get("/figures/turnover/", HTTP_ACCEPT_LANGUAGE="en"))

    for words in ("CNY 200,000", "Definition", "Turnover (CNY 10,000)", "24 November 2026"):
        assert words in page


def test_the_public_reads_masked_rows(premises, sign_in):
    page = text(sign_in().get("/figures/all/"))

    assert "示例A1" not in page
    assert "示＊＊＊1" in page
    assert "已作遮盖" in page


def test_the_owner_of_a_firm_reads_what_the_public_reads(premises, sign_in, owner):
    assert "示例A1" not in text(sign_in(owner).get("/figures/all/"))


def test_a_county_officer_reads_the_rows_of_the_county(weifang, only, sign_in, county_officer):
    qingzhou = a_division(weifang)
    zhucheng = a_division(weifang, "370782", "诸城市")
    a_place(weifang, "A1", parent=qingzhou)
    a_place(weifang, "A2", parent=zhucheng)
    only(a_figure("all", division="parent_id"))

    page = text(sign_in(county_officer).get("/figures/all/"))

    assert "示例A1" in page
    assert "示例A2" not in page
    assert "共2条明细，按您的岗位可看1条" in page


def test_rows_about_single_firms_never_reach_the_public(weifang, only, sign_in, auditor):
    only(a_figure("tax", sensitive=True))
    a_place(weifang, "A1")

    for path in ("/figures/tax/rows.csv", "/figures/tax/figure.json"):
        assert sign_in().get(path).status_code == 403
        assert sign_in(auditor).get(path).status_code == 200
    page = text(sign_in().get("/figures/tax/"))
    assert "1家" in page
    assert "示" not in page.split("明细涉及")[0].rpartition("h1")[2]


def test_a_total_over_too_few_is_withheld_from_the_public(weifang, only, sign_in, leader):
    only(a_figure("few", minimum_rows=3, unit="个"), a_figure("all"))
    a_place(weifang, "A1")
    a_place(weifang, "A2")

    assert "暂不公布" in text(sign_in().get("/figures/few/"))
    assert "2个" not in text(sign_in().get("/figures/"))
    assert sign_in().get("/figures/few/rows.csv").status_code == 404
    assert "2个" in text(sign_in(leader).get("/figures/few/"))


def test_a_total_over_many_rows_of_few_parties_is_withheld_too(weifang, only, sign_in, leader):
    only(a_figure("few", minimum_rows=2, whose="parent", unit="个"))
    above = a_place(weifang, "A1")
    for code in ("A2", "A3"):
        a_place(weifang, code, parent=above)

    assert "暂不公布" in text(sign_in().get("/figures/few/"))
    assert "3个" in text(sign_in(leader).get("/figures/few/"))


def test_rows_come_a_page_at_a_time_by_key(weifang, only, sign_in, city_officer):
    only(*EVERYTHING)
    Division.objects.bulk_create(
        Division(workspace=weifang, code=f"S{at:03}", name=f"示例{at:03}", kind="shop")
        for at in range(120)
    )
    client = sign_in(city_officer)

    seen, after = 0, ""
    while after is not None:
        rows = client.get("/figures/all/", {"after": after}).context["rows"]
        seen += len(rows.rows)
        after = rows.after
    assert seen == 120


def test_a_figures_page_costs_the_same_for_few_and_many_rows(
    weifang, premises, sign_in, city_officer, django_assert_max_num_queries
):
    client = sign_in(city_officer)
    client.get("/figures/all/")
    for at in range(60):
        a_place(weifang, f"S{at}")

    with django_assert_max_num_queries(12):
        client.get("/figures/all/")
    with django_assert_max_num_queries(12):
        client.get("/figures/")


def test_rows_are_handed_out_as_csv_without_formulas(weifang, premises, sign_in, city_officer):
    Division.objects.filter(code="A1").update(name="=HYPERLINK(1)")

    lines = list(
        csv.reader(io.StringIO(text(sign_in(city_officer).get("/figures/turnover/rows.csv"))))
    )

    assert lines[0][1:] == ["Name", "Kind", "Turnover（万元）"]
    assert lines[1][1:] == ["'=HYPERLINK(1)", "shop", "3"]
    assert len(lines) == 4


def test_a_figure_is_handed_out_as_json_with_its_rows(premises, sign_in):
    told = json.loads(text(sign_in().get("/figures/turnover/figure.json")))

    assert told["figure"]["value"] == 20
    assert [row["Turnover（万元）"] for row in told["rows"]] == ["3", "4.5", "12.5"]
    assert told["rows"][0]["Name"] == "示＊＊＊1"


@pytest.mark.parametrize(
    "path", ["/figures/none/", "/figures/all/?on=yesterday", "/figures/all/?after=-1"]
)
def test_an_address_that_makes_no_sense_leads_nowhere(premises, sign_in, path):
    assert sign_in().get(path).status_code == 404


def test_an_officer_reports_and_the_page_shows_it(premises, sign_in, department_officer, leader):
    sent = {"period": "2026", "value": "2", "source": "省统计局"}

    assert sign_in(leader).post("/figures/rank/report/", sent).status_code == 403
    response = sign_in(department_officer).post("/figures/rank/report/", sent, follow=True)

    assert "第2位" in text(response)
    assert Reported.objects.get().by_label == "department_officer"


def test_a_report_that_is_refused_says_why_and_keeps_what_was_typed(
    premises, sign_in, city_officer
):
    sent = {"period": "二〇二六", "value": "2", "source": "省统计局"}

    response = sign_in(city_officer).post("/figures/rank/report/", sent)

    assert response.status_code == 422
    assert "不是有效的期别" in text(response)
    assert "省统计局" in text(response)


def test_a_declared_total_shows_on_the_page_of_the_figure(premises, sign_in, city_officer):
    sent = {"period": "2026", "value": "4", "source": "鲁发改〔2026〕1号", "tolerance": "0"}

    page = text(sign_in(city_officer).post("/figures/all/declare/", sent, follow=True))

    assert "3 ≠ 4 家" in page
    assert "鲁发改〔2026〕1号" in page


def test_a_period_is_frozen_once(premises, sign_in, city_officer, county_officer):
    assert sign_in(county_officer).get("/figures/snapshot/").status_code == 403
    client = sign_in(city_officer)
    assert client.get("/figures/snapshot/").status_code == 200

    assert client.post("/figures/snapshot/", {"period": "2026-11"}).status_code == 302
    assert client.post("/figures/snapshot/", {"period": "2026-11"}).status_code == 422
    assert Snapshot.objects.count() == len(EVERYTHING)
    assert "2026-11" in text(client.get("/figures/all/"))


def test_programs_read_figures_rows_and_sums(premises, sign_in):
    client = sign_in()

    listed = client.get("/api/v1/indicators/figures").json()
    one = client.get("/api/v1/indicators/figures/turnover").json()
    rows = client.get("/api/v1/indicators/figures/turnover/rows").json()
    checks = client.get("/api/v1/indicators/checks").json()

    assert len(listed) == len(EVERYTHING)
    assert one["value"] == 20
    assert (len(rows["rows"]), rows["is_masked"]) == (3, True)
    assert checks[0]["agrees"] is True
    assert client.get("/api/v1/indicators/figures/none").status_code == 404
    assert client.get("/api/v1/indicators/figures/rank/rows").status_code == 404


def test_a_figure_of_today_knows_what_its_base_is(weifang, premises):
    found = figures.value(weifang, "turnover")

    assert (found.base, found.base_unit) == (Decimal(200_000), "元")
    assert a_figure("shops", where=SHOPS).queryset(weifang, weifang.today()).count() == 2


def test_programs_with_a_key_read_what_its_holder_may(premises, sign_in, city_officer):
    path = "/api/v1/indicators/figures/all/rows"

    assert sign_in().get(path, headers={"Authorization": "Bearer nonsense"}).status_code == 401
    assert sign_in(city_officer).get(path).json()["rows"][0][1] == "示例A1"


def test_a_report_keeps_its_evidence_for_officers(premises, sign_in, city_officer, owner):
    paper = SimpleUploadedFile("公报.pdf", b"%PDF-1.7 bulletin\n%%EOF")
    sent = {"period": "2026", "value": "2", "source": "省统计局", "evidence": paper}

    page = text(sign_in(city_officer).post("/figures/rank/report/", sent, follow=True))

    assert "公报.pdf" in page
    assert "公报.pdf" not in text(sign_in().get("/figures/rank/"))
    path = f"/files/{Attachment.objects.get().pk}/"
    opened = sign_in(city_officer).get(path)
    assert b"bulletin" in b"".join(opened.streaming_content)
    assert sign_in(owner).get(path).status_code in {403, 404}


def test_a_report_with_a_bad_file_is_not_taken(premises, sign_in, city_officer):
    paper = SimpleUploadedFile("公报.exe", b"MZ\x90\x00\x03")
    sent = {"period": "2026", "value": "2", "source": "省统计局", "evidence": paper}

    assert sign_in(city_officer).post("/figures/rank/report/", sent).status_code == 422
    assert not Reported.objects.exists()
