import pytest
from django.db import IntegrityError, connection

from tests.people import a_division, an_organisation
from yuandu.kernel.workspaces import isolation


def test_a_row_cannot_point_into_another_workspace(weifang, elsewhere):
    an_organisation(weifang, division=a_division(elsewhere))

    with pytest.raises(IntegrityError, match="own_workspace"):
        connection.check_constraints()


def test_a_row_may_point_within_its_workspace(weifang):
    an_organisation(weifang, division=a_division(weifang))

    connection.check_constraints()


def test_installing_the_wall_twice_changes_nothing(db):
    isolation.install(using="default")


def test_the_first_segment_of_the_path_is_the_workspace(weifang, client):
    assert client.get("/weifang/").status_code == 200
    assert client.get("/nowhere/").status_code == 404


def test_the_root_leads_to_the_first_workspace(weifang, client):
    assert client.get("/").headers["Location"] == "/weifang/"
