import pytest
from allauth.mfa.models import Authenticator

from tests.people import CityClient, a_user
from yuandu.kernel.accounts import actions, queries, refusals
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit.models import Entry

PASSWORD = "long-enough-for-weifang"
INVITATION = {"name": "赵敏", "username": "zhaomin", "email": "zhao@example.org"}


def test_whoever_is_invited_sets_a_password_by_the_link_once(weifang, administrator, sign_in):
    page = sign_in(administrator).post("/people/invite/", INVITATION)

    link = page.context["link"].removeprefix("http://testserver")
    form = CityClient(weifang).get(link, follow=True)
    assert form.status_code == 200
    invited = CityClient(weifang)
    goal = invited.get(link)["Location"]
    invited.post(goal, {"password1": PASSWORD, "password2": PASSWORD})

    answer = invited.post("/accounts/login/", {"login": "zhaomin", "password": PASSWORD})
    assert answer.status_code == 302
    assert "无效" in CityClient(weifang).get(link, follow=True).text
    assert User.objects.get(username="zhaomin").home == weifang


def test_the_link_is_shown_once_and_on_record(administrator, sign_in):
    page = sign_in(administrator).post("/people/invite/", INVITATION)

    assert "no-store" in page["Cache-Control"]
    assert set(Entry.objects.values_list("action", flat=True)) == {
        "account.invite",
        "account.link",
    }


def test_what_is_personal_stays_out_of_the_details(administrator, sign_in):
    sign_in(administrator).post("/people/invite/", INVITATION)

    assert "zhao@example.org" not in str(list(Entry.objects.values_list("details", flat=True)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "administrator"),
        ("username", "ADMINISTRATOR"),
        ("username", "a b"),
        ("username", ""),
        ("name", ""),
        ("email", "not-an-address"),
    ],
)
def test_an_ill_formed_invitation_makes_no_account(administrator, sign_in, field, value):
    page = sign_in(administrator).post("/people/invite/", INVITATION | {field: value})

    assert page.context["form"].errors[field]
    assert User.objects.count() == 1


def test_a_name_taken_meanwhile_is_told_so(acting, administrator):
    actions.invite(by=acting(administrator), name="赵敏", username="zhaomin")

    with pytest.raises(refusals.NameTaken, match="zhaomin"):
        actions.invite(by=acting(administrator), name="赵明", username="zhaomin")


def test_an_administrator_sees_the_accounts_at_home_and_no_others(
    acting, administrator, city_officer, outsider, stranger
):
    assert set(queries.visible_to(acting(administrator))) == {administrator, city_officer}


def test_an_officer_sees_no_accounts(acting, city_officer, sign_in):
    assert not queries.visible_to(acting(city_officer)).exists()
    assert sign_in(city_officer).get("/people/").status_code == 403


def test_people_are_found_by_a_part_of_the_name(weifang, administrator, sign_in):
    a_user("lin", "林一", workspace=weifang)
    a_user("gao", "高二", workspace=weifang)

    page = sign_in(administrator).get("/people/", {"q": "林"})

    assert "林一" in page.text
    assert "高二" not in page.text


def test_a_closed_account_is_out_at_once_and_comes_back(weifang, administrator, owner, sign_in):
    browser, office = sign_in(owner), sign_in(administrator)

    office.post(f"/people/{owner.pk}/close/")
    assert browser.get("/me/").status_code == 302

    office.post(f"/people/{owner.pk}/reopen/")
    owner.refresh_from_db()
    assert sign_in(owner).get("/me/").status_code == 200


def test_administrators_do_not_lock_themselves_out(administrator, sign_in):
    page = sign_in(administrator).post(f"/people/{administrator.pk}/close/", follow=True)

    assert "不能停用自己的账号" in page.text
    administrator.refresh_from_db()
    assert administrator.is_active


def test_a_lost_telephone_is_taken_off_and_its_sessions_end(administrator, owner, sign_in):
    Authenticator.objects.create(user=owner, type="totp", data={})
    browser = sign_in(owner)

    sign_in(administrator).post(f"/people/{owner.pk}/forget-factor/")

    assert not Authenticator.objects.exists()
    assert browser.get("/me/").status_code == 302


@pytest.mark.parametrize("path", ["", "link/", "close/", "forget-factor/", "revoke-card/"])
def test_the_people_of_another_city_are_out_of_reach(administrator, outsider, sign_in, path):
    browser = sign_in(administrator)
    ask = browser.post if path else browser.get

    assert ask(f"/people/{outsider.pk}/{path}").status_code == 404


def test_an_unknown_verb_is_no_page(administrator, owner, sign_in):
    assert sign_in(administrator).post(f"/people/{owner.pk}/promote/").status_code == 404


def test_a_coordinator_sees_people_but_manages_none(weifang, owner, sign_in):
    browser = sign_in(a_user("li", workspace=weifang, role="coordinator"))

    assert browser.get(f"/people/{owner.pk}/").status_code == 200
    assert browser.post(f"/people/{owner.pk}/link/").status_code == 403
    assert browser.post(f"/people/{owner.pk}/close/").status_code == 403
