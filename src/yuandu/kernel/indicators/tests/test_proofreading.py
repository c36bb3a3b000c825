import io
import json

import pytest
from django.core.management import CommandError, call_command

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures, proofreading, refusals
from yuandu.kernel.indicators.tests import published
from yuandu.kernel.indicators.tests.published import SHOPS, WORKS, a_figure, a_place

RIGHT = "门店2家、工厂1家，合计3家；营业额20.0万元。"
WRONG = "门店3家，营业额20.1万元，另有顾客500人。"


@pytest.fixture
def places(weifang, only) -> None:
    only(
        a_figure("all", keywords=("合计",)),
        a_figure("shops", where=SHOPS, keywords=("门店|shops",)),
        a_figure("works", where=WORKS, keywords=("工厂|works",)),
        a_figure(
            "turnover",
            name="营业额",
            unit="万元",
            decimals=1,
            measure=figures.Sum("turnover"),
            keywords=("营业额",),
        ),
        published.KINDS_ADD_UP,
    )
    a_place(weifang, "A1", "shop", 30_000)
    a_place(weifang, "A2", "shop", 45_000)
    a_place(weifang, "B1", "works", 125_000)


def test_a_paragraph_is_set_against_the_figures_of_the_day(weifang, places):
    found = proofreading.proof(Actor.anonymous(weifang), RIGHT)

    assert (found.agreeing, found.differing, found.unknown) == (4, 0, 0)
    assert found.verdict == "共4个数字：一致4个，不符0个，无指标可比0个"
    assert [(each.equation, each.holds) for each in found.sums] == [("2家 + 1家 = 3家", True)]
    assert "".join(piece["text"] for piece in found.pieces) == RIGHT


def test_a_number_that_differs_says_what_the_figure_says_and_by_how_much(weifang, places):
    found = proofreading.proof(Actor.anonymous(weifang), WRONG)

    assert [line.state for line in found.lines] == ["differs", "differs", "unknown"]
    assert "20.0万元" in found.lines[1].note
    assert "−1000元" in found.lines[1].note


def test_a_figure_without_keywords_is_known_by_its_name(weifang, only):
    only(a_figure("all", name="门店总数"))
    a_place(weifang, "A1")

    found = proofreading.proof(Actor.anonymous(weifang), "门店总数1家")

    assert found.lines[0].finding.code == "all"


@pytest.mark.parametrize("text", ["字" * 20_001, "1家，" * 501])
def test_a_text_too_long_for_one_check_is_refused(weifang, places, text):
    with pytest.raises(refusals.TooLong):
        proofreading.proof(Actor.anonymous(weifang), text)


def test_the_page_marks_numbers_in_place_and_works_without_script(places, sign_in):
    client = sign_in()
    assert client.get("/press-check/").status_code == 200

    page = client.post("/press-check/", {"text": WRONG}).content.decode()

    assert "checked-differs" in page
    assert "checked-unknown" in page
    assert "共3个数字" in page
    assert "/weifang/figures/turnover/" in page


@pytest.mark.parametrize(
    "text", ["", "<script>alert(1)</script> 门店2家", "1" * 200, "没有数字", "字" * 20_001]
)
def test_odd_texts_do_no_harm(places, sign_in, text):
    response = sign_in().post("/press-check/", {"text": text})

    assert response.status_code in {200, 422}
    assert "<script>alert" not in response.content.decode()


def test_programs_check_a_text(places, sign_in):
    response = sign_in().post(
        "/api/v1/indicators/press-check", {"text": WRONG}, content_type="application/json"
    )

    told = response.json()
    assert (told["agree"], told["differ"], told["unknown"]) == (0, 2, 1)
    assert told["numbers"][0]["figure"] == "shops"


def test_the_command_fails_when_a_number_differs(places, tmp_path):
    path = tmp_path / "text.txt"
    out = io.StringIO()
    path.write_text(RIGHT, "utf-8")
    call_command("figures", "press-check", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue().rpartition("共")[0])["agree"] == 4

    path.write_text(WRONG, "utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError, match="不符2个"):
        call_command("figures", "press-check", str(path), stdout=out)
    assert "≠ 3家" in out.getvalue()


@pytest.mark.parametrize("name", [None, "missing.txt"])
def test_a_file_that_cannot_be_read_is_named(places, tmp_path, name):
    arguments = ["figures", "press-check", *([str(tmp_path / name)] if name else [])]

    with pytest.raises(CommandError):
        call_command(*arguments)
