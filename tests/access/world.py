"""Weifang, everybody in it and every sample, made once for a whole module of tests.

Requests are undone one by one, so neither the order of tests nor the worker they land on
matters.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from django.db import connections, transaction
from django.test import override_settings

from tests.access import samples  # noqa: F401 - which fill SAMPLES
from tests.access.personas import PERSONAS
from tests.access.samples.given import SAMPLES, Given, World
from tests.companies import a_company, people_of
from tests.people import CityClient, a_division, a_user, a_workspace, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.boards import measures


@contextmanager
def undone() -> Iterator[None]:
    """Let nothing remain of what is written inside.

    A request that ends would close the connection, and the transaction with it.
    """
    with (
        mock.patch.object(connections["default"], "close_if_unusable_or_obsolete"),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Everybody, made once; what requests change is undone after each of them."""
    with django_db_blocker.unblock(), undone():
        weifang = a_workspace()
        elsewhere = a_workspace("elsewhere", name="别处市", name_en="Elsewhere")
        place = {
            "county_officer": {"division": a_division(weifang)},
            "other_county_officer": {"division": a_division(weifang, "370782", "诸城市")},
            "owner": {"organisation": an_organisation(weifang)},
        }
        people = {
            "stranger": a_user("stranger"),
            "outsider": a_user("outsider", workspace=elsewhere, role="administrator"),
        }
        for role in PERSONAS[3:]:
            people[role] = a_user(
                role,
                workspace=weifang,
                role=role.removeprefix("other_"),
                **place.get(role, {}),
            )
        company = a_company()
        staff = people_of(company) | {
            "stranger": people["stranger"],
            "city_administrator": people["administrator"],
            "other_hr_officer": a_user(
                "other_hr_officer",
                workspace=a_company("other-company", name="另一家公司", name_en="Other Company"),
                role="hr_officer",
            ),
            "director": a_user("company-director", workspace=company, role="director"),
        }
        yield World(weifang, people, Actor.system(weifang), company, staff)


@pytest.fixture(scope="module")
def browsers(world):
    found = {"anonymous": CityClient(world.weifang)}
    for name, user in world.people.items():
        found[name] = CityClient(world.weifang)
        found[name].force_login(user)
    return found


@pytest.fixture(scope="module")
def company_browsers(world):
    found = {"anonymous": CityClient(world.company)}
    for name, user in world.staff.items():
        found[name] = CityClient(world.company)
        found[name].force_login(user)
    return found


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


# What other samples would use up: made after them.
LAST = frozenset({"a_fresh_docking"})


@pytest.fixture(scope="module")
def given(world, media):
    """Every sample, made before the first request, so that no order of tests matters."""
    with override_settings(MEDIA_ROOT=media), mock.patch.dict(measures.MEASURES):
        ordered = sorted(SAMPLES.items(), key=lambda item: item[0] in LAST)
        found = {"": Given()} | {name: make(world) for name, make in ordered}
        # Once here, not again after every test: what is deferred waits as long as the transaction.
        connections["default"].check_constraints()
        yield found


@pytest.fixture
def kept_files(media, settings):
    """Let requests find the files of the samples."""
    settings.MEDIA_ROOT = media
