import datetime
import re

import pytest

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions, events, queries, sequencing
from yuandu.kernel.audit.models import Entry, Personal

MIDNIGHT = datetime.datetime(2026, 11, 24, 16, tzinfo=datetime.UTC)


@pytest.fixture
def log(weifang, city_officer, acting):
    qingzhou, zhucheng = a_division(weifang), a_division(weifang, "370782", "诸城市")
    actions.record(acting(city_officer), "division.rename", qingzhou, name="旧名")
    actions.record(Actor.system(weifang), "division.rename", zhucheng, parts=[1, "乙"])
    actions.record(Actor.system(weifang), "workspace.call", weifang, personal={"phone": "138"})
    sequencing.Sequencer().run()
    sequencing.close_days(MIDNIGHT)


def texts(response) -> str:
    return re.sub(r"<[^>]+>", " ", response.content.decode())


@pytest.mark.usefixtures("log")
def test_an_auditor_reads_who_did_what_to_which_thing(sign_in, auditor):
    page = texts(sign_in(auditor).get("/audit/"))

    assert "city_officer" in page
    assert "青州市" in page
    assert "旧名" in page
    assert '[1,"乙"]' in page.replace("&quot;", '"')


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 3),
        ("who=city_officer", 1),
        ("action=division.rename", 2),
        ("kind=registry.division", 2),
        ("kind=registry.division&number=0", 2),  # no such number: said beside the field
        ("number=999999999999999999999", 3),
        ("who=nobody", 0),
        ("day=1999-01-01", 0),
        ("day=tomorrow", 3),
        ("kind=no.such", 3),
        ("before=-1", 3),
    ],
)
def test_the_log_is_filtered_and_odd_filters_change_nothing(sign_in, auditor, asked, found):
    response = sign_in(auditor).get(f"/audit/?{asked}")

    assert response.status_code == 200
    assert len(response.context["page"].rows) == found


def test_a_day_is_the_workspaces_own(weifang, elsewhere, acting, auditor):
    last_minute = datetime.datetime(2026, 11, 24, 15, 59, tzinfo=datetime.UTC)
    for minute in range(3):
        write_at(weifang, last_minute + datetime.timedelta(minutes=minute))

    page = queries.log(acting(auditor), queries.Wanted(day=datetime.date(2026, 11, 24)))

    assert [row.entry.at for row in page.rows] == [last_minute]


def write_at(workspace, at: datetime.datetime) -> None:
    """Write an entry of another day, as only the owner of the tables can."""
    actions.record(Actor.system(workspace), "workspace.look", workspace)
    Entry.objects.filter(pk=Entry.objects.latest("pk").pk).update(at=at)


def test_pages_go_on_where_the_last_one_ended(weifang, acting, auditor):
    for number in range(7):
        actions.record(Actor.system(weifang), "workspace.count", weifang, number=number)

    seen, before = [], None
    while True:
        page = queries.log(acting(auditor), queries.Wanted(), before=before, size=3)
        seen += [row.entry.details["number"] for row in page.rows]
        before = page.before
        if before is None:
            break

    assert seen == [6, 5, 4, 3, 2, 1, 0]


def test_a_page_takes_few_queries(weifang, sign_in, auditor, django_assert_max_num_queries):
    for number in range(60):
        actions.record(Actor.system(weifang), "division.count", a_division(weifang), number=number)
    browser = sign_in(auditor)

    with django_assert_max_num_queries(8):
        response = browser.get("/audit/?day=2026-11-24")

    assert response.status_code == 200
    assert "before=" in browser.get("/audit/").content.decode()


def test_htmx_gets_the_rows_alone(log, sign_in, auditor):
    response = sign_in(auditor).get("/audit/", headers={"HX-Request": "true"})

    assert response.content.decode().strip().startswith('<div id="rows">')


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("path", ["/audit/", "/audit/roots/", "/audit/roots/2026-11-24/"])
def test_strangers_find_nothing_and_insiders_are_refused(sign_in, stranger, city_officer, path):
    assert "/accounts/login/" in sign_in().get(path).headers["Location"]
    assert sign_in(stranger).get(path).status_code == 404
    assert sign_in(city_officer).get(path).status_code == 403


def test_an_entry_shows_its_place_and_what_is_kept_beside_it(log, sign_in, auditor, administrator):
    entry = Entry.objects.get(action="workspace.call")

    seen = sign_in(auditor).get(f"/audit/{entry.pk}/").content.decode()
    assert "138" in seen
    assert "erase" not in seen

    browser = sign_in(administrator)
    assert (
        f"/weifang/audit/{entry.pk}/erase/" in browser.get(f"/audit/{entry.pk}/").content.decode()
    )
    assert sign_in(auditor).post(f"/audit/{entry.pk}/erase/").status_code == 403
    assert browser.get(f"/audit/{entry.pk}/erase/").status_code == 405
    assert browser.post(f"/audit/{entry.pk}/erase/").headers["Location"].endswith(f"/{entry.pk}/")
    assert not Personal.objects.exists()
    assert "138" not in texts(browser.get(f"/audit/{entry.pk}/"))


def test_an_entry_of_elsewhere_is_not_found(elsewhere, sign_in, administrator):
    actions.record(Actor.system(elsewhere), "workspace.look", elsewhere)
    browser = sign_in(administrator)

    assert browser.get(f"/audit/{Entry.objects.get().pk}/").status_code == 404
    assert browser.get("/audit/99999999999999999999/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_root_of_a_day_is_made_to_be_printed(log, sign_in, auditor, language, weifang):
    from_list = sign_in(auditor).get("/audit/roots/", headers={"Accept-Language": language})
    page = sign_in(auditor).get("/audit/roots/2026-11-24/", headers={"Accept-Language": language})

    assert "/weifang/audit/roots/2026-11-24/" in from_list.content.decode()
    digits = page.context["root"].digits
    assert f"yuandu audit verify --workspace weifang --root {digits}" in page.content.decode()
    assert "<svg" in page.content.decode()
    assert "style=" not in page.content.decode()


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("day", ["2026-11-23", "2026-13-45", "today"])
def test_a_day_without_a_root_is_not_found(sign_in, auditor, day):
    assert sign_in(auditor).get(f"/audit/roots/{day}/").status_code == 404


def test_acts_are_named_in_the_readers_language(weifang, acting, auditor):
    actions.record(Actor.system(weifang), "entry.erase", weifang)
    actions.record(Actor.system(weifang), "nobody.named-it", weifang)

    titles = [row.action for row in queries.log(acting(auditor), queries.Wanted()).rows]

    assert titles == ["nobody.named-it", "清除个人信息"]
    assert events.kind("no.such") == "no.such"
    assert events.things("no.such", [1]) == {}
