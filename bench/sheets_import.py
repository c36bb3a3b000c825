"""A 10,000-row workbook of 30 columns: preview and commit, beside django-import-export.

    python -m bench sheets_import

Both read the same file into tables of the same shape. The peer previews by a dry run, as its
admin pages do, and writes in bulk; afterwards both tables must hold the same. Each side runs
in a process of its own, for its memory. Then ours reads the file again with a tenth of the
rows changed; the peer, which asks the database once a row, takes minutes for that.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROWS = int(os.environ.get("BENCH_ROWS", "10000"))
FOLDER = Path(".yuandu/bench").resolve()
PREVIEW_S, COMMIT_S, MEMORY_MB, TIMES_FASTER = 6, 10, 600, 5
SIDES = ("yuandu", "django-import-export")


def main() -> int:
    """Measure both sides and print the table; return 1 where a bound is missed."""
    _say(f"{ROWS} rows × 30 columns\n")
    _run("set-up")
    results = {side: json.loads(_run(side)) for side in SIDES}
    agree = json.loads(_run("compare"))
    _say(f"{'':24}{'preview':>10}{'commit':>10}{'memory':>10}")
    for side, each in results.items():
        times = "".join(f"{each[name]:>8.2f} s" for name in ("preview", "commit"))
        _say(f"{side:24}{times}{each['memory']:>7.0f} MB")
    again = json.loads(_run("again"))
    _say(
        f"\nthe same file again, a tenth changed: {again['preview']:.2f} s, {again['commit']:.2f} s"
    )
    ours, peer = (results[side] for side in SIDES)
    faster = _whole(peer) / _whole(ours)
    _say(f"preview and commit: {faster:.1f} times as fast; same answers: {agree}")
    is_held = (
        agree
        and ours["preview"] <= PREVIEW_S
        and ours["commit"] <= COMMIT_S
        and ours["memory"] <= MEMORY_MB
        and faster >= TIMES_FASTER
    )
    _say("bounds held" if is_held else "BOUNDS MISSED")
    return 0 if is_held else 1


def _whole(times: dict[str, float]) -> float:
    return times["preview"] + times["commit"]


def _say(line: str) -> None:
    print(line, flush=True)


def _run(part: str) -> str:
    command = [sys.executable, "-m", "bench.sheets_import", part]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def _timed(act, *args):
    begun = time.perf_counter()
    result = act(*args)
    return time.perf_counter() - begun, result


def _memory() -> float:
    """Return the most memory that this process and its children had, in MB."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def _start():
    """Set Django up on the bench's own database and return the module that knows the table."""
    os.environ.pop("DATABASE_URL", None)  # its own database alone, which it empties
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "yuandu.site.settings",
        "YUANDU_DATA_DIR": str(FOLDER),
        "YUANDU_AS_OWNER": "1",
    }
    from yuandu.site import embedded  # noqa: PLC0415

    embedded.ensure_running(FOLDER)
    import django  # noqa: PLC0415

    django.setup()
    from bench import sheets_works  # noqa: PLC0415

    return sheets_works


def _part(part: str) -> object:
    works = _start()
    first, second = FOLDER / "first.xlsx", FOLDER / "second.xlsx"
    match part:
        case "set-up":
            return works.set_up(first, second, ROWS)
        case "compare":
            return works.same_in_both()
        case "again":
            return _measured(works.Ours(), second)
        case _:
            return _measured(works.Ours() if part == SIDES[0] else works.Peer(), first)


def _measured(side, path: Path) -> dict[str, float]:
    preview, state = _timed(side.preview, path)
    commit, _ = _timed(side.commit, state)
    return {"preview": preview, "commit": commit, "memory": _memory()}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_part(sys.argv[1])))
    else:
        sys.exit(main())
