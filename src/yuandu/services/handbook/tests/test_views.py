"""The handbook's pages: what everybody reads, what editors do, what odd addresses get."""

import pytest

from tests.people import TODAY
from yuandu.mechanisms.projects.tests.records import a_list, a_place, a_project
from yuandu.services.handbook import actions
from yuandu.services.handbook.models import Clause, Edition, Receipt
from yuandu.services.handbook.tests.records import a_clause, a_draft, a_heading

pytestmark = pytest.mark.django_db


def test_the_list_says_what_is_in_force_and_finds_by_words(weifang, sign_in):
    a_clause(weifang, title="弹性年期出让")
    a_clause(weifang, title="先租后让", number=2, text="租赁期内达到条件的，转为出让。")
    public = sign_in()

    everything = public.get("/handbook/").content.decode()
    found = public.get("/handbook/?words=租赁期").content.decode()
    none = public.get("/handbook/?words=海域").content.decode()

    assert "弹性年期出让" in everything
    assert "先租后让" in everything
    assert "弹性年期出让" not in found
    assert "先租后让" in found
    assert "没有符合的条款" in none


def test_an_empty_handbook_says_so(weifang, sign_in):
    public = sign_in()

    for page in ("/handbook/", "/handbook/booklet/", "/handbook/for/"):
        assert "尚无现行有效的条款" in public.get(page).content.decode()
    assert "尚无版本" in public.get("/handbook/editions/").content.decode()


def test_a_few_answers_give_the_clauses_for_a_project(weifang, sign_in):
    a_clause(weifang)  # industry on new land
    public = sign_in()

    def groups(query):
        found = public.get(f"/handbook/for/?{query}").context["groups"]
        return {group["code"]: len(group["rows"]) for group in found}

    assert groups("") == {"applies": 0, "depends": 1, "not": 0}
    assert groups("kind=industry&land=new") == {"applies": 1, "depends": 0, "not": 0}
    assert groups("kind=social") == {"applies": 0, "depends": 0, "not": 1}
    assert groups("kind=castle&land=new&colour=red") == {"applies": 0, "depends": 1, "not": 0}


def test_the_projects_page_leads_there_with_what_it_knows(weifang, city_officer, sign_in):
    listings = (a_place(a_list(weifang)),)
    project = a_project(weifang, land_area_mu=45, listings=listings)
    office = sign_in(city_officer)

    url = office.get(f"/projects/{project.pk}/").context["clauses_url"]
    given = office.get(url).context["given"]

    assert given == {"kind": "industry", "area": "medium", "key": "yes"}


def test_who_takes_clauses_has_received_them(weifang, owner, sign_in):
    a_clause(weifang)
    firm = sign_in(owner)

    firm.post("/handbook/for/take/", {"kind": "industry"})

    assert Receipt.objects.get().user == owner
    assert "已领取" in firm.get("/handbook/").content.decode()


def test_an_officer_opens_writes_and_a_second_one_publishes(
    weifang, city_officer, department_officer, sign_in
):
    old = a_clause(weifang)
    first, second = sign_in(city_officer), sign_in(department_officer)

    first.post("/handbook/editions/", {"title": "2026年修订"})
    edition = Edition.objects.get(title="2026年修订")
    page = first.get(f"/handbook/editions/{edition.pk}/add/?supersedes={old.pk}")
    typed = {
        "heading": old.heading_id,
        "number": 1,
        "title": old.title,
        "text": old.text.replace("30", "50"),
        "source_title": old.source_title,
        "valid_from": str(TODAY),
        "on_kind": ["industry", "platform"],
    }
    first.post(f"/handbook/editions/{edition.pk}/add/?supersedes={old.pk}", typed)
    own = first.post(f"/handbook/editions/{edition.pk}/publish/", follow=True)
    second.post(f"/handbook/editions/{edition.pk}/publish/")
    new = Clause.objects.get(edition=edition)
    shown = sign_in().get(f"/handbook/clauses/{new.pk}/").content.decode()

    assert old.text in page.content.decode()
    assert "须由另一名工作人员审读后印发" in own.content.decode()
    assert new.supersedes == old
    assert new.condition == {"kind": ["industry", "platform"]}
    assert "<del>30</del><ins>50</ins>" in shown


def test_a_draft_is_changed_on_its_page_and_keeps_what_it_supersedes(
    weifang, acting, city_officer, sign_in
):
    by = acting(city_officer)
    old = a_clause(weifang)
    edition = actions.open_edition(by=by, title="修订")
    draft = a_draft(weifang, supersedes=old, valid_from=TODAY)
    clause = actions.write(by=by, edition=edition, draft=draft)
    office = sign_in(city_officer)

    form = office.get(f"/handbook/clauses/{clause.pk}/edit/").context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    saved = office.post(f"/handbook/clauses/{clause.pk}/edit/", typed | {"text": "改后的正文"})
    stale = office.post(f"/handbook/clauses/{clause.pk}/edit/", typed | {"text": "又改"})

    clause.refresh_from_db()
    assert (saved.status_code, stale.status_code) == (302, 422)
    assert (clause.text, clause.supersedes, clause.version) == ("改后的正文", old, 2)
    assert clause.condition == draft.condition


@pytest.mark.parametrize("supersedes", ["abc", "", "²", "-1"])
def test_an_odd_clause_to_supersede_is_none(weifang, city_officer, acting, sign_in, supersedes):
    edition = actions.open_edition(by=acting(city_officer), title="修订")

    page = sign_in(city_officer).get(
        f"/handbook/editions/{edition.pk}/add/?supersedes={supersedes}"
    )

    assert page.status_code == 200


def test_an_edition_is_handed_out_to_owners_counties_and_by_code(
    weifang, city_officer, county_officer, owner, sign_in
):
    clause = a_clause(weifang)
    office = sign_in(city_officer)
    url = f"/handbook/editions/{clause.edition_id}/hand-out/"

    nobody = office.post(url, {})
    unknown = office.post(url, {"codes": "91370700000000000X"})
    office.post(url, {"owners": "on", "counties": "on"})

    assert nobody.status_code == unknown.status_code == 422
    assert "91370700000000000X" in unknown.content.decode()
    assert {receipt.user or receipt.party for receipt in Receipt.objects.all()} == {
        county_officer,
        owner.posts.get().organisation,
    }


def test_the_booklet_prints_every_clause_with_its_source(weifang, sign_in):
    a_clause(weifang)
    a_clause(weifang, heading=a_heading(weifang, "aspect", 3), title="承诺开工", number=7)

    page = sign_in().get("/handbook/booklet/").content.decode()

    assert "一-001 弹性年期出让" in page
    assert "3-07 承诺开工" in page
    assert "示例文件" in page
