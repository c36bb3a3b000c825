"""Changing a draft part by part, on its pages."""

import datetime

import pytest

from yuandu.kernel.audit.models import Entry
from yuandu.services.policies import actions, library, parts, reading
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.forms import Typed, editor_of, is_simple
from yuandu.services.policies.forms.showing import sent
from yuandu.services.policies.models import PolicyVersion
from yuandu.services.policies.tests.records import a_book, a_firm, an_approved_policy
from yuandu.services.policies.tests.test_views import DRAFT


@pytest.fixture
def version(city_officer, acting) -> PolicyVersion:
    return a_draft(acting(city_officer), a_book())


@pytest.fixture
def ladder(city_officer, acting) -> PolicyVersion:
    """A draft of a book with scores, joined conditions and exemptions."""
    book = library.book("63-2")
    return a_draft(acting(city_officer), reading.values_of(book))


def a_draft(by, book) -> PolicyVersion:
    made = actions.create(by=by, draft=Draft(book))
    return PolicyVersion.objects.select_related("policy", "track").get(pk=made.pk)


def address(version, name) -> str:
    return f"/policies/versions/{version.pk}/edit/{name}/"


def typed(version, name, **changes) -> dict:
    """Return what a browser sends of a part as it stands, with changes."""
    book = version.book
    part = parts.named(book, name)
    data = sent(editor_of(book, part, Typed(), policy=version.policy).forms)
    data["read"] = parts.fingerprint(book, part)
    return {key: data.getlist(key) for key in data} | changes


def test_every_part_of_a_book_has_its_page_and_saving_it_changes_nothing(
    sign_in, city_officer, ladder
):
    browser, before = sign_in(city_officer), ladder.hash

    for part in parts.listed(ladder.book):
        page = browser.get(address(ladder, part.name))
        assert page.status_code == 200
        if part.kind == "budget":
            continue
        version = PolicyVersion.objects.select_related("policy").get(pk=ladder.pk)
        kept = browser.post(address(ladder, part.name), typed(version, part.name))
        assert kept.status_code == 302, part.name

    ladder.refresh_from_db()
    assert ladder.hash == before
    assert ladder.edition > 1


@pytest.mark.parametrize("kind", ["criterion", "score", "item-innovation", "benefit"])
def test_what_is_yet_to_be_added_has_its_page(sign_in, city_officer, ladder, kind):
    browser = sign_in(city_officer)

    page = browser.get(address(ladder, f"new-{kind}")).content.decode()
    odd = browser.post(address(ladder, f"new-{kind}"), {"title": ""})

    assert 'name="title"' in page
    assert 'name="take_out"' not in page
    assert odd.status_code == 422
    assert "尚未保存" in odd.content.decode()


def test_the_page_says_which_part_of_which_version_it_is(sign_in, city_officer, ladder):
    page = sign_in(city_officer).get(address(ladder, "item-innovation-rd")).content.decode()

    assert "<title>评分项：上年度研发费用投入（金额或占比从优）" in page
    assert "第1版</a>" in page
    assert page.count('name="s0-b0-points"') == 1


def test_a_threshold_is_changed_and_the_log_knows(sign_in, city_officer, version):
    browser = sign_in(city_officer)

    response = browser.post(
        address(version, "criterion-c1"), typed(version, "criterion-c1", threshold="200")
    )

    assert response.status_code == 302
    version.refresh_from_db()
    assert version.book.criteria[0].threshold == 200
    assert version.drafted_by == city_officer
    assert Entry.objects.filter(action="policy.save").exists()


