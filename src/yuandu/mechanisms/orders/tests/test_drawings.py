"""Drawings of kinds: the same for the same kind, well-formed, small, one shape a group."""

from xml.etree import ElementTree

import pytest

from yuandu.mechanisms.flowers.models import Group
from yuandu.mechanisms.orders import drawings

LARGEST = 3_000  # bytes


@pytest.mark.parametrize("group", Group.values)
@pytest.mark.parametrize("unit", ["pot", "stem"])
def test_every_group_has_a_drawing_that_is_small_and_well_formed(group, unit):
    drawn = drawings.drawing(group, "example", unit)

    assert len(ElementTree.fromstring(f"<svg>{drawn}</svg>")) >= 2  # noqa: S314 - our own
    assert len(drawn) < LARGEST
    assert drawn == drawings.drawing(group, "example", unit)


def test_groups_differ_in_shape_and_kinds_of_a_group_in_colour():
    assert set(drawings.SHAPES) == set(Group.values)
    assert len({drawings.drawing(group, "example", "pot") for group in Group.values}) == 13
    assert len({drawings.drawing("orchid", f"kind-{at}", "pot") for at in range(40)}) >= 10
