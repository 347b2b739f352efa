"""F18: never two writers, and no lock is left by a process that is gone."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.storage.opening import open_passport
from faults.acts import BASE, check_saves, make_pupils, save_on
from faults.children import BEGUN, Say, child


def try_to_open(say: Say, folder: Path) -> None:
    """Work of a child: say what the opening of the base is answered with."""
    try:
        open_passport(folder / BASE).close()
        say("opened")
    except Refused as problem:
        say(problem.text)


def test_a_second_process_is_refused_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    make_pupils(tmp_path)
    with child(save_on, tmp_path) as holder:
        holder.hear(3)
        for _ in range(3):  # while the first one writes on
            with child(try_to_open, tmp_path) as second:
                assert second.wait() == 0
            assert "уже открыта" in second.said[0]
        with pytest.raises(Refused, match="уже открыта"):
            open_passport(tmp_path / BASE)
        holder.kill()
    with child(try_to_open, tmp_path) as next_one:
        next_one.wait()
    assert next_one.said[0] == "opened"
    check_saves(tmp_path, holder.said)


def test_a_stopped_process_keeps_its_base(tmp_path: Path) -> None:
    """A process that only hangs is no crashed one: its lock holds until it ends."""
    import os
    import signal

    if not hasattr(signal, "SIGSTOP"):
        pytest.skip("a process cannot be stopped here")
    make_pupils(tmp_path)
    with child(save_on, tmp_path) as holder:
        holder.hear(BEGUN)
        os.kill(holder.pid, signal.SIGSTOP)
        with pytest.raises(Refused, match="уже открыта"):
            open_passport(tmp_path / BASE)
        os.kill(holder.pid, signal.SIGCONT)
        holder.hear(3)
        holder.kill()
    check_saves(tmp_path, holder.said)
