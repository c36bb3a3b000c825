"""What every answer carries, whatever its status, and what the settings refuse."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as product
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.access.markup import faults_of_template
from tests.people import CityClient
from yuandu.kernel.accounts import doors
from yuandu.kernel.files import uploads
from yuandu.site import urls

SOURCE = Path(__file__).resolve().parent.parent / "src"
# Printed, or saved and opened as a file of its own: no page that is served under the policy.
PRINTED = {"enterprises/pack.html", "papers/paper.html"}
TEMPLATES = sorted(
    path
    for path in SOURCE.glob("**/templates/**/*.html")
    if "/".join(path.parts[-2:]) not in PRINTED
)
ICONS = "//static/art/icons.svg"


@doors.outside
def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("broken/", broken), *urls.urlpatterns]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500

MARK = "m" * 32
ANSWERS = [
    (200, "get", "/", {}),
    (200, "get", ICONS, {}),
    (200, "get", "//health/", {}),
    (302, "get", "/workbench/", {}),
    (400, "get", "/", {"host": "not ours"}),
    (401, "get", "/api/v1/projects/", {}),
    (403, "post", "/accounts/login/", {}),
    (404, "get", "/nothing/", {}),
    (404, "get", "//nowhere/", {}),
    (404, "get", "/api/v1/nothing/", {}),
    (405, "put", "/projects/", {"x-csrftoken": MARK}),
    (500, "get", "/broken/", {}),
]


@pytest.fixture
def visitor(weifang) -> CityClient:
    """A browser that has its mark checked, and takes a broken page for an answer."""
    client = CityClient(weifang)
    client.handler.enforce_csrf_checks = True
    client.raise_request_exception = False
    client.cookies["csrftoken"] = MARK
    return client


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("status", "method", "path", "headers"),
    ANSWERS,
    ids=[f"{status} {path}" for status, _, path, _ in ANSWERS],
)
def test_every_answer_keeps_strange_scripts_and_frames_out(visitor, status, method, path, headers):
    response = getattr(visitor, method)(path, headers=headers)

    assert response.status_code == status
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    response.close()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("path", [path for _, _, path, _ in ANSWERS if not path.startswith("//")])
def test_no_shared_cache_hands_one_readers_page_to_another(visitor, path):
    response = visitor.get(path)
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/accounts/login/", None),
        ("/accounts/login/", {"login": "lin", "password": "kite-over-weifang"}),
        ("/theme/", {"theme": "dark"}),
        ("/i18n/setlang/", {"language": "en", "next": "/"}),
    ],
)
def test_no_script_reads_a_cookie_and_no_other_site_sends_one(stranger, sign_in, path, data):
    stranger.username = "lin"
    stranger.set_password("kite-over-weifang")
    stranger.save(update_fields=["username", "password"])
    visitor = sign_in()

    response = visitor.post(path, data) if data else visitor.get(path)

    assert response.cookies
    for cookie in response.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=[str(each.relative_to(SOURCE)) for each in TEMPLATES]
)
def test_a_template_has_no_inline_script_or_style_and_marks_its_forms(template):
    assert faults_of_template(template.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<p onclick="x()">',
        '<a hx-on:click="x()">',
        '<a href=" java\nscript:x()">',
        '<form method="post"></form>',
        '<form method="{{ method }}POST" action="{% url \'x\' %}"></form>',
    ],
)
def test_a_fault_in_a_page_is_found(page):
    assert faults_of_template(page.replace("{{ method }}", "")) != []


def start(**environment: str) -> subprocess.CompletedProcess:
    """Read the product's settings as a server does that is started with `environment`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YUANDU_")}
    return subprocess.run(
        [sys.executable, "-c", "import yuandu.site.settings as s; print(s.SESSION_COOKIE_SECURE)"],
        env=kept | {"PYTHONPATH": str(SOURCE), "YUANDU_PRODUCTION": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("secret", [{}, {"YUANDU_SECRET_KEY": "s" * 31}])
def test_production_does_not_start_without_a_long_secret(secret):
    said = start(**secret)
    assert said.returncode != 0
    assert "YUANDU_SECRET_KEY is missing or shorter than 32 characters" in said.stderr


def test_production_sends_its_cookies_over_tls_alone():
    assert start(YUANDU_SECRET_KEY="s" * 32).stdout.strip() == "True"


def test_a_body_larger_than_any_form_is_refused(visitor):
    too_much = "x" * (product.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    response = visitor.post(
        "/api/v1/indicators/press-check",
        f'{{"text": "{too_much}"}}',
        content_type="application/json",
        headers={"x-csrftoken": MARK},
    )
    assert response.status_code == 413


def test_a_form_of_more_fields_than_any_page_has_is_refused(sign_in, city_officer):
    many = {f"field-{number}": "" for number in range(product.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert sign_in(city_officer).post("/projects/add/", many).status_code == 400


def test_a_request_larger_than_any_file_is_refused_before_it_is_read(visitor):
    boundary, announced = "boundary", uploads.MOST_AT_ONCE + 1
    response = visitor.generic(
        "POST",
        "/accounts/login/",
        f"--{boundary}--",
        content_type=f"multipart/form-data; boundary={boundary}",
        CONTENT_LENGTH=str(announced),
    )
    assert response.status_code == 413


@pytest.mark.parametrize("path", ["//%00/", "//static/%00", "/%00/", "/search/?q=%00", "/?%00"])
def test_an_address_with_a_zero_byte_is_refused(visitor, path):
    assert visitor.get(path).status_code == 400


def test_the_api_refuses_an_address_it_cannot_read_in_its_own_words(visitor):
    response = visitor.get("/api/v1/indicators/figures/%00")
    assert (response.status_code, response.json()["code"]) == (400, "unreadable")


def test_the_api_says_of_an_address_that_is_none_what_it_says_of_an_object(visitor):
    response = visitor.get("/api/v1/nothing/")
    assert (response.status_code, response.json()["code"]) == (404, "not-found")


def test_the_description_has_the_workspace_in_the_servers_address_alone(visitor):
    description = visitor.get("/api/v1/openapi.json").json()
    assert description["servers"][0]["url"] == "/{workspace}"
    assert all(path.startswith("/api/v1/") for path in description["paths"])
