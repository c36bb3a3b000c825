import datetime

import pytest
import time_machine
from django.http import JsonResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from ninja import NinjaAPI

from yuandu.kernel.accounts import actions, doors, scopes
from yuandu.kernel.accounts.api import BearerToken, PageSession
from yuandu.kernel.accounts.models import Token
from yuandu.kernel.audit.models import Entry

pytestmark = pytest.mark.urls(__name__)

api = NinjaAPI(
    version="9", urls_namespace="test", auth=[BearerToken(), PageSession()], docs_url=None
)


@api.get("/kites/")
def read_kites(request):
    return {"who": request.actor.label, "roles": [post.role for post in request.actor.posts]}


@api.post("/kites/")
def write_kites(request):
    return {"who": request.actor.label}


@api.get("/reels/")
def read_reels(request):
    return {}


@doors.public
def page(request):
    return JsonResponse({"who": request.actor.label})


urlpatterns = [
    path("api/v9/", api.urls),
    path("page/", page),
    path("", include("yuandu.site.urls")),
]


@pytest.fixture(autouse=True)
def _kites(monkeypatch):
    monkeypatch.setattr(scopes, "_titles", {})
    scopes.register("kites", "Kites")
    scopes.register("reels", "Reels")


@pytest.fixture
def token(acting, city_officer):
    made, secret = actions.make_token(
        by=acting(city_officer),
        user=city_officer,
        name="sync",
        scopes=frozenset({"kites:read"}),
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )
    return made, secret


def asks(method: str, path: str, secret: str, browser=None, **extra):
    return getattr(browser or Client(), method)(
        path, headers={"authorization": f"Bearer {secret}"}, **extra
    )


def test_a_token_acts_as_its_owner(token):
    answer = asks("get", "/weifang/api/v9/kites/", token[1])

    assert answer.json() == {"who": "city_officer", "roles": ["city_officer"]}


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [("post", "kites", "kites:write"), ("get", "reels", "reels:read")],
)
def test_a_token_does_no_more_than_its_scopes(token, method, path, scope):
    with pytest.raises(Exception, match=scope):
        asks(method, f"/weifang/api/v9/{path}/", token[1])


def test_a_token_opens_no_page(token):
    assert asks("get", "/weifang/people/", token[1]).status_code == 302
    assert asks("get", "/weifang/page/", token[1]).json() == {"who": ""}


def test_a_token_opens_no_other_city(token, elsewhere):
    assert asks("get", "/elsewhere/api/v9/kites/", token[1]).status_code == 401


def test_a_wrong_token_is_nobody_even_beside_a_good_session(administrator, sign_in):
    answer = asks("get", "/weifang/api/v9/kites/", "yd_wrong", sign_in(administrator))

    assert answer.status_code == 401


def test_revoked_expired_and_closed_open_nothing(token, city_officer, acting):
    made, secret = token
    with time_machine.travel(timezone.now() + datetime.timedelta(days=8)):
        assert asks("get", "/weifang/api/v9/kites/", secret).status_code == 401

    city_officer.is_active = False
    city_officer.save()
    assert asks("get", "/weifang/api/v9/kites/", secret).status_code == 401

    city_officer.is_active = True
    city_officer.save()
    actions.revoke_token(by=acting(city_officer), token=made)
    assert asks("get", "/weifang/api/v9/kites/", secret).status_code == 401


def test_a_token_loses_with_its_owner_what_the_post_gave(token, city_officer):
    city_officer.posts.all().delete()

    assert asks("get", "/weifang/api/v9/kites/", token[1]).json()["roles"] == []


def test_the_last_use_is_noted_once_a_minute(token):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        asks("get", "/weifang/api/v9/kites/", token[1])
        clock.shift(datetime.timedelta(seconds=59))
        asks("get", "/weifang/api/v9/kites/", token[1])
        assert Token.objects.get().last_used_at == now


def test_a_session_reads_and_with_the_pages_mark_writes(administrator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(administrator)

    assert strict.get("/weifang/api/v9/kites/").status_code == 200
    with pytest.raises(Exception, match="X-CSRFToken"):
        strict.post("/weifang/api/v9/kites/")

    strict.get("/weifang/me/")
    mark = strict.cookies["csrftoken"].value
    answer = strict.post("/weifang/api/v9/kites/", headers={"X-CSRFToken": mark})
    assert answer.status_code == 200


def test_nobody_and_strangers_get_nothing_from_the_api(weifang, stranger):
    assert Client().get("/weifang/api/v9/kites/").status_code == 401
    browser = Client()
    browser.force_login(stranger)
    assert browser.get("/weifang/api/v9/kites/").status_code == 404


def test_a_token_is_made_shown_once_and_revoked(city_officer, sign_in):
    browser = sign_in(city_officer)

    page = browser.post("/tokens/", {"name": "sync", "scopes": ["kites:read"], "days": "30"})

    secret = page.context["secret"]
    assert secret in page.text
    assert "no-store" in page["Cache-Control"]
    made = Token.objects.get()
    assert secret not in str(Token.objects.values().get())
    assert secret not in browser.get("/tokens/").text
    assert made.prefix in browser.get("/tokens/").text
    assert asks("get", "/weifang/api/v9/kites/", secret).status_code == 200

    browser.post(f"/tokens/{made.pk}/revoke/")
    assert asks("get", "/weifang/api/v9/kites/", secret).status_code == 401
    actions_done = set(Entry.objects.values_list("action", flat=True))
    assert actions_done >= {"token.make", "token.revoke"}


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("scopes", []), ("scopes", ["kites:burn"]), ("days", "4000")],
)
def test_an_ill_formed_token_is_not_made(city_officer, sign_in, field, value):
    good = {"name": "sync", "scopes": ["kites:read"], "days": "30"}

    page = sign_in(city_officer).post("/tokens/", good | {field: value})

    assert page.context["form"].errors[field]
    assert not Token.objects.exists()


def test_nobody_revokes_anothers_token(token, administrator, sign_in):
    path = f"/tokens/{token[0].pk}/revoke/"

    assert sign_in(administrator).post(path).status_code == 404
