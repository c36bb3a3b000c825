import json

import pytest

from yuandu.kernel.indicators import actions
from yuandu.kernel.indicators.models import Board, BoardRule, Objection
from yuandu.kernel.indicators.tests.test_boards import TERMS, board, counties  # noqa: F401
from yuandu.kernel.registry.models import Division

MONTH = "/boards/stars/2026-10/"
pytestmark = pytest.mark.usefixtures("board")


def page(client, path: str, **extra) -> str:
    response = client.get(path, **extra)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_public_reads_leaders_and_no_one_behind(sign_in):
    text = page(sign_in(), MONTH)

    assert "安丘市" in text
    assert "青州市" not in text
    assert "另有3个位次不对外公布" in text


def test_a_county_reads_the_leaders_and_itself(sign_in, county_officer):
    text = page(sign_in(county_officer), MONTH)

    assert "安丘市" in text
    assert "青州市" in text
    assert "诸城市" not in text


def test_the_city_reads_everybody_in_both_languages(sign_in, city_officer):
    client = sign_in(city_officer)

    assert all(name in page(client, MONTH) for name in ("安丘市", "寿光市", "诸城市", "青州市"))
    assert "by version 1 of the rule" in page(client, MONTH, HTTP_ACCEPT_LANGUAGE="en")


def test_a_row_shows_its_arithmetic_and_opens_to_the_rows(sign_in, city_officer):
    client = sign_in(city_officer)

    text = page(client, f"{MONTH}370784/")

    assert "60.00 / 60.00" in text
    assert "40.00 / 40.00" in text
    assert "/weifang/figures/shops/?on=2026-10-31&amp;division=370784#rows" in text
    assert "4亿元" in page(client, f"{MONTH}370784/rows/done/")
    assert "示例370784-0" in page(client, "/figures/shops/?division=370784")


@pytest.mark.parametrize(
    ("path", "public", "neighbour", "own", "city"),
    [
        (f"{MONTH}370784/", 200, 200, 200, 200),
        (f"{MONTH}370781/", 404, 403, 200, 200),
        (f"{MONTH}370781/letter/", 302, 403, 200, 200),
        (f"{MONTH}370784/letter/", 302, 403, 403, 404),
        (f"{MONTH}370781/rows/done/", 302, 403, 200, 200),
        (f"{MONTH}370784/rows/done/", 302, 403, 403, 200),
        (f"{MONTH}999999/", 404, 404, 404, 404),
        ("/boards/stars/2026-13/", 404, 404, 404, 404),
        ("/boards/stars/2026/", 404, 404, 404, 404),
        ("/boards/stars/2027-01/", 404, 404, 404, 404),
        ("/boards/none/", 404, 404, 404, 404),
        ("/boards/", 200, 200, 200, 200),
        ("/boards/stars/rule/", 200, 200, 200, 200),
        ("/boards/stars/rule/new/", 302, 403, 403, 200),
        ("/boards/new/", 302, 403, 403, 200),
    ],
)
def test_everybody_reads_what_they_may(
    sign_in, county_officer, other_county_officer, city_officer, path, public, neighbour, own, city
):
    readers = {None: public, other_county_officer: neighbour, county_officer: own}
    readers[city_officer] = city

    assert {reader: sign_in(reader).get(path).status_code for reader in readers} == readers


def test_the_default_period_is_the_last_full_month(sign_in):
    assert "2026年10月" in page(sign_in(), "/boards/stars/")


def test_the_rule_is_public_with_its_basis_and_weights(sign_in):
    text = page(sign_in(), "/boards/stars/rule/")

    for words in ("潍重办〔2025〕9号", "60.0%", "完成投资", "流动红旗", "2026年1月1日"):
        assert words in text


def test_an_objection_is_filed_seen_and_answered(sign_in, county_officer, city_officer, leader):
    own, city = sign_in(county_officer), sign_in(city_officer)
    filed = own.post(f"{MONTH}370781/object/", {"words": "少计一个项目"}, follow=True)
    assert "少计一个项目" in filed.content.decode()
    assert "异议待复" in page(city, MONTH)
    assert own.post(f"{MONTH}370781/object/", {"words": "再说"}).status_code == 422
    assert own.post(f"{MONTH}370784/object/", {"words": "别人的"}).status_code == 403

    path = f"/boards/objections/{Objection.objects.get().pk}/"
    sent = {
        key.replace("#", path.split("/")[-2]): value
        for key, value in {
            "objection-#-is_upheld": "no",
            "objection-#-answer": "经核实，数据无误",
        }.items()
    }
    assert own.post(path, sent).status_code == 403
    assert city.post(path, sent).status_code == 302

    assert Objection.objects.get().is_upheld is False
    assert "经核实，数据无误" in page(own, f"{MONTH}370781/")
    assert "异议待复" not in page(city, MONTH)


def test_a_paused_leader_is_named_but_not_scored_in_public(sign_in, acting, city_officer, weifang):
    actions.object_to(
        by=acting(city_officer),
        board=Board.objects.get(),
        period="2026-10",
        participant=Division.objects.get(code="370784"),
        words="存疑",
    )

    assert "100.00" not in page(sign_in(), MONTH)
    assert "60.00" not in page(sign_in(), f"{MONTH}370784/")


def test_reminders_are_sent_by_the_city_alone(sign_in, city_officer, county_officer):
    assert sign_in(county_officer).post(f"{MONTH}remind/").status_code == 403

    text = sign_in(city_officer).post(f"{MONTH}remind/", follow=True).content.decode()

    assert "已发出1份提示函" in text


def test_a_board_is_set_up_and_its_rule_published(sign_in, city_officer):
    client = sign_in(city_officer)
    sent = {
        "code": "flags",
        "name": "挂牌亮榜",
        "over": "divisions",
        "every": "month",
        "leaders": 3,
        "improvers": 3,
        "reminded": 2,
    }
    assert client.post("/boards/new/", sent).status_code == 302

    rule = {"terms": json.dumps(TERMS), "basis": "通知", "effective_on": "2026-12-01"}
    for wrong in ({"terms": "{"}, {"effective_on": "2026-11-01"}, {"terms": '{"components": []}'}):
        assert client.post("/boards/flags/rule/new/", rule | wrong).status_code == 422
    assert client.post("/boards/flags/rule/new/", rule).status_code == 302

    assert BoardRule.objects.get(board__code="flags").version == 1


def test_programs_read_the_places_their_reader_may_know(sign_in, city_officer):
    path = "/api/v1/indicators/boards/stars?period=2026-10"

    public, city = sign_in().get(path).json(), sign_in(city_officer).get(path).json()

    assert ([each["rank"] for each in public["places"]], public["hidden"]) == ([1], 3)
    assert [each["rank"] for each in city["places"]] == [1, 2, 3, 4]
    assert city["places"][0]["points"] == {"done": 60.0, "shops": 40.0}
