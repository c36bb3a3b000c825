"""Two at once, against PostgreSQL: one idea makes one project."""

import pytest

from tests.people import a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reserve import actions, queries, rules
from yuandu.mechanisms.reserve.tests.records import a_draft, an_idea, step

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_who_promote_one_makes_the_project(transactional_db):
    city = a_workspace()
    house, idea = Actor.system(city), an_idea(city, rules.READY)

    came = sorted(
        at_once(*(lambda: actions.promote(by=house, idea=idea, words="成熟") for _ in range(4)))
    )

    assert came == ["already-promoted"] * 3 + ["done"]
    assert Project.objects.count() == 1
    assert queries.idea(house, idea.pk, to="see").stage == rules.PROMOTED


def test_who_declines_while_another_promotes_is_told(transactional_db):
    city = a_workspace()
    house, idea = Actor.system(city), an_idea(city, rules.READY)

    came = sorted(
        at_once(
            lambda: actions.promote(by=house, idea=idea, words="成熟"),
            lambda: step(house, idea, rules.DECLINE, words="重复"),
        )
    )

    assert came.count("done") == 1
    is_promoted = queries.idea(house, idea.pk, to="see").stage == rules.PROMOTED
    assert Project.objects.count() == (1 if is_promoted else 0)


def test_of_two_who_change_an_idea_one_is_told(transactional_db):
    city = a_workspace()
    house, idea = Actor.system(city), an_idea(city)

    came = sorted(
        at_once(
            *(
                lambda words=words: actions.update(
                    by=house,
                    idea=queries.idea(house, idea.pk, to="edit"),
                    version=1,
                    draft=a_draft(city, name=idea.name, summary=words),
                )
                for words in ("一期", "二期")
            )
        )
    )

    assert came == ["done", "stale"]
