"""The sample city's joint research and equipment, on a handful of firms."""

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.enterprises.models import Booking
from yuandu.mechanisms.enterprises.tests.records import a_firm, an_innovation_platform
from yuandu.services.cooperation.models import Challenge, Engagement, Expert, Output, TalentNeed
from yuandu.site.sample import cooperation


@pytest.mark.django_db
def test_something_stands_on_every_step(weifang):
    for _number in range(8):
        an_innovation_platform(a_firm(weifang))

    cooperation.load(Actor.system(weifang))

    stages = set(Challenge.objects.values_list("track__stage", flat=True))
    assert stages == {"draft", "open", "chosen", "running", "done", "withdrawn"}
    assert Expert.objects.count() == cooperation.EXPERTS
    assert {need.track.stage for need in TalentNeed.objects.all()} == {"draft", "open"}
    assert Engagement.objects.filter(track__stage="running").exists()
    assert Output.objects.count() == 2
    assert Booking.objects.count() == 6
    named = Party.objects.filter(kind="person").values_list("name", flat=True)
    assert all(name.startswith("样本") for name in named)
