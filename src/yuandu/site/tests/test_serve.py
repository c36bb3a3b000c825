"""The parts of the server, which end and are started again."""

import signal
import sys
import threading

import pytest

from yuandu.site import serve
from yuandu.site.serve import LONGEST_PAUSE, Part, Task

ENDS = [sys.executable, "-c", "raise SystemExit(3)"]


def test_a_part_that_ended_is_started_again(capsys):
    part = Part(ENDS)
    part.start()
    first = part.process
    first.wait()

    part.tend()

    assert part.process is not first
    assert "ended with code 3" in capsys.readouterr().out
    part.process.wait()


def test_a_part_that_keeps_ending_is_not_started_at_once(capsys):
    part = Part(ENDS, pause=LONGEST_PAUSE)
    part.start()
    ended = part.process
    ended.wait()

    part.tend()
    assert part.process is ended

    part.started_at -= LONGEST_PAUSE
    part.tend()
    assert part.process is not ended
    assert part.pause == LONGEST_PAUSE
    part.process.wait()


def test_a_part_that_works_is_left_alone():
    part = Part([sys.executable, "-c", "input()"])
    part.start()

    part.tend()

    assert part.process.poll() is None
    part.process.kill()
    part.process.wait()


@pytest.mark.parametrize(("command", "told"), [("pass", "loading … "), ("exit(3)", "failed")])
def test_what_is_done_once_is_not_done_again(capsys, command, told):
    task = Task([sys.executable, "-c", command], name="loading")
    task.start()
    first = task.process
    first.wait()

    task.tend()
    task.tend()

    assert task.process is first
    assert capsys.readouterr().out.count(told) == 1


def test_whoever_stops_the_whole_does_not_wait_for_a_step(monkeypatch, tmp_path):
    ended = tmp_path / "ended"
    long = f"import time, pathlib; time.sleep(20); pathlib.Path({str(ended)!r}).touch()"
    before = signal.signal(signal.SIGTERM, serve._stop)
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)  # others stay as they are
    asked = threading.Timer(0.5, signal.raise_signal, [signal.SIGTERM])
    try:
        asked.start()
        with pytest.raises(serve.Stopped):
            serve._step("a long one", [sys.executable, "-c", long])
    finally:
        monkeypatch.undo()
        signal.signal(signal.SIGTERM, before)
    assert not ended.exists()
