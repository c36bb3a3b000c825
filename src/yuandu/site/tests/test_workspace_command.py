"""A city of one's own from the command line, and the person who runs it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.people import CityClient
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry.models import Post
from yuandu.kernel.workspaces.models import Workspace

pytestmark = pytest.mark.django_db


def said(*arguments: str, **options: str) -> str:
    out = StringIO()
    call_command("workspace", *arguments, stdout=out, **options)
    return out.getvalue().strip()


def test_an_empty_workspace_opens_under_its_own_address():
    address = said(
        "create", "philippines", "--name", "菲律宾", "--currency", "PHP", "--codes", "free"
    )

    workspace = Workspace.objects.get(slug="philippines")
    assert (workspace.currency, workspace.code_rules, workspace.today_on) == ("PHP", "free", None)
    assert address == "菲律宾: http://localhost:8000/philippines/"
    assert Entry.objects.get(workspace=workspace).action == "workspace.create"


@pytest.mark.parametrize("slug", ["accounts", "Weifang", "潍坊", "1st"])
def test_a_slug_that_cannot_be_an_address_is_refused_by_name(slug):
    with pytest.raises(CommandError, match="slug"):
        said("create", slug, "--name", "某市")

    assert not Workspace.objects.exists()


@pytest.mark.parametrize(
    ("option", "value"), [("--timezone", "Asia/Weifang"), ("--currency", "yuan")]
)
def test_what_a_workspace_cannot_count_in_is_refused_by_name(option, value):
    with pytest.raises(CommandError, match=option.removeprefix("--")):
        said("create", "somewhere", "--name", "某市", option, value)


def test_the_administrator_sets_a_password_by_the_link_and_enters(weifang):
    link = said("administrator", "wang", "--name", "王样本").rsplit(" ", 1)[-1]
    browser = CityClient(weifang)
    path = link.removeprefix("http://localhost:8000/weifang")

    page = browser.get(path, follow=True)
    chosen = {"password1": "far-above-the-kites", "password2": "far-above-the-kites"}
    browser.post(page.request["PATH_INFO"].removeprefix("/weifang"), chosen)

    user = User.objects.get(username="wang")
    assert user.check_password("far-above-the-kites")
    assert Post.objects.get(user=user).role == "administrator"


def test_a_name_that_is_taken_is_refused(weifang):
    said("administrator", "wang", "--name", "王样本")

    with pytest.raises(CommandError, match="wang"):
        said("administrator", "wang", "--name", "王样本")
