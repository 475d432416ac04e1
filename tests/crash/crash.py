#!/usr/bin/env python3
"""Kills txdesk-server at every named point of a saga and of a message, starts it again, and checks that nothing that was
acknowledged is lost, everything ends, and the money of two real banks is conserved.

Usage: crash.py --bin build/ci/bin [--store mysql] [--sample] [--share 10] [--only saga-ok] [--point store.commit.after] [--jobs 2]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import queue
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from mariadb import MariaDb  # noqa: E402
from programs import Report, temp_folder, wait_for  # noqa: E402
from transfers import IN_ONE_PACKET, RESTART, RETRY, SCENARIOS, SLOW  # noqa: E402
from world import MONEY, World  # noqa: E402


def make_transfers(world, kind, cell):
    """Three: the second waits for its result."""
    return [kind(world, f"{cell}-{nth}", wait=nth == 1) for nth in range(3)]


def check_all(world, transfers):
    for transfer in transfers:
        transfer.check()
    total = world.a.money() + world.b.money()
    assert total == 2 * MONEY, f"the banks hold {total} instead of {2 * MONEY}"
    world.stop_server()


def finish(world, cell, transfers):
    """After the crash: start again, repeat what got no answer, let everything end."""
    world.start_server(cell)
    for transfer in transfers:
        if transfer.acknowledged:
            stored = world.transaction(transfer.gid)
            assert stored is not None, f"{transfer.gid} was acknowledged and is lost"
    for transfer in transfers:
        wait_for(transfer.go_on, 15, f"{transfer.gid}: no answer after the restart")
    check_all(world, transfers)


def start_armed(world, cell, point):
    """Armed for the first pass of the point after the start: the start itself passes some of them, too."""
    for nth in range(1, 20):
        world.start_server(cell, f"{point}@{nth}:kill", must_listen=False)
        if world.server.port is not None:
            return
    raise AssertionError(f"{point} is passed at the start again and again")


def run_in_flight(world, cell, kind, point):
    """The coordinator dies at its first pass of the point while the clients work."""
    start_armed(world, cell, point)
    transfers = make_transfers(world, kind, cell)
    for transfer in transfers:
        if not transfer.go_on():
            break
    assert world.died_by_itself(8), f"{point} was never passed"
    finish(world, cell, transfers)


def run_retry(world, cell, kind, point):
    """As in flight, but the second bank first answers with an error, so that the branch waits for its retry."""
    world.b.switch(failNext={"TransIn": 500})
    run_in_flight(world, cell, kind, point)


def run_slow(world, cell, kind, point):
    """The second bank answers late, so that the first one's outcome is written behind, by a timer."""
    world.b.switch(delayNextMs={"TransIn": 700})
    run_in_flight(world, cell, kind, point)


def run_restart(world, cell, kind, point):
    """Killed with work in flight, it dies again while it takes the work over."""
    world.start_server(cell)
    transfers = make_transfers(world, kind, cell)
    world.b.switch(pause="silent")
    try:
        transfers[0].go_on()
        wait_for(lambda: world.a.ledger(transfers[0].gid), 8, "the first bank was not called")
        world.server.kill()
    finally:
        world.b.switch(pause="off")
    world.start_server(cell, f"{point}@1:kill", must_listen=False)
    assert world.died_by_itself(8), f"{point} was never passed"
    finish(world, cell, transfers)


def run_drain(world, cell, kind, point):
    """Told to stop with work in flight, it dies while it drains."""
    world.start_server(cell, f"{point}@1:kill")
    transfers = make_transfers(world, kind, cell)
    world.b.switch(pause="silent")
    try:
        transfers[0].go_on()
        world.server.process.terminate()
        died = world.died_by_itself(15)
    finally:
        world.b.switch(pause="off")
    assert died, f"{point} was never passed"
    finish(world, cell, transfers)


