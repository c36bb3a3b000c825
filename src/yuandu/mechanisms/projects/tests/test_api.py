"""The register for programs."""

import json

import pytest

from tests.people import TODAY, a_division
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import YI, a_list, a_place, a_project

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/"
SENT = {
    "name": "示例储能产业园项目",
    "kind": "industry",
    "division": "370781",
    "investment_total": "650000000",
    "owner": {"name": "示例储能有限公司"},
}


@pytest.fixture
def program(city_officer, sign_in):
    browser = sign_in(city_officer)
    browser.get("/projects/")
    token = browser.cookies["csrftoken"].value if "csrftoken" in browser.cookies else ""

    def ask(method: str, path: str, body: object = None):
        return browser.generic(
            method,
            path,
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )

    return ask


def test_a_list_says_how_many_there_are_in_all(weifang, program):
    for _ in range(3):
        a_project(weifang, listings=(a_place(a_list(weifang)),))
    a_project(weifang)

    listed = program("GET", f"{URL}?year={TODAY.year}").json()
    register = program("GET", URL).json()

    assert (listed["total"], listed["pages"], len(listed["projects"])) == (3, 1, 3)
    assert register["total"] == 4


def test_totals_come_with_their_sums(weifang, program):
    a_project(weifang, listings=(a_place(a_list(weifang)),))

    cells = program("GET", f"{URL}totals?year={TODAY.year}").json()

    assert [(cell["row"], cell["column"], cell["projects"]) for cell in cells] == [
        ("370781", "industry", 1),
        ("370781", None, 1),
        (None, "industry", 1),
        (None, None, 1),
    ]


def test_a_project_is_entered_changed_and_listed(weifang, program):
    a_division(weifang)
    a_list(weifang)

    made = program("POST", URL, SENT)
    pk = made.json()["id"]
    changed = program("PATCH", f"{URL}{pk}", {"version": 1, "site": "经济开发区"})
    place = {"year": TODAY.year, "level": "city", "category": "industry", "status": "new_start"}
    listed = program("POST", f"{URL}{pk}/listings", place)

    assert made.status_code == 201
    assert made.json()["stage"] == "plan"
    assert (changed.json()["site"], changed.json()["version"]) == ("经济开发区", 2)
    assert changed.json()["owner"]["name"] == "示例储能有限公司"
    assert [each["level"] for each in listed.json()["listings"]] == ["city"]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"division": "999999"}, 422, "unknown-code"),
        ({"industry": "Z99"}, 422, "unknown-code"),
        ({"investment_total": "-5"}, 422, "makes-no-sense"),
        ({"investment_total": "1e400"}, 422, "ill-formed"),
        ({"longitude": 400, "latitude": 3}, 422, "makes-no-sense"),
        ({"kind": "castle"}, 422, "ill-formed"),
        ({"name": "a\x00b"}, 400, "unreadable"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_code(weifang, program, change, status, code):
    a_division(weifang)

    answer = program("POST", URL, SENT | change)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Project.objects.exists()


def test_a_stale_change_is_refused(weifang, program):
    project = a_project(weifang)

    program("PATCH", f"{URL}{project.pk}", {"version": 1, "site": "先到"})
    answer = program("PATCH", f"{URL}{project.pk}", {"version": 1, "site": "后到"})

    assert (answer.status_code, answer.json()["code"]) == (409, "stale")


def test_possible_moves_come_with_what_their_gates_ask_for(weifang, program):
    project = a_project(weifang)

    tracks = program("GET", f"{URL}{project.pk}/tracks").json()
    moves = {move["move"]: move for move in tracks[0]["moves"]}

    assert set(moves) == {"works_start", "suspend", "cancel"}
    assert moves["works_start"]["evidence"][0]["code"] == "site_photo"


def test_a_parallel_track_is_opened_once(weifang, program):
    project = a_project(weifang)
    land = {"track": "project_land"}

    opened = program("POST", f"{URL}{project.pk}/tracks", land)
    again = program("POST", f"{URL}{project.pk}/tracks", land)

    assert (opened.status_code, again.status_code) == (201, 409)
    assert [move["move"] for move in opened.json()[-1]["moves"]] == ["apply"]


def test_the_register_goes_out_in_the_layout_in_which_it_comes_in(weifang, program):
    project = a_project(weifang)

    answer = program("GET", f"{URL}export")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert project.code in text
    assert text.startswith("项目代码")


def test_another_countys_project_is_not_there(weifang, other_county_officer, sign_in):
    project = a_project(weifang, investment_total=3 * YI)

    assert sign_in(other_county_officer).get(f"{URL}{project.pk}").status_code == 404
    assert sign_in().get(f"{URL}{project.pk}").status_code == 401
