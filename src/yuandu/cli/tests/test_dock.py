"""`yuandu dock` over files: what it writes, what it refuses, and its proof by another process."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from yuandu.cli import dock
from yuandu.engines.allocation import standalone
from yuandu.engines.allocation.tests import markets

ORDERS = markets.orders(
    {"order": "春节", "quantity": 30, "price": "12.50"},
    {"order": "元旦", "quantity": 20, "price": "11", "priority": 2},
)
GROWERS = markets.growers(
    {"grower": "甲", "quantity": 25, "ask": "8.05"},
    {"grower": "乙", "quantity": 20, "ask": "9", "group": "small"},
)
LANES = markets.lanes({"cost": "1.2"})


@pytest.fixture
def files(tmp_path):
    """Write the tables; return the folder."""
    for name, table in (("orders", ORDERS), ("growers", GROWERS), ("lanes", LANES)):
        table.write_csv(tmp_path / f"{name}.csv", include_bom=True)
        table.write_parquet(tmp_path / f"{name}.parquet")
    return tmp_path


def run(capsys, folder: Path, *more: str, ending: str = "csv", **paths: str):
    named = {"orders": "orders", "growers": "growers", "lanes": "lanes", "out": "out"} | paths
    given = [word for name, path in named.items() for word in (f"--{name}", f"{path}.{ending}")]
    arguments = [str(folder / word) if word.endswith(ending) else word for word in given]
    status = dock.main([*arguments, "--lang", "en", *more])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_it_docks_tells_what_it_did_and_proves_it(capsys, files):
    proof = files / "proof.csv"
    status, out, _ = run(capsys, files, "--certificate", str(proof), "--floor", "small=1")

    assert status == 0
    assert "2 orders for 50: 45 docked" in out
    assert "Proved the best" in out
    written = (files / "out.csv").read_text("utf-8-sig").splitlines()
    assert written[0].startswith("order,grower,offer,kind,quantity,price,carriage,ask,worth")
    names = ("orders.csv", "growers.csv", "out.csv", "proof.csv", "lanes.csv")
    checked = subprocess.run(
        [sys.executable, "-I", standalone.__file__, *(files / name for name in names)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert checked.stdout.strip().endswith("proved")


def test_parquet_in_gives_parquet_out_with_the_same_answer_and_exact_money(capsys, files):
    run(capsys, files)
    run(capsys, files, ending="parquet")

    from_csv = pl.read_csv(files / "out.csv", infer_schema=False)
    from_parquet = pl.read_parquet(files / "out.parquet")
    assert from_parquet["worth"].to_list()[0] == Decimal("3.25")
    assert from_csv["worth"].to_list()[0] == "3.25"
    assert from_csv["quantity"].cast(pl.Int64).to_list() == from_parquet["quantity"].to_list()


def test_every_order_and_offer_is_told_its_reason(capsys, files):
    run(
        capsys,
        files,
        *("--orders-out", str(files / "o.csv"), "--offers-out", str(files / "g.csv")),
    )

    assert pl.read_csv(files / "o.csv")["reason"].to_list() == ["full", "partly"]
    assert pl.read_csv(files / "g.csv")["reason"].to_list() == ["full", "full"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("orders", "order,kind\nA,B\n", "orders: there is no column “grade”"),
        ("growers", "", "growers.csv: cannot be read"),
        ("lanes", "place,market,cost\n黄楼,上海,很贵\n", "lanes, line 2: “cost” must be yuan"),
    ],
)
def test_a_bad_file_is_told_and_nothing_is_written(capsys, files, name, text, told):
    (files / f"{name}.csv").write_text(text, "utf-8")

    status, out, error = run(capsys, files)

    assert (status, out) == (2, "")
    assert told in error
    assert not (files / "out.csv").exists()


@pytest.mark.parametrize(
    ("floor", "told"), [("small", "group=0.8"), ("small=2", "group=0.8"), ("huge=1", "“huge”")]
)
def test_a_floor_that_says_nothing_is_refused(capsys, files, floor, told):
    status, _, error = run(capsys, files, "--floor", floor)

    assert status == 2
    assert told in error


def test_a_file_that_is_not_there_is_told(capsys, files):
    status, _, error = run(capsys, files, orders="nowhere")

    assert status == 2
    assert "nowhere.csv: cannot be read" in error


def test_no_database_and_no_django_is_loaded(files):
    words = "import sys; sys.argv = ['yuandu', 'dock', '--help']\n"
    code = f"{words}from yuandu import cli\ntry:\n    cli.main()\nexcept SystemExit:\n    pass\n"
    code += "assert not any(name.startswith('django') for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


EVENTS = pl.DataFrame(
    [
        {"event": "drop-out", "order": None, "grower": "甲"},
        {"event": "come", "grower": None} | markets.orders({"order": "加单", "quantity": 5, "price": "15"}).row(0, named=True),
        {"event": "cancel", "order": "春节", "grower": None},
    ]
)  # fmt: skip


@pytest.fixture
def one_priority(files):
    ORDERS.drop("priority").write_csv(files / "orders.csv", include_bom=True)
    return files


def with_events(capsys, folder: Path, events: pl.DataFrame):
    events.write_csv(folder / "events.csv")
    given = ("--events", str(folder / "events.csv"), "--changes-out", str(folder / "changes.csv"))
    return run(capsys, folder, *given)


def test_what_happens_afterwards_changes_as_few_lines_as_need_be(capsys, one_priority):
    status, out, _ = with_events(capsys, one_priority, EVENTS)

    assert status == 0
    assert "3 events after it changed" in out
    changes = pl.read_csv(one_priority / "changes.csv")
    assert changes.filter(line=2).select("order", "grower", "units").rows() == [
        ("春节", "乙", -5),
        ("加单", "乙", 5),
    ]
    units = dict(changes.group_by("order").agg(pl.col("units").sum()).iter_rows())
    before = pl.read_csv(one_priority / "out.csv").group_by("order").agg(pl.col("quantity").sum())
    after = {name: many + units.get(name, 0) for name, many in before.iter_rows()}
    assert after["春节"] == 0
    assert units["加单"] == 5


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (
            {"event": "cancel", "order": "无"},
            "events, line 2: is not there, or has left before: 无",
        ),
        ({"event": "come", "order": "N"}, "events, line 2: “kind” is empty"),
        ({"event": "stop"}, "events, line 2: an event is come, cancel or drop-out, not “stop”"),
    ],
)
def test_an_event_that_cannot_be_read_is_told_by_its_line(capsys, one_priority, event, told):
    lines = pl.DataFrame([dict.fromkeys(EVENTS.columns) | event], schema=EVENTS.schema)
    status, _, wrong = with_events(capsys, one_priority, lines)

    assert status == 2
    assert told in wrong
    assert not (one_priority / "out.csv").exists()


def test_priorities_are_docked_anew_and_not_event_by_event(capsys, files):
    status, _, wrong = with_events(capsys, files, EVENTS)

    assert (status, "dock anew" in wrong) == (2, True)
