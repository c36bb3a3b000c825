"""What a firm reads of all policies: in words it knows, in both languages, in few queries."""

import re

import pytest

from tests.people import a_user
from yuandu.engines.quantities import units
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.policies import telling, wording
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.loading import load_library
from yuandu.services.policies.models import Case, PolicyVersion
from yuandu.services.policies.tests.records import a_fact, a_firm, an_approved_policy

MOST_QUERIES = 12  # of them six for the door and the frame
CODES = [code for kind in vocabulary() for code in kind.choices if "_" in code]


@pytest.fixture
def firm(weifang):
    """A firm of which every kind of fact is known, in a city with every book in force."""
    load_library(Actor.system(weifang))
    firm = a_firm(weifang, "示例重工有限公司", research=200)
    a_fact(firm, "science_award_3y", "provincial_top_3", None)
    a_fact(firm, "revenue", 38_000_000)
    a_fact(firm, "industry", "C34,C3411", None)
    return firm


def version_of(code: str) -> PolicyVersion:
    return next(one for one in PolicyVersion.objects.all() if one.book.code == code)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_choices_are_called_by_their_titles(sign_in, city_officer, firm, language):
    browser = sign_in(city_officer)
    browser.cookies["django_language"] = language
    ways = [version_of(code).pk for code in ("63-1", "2-专", "2-巨")]
    paths = [f"/policies/check/{firm.pk}/", *(f"/policies/check/{firm.pk}/{pk}/" for pk in ways)]

    for page in (browser.get(path).content.decode() for path in paths):
        words = re.sub(r"<[^>]+>", " ", page)
        assert not [code for code in CODES if re.search(rf"\b{code}\b", words)]
        assert "judged_" not in words
        assert "：：" not in words
    assert ("Provincial, first three" if language == "en" else "省级前三名") in page


def test_amounts_on_a_way_are_in_the_steps_people_count_in(sign_in, city_officer, firm):
    page = sign_in(city_officer).get(f"/policies/check/{firm.pk}/{version_of('2-巨').pk}/")

    assert "由3800万元提高到5000万元" in page.content.decode()


def test_a_long_list_is_folded_after_its_third_value(sign_in, city_officer, firm):
    page = sign_in(city_officer).get(f"/policies/check/{firm.pk}/").content.decode()

    assert "国家级前三名、国家级前五名、国家级 <details" in page
    assert "……另有2项" in page
    assert telling.folded(list("abcd")) == (list("abcd"), [])


def test_more_policies_cost_no_more_queries(
    sign_in, city_officer, firm, department_officer, acting, django_assert_max_num_queries
):
    browser = sign_in(city_officer)
    page = f"/policies/check/{firm.pk}/"
    browser.get(page)

    with django_assert_max_num_queries(MOST_QUERIES) as few:
        browser.get(page)
    for number in range(3):
        code = f"more-{number}"
        an_approved_policy(acting(city_officer), acting(department_officer), code=code)
    with django_assert_max_num_queries(len(few)):
        assert "研发投入补助" in browser.get(page).content.decode()


def test_a_page_seen_before_says_what_is_known_now(sign_in, city_officer, firm):
    browser, page = sign_in(city_officer), f"/policies/check/{firm.pk}/"
    before = browser.get(page).content.decode()

    firm.facts.filter(kind="revenue").update(value=43_210_000)

    assert "3800万元" in before
    assert "4321万元" in browser.get(page).content.decode()


def test_ids_stand_once_on_a_page_with_many_forms(sign_in, weifang, firm):
    boss = a_user("boss", workspace=weifang, role="owner", organisation=firm)

    page = sign_in(boss).get(f"/policies/check/{firm.pk}/").content.decode()

    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert not Case.objects.exists()


def test_every_choice_and_unit_has_words_in_both_languages():
    for kind in vocabulary():
        assert set(kind.choices) == set(kind.choices_en)
        if kind.unit:
            assert units.kind_of(kind.unit)


def test_a_value_near_an_edge_is_told_from_the_edge():
    assert wording.value(50_000_001, "元") == "5000.0001万元"
    assert wording.value(123_000_001, "元") == "1.23000001亿元"
