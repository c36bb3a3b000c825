"""The accounts that a sample city prints at its start let one in, as on a server."""

import pytest
from django.core.management import CommandError, call_command

from tests.people import CityClient, a_division, a_user, a_workspace, an_organisation
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.workspaces.models import Workspace
from yuandu.site.sample import people


# As on a server: no transaction of a test's stands around what the library does.
@pytest.mark.django_db(transaction=True)
def test_every_sample_account_signs_in_by_its_password_and_is_put_on_record():
    city = a_workspace("sample", is_sample=True)
    for person in people.PEOPLE:
        place = a_division(city, person.division, person.division) if person.division else None
        firm = an_organisation(city) if person.owns_a_project else None
        user = a_user(
            person.username,
            person.name,
            workspace=city,
            role=person.role,
            division=place,
            organisation=firm,
        )
        user.set_password(people.PASSWORD)
        user.save(update_fields=["password"])

    for person in people.PEOPLE:
        browser = CityClient(city)
        sent = {"login": person.username, "password": people.PASSWORD}
        answer = browser.post("/accounts/login/", sent)

        assert answer.headers.get("Location") == "/sample/workbench/", person.username
        assert browser.get("/workbench/").status_code == 200
        assert browser.post("/accounts/logout/").status_code == 302
    assert Entry.objects.filter(action="account.sign_in").count() == len(people.PEOPLE)


@pytest.mark.django_db
@pytest.mark.parametrize("only", [None, "city", "company"])
def test_no_accounts_whose_password_everybody_knows_stand_beside_real_data(only):
    a_workspace("weifang", is_sample=False)

    with pytest.raises(CommandError, match=r"There is (real )?data"):
        call_command("sample", *([only] if only else []))

    assert Workspace.objects.count() == 1