def cells(known):
    """(name, runner, transfer class, point) of every cell; a point that no program knows is an error later."""
    made = []
    for scenario, (kind, points) in SCENARIOS.items():
        made += [(scenario, run_in_flight, kind, point) for point in points]
    for scenario in ("saga-ok", "message-submit"):
        kind = SCENARIOS[scenario][0]
        made += [(scenario + "-retry", run_retry, kind, point) for point in RETRY]
        made += [(scenario + "-restart", run_restart, kind, point) for point in RESTART]
        made.append((scenario + "-drain", run_drain, kind, "shutdown.drain"))
    made += [("saga-ok-slow", run_slow, SCENARIOS["saga-ok"][0], point) for point in SLOW]
    covered = {point for *_, point in made}
    return made, sorted(set(known) - covered), sorted(covered - set(known))


def sample(made):
    """Every point once, each time in another scenario: what runs at every commit."""
    chosen, seen = [], set()
    for nth in range(len(made)):
        cell = made[(nth * 7) % len(made)]  # 7 has no factor in common with any likely length; duplicates are dropped
        if cell[3] not in seen:
            seen.add(cell[3])
            chosen.append(cell)
    chosen += [cell for cell in made if cell[3] not in seen and not seen.add(cell[3])]
    return chosen


def work(todo, programs, report, lock, number, database):
    with temp_folder() as folder:
        world = World(programs, folder, database)
        try:
            while True:
                scenario, runner, kind, point = todo.get_nowait()
                name = f"{scenario} {point}" + (" mysql" if database else "")
                cell = f"{scenario}-{point}-{number}".replace(".", "-")
                begun = time.monotonic()
                try:
                    runner(world, cell, kind, point)
                    with lock:
                        report.ok(f"{name} ({time.monotonic() - begun:.1f} s)")
                except Exception as error:
                    with lock:
                        report.fail(name, f"{type(error).__name__}: {error}"[:500])
                    world.close()  # what a failed cell left behind must not reach the next one
                    sub = os.path.join(folder, cell)
                    os.makedirs(sub, exist_ok=True)
                    world = World(programs, sub, database)
        except queue.Empty:
            pass
        finally:
            world.close()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server and txdesk-bank, built with failpoints")
    options.add_argument("--sample", action="store_true", help="each point once instead of in every scenario")
    options.add_argument("--share", type=int, default=100, help="per cent of the cells, spread over scenarios and points")
    options.add_argument("--store", choices=("sqlite", "mysql"), default="sqlite", help="where the coordinator keeps its transactions")
    options.add_argument("--only", help="one scenario")
    options.add_argument("--point", help="one point")
    options.add_argument("--jobs", type=int, default=2, help="cells at a time")
    chosen = options.parse_args()
    report = Report()
    programs = os.path.abspath(chosen.bin)
    try:
        known = subprocess.run([os.path.join(programs, "txdesk-server"), "--list-failpoints"], capture_output=True, text=True,
                               check=True, timeout=20).stdout.split()
        known = [point for point in known if not point.startswith("at.")]  # of participants: tests/at
    except (OSError, subprocess.SubprocessError) as error:
        report.fail("list of failpoints", error)
        return report.code()
    made, uncovered, unknown = cells(known)
    for point in uncovered:
        report.fail(point, "the server has this point, no scenario passes it")
    for point in unknown:
        report.fail(point, "the server does not know this point")
    if chosen.sample:
        made = sample(made)
    if chosen.store == "mysql":
        made = [cell for cell in made if cell[3] not in IN_ONE_PACKET]
    if chosen.share < 100:
        made = [cell for nth, cell in enumerate(made) if nth * chosen.share % 100 < chosen.share]
    todo = queue.Queue()
    for cell in made:
        if chosen.only in (None, cell[0]) and chosen.point in (None, cell[3]):
            todo.put(cell)
    if chosen.store == "mysql":
        with temp_folder() as folder:
            database = MariaDb(os.path.join(folder, "mariadb"))
            try:
                run_all(chosen, todo, programs, report, database)
            finally:
                database.stop()
    else:
        run_all(chosen, todo, programs, report, None)
    return report.code()


def run_all(chosen, todo, programs, report, database):
    lock = threading.Lock()
    jobs = [threading.Thread(target=work, args=(todo, programs, report, lock, number, database)) for number in range(chosen.jobs)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()


if __name__ == "__main__":
    sys.exit(main())
