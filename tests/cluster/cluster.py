#!/usr/bin/env python3
"""Two and three coordinators on one MariaDB under load: one is killed or stopped past its lease and continued, the
database is killed and restarted. Money is conserved, what was acknowledged finishes, epochs grow, takeover is quick. A job
on many transactions goes on with the other coordinator, and nothing is acted on twice.

Usage: cluster.py --bin build/ci/bin [--long] [--only two-kill]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from world import MONEY, World  # noqa: E402
from transfers import AMOUNT, Load, Message, RefusedSaga, Saga, Tcc  # noqa: E402
from programs import Report, call, temp_folder, wait_for  # noqa: E402
import bulk  # noqa: E402

TAKEOVER = 5  # seconds after the end of the lease
LOAD = {"clients": 6, "settle": 20}  # how many at a time; how many more transfers before the next blow
KINDS = (Saga, Tcc, Message, Saga, RefusedSaga, Tcc)


def net(effects, gid):
    return sum(amount for _, amount in effects.get(gid, {}).values())


def check_transfers(world, load):
    status = dict(world.database.sql("select gid, status from trans_global", "dtm"))
    effects = [bank.effects() for bank in world.banks]
    for transfer in load.transfers:
        stored = status.get(transfer.gid)
        assert stored or not transfer.acknowledged, f"{transfer.gid} was acknowledged and is lost"
        assert transfer.wanted in (None, stored), f"{transfer.gid} is {stored}, its client was told {transfer.wanted}"
        moved = [net(side, transfer.gid) for side in effects]
        wanted = [-AMOUNT, AMOUNT] if stored == "succeed" else [0, 0]
        assert moved == wanted, f"{transfer.gid} is {stored}, but the banks moved {moved}"
        for side in effects:
            for (branch, op), (times, _) in side.get(transfer.gid, {}).items():
                assert times == 1, f"{transfer.gid}: {branch} {op} took effect {times} times"


# The database recorded every change. One that leaves the epoch may move nothing but the due time.
def check_epochs(world):
    bad = world.database.sql("select gid, old_epoch, new_epoch, old_owner, new_owner, old_status, new_status from moves"
                             " where new_epoch < old_epoch or (new_epoch = old_epoch and (old_owner <> new_owner or old_status <> new_status))", "dtm")
    assert not bad, f"changes without a new epoch: {bad[:3]}"
    # Each change starts from where the one before ended: nothing was written by a coordinator that had an older epoch.
    torn = world.database.sql("select gid, id, old_epoch, before_epoch from (select gid, id, old_epoch, lag(new_epoch) over (partition by gid order by id)"
                              " as before_epoch from moves) as steps where before_epoch is not null and old_epoch <> before_epoch limit 3", "dtm")
    assert not torn, f"changes that skip others: {torn}"
    final = world.database.sql("select gid, old_status, new_status from moves where old_status in ('succeed', 'failed') and new_status <> old_status", "dtm")
    assert not final, f"a final status was left: {final[:3]}"


def check_all(world, load):
    load.stop()
    wait_for(lambda: world.unfinished() == 0, 60, "not everything ends")
    check_transfers(world, load)
    total = sum(bank.money() for bank in world.banks)
    assert total == 2 * MONEY, f"the banks hold {total} instead of {2 * MONEY}"
    assert [bank.frozen() for bank in world.banks] == [0, 0], "money stays frozen"
    check_epochs(world)
    moves, owners = world.database.numbers("select count(*), count(distinct new_owner) from moves")[0]
    print(f"   {load.name}: {len(load.transfers)} transfers, {moves} moves of rows by {owners - 1} coordinators, money conserved", flush=True)


def check_nodes(world, alive):
    """Every coordinator tells who lives: soon, for a lease that could not be renewed in time lapses for a moment."""
    def told_by(node):
        status, answer = call(node.port, "GET", "/api/v1/nodes")
        assert status == 200, answer
        return sorted(one["node"] for one in answer["nodes"] if one["alive"])
    for node in world.nodes:
        if node.name in alive:
            wait_for(lambda: told_by(node) == alive, 10, f"{node.name} tells that {alive} live")


def begin(world, name):
    """Load until some transfers are through and the first coordinator has work in flight."""
    world.banks[1].switch(latencyMs=60)
    load = Load(name, world.banks, [node.port for node in world.nodes], KINDS, LOAD["clients"])
    try:
        wait_for(lambda: load.errors or (load.acknowledged() >= 30 and world.driven_by("n1")), 40, "the load does not get going")
    except AssertionError as error:
        raise AssertionError(f"{error}: {load.acknowledged()} acknowledged, {world.unfinished()} unfinished")
    assert not load.errors, load.errors[0]
    return load


def hold_work(world, node):
    """The second bank falls silent, so that the coordinator surely has calls in flight; their gids."""
    world.banks[1].switch(pause="silent")
    wait_for(lambda: len(world.driven_by(node.name)) >= 2, 20, f"{node.name} drives nothing")


def drop(load, node):
    load.ports = [port for port in load.ports if port != node.port]


def takeover(world, load, node, report_as):
    """Waits for the takeover and prints how long it took after the coordinator was gone."""
    since = time.monotonic()
    held = world.driven_by(node.name)
    drop(load, node)
    world.banks[1].switch(pause="off")
    took = world.wait_taken_over(node.name, held, since, world.lease + TAKEOVER + 20)
    print(f"   {report_as}: {len(held)} transactions taken over {took:.1f} s after their coordinator was gone (lease {world.lease:.0f} s)", flush=True)
    assert took <= world.lease + TAKEOVER, f"taking over took {took:.1f} s"


def killed(world, name):
    """kill -9 of one coordinator; it comes back under its name when its lease has ended."""
    load = begin(world, name)
    victim = world.nodes[0]
    names = [node.name for node in world.nodes]
    check_nodes(world, names)
    hold_work(world, victim)
    victim.kill()
    takeover(world, load, victim, name)
    check_nodes(world, names[1:])
    victim.start()
    load.ports.append(victim.port)
    settle(load)
    check_all(world, load)


def frozen(world, name):
    """SIGSTOP past the lease, then SIGCONT: what it then does on old knowledge must change nothing."""
    load = begin(world, name)
    victim = world.nodes[0]
    hold_work(world, victim)
    victim.freeze()
    try:
        takeover(world, load, victim, name)
        settle(load)
    finally:
        victim.thaw()
    load.ports.append(victim.port)
    wait_for(lambda: victim.says("the lease has lapsed"), 10, "the continued coordinator does not notice")
    settle(load)
    check_all(world, load)
    assert victim.program.alive(), "the continued coordinator has ended"


def frozen_in_commit(world, name):
    """Stopped before COMMIT, with the rows of its group locked: the database must free them, or everybody waits."""
    load = begin(world, name)
    victim = world.nodes[0]
    wait_for(victim.is_frozen, 30, "the failpoint is not passed")
    try:
        takeover(world, load, victim, name)
        settle(load)
    finally:
        victim.thaw()
    load.ports.append(victim.port)
    settle(load)
    check_all(world, load)


def killed_and_frozen(world, name):
    """Of three, one is killed and one stopped at the same time: the last one does everything."""
    load = begin(world, name)
    first, second = world.nodes[0], world.nodes[1]
    hold_work(world, first)
    hold_work(world, second)
    second.freeze()
    first.kill()
    try:
        drop(load, second)
        takeover(world, load, first, name)
        settle(load)
    finally:
        second.thaw()
    load.ports.append(second.port)
    settle(load)
    check_all(world, load)


def database_killed(world, name):
    """The database dies under load and comes back: both coordinators go on by themselves."""
    load = begin(world, name)
    world.database.kill()
    time.sleep(1)
    world.database.restart()
    settle(load)
    check_all(world, load)


def settle(load):
    """Some more transfers, so that whoever is back has its share."""
    enough = load.acknowledged() + LOAD["settle"]
    wait_for(lambda: load.acknowledged() >= enough or load.errors, 60, "the load does not go on")


def refused_name(world, _):
    """A second coordinator under a living name says so and ends."""
    from world import PASSWORD, Program
    second = Program(world.nodes[0].argv, world.nodes[0].log + ".second", {"STORE_PASSWORD": PASSWORD})
    code = second.wait_end(world.lease + 40)
    second.kill()
    assert code == 1, f"it ended with {code}: {second.tail()}"
    assert "another coordinator named n1 is running on this store" in second.tail(), second.tail()
    assert world.nodes[0].program.alive()


# name: (what happens, coordinators, in the short run, failpoint of the first)
CASES = {
    "two-kill": (killed, 2, True),
    "two-freeze": (frozen, 2, True),
    "two-freeze-in-commit": (frozen_in_commit, 2, True, "store.commit.before@200:stop"),
    "refused-name": (refused_name, 1, True),
    "database-kill": (database_killed, 2, True),
    "job-kill": (bulk.killed, 2, True),
    "job-freeze": (bulk.frozen, 2, True),
    "three-kill-freeze": (killed_and_frozen, 3, False),
    "three-kill": (killed, 3, False),
    "three-freeze": (frozen, 3, False),
}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server and txdesk-bank")
    options.add_argument("--long", action="store_true", help="every case, with the default lease as well")
    options.add_argument("--only", help="one case")
    options.add_argument("--lease", type=int, help="milliseconds; only with --only")
    options.add_argument("--keep", help="folder whose contents stay, for looking at them")
    chosen = options.parse_args()
    report = Report()
    rounds = [(name, 3000) for name, (_, _, short, *_) in CASES.items() if short or chosen.long or chosen.only]
    if chosen.long:
        LOAD.update(clients=16, settle=400)
        rounds += [("two-kill", 15000), ("two-freeze", 15000), ("database-kill", 15000)]
    if chosen.only and chosen.lease:
        rounds = [(chosen.only, chosen.lease)]
    for name, lease in rounds:
        if chosen.only in (None, name):
            run(report, chosen, name, lease)
    return report.code()


def run(report, chosen, name, lease):
    act, nodes, _, *failpoint = CASES[name]
    with temp_folder() as folder:
        where = os.path.join(chosen.keep, f"{name}-{lease}") if chosen.keep else folder
        os.makedirs(where, exist_ok=True)
        world = None

        def body():
            nonlocal world
            world = World(os.path.abspath(chosen.bin), where, nodes, lease, *failpoint)
            act(world, name)
        try:
            report.case(f"{name} (lease {lease / 1000:.0f} s)", body)
        finally:
            if world:
                world.close()


if __name__ == "__main__":
    sys.exit(main())
