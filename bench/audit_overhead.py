"""What an entry in the log adds to an action.

The action: an officer suspends a project and resumes it: rights, gate, conditional update,
step, plans, clocks, what the register takes over; in one durable transaction each. Once as it
is, once with `audit.record` taken out; block by block in turns. The goal: at most 10 % more.

Told besides, without a goal: what an entry adds to the smallest transaction there is, one
update and one insert by hand.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from bench import database, measure
from yuandu.kernel.accounts.actors import Actor, Held
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import loading
from yuandu.mechanisms.projects.loading import NewProject

BLOCK = 4  # actions timed at once; few, so that whatever else runs meets both sides alike
ROUNDS = 401
TODAY = datetime.date(2026, 11, 24)


class Thing(models.Model):
    stage = models.CharField(max_length=20)

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return self.stage


class Note(models.Model):
    thing = models.ForeignKey(Thing, on_delete=models.PROTECT)
    words = models.TextField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return self.words


@contextmanager
def unrecorded() -> Iterator[None]:
    """Let actions record nothing."""
    kept = audit.record
    audit.record = lambda *_, **__: None
    try:
        yield
    finally:
        audit.record = kept


def turns(act: Callable[[], None], *, by_what: type[models.Model]) -> dict[str, Any]:
    """Return both sides of a comparison: a block of actions without and with entries."""

    def block(*, recorded: bool) -> measure.Run:
        made, entries = by_what.objects.count(), Entry.objects.count()
        with measure.timed() as run:
            for _ in range(BLOCK):
                act()
        assert (Entry.objects.count() > entries) is recorded
        run.answer = by_what.objects.count() - made
        return run

    def without() -> measure.Run:
        with unrecorded():
            return block(recorded=False)

    return {"peer": without, "ours": lambda: block(recorded=True)}


def moves(workspace: Workspace) -> Callable[[], None]:
    """Return an action that suspends a project, or resumes it."""
    user = User.objects.create(username="officer", name="李科长", home=workspace)
    by = Actor(workspace, user.pk, user.name, posts=(Held("city_officer"),))
    division = Division.objects.create(workspace=workspace, code="370781", name="青州市")
    loading.load_projects(
        by=Actor.system(workspace),
        rows=[
            NewProject(
                name="测试项目",
                kind="industry",
                division_id=division.pk,
                works_started_on=TODAY,
                track=loading.main_track("industry", "build", TODAY),
            )
        ],
    )
    track = Track.objects.get()

    def move() -> None:
        name = "resume" if track.stage == "suspended" else "suspend"
        lifecycle.move(
            by=by, track=track, move=name, on=TODAY, expected_stage=track.stage, words="设备检修"
        )

    return move


def smallest(workspace: Workspace) -> Callable[[], None]:
    """Return the smallest transaction that a change could be."""
    with connection.schema_editor() as editor:
        editor.create_model(Thing)
        editor.create_model(Note)
    by = Actor(workspace=workspace, user_id=7, label="李科长")
    thing = Thing.objects.create(stage="planned")

    def change() -> None:
        with transaction.atomic():
            Thing.objects.filter(pk=thing.pk, stage="planned").update(stage="planned")
            Note.objects.create(thing=thing, words="开工许可已取得")
            audit.record(by, "thing.move", thing, source="planned", target="started")

    return change


def main() -> None:
    measure.surroundings()
    with database.fresh() as workspace:
        workspace.today_on = TODAY
        for title, act, counted in (
            ("moves of a project", moves(workspace), Step),
            ("transactions of two statements", smallest(workspace), Note),
        ):
            ratio = measure.compare(
                f"{BLOCK} {title}, without (peer) and with (ours) entries in the log",
                **turns(act, by_what=counted),
                rounds=ROUNDS,
                warm_up=20,
            )
            added = [1 / side - 1 for side in (ratio.high, ratio.middle, ratio.low)]
            print(f"  the entry adds {added[1]:.1%} [{added[0]:.1%}, {added[2]:.1%}]")
            if counted is Step:
                measure.claim("at most 10 % more (median)", added[1] <= 0.10)
