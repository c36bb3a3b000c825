"""Who is told and shown what concerns them, and nothing that does not."""

import pytest

from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.partnership import actions, desk
from yuandu.mechanisms.partnership.models import ShareholderGroup
from yuandu.mechanisms.partnership.tests.test_views import browser, decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(firm):
    return firm.nominated()


def told(kind) -> set[str]:
    return set(Notice.objects.filter(kind=f"partnership.{kind}").values_list("to__name", flat=True))


def test_only_whom_a_decision_went_against_is_told_that_one_may_appeal(firm, review):
    actions.decline(by=firm.acting("N001"), candidate=firm.candidate(review, "N001"))
    decided(firm, review)
    assert told("decided") == {"w-P002"}
    assert told("confirmed") == {f"w-P00{at}" for at in (1, 3, 4, 5, 6)}


def test_who_is_not_on_the_staff_list_is_not_asked_to_nominate(firm, review):
    director = firm.voter(firm.directors[0])
    at = f"/partnership/reviews/{review.pk}/"
    firm.users["director"] = firm.directors[0]
    assert f"{at}nominate/" in browser(firm, "P002").get(at).text
    assert f"{at}nominate/" not in browser(firm, "director").get(at).text
    title = "推荐同事为合伙人"

    def waiting(actor) -> int:
        return {str(each.title): each.rows.count() for each in desk.waiting_sets(actor)}[title]

    assert (waiting(firm.acting("P002")), waiting(director)) == (1, 0)


def test_a_group_s_page_leads_to_its_ballots_only_who_may_open_them(firm, review):
    firm.move(review, "open_groups")
    ballot = review.ballots.get(group=firm.groups[0]).ballot
    firm.users["director"] = firm.directors[0]
    page, at = f"/partnership/groups/{firm.groups[0].pk}/", f"/ballots/{ballot.pk}/"
    for who, leads in (("P001", True), ("auditor", True), ("director", False)):
        said = browser(firm, who).get(page).text
        assert ballot.title in said
        assert (at in said) is leads, who


def test_places_are_named_in_the_reader_s_language(firm, review):
    ShareholderGroup.objects.filter(code="G1").update(name_en="First group")
    Division.objects.filter(code="B1").update(name_en="Machinery")
    firm.move(review, "open_groups")
    firm.settle(review, "group", "9")
    firm.move(review, "open_divisions")
    at, chair = f"/partnership/reviews/{review.pk}/", browser(firm, "chair")
    chair.cookies["django_language"] = "en"
    english = chair.get(at).text
    assert "First group" in english
    assert "Machinery" in english
    chair.cookies["django_language"] = "zh-hans"
    assert "First group" not in chair.get(at).text
