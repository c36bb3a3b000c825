"""Workbooks, through a process of their own (see `child`)."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from yuandu.kernel.sheets.reading.refusals import Refused
from yuandu.kernel.sheets.rules.grids import NUL, SUBSTITUTE, Cell, Grid, Merge

CHILD = Path(__file__).with_name("child.py")

type Choose = Callable[[Sequence[Grid]], int]


@dataclass(frozen=True, slots=True)
class _Answer:
    visible: list[str]
    hidden: list[str]
    grids: list[Grid]
    is_whole: bool


def read(path: Path, choose: Choose, *, sheet: str = "", most_rows: int) -> Grid:
    """Return one sheet of a workbook.

    Args:
        path: Its ending says the format.
        choose: Picks among the first rows of the visible sheets.
        sheet: The sheet to read, hidden ones too; "" lets `choose` decide.

    Raises:
        Refused: `encrypted`, `unreadable`, `too-much`, `too-many-cells`, `too-many-rows`,
            `no-sheets`, `no-such-sheet`.
    """
    answer = _ask(path, [sheet] if sheet else [])
    if not answer.grids:
        raise Refused("no-sheets")
    at = choose(answer.grids)
    grid = answer.grids[at]
    if not answer.is_whole:
        grid = _ask(path, [grid.sheet]).grids[0]
    if len(grid.rows) > most_rows:
        raise Refused("too-many-rows", most=str(most_rows))
    others = tuple(name for name in answer.visible if name != grid.sheet)
    return replace(grid, others=others)


def _ask(path: Path, names: list[str]) -> _Answer:
    command = [sys.executable, "-I", str(CHILD), str(path), *names]
    with subprocess.Popen(  # noqa: S603 - our own file, and a path that we made
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ) as child:
        try:
            assert child.stdout is not None  # noqa: S101 - it is a pipe
            return _heard(child.stdout, names)
        except EOFError as error:
            # It was killed or fell over: out of memory, out of time, or a broken file.
            code = child.wait()
            raise Refused("too-much" if code < 0 else "unreadable") from error
        finally:
            child.kill()


def _heard(lines: IO[bytes], names: list[str]) -> _Answer:
    sheets = _next(lines)
    expected = names or sheets["visible"]
    for name in names:
        if name not in (*sheets["visible"], *sheets["hidden"]):
            known = ", ".join(sheets["visible"])
            raise Refused("no-such-sheet", sheet=name, sheets=known)
    grids = []
    is_whole = bool(names)
    for _ in expected:
        told = _next(lines)
        is_whole = told["whole"]
        rows: list[list[Cell]] = [_next(lines, _cell) for _ in range(told["rows"])]
        merges = told["merges"]
        grids.append(
            Grid(
                rows=rows,
                sheet=told["sheet"],
                merges=None if merges is None else tuple(Merge(*each) for each in merges),
                marks={(row, column): mark for row, column, mark in told["marks"]},
            )
        )
    return _Answer(sheets["visible"], sheets["hidden"], grids, is_whole)


def _next(lines: IO[bytes], hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Return the next thing the child says.

    Raises:
        EOFError: it has fallen silent.
        Refused: it says why it cannot go on.
    """
    line = lines.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    said = json.loads(line, object_hook=hook)
    if b"\\u0000" in line and isinstance(said, list):
        said = [each.replace(NUL, SUBSTITUTE) if isinstance(each, str) else each for each in said]
    if isinstance(said, dict) and "error" in said:
        code = said.pop("error")
        raise Refused(code, **{name: str(value) for name, value in said.items()})
    return said


def _cell(tagged: dict[str, Any]) -> Cell:
    """Return the cell that is no JSON value of its own."""
    kind, value = next(iter(tagged.items()))
    match kind:
        case "dt":
            return datetime.datetime.fromisoformat(value)
        case "d":
            return datetime.date.fromisoformat(value)
        case "t":
            return datetime.time.fromisoformat(value)
        case _:
            return datetime.timedelta(seconds=value)
