"""Projects go out as packages: by the command, from the list, to programs."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects import oc4ids
from yuandu.mechanisms.projects.queries import Filters
from yuandu.mechanisms.projects.tests import oc4ids_schema
from yuandu.mechanisms.projects.tests.records import (
    a_draft,
    a_list,
    a_place,
    a_project,
    some_projects,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)


def published(workspace, **fields):
    place = a_place(a_list(workspace, published=True))
    return a_project(workspace, listings=(place,), **fields)


def exported(tmp_path, *words: str) -> dict:
    file = tmp_path / "projects.json"
    call_command("export", "oc4ids", "--out", str(file), *words)
    return json.loads(file.read_text("utf-8"))


def downloaded(response) -> dict:
    return json.loads(b"".join(response.streaming_content))


@oc4ids_schema.is_there
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("more", [(), ("--in-full",)])
def test_the_exported_package_is_valid(weifang, tmp_path, language, more):
    firm = an_organisation(weifang, code="91370700MA3C000008")
    published(weifang, owner_id=firm.pk, works_started_on=DAY, stage="build", planned_end_on=DAY)
    published(weifang, kind="social", stage="works_completion", works_started_on=DAY)
    published(weifang, stage="suspended", before="build", longitude=118.4, latitude=36.7)

    package = exported(tmp_path, "--lang", language, *more)

    assert len(package["projects"]) == 3
    assert oc4ids_schema.errors("project-package-schema", package) == []


def test_the_command_writes_what_is_public_unless_all_is_asked_for(weifang, tmp_path):
    firm = an_organisation(weifang)
    known = published(weifang, owner_id=firm.pk, planned_end_on=DAY)
    a_project(weifang)

    public = exported(tmp_path)
    full = exported(tmp_path, "--in-full")

    assert [each["id"] for each in public["projects"]] == [f"weifang-{known.pk}"]
    assert firm.name not in json.dumps(public, ensure_ascii=False)
    assert {each["field"] for each in public["projects"][0]["withheld"]} == {
        "parties",
        "period/endDate",
    }
    assert len(full["projects"]) == 2
    assert full["projects"][0]["parties"][0]["name"] == firm.name


def test_the_command_takes_the_filters_of_the_list(weifang, tmp_path):
    published(weifang)
    zhucheng = a_division(weifang, "370782", "诸城市")
    other = published(weifang, division_id=zhucheng.pk)

    package = exported(
        tmp_path, "--year", str(TODAY.year), "--level", "city", "--division", "370782"
    )

    assert [each["id"] for each in package["projects"]] == [f"weifang-{other.pk}"]


def test_a_selection_of_nothing_leaves_no_file(weifang, tmp_path):
    file = tmp_path / "projects.json"

    with pytest.raises(CommandError, match="没有"):
        call_command("export", "oc4ids", "--out", str(file))

    assert list(tmp_path.iterdir()) == []


def test_a_level_without_a_year_is_refused(weifang):
    with pytest.raises(CommandError, match="--year"):
        call_command("export", "oc4ids", "--level", "city")


def test_a_file_that_fails_halfway_is_not_there(tmp_path):
    def pieces():
        yield "{"
        raise ConnectionError

    file = tmp_path / "projects.json"
    file.write_text("before", "utf-8")
    with pytest.raises(ConnectionError):
        oc4ids.write(file, pieces())

    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["before"]


def test_a_folder_that_is_not_there_is_named(weifang, tmp_path):
    published(weifang)

    with pytest.raises(CommandError, match="nowhere"):
        call_command("export", "oc4ids", "--out", str(tmp_path / "nowhere" / "projects.json"))


def test_the_prefix_of_the_publisher_begins_every_identifier(weifang, tmp_path, settings):
    settings.OC4IDS_PREFIX = "oc4ids-a1b2c3"
    known = published(weifang)

    assert exported(tmp_path)["projects"][0]["id"] == f"oc4ids-a1b2c3-weifang-{known.pk}"


def test_the_public_downloads_the_list_it_sees(weifang, sign_in):
    firm = an_organisation(weifang)
    published(weifang, owner_id=firm.pk)
    a_project(weifang)

    response = sign_in(None).get("/projects/oc4ids.json?in_full=1")

    package = downloaded(response)
    assert "attachment" in response["Content-Disposition"]
    assert len(package["projects"]) == 1
    assert firm.name not in json.dumps(package, ensure_ascii=False)


def test_an_officer_chooses_between_the_public_file_and_all(weifang, city_officer, sign_in):
    firm = an_organisation(weifang)
    published(weifang, owner_id=firm.pk)
    browser = sign_in(city_officer)

    public = downloaded(browser.get("/projects/oc4ids.json"))
    full = downloaded(browser.get("/projects/oc4ids.json?in_full=1"))

    assert "parties" not in public["projects"][0]
    assert full["projects"][0]["parties"][0]["name"] == firm.name


def test_a_selection_of_nothing_is_said_on_the_page(weifang, city_officer, sign_in):
    response = sign_in(city_officer).get("/projects/oc4ids.json?words=没有这样的")

    assert response.status_code == 404
    assert "没有符合条件的项目" in response.content.decode()


def test_programs_take_a_hundred_at_a_time(weifang, city_officer, sign_in, monkeypatch):
    monkeypatch.setattr("yuandu.mechanisms.projects.queries.disclosing.A_PAGE", 2)
    some_projects(weifang, *(a_draft(weifang) for _ in range(3)))
    browser = sign_in(city_officer)

    sizes = [
        len(browser.get(f"/api/v1/projects/oc4ids?page={page}").json().get("projects", ()))
        for page in (1, 2, 3)
    ]
    after = browser.get("/api/v1/projects/oc4ids?page=3")

    assert sizes == [2, 1, 0]
    assert (after.status_code, after.json()["code"]) == (404, "nothing-selected")


def test_a_thousand_projects_take_as_many_queries_as_two_batches(
    weifang, django_assert_num_queries
):
    some_projects(weifang, *(a_draft(weifang) for _ in range(600)))
    by = Actor.system(weifang)

    with django_assert_num_queries(1 + 2 * 4):
        pieces = list(oc4ids.package(by, Filters(), uri="https://yuandu.example/", in_full=True))

    assert len(json.loads("".join(pieces))["projects"]) == 600
