"""One writer at a time, whoever comes and however it ends, and nothing left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from citeloom.graph.stores.file_lock import HeldError, lock_file

ROOT = Path(__file__).parents[2]

# Each adds one to a number in a file a hundred times; without exclusion some additions are lost.
COUNTING = """
import sys
from pathlib import Path
from citeloom.graph.stores.file_lock import HeldError, lock_file
path = Path(sys.argv[1])
done = 0
while done < 100:
    try:
        let_go = lock_file(path)
    except HeldError:
        continue
    path.write_text(str(int(path.read_text()) + 1))
    done += 1
    let_go()
"""
HOLDING = """
import sys, time
from pathlib import Path
from citeloom.graph.stores.file_lock import lock_file
lock_file(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(600)
"""


def start(code: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_processes_that_come_and_go_exclude_each_other(tmp_path: Path) -> None:
    path = tmp_path / "number"
    path.write_text("0")
    running = [start(COUNTING, path) for _ in range(4)]
    for each in running:
        each.communicate()
        assert each.returncode == 0
    assert path.read_text() == "400"
    assert list(tmp_path.iterdir()) == [path]


def test_who_holds_it_is_named_and_once_killed_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    with start(HOLDING, path) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "held\n"
        with pytest.raises(HeldError) as caught:
            lock_file(path)
        assert caught.value.holder == held.pid
        held.send_signal(signal.SIGKILL)
    lock_file(path)()
    assert list(tmp_path.iterdir()) == []


def test_one_process_excludes_itself_until_it_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    let_go = lock_file(path)
    with pytest.raises(HeldError):
        lock_file(path)
    let_go()
    let_go()  # a second time is nothing
    again = lock_file(path)
    let_go()  # nor does it take the lock from who has it now
    with pytest.raises(HeldError):
        lock_file(path)
    again()


def test_a_file_of_that_name_that_is_not_ours_stays_as_it_is(tmp_path: Path) -> None:
    theirs = tmp_path / "graph.kgl.lock"
    theirs.write_text("what another program keeps here")
    lock_file(tmp_path / "graph.kgl")()
    assert theirs.read_text() == "what another program keeps here"
