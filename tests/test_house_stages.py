"""Only `kernel.lifecycle` writes a stage: everywhere else a track is read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_house import SOURCE, modules, name

ROOM = SOURCE / "kernel" / "lifecycle"
ENGINES = SOURCE / "engines"  # they know no Django, so no table; a step is another thing there
TABLES = {"Track", "Step"}
WRITES = {
    *("create", "acreate", "bulk_create", "get_or_create", "update_or_create"),
    *("update", "bulk_update", "delete", "save"),
}
WRITTEN = {"stage", "stage_before"}
SQL = ("lifecycle_track", "lifecycle_step")


def others() -> list[Path]:
    return [path for path in modules() if not {ROOM, ENGINES} & {*path.parents}]


def writes(tree: ast.AST) -> Iterator[str]:
    """Yield every place that writes a track, a step or the stage of anything."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets):
                yield from (ast.unparse(target) for target in targets if is_a_stage(target))
            case ast.AugAssign(target=target) if is_a_stage(target):
                yield ast.unparse(target)
            case ast.Call() if is_a_write(node):
                yield ast.unparse(node)
            case ast.Constant(value=str(text)) if is_sql_that_writes(text):
                yield text


def is_a_stage(target: ast.expr) -> bool:
    return (
        isinstance(target, ast.Attribute)
        and target.attr in WRITTEN
        and ast.unparse(target.value) != "self"
    )


def is_a_write(call: ast.Call) -> bool:
    match call:
        case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value=field), *_]):
            return field in WRITTEN
        case ast.Call(func=ast.Name(id=table)):
            return table in TABLES
        case ast.Call(func=ast.Attribute(attr=verb) as called):
            return verb in WRITES and mentions_a_table(called)
    return False


def is_sql_that_writes(text: str) -> bool:
    words = set(text.upper().replace('"', " ").split())
    return any(table in text for table in SQL) and bool(
        words & {"INSERT", "UPDATE", "DELETE", "COPY", "TRUNCATE"}
    )


def mentions_a_table(called: ast.expr) -> bool:
    """Whether the call chain starts from a track or step: `Track.objects…`, `x.track.save`."""
    chain = ast.unparse(called)
    return any(
        chain.startswith((f"{table}.", f"models.{table}.")) or f".{table}." in chain
        for table in TABLES
    ) or any(part in {"track", "tracks"} for part in chain.split(".")[:-1])


@pytest.mark.parametrize("module", others(), ids=name)
def test_only_the_lifecycle_room_writes_a_stage(module):
    if "tests" in module.parts:
        return

    assert not list(writes(ast.parse(module.read_text("utf-8"))))


@pytest.mark.parametrize(
    "line",
    [
        'Track.objects.filter(pk=1).update(stage="done")',
        'models.Track.objects.create(stage="done")',
        'project.track.stage = "done"',
        'project.track.stage_before = ""',
        "project.track.save()",
        'setattr(track, "stage", "done")',
        'Track(stage="done")',
        "Track.objects.all().delete()",
        "Step.objects.bulk_create(steps)",
        'cursor.execute("UPDATE lifecycle_track SET stage = 1")',
    ],
)
def test_the_guard_sees_each_way_of_writing(line):
    assert list(writes(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        'Track.objects.filter(stage="done").count()',
        'Project.objects.create(track=track, name="x")',
        'counts["stage"] = 3',
        "listing.entered_on = day",
        'cursor.execute("SELECT stage FROM lifecycle_track")',
    ],
)
def test_the_guard_lets_readers_read(line):
    assert not list(writes(ast.parse(line)))