def test_the_engines_sentence_stands_beside_its_cell(sign_in, city_officer, ladder):
    name = "item-innovation-rd"

    response = sign_in(city_officer).post(
        address(ladder, name), typed(ladder, name, **{"s0-b1-low": "450"})
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "两段之间有空当" in page
    ladder.refresh_from_db()
    assert ladder.edition == 1


def test_what_is_typed_is_looked_at_and_not_kept(sign_in, city_officer, weifang, version):
    a_firm(weifang, "大研发公司", research=600)
    a_firm(weifang, "小研发公司", research=20)
    changed = typed(version, "criterion-c1", threshold="10")
    browser = sign_in(city_officer)

    fragment = browser.post(address(version, "criterion-c1"), changed | {"effect": "1"})
    page = browser.post(address(version, "criterion-c1"), changed | {"look": "1"})

    told = fragment.content.decode()
    assert "<html" not in told
    assert "<strong>2</strong>" in told
    assert "新增符合<strong>1</strong>户" in told
    assert "小研发公司" in told
    assert "所需资金增加2万元" in told
    assert "小研发公司" in page.content.decode()
    version.refresh_from_db()
    assert version.edition == 1


def test_another_fact_brings_its_own_fields(sign_in, city_officer, version):
    changed = typed(
        version, "criterion-c1", **{"m-fact": "rd_institution_level", "look": "1", "threshold": ""}
    )

    page = sign_in(city_officer).post(address(version, "criterion-c1"), changed).content.decode()

    assert "国家级" in page
    assert 'name="unit"' not in page
    assert "field-wrong" not in page


def test_a_reviewer_sees_what_changes_against_the_version_in_force(
    sign_in, city_officer, department_officer, acting, weifang
):
    a_firm(weifang, "小研发公司", research=120)
    approved = an_approved_policy(acting(city_officer), acting(department_officer))
    draft = actions.revise(by=acting(city_officer), policy=approved.policy)
    browser = sign_in(city_officer)
    browser.post(address(draft, "criterion-c1"), typed(draft, "criterion-c1", threshold="200"))

    page = sign_in(department_officer).get(draft.get_absolute_url()).content.decode()

    assert "与现行版本相比" in page
    assert "不再符合<strong>1</strong>户" in page


def test_two_who_change_different_parts_both_succeed(
    sign_in, city_officer, department_officer, version
):
    one = typed(version, "criterion-c1", threshold="200")
    other = typed(version, "criterion-c2", threshold="500")

    sign_in(city_officer).post(address(version, "criterion-c1"), one)
    sign_in(department_officer).post(address(version, "criterion-c2"), other)

    version.refresh_from_db()
    assert [each.threshold for each in version.book.criteria] == [200, 500]


def test_the_second_to_change_the_same_part_is_told(
    sign_in, city_officer, department_officer, version
):
    one = typed(version, "criterion-c1", threshold="200")
    other = typed(version, "criterion-c1", threshold="500")

    sign_in(city_officer).post(address(version, "criterion-c1"), one)
    late = sign_in(department_officer)
    looked = late.post(address(version, "criterion-c1"), other | {"look": "1"})
    response = late.post(address(version, "criterion-c1"), other)

    assert f'name="read" value="{other["read"][0]}"' in looked.content.decode()
    assert response.status_code == 422
    page = response.content.decode()
    assert "他人已修改这部分内容" in page
    assert 'value="500"' in page
    version.refresh_from_db()
    assert version.book.criteria[0].threshold == 200


def test_a_condition_is_added_and_taken_out(sign_in, city_officer, version):
    browser = sign_in(city_officer)
    new = {
        "m-way": "fact",
        "m-fact": "serious_dishonesty",
        "operator": "is",
        "threshold": "no",
        "assessed": ["new", "recheck"],
        "veto": "on",
        "read": parts.fingerprint(version.book, parts.named(version.book, "new-criterion")),
    }

    added = browser.post(address(version, "new-criterion"), new)
    version.refresh_from_db()
    one = version.book.criteria[-1]
    now = parts.fingerprint(version.book, parts.named(version.book, f"criterion-{one.id}"))
    browser.post(address(version, f"criterion-{one.id}"), {"take_out": now})

    assert added.status_code == 302
    assert (one.id, one.veto, one.title_en) == ("c3", True, "On the list of serious dishonesty: no")
    version.refresh_from_db()
    assert len(version.book.criteria) == 2


def test_what_is_asked_for_elsewhere_is_not_taken_out(sign_in, city_officer, acting):
    book = library.book("2-巨")
    draft = a_draft(acting(city_officer), reading.values_of(book))
    browser = sign_in(city_officer)
    now = parts.fingerprint(book, parts.named(book, "criterion-award"))

    page = browser.get(address(draft, "criterion-award")).content.decode()
    refused = browser.post(address(draft, "criterion-award"), {"take_out": now}, follow=True)

    assert "豁免情形" in page
    assert 'name="take_out"' not in page
    assert "award" in refused.content.decode()
    draft.refresh_from_db()
    assert draft.edition == 1


def test_the_first_version_renames_its_policy(sign_in, city_officer, version):
    changed = typed(version, "whole", title="研发投入后补助", office="市科技局", aspect="3")

    response = sign_in(city_officer).post(address(version, "whole"), changed)

    assert response.status_code == 302
    version.policy.refresh_from_db()
    assert (version.policy.name, version.policy.office) == ("研发投入后补助", "市科技局")
    assert version.policy.aspect == 3


def test_examples_are_changed(sign_in, city_officer, version):
    browser = sign_in(city_officer)
    sound = {"edition": version.edition, "e0-name": "正好", "e0-state": "met"}
    sound["e0-facts"] = f"研发费用 {datetime.date.today().year - 1}: 100 万元"  # noqa: DTZ011

    odd = browser.post(address(version, "examples"), sound | {"e0-facts": "不知所云: 3"})
    kept = browser.post(address(version, "examples"), sound)
    stale = browser.post(address(version, "examples"), sound)

    assert odd.status_code == 422
    assert "不认识“不知所云”" in odd.content.decode()
    assert kept.status_code == 302
    assert [one.title for one in version.examples.all()] == ["正好"]
    assert stale.status_code == 422


def test_only_drafts_are_changed_and_only_by_offices(
    sign_in, acting, city_officer, department_officer, leader, owner, version
):
    approved = an_approved_policy(acting(city_officer), acting(department_officer), code="x-2026")

    assert sign_in(city_officer).get(address(approved, "whole")).status_code == 403
    assert sign_in(leader).get(address(version, "whole")).status_code == 403
    assert sign_in(owner).get(address(version, "whole")).status_code == 404
    assert sign_in(city_officer).get(address(version, "criterion-none")).status_code == 404


# The short form


def test_what_the_short_form_drafted_it_shows_whole(sign_in, city_officer):
    sign_in(city_officer).post("/policies/add/", DRAFT)
    version = PolicyVersion.objects.select_related("policy").get()

    response = sign_in(city_officer).get(f"/policies/versions/{version.pk}/edit/")

    assert is_simple(version)
    assert response.status_code == 200


@pytest.mark.parametrize("code", [one.code for one in library.books()])
def test_a_book_that_the_short_form_would_not_keep_whole_is_changed_part_by_part(
    code, city_officer, acting, sign_in
):
    version = a_draft(acting(city_officer), reading.values_of(library.book(code)))

    response = sign_in(city_officer).get(f"/policies/versions/{version.pk}/edit/")

    assert not is_simple(version)
    assert response["Location"].endswith(f"/policies/versions/{version.pk}/edit/parts/")
    page = sign_in(city_officer).get(response["Location"]).content.decode()
    assert all(f"criterion-{one.id}/" in page for one in version.book.criteria)


@pytest.mark.parametrize(
    "change",
    [
        {"title_en": "A title of its own"},
        {"evidence": "审计报告"},
        {"source": "R1"},
        {"to_verify": True},
        {"effective_until": datetime.date(2027, 1, 1)},
        {"each_of_years": 2},
        {"assessed": ["new"]},
        {"value": {"fact": "rd_expense", "years_back": 1}},
        {"id": "research"},
    ],
)
def test_one_thing_that_the_short_form_would_drop_is_enough(change, city_officer, acting):
    criterion = a_book()["criteria"][0]
    plain = {
        "criteria": [criterion],
        "requires": {"all": ["c1"]},
        "benefits": [],
        "budget": None,
    }
    simple = a_draft(acting(city_officer), _some(a_book(code="a-2026", **plain)))
    changed = criterion | change
    book = a_book(
        code="b-2026", **plain | {"criteria": [changed], "requires": {"all": [changed["id"]]}}
    )

    assert is_simple(simple)
    assert not is_simple(a_draft(acting(city_officer), _some(book)))


def _some(book):
    return {key: value for key, value in book.items() if value is not None}
