"""The people who appear in tests, and the two cities they live in.

`weifang` is where stories happen; `elsewhere` must never see or be seen. The day is
fixed: 2026-11-24, a Tuesday.
"""

import datetime
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Division, Party, Post
from yuandu.kernel.workspaces.models import Workspace

TODAY = datetime.date(2026, 11, 24)


class CityClient(Client):
    """A browser whose addresses are inside one workspace; absolute ones begin with `//`."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def generic(self, method, path, *args, **kwargs):
        path = str(path)
        if path.startswith("//"):
            path = path[1:]
        elif not path.startswith(f"/{self.workspace.slug}/"):
            path = f"/{self.workspace.slug}{path}"
        return super().generic(method, path, *args, **kwargs)


def a_workspace(slug: str = "weifang", **fields) -> Workspace:
    defaults = {"name": "潍坊市", "name_en": "Weifang", "kind": "city", "code_rules": "cn"}
    return Workspace.objects.create(slug=slug, **defaults | {"today_on": TODAY} | fields)


def a_division(
    workspace: Workspace, code: str = "370781", name: str = "青州市", **fields
) -> Division:
    found, _ = Division.objects.get_or_create(
        workspace=workspace, code=code, defaults={"name": name} | fields
    )
    return found


def an_organisation(workspace: Workspace, name: str = "示例重工有限公司", **fields) -> Party:
    return Party.objects.create(workspace=workspace, kind="organisation", name=name, **fields)


def a_user(
    username: str, name: str = "", *, workspace: Workspace | None = None, role: str = "", **post
) -> User:
    user = User.objects.create(username=username, name=name or username, home=workspace)
    if role:
        Post.objects.create(
            workspace=workspace, user=user, role=role, from_on=datetime.date(2020, 1, 1), **post
        )
    return user


@pytest.fixture
def weifang(db) -> Workspace:
    return a_workspace()


@pytest.fixture
def elsewhere(db) -> Workspace:
    return a_workspace("elsewhere", name="别处市", name_en="Elsewhere")


@pytest.fixture
def administrator(weifang) -> User:
    return a_user("administrator", workspace=weifang, role="administrator")


@pytest.fixture
def city_officer(weifang) -> User:
    return a_user("city_officer", workspace=weifang, role="city_officer")


@pytest.fixture
def county_officer(weifang) -> User:
    return a_user(
        "county_officer", workspace=weifang, role="county_officer", division=a_division(weifang)
    )


@pytest.fixture
def other_county_officer(weifang) -> User:
    zhucheng = a_division(weifang, "370782", "诸城市")
    return a_user(
        "other_county_officer", workspace=weifang, role="county_officer", division=zhucheng
    )


@pytest.fixture
def department_officer(weifang) -> User:
    return a_user("department_officer", workspace=weifang, role="department_officer")


@pytest.fixture
def leader(weifang) -> User:
    return a_user("leader", workspace=weifang, role="leader")


@pytest.fixture
def auditor(weifang) -> User:
    return a_user("auditor", workspace=weifang, role="auditor")


@pytest.fixture
def coordinator(weifang) -> User:
    return a_user("coordinator", workspace=weifang, role="coordinator")


@pytest.fixture
def grower(weifang) -> User:
    return a_user("grower", workspace=weifang, role="grower")


@pytest.fixture
def owner(weifang) -> User:
    return a_user("owner", workspace=weifang, role="owner", organisation=an_organisation(weifang))


@pytest.fixture
def stranger(db) -> User:
    return a_user("stranger")


@pytest.fixture
def outsider(elsewhere) -> User:
    return a_user("outsider", workspace=elsewhere, role="administrator")


@pytest.fixture
def acting(weifang) -> Callable[[User], Actor]:
    """Return a function: the actor that a user is in Weifang today."""
    return lambda user: registry.actor_for(user, weifang)


@pytest.fixture
def sign_in(weifang) -> Callable[[User | None], CityClient]:
    """Return a function: a browser in Weifang in which `user` has signed in."""

    def browser(user: User | None = None) -> CityClient:
        client = CityClient(weifang)
        if user:
            client.force_login(user)
        return client

    return browser


@pytest.fixture(autouse=True)
def _files_of_the_test(settings: LazySettings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
