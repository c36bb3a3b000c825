import datetime
from decimal import Decimal

import pytest
from django.urls import resolve

from tests.people import TODAY, a_division, a_user, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import actions, loading, registers
from yuandu.kernel.registry.models import Consent, Division, Fact, Party, Post

GOOD = "91350100M000100Y43"
YEAR = {"from_on": "2025-01-01", "to_on": "2025-12-31"}


@pytest.fixture
def city(weifang):
    return Actor.system(weifang)


@pytest.fixture
def firm(owner):
    return owner.posts.get().organisation


@pytest.fixture
def person(weifang):
    return Party.objects.create(
        workspace=weifang, kind="person", name="样本甲", division=a_division(weifang)
    )


def text_of(response):
    return response.content.decode()


# --- Lists -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "path", ["/organisations/", "/persons/", "/divisions/", "/posts/", "/organisations/new/"]
)
def test_every_page_opens_in_both_languages(sign_in, administrator, city, path, language):
    registers.load_divisions(by=city, rows=loading.weifang())
    browser = sign_in(administrator)

    response = browser.get(path, headers={"accept-language": language})

    assert response.status_code == 200
    assert f'lang="{language}' in text_of(response).lower()


@pytest.mark.parametrize("path", ["/organisations/", "/persons/", "/divisions/", "/posts/"])
def test_nobody_and_strangers_find_no_page(sign_in, stranger, path):
    assert sign_in().get(path).status_code == 302
    assert sign_in(stranger).get(path).status_code == 404


def test_a_list_takes_as_many_queries_for_many_as_for_few(
    sign_in, city_officer, weifang, django_assert_max_num_queries
):
    qingzhou = a_division(weifang)
    for number in range(60):
        an_organisation(weifang, f"样本{number}有限公司", division=qingzhou)
    browser = sign_in(city_officer)
    browser.get("/organisations/")

    with django_assert_max_num_queries(12):
        response = browser.get("/organisations/", {"division": "370781", "q": "样本"})

    assert response.context["page"].paginator.count == 60


@pytest.mark.parametrize(
    "odd",
    ["?division=999999", "?page=999", "?page=x", "?q=" + "x" * 200, "?kind=x"],
)
def test_odd_addresses_are_answered_with_a_list(sign_in, city_officer, odd):
    for path in ("/organisations/", "/persons/"):
        assert sign_in(city_officer).get(path + odd).status_code == 200


def test_a_fragment_is_the_list_alone(sign_in, city_officer):
    response = sign_in(city_officer).get("/organisations/", headers={"hx-request": "true"})

    assert "<html" not in text_of(response)
    assert 'id="organisations"' in text_of(response)


def test_persons_are_masked_on_the_list_and_on_their_page(sign_in, person, leader, county_officer):
    for path in ("/persons/", f"/parties/{person.pk}/"):
        assert "样本甲" in text_of(sign_in(county_officer).get(path))
        masked = text_of(sign_in(leader).get(path))
        assert "样本甲" not in masked
        assert "样**" in masked


def test_an_owner_sees_no_persons(sign_in, owner, person):
    assert sign_in(owner).get("/persons/").status_code == 403
    assert sign_in(owner).get(f"/parties/{person.pk}/").status_code == 404


def test_the_divisions_page_counts_organisations_and_draws_borders(sign_in, leader, city, weifang):
    registers.load_divisions(by=city, rows=loading.weifang())
    qingzhou = a_division(weifang)
    an_organisation(weifang, division=qingzhou)
    page = text_of(sign_in(leader).get("/divisions/"))

    assert "<division-map" in page
    assert "高新区" in page
    assert 'data-code="370781"' in page


def test_borders_are_public_and_of_this_workspace_alone(sign_in, city, elsewhere):
    registers.load_divisions(by=city, rows=loading.weifang())
    registers.load_divisions(by=Actor.system(elsewhere), rows=loading.weifang()[:1])

    response = sign_in().get("/divisions/borders.geojson")

    assert response["content-type"].startswith("application/geo+json")
    assert len(response.json()["features"]) == 12


# --- Entering ----------------------------------------------------------------------------


def test_an_organisation_is_entered_on_a_page(sign_in, county_officer):
    fields = {"name": "示例花卉", "code": GOOD.lower(), "division": a_division_key()}

    response = sign_in(county_officer).post("/organisations/new/", fields)

    party = Party.objects.get(code=GOOD)
    assert response.status_code == 302
    assert response["location"] == f"/weifang/parties/{party.pk}/"


def a_division_key(code="370781"):
    return Division.objects.get(code=code).pk


def test_a_wrong_code_is_told_on_the_form(sign_in, city_officer):
    response = sign_in(city_officer).post(
        "/organisations/new/", {"name": "示例", "code": GOOD[:-1] + "5"}
    )

    assert response.status_code == 422
    assert "应为“3”" in text_of(response)


def test_a_county_officer_enters_nothing_in_another_county(
    sign_in, county_officer, other_county_officer
):
    fields = {"name": "示例", "code": GOOD, "division": a_division_key("370782")}

    assert sign_in(county_officer).post("/organisations/new/", fields).status_code == 422
    assert not Party.objects.filter(code=GOOD).exists()


def test_who_may_not_enter_is_refused(sign_in, leader, owner):
    for user in (leader, owner):
        for path in ("/organisations/new/", "/persons/new/"):
            assert sign_in(user).get(path).status_code == 403


