"""What an entry in the log adds to an action.

The action: in one durable transaction, a conditional update of a thing's stage and the
insert of a step, through Django's ORM, as `style.md` has it at its smallest. Once with
`audit.record`, once without; block by block in turns. The goal: at most 10 % more.
"""

from django.db import connection, models, transaction

from bench import database, measure
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.models import Entry

BLOCK = 5  # actions timed at once; few, so that whatever else runs meets both sides alike
ROUNDS = 801


class Thing(models.Model):
    stage = models.CharField(max_length=20)
    version = models.IntegerField(default=0)

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return self.stage


class Step(models.Model):
    thing = models.ForeignKey(Thing, on_delete=models.PROTECT)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)
    by_user = models.BigIntegerField()
    words = models.TextField()
    evidence = models.JSONField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


def main() -> None:
    measure.surroundings()
    with database.fresh() as workspace:
        with connection.schema_editor() as editor:
            editor.create_model(Thing)
            editor.create_model(Step)
        by = Actor(workspace=workspace, user_id=7, label="李科长")
        things = Thing.objects.bulk_create(Thing(stage="planned") for _ in range(BLOCK))

        def move(thing: Thing, *, recorded: bool) -> None:
            source, target = thing.stage, "started" if thing.stage == "planned" else "planned"
            with transaction.atomic():
                moved = Thing.objects.filter(pk=thing.pk, stage=source).update(
                    stage=target, version=models.F("version") + 1
                )
                Step.objects.create(
                    thing=thing,
                    source=source,
                    target=target,
                    by_user=7,
                    words="开工许可已取得",
                    evidence={"permit": "370781202600001"},
                )
                if recorded:
                    audit.record(by, "thing.move", thing, source=source, target=target, moved=moved)
            thing.stage = target

        def block(*, recorded: bool) -> measure.Run:
            steps, entries = Step.objects.count(), Entry.objects.count()
            with measure.timed() as run:
                for thing in things:
                    move(thing, recorded=recorded)
            assert Entry.objects.count() - entries == BLOCK * recorded
            run.answer = Step.objects.count() - steps
            return run

        ratio = measure.compare(
            f"{BLOCK} actions, without (peer) and with (ours) an entry in the log",
            peer=lambda: block(recorded=False),
            ours=lambda: block(recorded=True),
            rounds=ROUNDS,
            warm_up=20,
        )
        added = [1 / side - 1 for side in (ratio.high, ratio.middle, ratio.low)]
        print(f"  the entry adds {added[1]:.1%} [{added[0]:.1%}, {added[2]:.1%}]")
        measure.claim("at most 10 % more (median)", added[1] <= 0.10)
