"""Two at once, against PostgreSQL: one draft a month, one text, one seal."""

from copy import copy

import pytest

from tests.people import a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.circulars import queries
from yuandu.mechanisms.circulars.models import Circular, Paragraph
from yuandu.mechanisms.circulars.sealing import digest
from yuandu.mechanisms.circulars.tests.records import (
    NUMBER,
    a_circular,
    a_month,
    a_paragraph,
    edit,
    step,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db):
    return Actor.system(a_workspace())


def test_a_month_is_drafted_by_one_of_two(house):
    found = a_month(house.workspace)

    came = at_once(*[lambda: a_circular(house.workspace, found)] * 2)

    assert sorted(came) == ["done", "odd-circular"]
    assert Circular.objects.count() == 1
    assert len(set(Paragraph.objects.values_list("place", flat=True))) == Paragraph.objects.count()


def test_one_of_two_editors_is_told(house):
    circular = a_circular(house.workspace)
    lead = a_paragraph(circular, "lead")

    came = at_once(
        lambda: edit(house, circular, lead, "通报如下", "甲"),
        lambda: edit(house, circular, copy(lead), "通报如下", "乙"),
    )

    assert sorted(came) == ["done", "text-changed"]


def test_no_wrong_number_slips_in_behind_the_check(house):
    circular = a_circular(house.workspace)
    paragraph = a_paragraph(circular, "investment")

    edited, sent = at_once(
        lambda: edit(house, circular, paragraph, "100万元", "200万元"),
        lambda: step(house, circular, "submit"),
    )

    differs = queries.differing(queries.paragraphs(circular))
    stage = queries.circular(house, circular.pk, to="see").stage
    assert (edited, sent) != ("done", "done")
    assert bool(differs) == (edited == "done")
    assert stage == ("review" if sent == "done" else "draft")


def test_a_circular_is_issued_by_one_of_two(house):
    circular = step(house, a_circular(house.workspace), "submit")

    came = at_once(*[lambda: step(house, circular, "approve", number=NUMBER)] * 2)

    assert came.count("done") == 1
    found = Circular.objects.get()
    assert found.digest == digest(found, queries.paragraphs(found))
