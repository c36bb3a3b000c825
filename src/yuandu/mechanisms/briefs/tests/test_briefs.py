"""The one-page brief: one sheet, with what its reader may know."""

import datetime
import io

import pytest
from django.utils import translation
from docx import Document
from weasyprint import HTML

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.papers import printing, word
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.briefs import briefing, queries
from yuandu.mechanisms.enterprises.models import Firm
from yuandu.mechanisms.followup.tests.records import OCTOBER as FOLLOWED
from yuandu.mechanisms.followup.tests.records import a_project_to_follow, file
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reporting.tests.records import a_locked_month, a_project_to_report, an_entry
from yuandu.mechanisms.visits.tests.records import NewDifficulty, a_difficulty, a_visit

pytestmark = pytest.mark.django_db

PHONE = "0536-0000000"
SINCE = datetime.date(2026, 11, 2)


@pytest.fixture
def house(weifang):
    return Actor.system(weifang)


@pytest.fixture
def project(weifang, house, owner):
    """A project that was reported, with the telephone of its firm."""
    party = owner.posts.get().organisation
    party.division = a_division(weifang)
    party.save(update_fields=["division"])
    Firm.objects.create(workspace=weifang, party=party, contact="样本·联系人", phone=PHONE)
    found = a_project_to_report(weifang, owner_id=party.pk)
    entry = an_entry(100, needs="施工用电容量不足")
    a_locked_month(weifang, **{f"p{found.pk}": entry})
    return Project.objects.get(pk=found.pk)


def lines(actor: Actor, project: Project) -> str:
    """Return everything a brief says to a reader."""
    with translation.override("zh-hans"):
        paper = briefing.paper(queries.brief(actor, project))
        document = Document(io.BytesIO(word.docx(paper)))
    texts = [each.text for each in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*texts, *cells])


def test_it_says_report_light_and_what_is_to_be_coordinated(house, project):
    said = lines(house, project)

    for words in ("2026-10", "100万元", "40%", "主体封顶", "施工用电容量不足", "红"):
        assert words in said
    assert "无在办承诺事项" in said
    assert "无未销号困难问题" in said


def test_promises_that_were_taken_over_say_so(
    house, project, acting, city_officer, leader, auditor
):
    first = lifecycle.assign(by=house, subject=project, user=leader, role="leader", from_on=SINCE)
    lifecycle.promise(
        by=house,
        subject=project,
        words="协调临时用电",
        giver=leader,
        receiver=city_officer,
        due_days=5,
    )
    assert "leader → city_officer" in lines(house, project)

    lifecycle.hand_over(
        by=acting(city_officer), assignment=first, to=auditor, on=project.workspace.today()
    )

    said = lines(house, project)
    assert "auditor（承接） → city_officer" in said
    assert "协调临时用电" in said


def test_the_telephone_is_for_who_may_read_the_firms_facts(project, acting, county_officer, owner):
    assert PHONE in lines(acting(county_officer), project)
    assert PHONE in lines(acting(owner), project)
    Party.objects.update(division=a_division(project.workspace, "370782", "诸城市"))
    assert PHONE not in lines(acting(county_officer), project)


def test_each_part_keeps_its_own_rights(weifang, house, project, acting, department_officer):
    said = NewDifficulty(factor="land", title="缺用地指标")
    a_difficulty(weifang, project, said=said)
    a_visit(weifang, project)
    assert "缺用地指标" in lines(house, project)

    department = lines(acting(department_officer), project)

    assert "缺用地指标" not in department
    assert "无未销号困难问题" in department


def test_the_fullest_brief_is_one_sheet(weifang, house, project, monkeypatch, leader, city_officer):
    long = "很长的一段话，" * 40
    project.name = "很长的项目名称" * 30
    project.save(update_fields=["name"])
    for number in range(8):
        lifecycle.promise(
            by=house,
            subject=project,
            words=f"{number}{long}",
            giver=leader,
            receiver=city_officer,
            due_days=5,
        )
        said = NewDifficulty(factor="land", title=f"{number}" + "缺" * 100)
        a_difficulty(weifang, project, said=said)

    monkeypatch.setattr(printing, "HTML", None)
    with translation.override("zh-hans"):
        page, _ending = printing.pdf(briefing.paper(queries.brief(house, project)))

    assert len(HTML(string=page.decode()).render().pages) == 1


def test_its_pages(sign_in, city_officer, project):
    browser = sign_in(city_officer)

    assert f"/briefs/{project.pk}/" in browser.get(project.get_absolute_url()).content.decode()
    offered = browser.get(f"/briefs/{project.pk}/").content.decode()
    assert f"/briefs/{project.pk}/word/" in offered
    assert browser.get(f"/briefs/{project.pk}/pdf/").content.startswith(b"%PDF-")
    assert browser.get(f"/briefs/{project.pk}/word/").content.startswith(b"PK")


def test_offices_are_called_by_the_telephones_of_their_posts(
    house, project, acting, leader, owner, city_officer
):
    lifecycle.assign(by=house, subject=project, user=leader, role="leader", from_on=SINCE)
    leader.posts.update(phone="0536-0000001")
    owner.posts.update(phone="0536-0000002")

    said = lines(acting(city_officer), project)

    assert "0536-0000001" in said
    assert "0536-0000002" in said
    leader.posts.update(to_on=SINCE)
    assert "0536-0000001" not in lines(acting(city_officer), project)


def test_a_sponsor_has_the_own_projects_as_cards_and_in_one_file(
    weifang,
    house,
    project,
    leader,
    city_officer,
    sign_in,
    django_assert_max_num_queries,
    monkeypatch,
):
    for number in range(3):
        other = project if number == 0 else a_project_to_report(weifang)
        lifecycle.assign(by=house, subject=other, user=leader, role="leader", from_on=SINCE)
    lifecycle.promise(
        by=house,
        subject=project,
        words="协调临时用电",
        giver=leader,
        receiver=city_officer,
        due_days=5,
    )
    a_visit(weifang, project)
    desk = sign_in(leader)

    with django_assert_max_num_queries(12):
        page = desk.get("/briefs/").text

    assert project.title in page
    assert "协调临时用电" in page
    assert "2026-10 红" in page
    assert desk.get("/briefs/all.pdf").content.startswith(b"%PDF-")
    monkeypatch.setattr(printing, "HTML", None)  # as a page, where sheets can be counted
    assert desk.get("/briefs/all.pdf").content.count(b"<!doctype html>") == 3
    assert sign_in(city_officer).get("/briefs/all.pdf").status_code == 404
    assert sign_in(city_officer).get("/briefs/").status_code == 200


def test_it_says_what_a_project_paid_to_those_who_may_read_it(house, weifang, city_officer, leader):
    found = a_project_to_follow(weifang)
    file(weifang, found, FOLLOWED, 12, 340, scale="below")
    officer, reader = (registry.actor_for(each, weifang) for each in (city_officer, leader))

    said = lines(officer, found)

    assert "缴税12万元" in said
    assert "规下" in said
    assert "12万元" not in lines(reader, found)