def test_a_household_is_entered_and_corrected(sign_in, city_officer):
    browser = sign_in(city_officer)
    browser.post("/persons/new/", {"kind": "household", "name": "样本户"})
    household = Party.objects.get(kind="household")
    browser.post(f"/parties/{household.pk}/edit/", {"name": "样本户一"})

    household.refresh_from_db()
    assert household.name == "样本户一"


@pytest.mark.parametrize(
    ("said", "value"), [("1.2亿元", 120000000), ("35", 35), ("1200万元", 12000000)]
)
def test_a_fact_is_typed_as_people_write_it(sign_in, owner, firm, said, value):
    response = sign_in(owner).post(f"/parties/{firm.pk}/report/revenue/", {"said": said} | YEAR)

    assert response.status_code == 302
    assert Fact.objects.get().value == Decimal(value)


@pytest.mark.parametrize("said", ["", "很多", "12亩", "12 13", "9" * 40, "NaN"])
def test_a_fact_that_is_no_number_is_told_on_the_form(sign_in, owner, firm, said):
    response = sign_in(owner).post(f"/parties/{firm.pk}/report/revenue/", {"said": said} | YEAR)

    assert response.status_code == 422
    assert not Fact.objects.exists()


def test_an_unknown_kind_of_fact_is_nowhere(sign_in, owner, firm):
    assert sign_in(owner).get(f"/parties/{firm.pk}/report/horoscope/").status_code == 404


def test_a_party_page_shows_facts_in_words_and_in_money(sign_in, owner, firm, city):
    days = {name: datetime.date.fromisoformat(day) for name, day in YEAR.items()}
    actions.report(by=city, party=firm, kind="revenue", value=Decimal("120000000"), **days)
    actions.report(by=city, party=firm, kind="main_product", text="盆花", **days)

    page = text_of(sign_in(owner).get(f"/parties/{firm.pk}/"))

    assert "1.2亿元" in page
    assert "盆花" in page


def test_a_consent_is_given_and_taken_back_on_the_page(sign_in, owner, firm):
    browser = sign_in(owner)
    given = {"purpose": "application", "facts": ["staff"], "to_on": "2027-11-24"}
    assert browser.post(f"/parties/{firm.pk}/consent/", given).status_code == 302
    consent = Consent.objects.get()
    assert browser.get(f"/parties/{firm.pk}/").status_code == 200

    path = f"/parties/{firm.pk}/consent/{consent.pk}/revoke/"
    assert browser.get(path).status_code == 405
    for _ in range(2):
        assert browser.post(path).status_code == 302

    consent.refresh_from_db()
    assert consent.revoked_on == TODAY


def test_a_consent_of_another_party_is_not_revoked_through_ones_own(
    sign_in, owner, firm, city, weifang
):
    other = an_organisation(weifang, "另一家")
    consent = actions.give_consent(
        by=city, party=other, purpose="application", facts=["*"], to_on=TODAY
    )

    for pk in (firm.pk, other.pk):
        status = sign_in(owner).post(f"/parties/{pk}/consent/{consent.pk}/revoke/").status_code
        assert status in {403, 404}
    consent.refresh_from_db()
    assert consent.revoked_on is None


def test_nobody_reports_or_consents_for_a_firm_of_others(sign_in, weifang, owner, leader):
    other = an_organisation(weifang, "另一家")

    for user in (owner, leader):
        for verb in ("edit", "consent", "report/staff"):
            assert sign_in(user).get(f"/parties/{other.pk}/{verb}/").status_code == 403


# --- Posts -------------------------------------------------------------------------------


def test_a_post_is_given_and_ended_on_pages(sign_in, administrator, weifang):
    user = a_user("newcomer", workspace=weifang)
    fields = {"username": "newcomer", "role": "city_officer", "from_on": "2026-11-24"}
    browser = sign_in(administrator)

    assert browser.post("/posts/new/", fields).status_code == 302
    post = Post.objects.get(user=user)
    assert browser.post("/posts/new/", fields).status_code == 422  # held already
    assert browser.get(f"/posts/{post.pk}/end/").status_code == 200
    assert browser.post(f"/posts/{post.pk}/end/", {"to_on": "2026-11-30"}).status_code == 302

    post.refresh_from_db()
    assert post.to_on == datetime.date(2026, 11, 30)


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "nobody"},
        {"role": "emperor"},
        {"role": "county_officer"},
        {"role": "owner", "organisation": "9" * 18},
        {"to_on": "2020-01-01"},
    ],
)
def test_a_post_that_makes_no_sense_is_told_on_the_form(sign_in, administrator, fields):
    defaults = {"username": "administrator", "role": "leader", "from_on": "2026-11-24"}

    response = sign_in(administrator).post("/posts/new/", defaults | fields)

    assert response.status_code == 422
    assert Post.objects.count() == 1


def test_the_last_administrator_is_told_to_stay(sign_in, administrator):
    post = administrator.posts.get()

    response = sign_in(administrator).post(f"/posts/{post.pk}/end/", {"to_on": "2026-11-24"})

    assert response.status_code == 422
    assert "最后一名管理员" in text_of(response)


def test_others_give_no_posts(sign_in, city_officer, leader):
    for user in (city_officer, leader):
        assert sign_in(user).get("/posts/new/").status_code == 403
        assert sign_in(user).get("/posts/").status_code == 200
        assert sign_in(user).get(f"/posts/{user.posts.get().pk}/end/").status_code == 403


def test_every_address_has_a_name():
    assert resolve("/parties/1/").view_name == "registry:party"
