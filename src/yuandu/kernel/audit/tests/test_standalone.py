"""The stand-alone verifier, run as an auditor would: as a file, by another Python process."""

import gzip
import json
import subprocess
import sys

import pytest

from tests.people import a_division
from yuandu.kernel.audit import actions, chain, exporting, standalone
from yuandu.kernel.audit.sequencing import Sequencer
from yuandu.kernel.audit.tests.people import System


@pytest.fixture
def lines(weifang) -> list[str]:
    by = System(weifang)
    for number in range(6):
        actions.record(
            by,
            "division.count",
            a_division(weifang),
            personal={"phone": str(number)} if number % 2 else None,
            number=number,
            words="“开工”\t𝄞",
            parts=[{"乙": None, "甲": True}],
        )
    Sequencer().run()
    return list(exporting.lines(weifang))


def entry(lines: list[str], index: int, **changes) -> str:
    row = json.loads(lines[index])
    row["entry"] |= changes
    return json.dumps(row, ensure_ascii=False)


def test_an_untouched_export_passes(lines, weifang):
    root = chain.head(weifang.pk).hash.hex()

    checked = standalone.check(lines, root)

    assert (len(checked.hashes), checked.last) == (6, root)


def test_it_does_not_matter_how_the_json_is_laid_out(lines):
    standalone.check([json.dumps(json.loads(line), indent=None) for line in lines])


def test_it_imports_nothing_of_ours():
    source = standalone.__file__

    code = f"import runpy, sys; runpy.run_path({source!r}); print(*sys.modules)"
    run = subprocess.run(  # noqa: S603 - our own file
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )

    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert loaded <= sys.stdlib_module_names | {"__main__"}


def test_each_change_is_found(lines):
    with pytest.raises(standalone.Broken, match="line 4: link 3"):
        standalone.check([*lines[:3], entry(lines, 3, who="x"), *lines[4:]])
    with pytest.raises(standalone.Broken, match="link 3 is missing"):
        standalone.check([*lines[:3], *lines[4:]])
    with pytest.raises(standalone.Broken, match="link 3 is missing"):
        standalone.check([*lines[:3], lines[4], lines[3], *lines[5:]])
    with pytest.raises(standalone.Broken, match="link 4 is missing"):
        standalone.check([*lines[:4], lines[3], *lines[4:]])
    with pytest.raises(standalone.Broken, match="misshapen"):
        standalone.check([*lines[:3], entry(lines, 3, extra=1), *lines[4:]])
    with pytest.raises(standalone.Broken, match="belong"):
        standalone.check([*lines[:3], entry(lines, 3, workspace=0), *lines[4:]])
    with pytest.raises(standalone.Broken, match="twice"):
        standalone.check([*lines[:3], lines[3].replace('"id":', '"id":0,"id":'), *lines[4:]])
    with pytest.raises(standalone.Broken, match="whole number"):
        standalone.check([*lines[:3], entry(lines, 3, user=1.0), *lines[4:]])
    with pytest.raises(standalone.Broken, match="not JSON"):
        standalone.check([*lines[:3], lines[3][:-5], *lines[4:]])
    with pytest.raises(standalone.Broken, match="first line"):
        standalone.check(lines[1:])


def test_a_log_that_was_cut_off_is_found_by_the_kept_root(lines):
    root = standalone.check(lines).last

    with pytest.raises(standalone.Broken, match="cut off"):
        standalone.check(lines[:-1], root)


@pytest.mark.parametrize("name", ["log.jsonl", "log.jsonl.gz"])
def test_it_runs_as_a_file(lines, tmp_path, name):
    path = tmp_path / name
    opener = gzip.open if name.endswith(".gz") else open
    with opener(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    root = standalone.check(lines).last

    good, bad = (
        subprocess.run(  # noqa: S603 - our own file
            [sys.executable, "-I", standalone.__file__, str(path), "--root", kept],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        for kept in (root, "0" * 64)
    )

    assert (good.returncode, bad.returncode) == (0, 1)
    assert f"UNBROKEN / 无误: 6 entries, root {root}" in good.stdout
    assert "BROKEN / 不符" in bad.stderr
