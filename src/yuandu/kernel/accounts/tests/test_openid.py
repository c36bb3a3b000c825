"""Sign-in through an identity provider: a small one, served here for the tests."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.people import CityClient, a_user
from yuandu.kernel.accounts.models import User

CALLBACK = "/accounts/oidc/city/login/callback/"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(BaseHTTPRequestHandler):
    """Knows one person, whoever `server.claims` says."""

    def do_GET(self):
        if self.path.endswith("openid-configuration"):
            here = self.server.address
            self.answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/who",
                    "jwks_uri": f"{here}/keys",
                }
            )
        elif self.path.startswith("/keys"):
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer({"keys": [key | {"kid": "1", "alg": "RS256", "use": "sig"}]})
        else:
            self.answer(self.server.claims)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        now = int(time.time())
        claims = {"iss": self.server.address, "aud": "yuandu", "iat": now, "exp": now + 60}
        if self.server.nonce:
            claims["nonce"] = self.server.nonce
        signed = jwt.encode(
            claims | self.server.claims, KEY, algorithm="RS256", headers={"kid": "1"}
        )
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": signed})

    def answer(self, content):
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.address = f"http://127.0.0.1:{server.server_port}"
    server.claims, server.nonce = {}, ""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "city",
                    "name": "潍坊统一身份认证",
                    "client_id": "yuandu",
                    "secret": "secret",
                    "settings": {
                        "server_url": server.address,
                        "verified_email": True,
                        "email_authentication": True,
                    },
                }
            ],
        }
    }
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def officer(weifang) -> User:
    user = a_user("chen", "陈晨", workspace=weifang, role="city_officer")
    User.objects.filter(pk=user.pk).update(email="chen@example.org")
    EmailAddress.objects.create(user=user, email="chen@example.org", verified=True, primary=True)
    return user


def comes_back(browser, provider, **claims):
    provider.claims = claims
    leave = browser.get("/accounts/oidc/city/login/?process=login")
    asked = parse_qs(urlsplit(leave["Location"]).query)
    provider.nonce = asked.get("nonce", [""])[0]
    return asked, browser.get(CALLBACK, {"code": "c", "state": asked["state"][0]})


def test_who_has_an_account_under_the_confirmed_address_comes_in(weifang, officer, provider):
    browser = CityClient(weifang)
    assert "使用潍坊统一身份认证登录" in browser.get("/accounts/login/").text

    asked, answer = comes_back(browser, provider, sub="7", email="chen@example.org")

    assert asked["redirect_uri"] == [f"http://testserver/weifang{CALLBACK}"]
    assert asked["code_challenge_method"] == ["S256"]
    assert answer["Location"] == "/weifang/workbench/"
    assert "陈晨" in browser.get("/me/").text


def test_the_identity_stays_with_the_account_when_the_address_changes(weifang, officer, provider):
    comes_back(CityClient(weifang), provider, sub="7", email="chen@example.org")
    browser = CityClient(weifang)

    _, answer = comes_back(browser, provider, sub="7", email="chen.new@example.org")

    assert answer["Location"] == "/weifang/workbench/"
    assert "陈晨" in browser.get("/me/").text


def test_whoever_has_no_account_gets_none(weifang, officer, provider):
    browser = CityClient(weifang)

    _, answer = comes_back(
        browser, provider, sub="8", email="unknown@example.org", name="Unknown Person"
    )

    assert User.objects.count() == 1
    assert browser.get("/me/").status_code == 302
    page = (
        browser.get(answer["Location"].removeprefix("/weifang"))
        if answer.headers.get("Location")
        else answer
    )
    assert "不接受自行注册" in page.text


def test_an_answer_that_nobody_asked_for_is_refused(weifang, officer, provider):
    provider.claims = {"sub": "7", "email": "chen@example.org"}
    browser = CityClient(weifang)

    browser.get(CALLBACK, {"code": "c", "state": "made-up"})

    assert browser.get("/me/").status_code == 302


def test_without_a_provider_the_page_says_so_and_the_address_is_none(weifang):
    browser = CityClient(weifang)

    assert "尚未接入统一身份认证" in browser.get("/accounts/login/").text
    assert browser.get("/accounts/oidc/city/login/").status_code == 404
