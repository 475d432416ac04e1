#!/usr/bin/env python3
"""AT with real processes that die: random transfers over 20 accounts of two banks while the banks and the coordinator are killed, and
single transfers whose bank dies at each named point. At the end the sum is what it was, no lock is held, no undo row is left.

Usage: campaign.py --bin build/dev/bin [--banks mysql] [--two-coordinators] [--server-points 100] [--transfers 1000] [--kills 30] [--threads 8] [--fail-percent 5] [--seed 1] [--no-points]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import random
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "campaign"))
from world import ACCOUNTS, Bank, World  # noqa: E402
from mariadb import MariaDb  # noqa: E402
from programs import PATIENCE, Report, temp_folder, wait_for  # noqa: E402

# point, who is armed, how the transfer fails, how it ends
POINTS = [
    ("at.register.before", "a", "", "failed"),
    ("at.register.after", "a", "", "failed"),
    ("at.register.after", "b", "", "failed"),
    ("at.commit.before", "b", "", "failed"),
    ("at.commit.after", "a", "", "failed"),
    ("at.commit.after", "b", "", "failed"),
    ("at.submit.before", "a", "", "failed"),
    ("at.undo.commit.before", "a", "", "succeed"),
    ("at.undo.commit.after", "a", "", "succeed"),
    ("at.undo.commit.before", "b", "at-end", "failed"),
    ("at.undo.commit.after", "a", "at-end", "failed"),
]


# points of the coordinator, and in which transfers they are passed: "" commits, "at-end" rolls back
STORE = ["store.begin", "store.global.inserted", "store.branches.inserted", "store.events.inserted", "store.commit.before", "store.commit.after"]
COMMON = ["http.parsed", "http.reply.before", "http.reply.after", "prepare.after", *STORE, "call.before", "call.sent", "call.reply.before",
          "call.reply.after", "status.final.before", "status.final.after"]
SERVER_POINTS = [(point, "") for point in [*COMMON, "submit.before", "submit.after"]] + \
    [(point, "at-end") for point in [*COMMON, "abort.before", "abort.after", "status.aborting.before", "status.aborting.after"]]


def quietly(body):
    """None when nobody answered: whoever was asked is dead."""
    try:
        return body()
    except Exception:  # the process on the other side may go away at any byte
        return None


def play_point(world, point, armed, fail, final):
    """One transfer; the armed bank dies at its first pass of the point and comes back."""
    bank = world.a if armed == "a" else world.b
    bank.kill()
    bank.start(f"{point}@1:kill")
    known = {row["gid"] for row in world.ask("/api/v1/transactions?limit=200")["rows"]}
    caller = threading.Thread(target=quietly, args=(lambda: world.a.transfer(world.b, 1, 1, 7, fail, timeout=2),))
    caller.start()
    assert bank.program.wait_end(20 * PATIENCE) == -signal.SIGKILL, f"{point} was never passed"
    bank.start()
    caller.join()
    world.wait_until_over(40)
    new = [row for row in world.ask("/api/v1/transactions?limit=200")["rows"] if row["gid"] not in known]
    assert [row["status"] for row in new] == [final], f"{[(row['gid'], row['status']) for row in new]}"
    world.check()


def play_server_point(world, point, fail):
    """One transfer; the coordinator dies at its first pass of the point and comes back."""
    world.server.kill()
    world.server.start_armed(point)
    caller = threading.Thread(target=quietly, args=(lambda: world.a.transfer(world.b, 1, 1, 7, fail, timeout=2),))
    caller.start()
    assert world.server.program.wait_end(20 * PATIENCE) == -signal.SIGKILL, f"{point} was never passed"
    world.server.start()
    caller.join()
    world.wait_until_over(40)
    world.check()


def play_pause(world):
    """A service is stopped between registration and local commit until its transaction has been rolled back; another instance of it
    serves phase two. What it does afterwards must not stay."""
    helper = Bank(world, "bank-b2", world.server, world.b.database)
    helper.start()
    world.b.kill()
    paused = Bank(world, "bank-b3", world.server, world.b.database, helper.url + "/at")
    world.more += [helper, paused]
    paused.start("at.register.after@1:stop")
    caller = threading.Thread(target=quietly, args=(lambda: world.a.transfer(paused, 1, 1, 7, "", timeout=2),))
    caller.start()
    wait_for(lambda: any(row["status"] == "aborting" for row in world.unfinished()) or not world.unfinished() and not caller.is_alive(),
             30, "the transaction is rolled back while the service is stopped")
    if world.banks_there:  # there only rows are locked, so the rollback need not wait for the stopped one
        world.wait_until_over(30)
        assert helper.undo_rows(1), "no tombstone"
    os.kill(paused.program.process.pid, signal.SIGCONT)
    caller.join()
    world.wait_until_over(40)
    world.check()
    world.b.start()


class Campaign:
    def __init__(self, world, options):
        self.world, self.options = world, options
        self.dice = random.Random(options.seed)
        self.left = options.transfers
        self.lock = threading.Lock()
        self.tally = {}

    def run(self):
        clients = [threading.Thread(target=self.client, args=(number,)) for number in range(self.options.threads)]
        for client in clients:
            client.start()
        killed = self.kill_while(lambda: any(client.is_alive() for client in clients))
        for client in clients:
            client.join()
        self.world.wait_until_over(90)
        self.world.check()
        assert self.enough(), f"too few transfers succeeded: {self.tally}"
        print(f"-- {sum(self.tally.values())} transfers, {killed} kills, answers {self.tally}", flush=True)

    def enough(self):
        """Kills take long on a slow machine, and what they meet fails: then more transfers are made."""
        return self.tally.get("200", 0) > self.options.transfers // 4

    def next(self):
        with self.lock:
            if self.left <= 0 and (self.enough() or self.left <= -4 * self.options.transfers):
                return None
            self.left -= 1
            here, there = self.dice.choice([(self.world.a, self.world.b), (self.world.b, self.world.a)])
            fails = self.dice.random() * 100 < self.options.fail_percent
            return (here, there, self.dice.randint(1, ACCOUNTS), self.dice.randint(1, ACCOUNTS), self.dice.randint(1, 20),
                    self.dice.choice(["after-debit", "at-other", "at-end"]) if fails else "")

    def client(self, _number):
        while (order := self.next()) is not None:
            here, there, source, account, amount, fail = order
            answer = quietly(lambda h=here, t=there, s=source, c=account, m=amount, f=fail: h.transfer(t, s, c, m, f))
            with self.lock:
                word = str(answer[0]) if answer else "no answer"
                self.tally[word] = self.tally.get(word, 0) + 1
            if answer is None:
                time.sleep(0.1)

    def kill_while(self, works):
        killed = 0
        each = max(self.options.transfers // (self.options.kills + 1), 1)
        while works():
            done = self.options.transfers - self.left
            if killed < self.options.kills and done >= (killed + 1) * each:
                place = self.dice.choice(self.world.places())
                place.kill()
                place.start()
                killed += 1
            time.sleep(0.02)
        return killed


def play(options, report, mariadb=None):
    with temp_folder() as folder:
        world = World(options.bin, folder, mariadb, options.banks == "mysql", options.two_coordinators)
        try:
            world.start()
            if not options.no_points:
                for point, armed, fail, final in POINTS:
                    report.case(f"{point} of bank-{armed}{', ' + fail if fail else ''}",
                                lambda p=point, a=armed, f=fail, e=final: play_point(world, p, a, f, e))
                for number, (point, fail) in enumerate(SERVER_POINTS):
                    if number * options.server_points % 100 < options.server_points:
                        report.case(f"group12: {point} of the coordinator{', ' + fail if fail else ''}",
                                    lambda p=point, f=fail: play_server_point(world, p, f))
                report.case("group8_stoppedBetweenRegistrationAndCommit", lambda: play_pause(world))
            if options.transfers:
                report.case(f"{options.transfers} transfers with {options.kills} kills", Campaign(world, options).run)
        finally:
            world.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, help="folder of txdesk-server and at-bank, built with failpoints")
    parser.add_argument("--banks", choices=("sqlite", "mysql"), default="sqlite", help="the banks' databases")
    parser.add_argument("--two-coordinators", action="store_true", help="on one store in MariaDB; each bank knows another one")
    parser.add_argument("--server-points", type=int, default=10, help="per cent of the points at which the coordinator is killed")
    parser.add_argument("--transfers", type=int, default=60)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--fail-percent", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-points", action="store_true", help="only the random transfers")
    options = parser.parse_args()
    report = Report()
    if options.banks == "mysql" or options.two_coordinators:
        with temp_folder() as folder:
            database = MariaDb(os.path.join(folder, "mariadb"))
            try:
                play(options, report, database)
            finally:
                database.stop()
    else:
        play(options, report)
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
