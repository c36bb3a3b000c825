"""The day's round queues itself and never breaks off."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from yuandu.kernel.notices import daily

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.parametrize(
    ("now", "following"),
    [((24, 7, 29), (24, 7, 30)), ((24, 7, 30), (25, 7, 30)), ((24, 23, 0), (25, 7, 30))],
)
def test_the_next_round_is_the_next_half_past_seven(now, following):
    instant = datetime.datetime(2026, 11, *now, tzinfo=SHANGHAI)

    assert daily.next_round(instant) == datetime.datetime(2026, 11, *following, tzinfo=SHANGHAI)


@pytest.mark.django_db
def test_one_round_waits_at_a_time(queue):
    assert daily.schedule()
    assert not daily.schedule()

    assert DBTaskResult.objects.get().task_path.endswith("round_of_the_day")


@pytest.mark.django_db
def test_starting_the_whole_starts_the_chain(queue):
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)

    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_a_round_queues_tomorrows_before_its_chores(queue):
    daily.round_of_the_day.call()

    paths = [result.task_path.rpartition(".")[2] for result in DBTaskResult.objects.all()]
    assert paths.count("round_of_the_day") == 1
    assert paths.count("chore") == len(daily.codes())


def test_a_chore_is_done_in_every_workspace(weifang, elsewhere, monkeypatch, capsys):
    done = []
    monkeypatch.setattr(daily, "_chores", {"sweep": done.append})
    monkeypatch.setattr(daily, "_of_the_house", {"lock up": lambda: done.append("locked")})

    call_command("daily")

    assert done == [weifang, elsewhere, "locked"]
    assert capsys.readouterr().out == "sweep: done\nlock up: done\n"


def test_what_fails_in_one_workspace_is_done_in_the_next(
    weifang, elsewhere, monkeypatch, caplog, capsys
):
    done = []

    def sweep(workspace):
        if workspace == weifang:
            raise ValueError("no broom")
        done.append(workspace)

    monkeypatch.setattr(daily, "_chores", {"sweep": sweep, "dust": lambda _: None})
    monkeypatch.setattr(daily, "_of_the_house", {})
    with pytest.raises(CommandError, match=f"sweep failed in {weifang.slug}"):
        call_command("daily")

    assert done == [elsewhere]
    assert "no broom" in caplog.text
    assert capsys.readouterr().out == "dust: done\n"


@pytest.mark.django_db
def test_an_unknown_chore_is_named():
    with pytest.raises(Exception, match="dance"):
        call_command("daily", "dance")
