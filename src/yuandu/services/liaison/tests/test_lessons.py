"""Three firms make a gap in policy; what was solved becomes a card without a name."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice
from yuandu.services.liaison import actions, queries
from yuandu.services.liaison.models import Gap
from yuandu.services.liaison.refusals import (
    AlreadyClosed,
    HasCard,
    NamesTheFirm,
    NotSolved,
    Senseless,
)
from yuandu.services.liaison.tests.records import (
    ASKED,
    a_firm,
    an_office,
    in_the_care_of,
    raised,
    step,
)

pytestmark = pytest.mark.django_db
TAGGED = replace(ASKED, tag="组培")


@pytest.fixture
def house(weifang) -> Actor:
    return Actor.system(weifang)


def firms(weifang, number: int) -> list:
    return [a_firm(weifang, name=f"示例花卉{place}公司") for place in range(number)]


def test_the_same_issue_of_three_firms_is_a_gap_that_the_city_hears_of(
    weifang, house, city_officer
):
    first, second, third = firms(weifang, 3)
    raised(house, first, TAGGED)
    raised(house, second, replace(TAGGED, tag=" 组 培。"))
    raised(house, second, TAGGED)
    assert not Gap.objects.exists()

    raised(house, third, TAGGED)

    gap = queries.gaps_visible_to(house).get()
    assert (gap.topic.tag, gap.firms, gap.size) == ("组培", 3, 4)
    notice = Notice.objects.get(kind="liaison.gap")
    assert (notice.to, notice.params["firms"]) == (city_officer, 3)


def test_other_classes_topics_and_years_make_no_gap(weifang, house):
    first, second, third = firms(weifang, 3)
    raised(house, first, TAGGED)
    raised(house, second, TAGGED)
    raised(house, third, replace(TAGGED, subject="talent"))
    raised(house, third, replace(TAGGED, tag="污染"))
    raised(house, third, replace(TAGGED, tag=""))
    raised(house, third, TAGGED, on=TODAY - datetime.timedelta(days=366))

    assert not Gap.objects.exists()


def test_a_later_issue_of_the_topic_joins_the_open_gap(weifang, house, city_officer):
    found = [raised(house, firm, TAGGED) for firm in firms(weifang, 4)]

    assert {issue.__class__.objects.get(pk=issue.pk).gap for issue in found} == {Gap.objects.get()}
    assert Notice.objects.filter(kind="liaison.gap").count() == 1


def test_sorting_an_issue_can_make_the_gap(weifang, house):
    first, second, third = firms(weifang, 3)
    raised(house, first, TAGGED)
    raised(house, second, TAGGED)
    untagged = raised(house, third)

    actions.sort(
        by=house,
        issue=queries.issue(house, untagged.pk, to="sort"),
        subject="breeding",
        severity="serious",
        tag="组培",
    )

    assert Gap.objects.get().issues.count() == 3


def test_a_gap_is_closed_with_words_once(weifang, house, acting, city_officer, administrator):
    for firm in firms(weifang, 3):
        raised(house, firm, TAGGED)
    gap = Gap.objects.get()
    with pytest.raises(Senseless):
        actions.close_gap(by=acting(city_officer), gap=gap, words=" ")

    actions.close_gap(
        by=acting(city_officer), gap=gap, words="纳入种业补助范围", policy_code="flower-03"
    )

    assert (gap.closed_by, gap.policy_code) == (city_officer, "flower-03")
    with pytest.raises(AlreadyClosed) as refused:
        actions.close_gap(by=acting(administrator), gap=gap, words="再关一次")
    assert "city_officer" in refused.value.sentence


def test_a_closed_gap_opens_anew_only_with_three_more_firms(weifang, house, acting, city_officer):
    some = firms(weifang, 3)
    for firm in some:
        raised(house, firm, TAGGED)
    actions.close_gap(by=acting(city_officer), gap=Gap.objects.get(), words="已出台")

    for number, firm in enumerate(some, start=1):
        raised(house, firm, replace(TAGGED, title=f"仍未享受{number}"))
        assert Gap.objects.count() == (2 if number == 3 else 1)


def test_offices_of_counties_do_not_close_gaps(weifang, house, acting, county_officer, leader):
    for firm in firms(weifang, 3):
        raised(house, firm, TAGGED)
    for user in (county_officer, leader):
        with pytest.raises(PermissionDenied):
            actions.close_gap(by=acting(user), gap=Gap.objects.get(), words="已解决")


# --- Cards -------------------------------------------------------------------------------------

CARD = {
    "question": "瓶苗污染率高怎么办",
    "solution": "由科研院所会诊，改进灭菌流程",
    "department": "市科技局",
    "rule": "科技特派员管理办法",
}


@pytest.fixture
def solved(weifang, acting, owner, county_officer, department_officer):
    firm = a_firm(weifang, owner.posts.get().organisation)
    in_the_care_of(firm, county_officer)
    an_office(weifang, department_officer)
    issue = step(acting(county_officer), raised(acting(owner), firm, TAGGED), "send")
    actions.answer(by=acting(department_officer), issue=issue, words="已会诊")
    step(acting(owner), issue, "close")
    return queries.issue(acting(county_officer), issue.pk, to="card")


def test_a_card_is_found_by_any_of_its_words_and_names_no_firm(
    solved, acting, county_officer, grower
):
    card = actions.write_card(by=acting(county_officer), issue=solved, **CARD)

    for words in ("灭菌", "科技局 污染", "特派员", "组培"):
        assert list(queries.cards(acting(grower), words=words)) == [card]
    assert not queries.cards(acting(grower), words="示例重工").exists()
    assert not queries.cards(acting(grower), subject="land").exists()


def test_a_card_that_names_the_firm_is_not_taken(solved, acting, county_officer):
    named = CARD | {"solution": "示例重工有限公司改进了流程"}

    with pytest.raises(NamesTheFirm) as refused:
        actions.write_card(by=acting(county_officer), issue=solved, **named)

    assert "示例重工有限公司" in refused.value.sentence


def test_there_is_one_card_a_solved_issue(weifang, solved, acting, county_officer, house):
    actions.write_card(by=acting(county_officer), issue=solved, **CARD)

    with pytest.raises(HasCard):
        actions.write_card(by=acting(county_officer), issue=solved, **CARD)
    unsolved = queries.issue(house, raised(house, solved.firm).pk, to="see")
    with pytest.raises(NotSolved):
        actions.write_card(by=house, issue=unsolved, **CARD)


def test_the_firm_itself_writes_no_card(solved, acting, owner):
    own = queries.issue(acting(owner), solved.pk, to="see")

    with pytest.raises(PermissionDenied):
        actions.write_card(by=acting(owner), issue=own, **CARD)


def test_a_firm_is_not_offered_the_words_of_another(weifang, house, acting, owner, city_officer):
    own = a_firm(weifang, owner.posts.get().organisation)
    raised(house, own, replace(ASKED, tag="瓶苗"))
    raised(house, a_firm(weifang, name="别家花卉公司"), replace(ASKED, tag="别家欠款"))
    for number in range(3):
        firm = a_firm(weifang, name=f"第{number}花卉公司")
        raised(house, firm, replace(ASKED, tag="用工"))

    def offered(user):
        return {topic.tag for topic in queries.topics(acting(user))}

    assert offered(owner) == {"瓶苗", "用工"}
    assert offered(city_officer) == {"瓶苗", "用工", "别家欠款"}
