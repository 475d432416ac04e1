"""The processes of the AT campaign: a coordinator and two banks, each of which can be killed and started again on its port.

SPDX-License-Identifier: Apache-2.0
"""
import os
import random
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "support"))
from mariadb import PASSWORD, USER, tool  # noqa: E402
from ports import free_port  # noqa: E402
from programs import Program, call, wait_for  # noqa: E402

ACCOUNTS = 10  # of each bank: 20 in all
MONEY = 1_000  # of each account at the begin
UNFINISHED = ("prepared", "submitted", "aborting")


class Place:
    """One program that can die and come back."""

    def __init__(self, name, folder, command, env=None):
        self.name, self.folder, self.command, self.env = name, folder, command, env or {}
        self.program = None

    def start(self, failpoint=None):
        armed = {"TXDESK_FAILPOINT": failpoint} if failpoint else {}
        for _ in range(50):  # a killed one's port may be in use for a moment
            self.program = Program(self.command, os.path.join(self.folder, self.name + ".log"), {**self.env, **armed})
            if self.program.wait_ready() and self.program.port:
                return
            self.program.kill()
            time.sleep(0.1)
        raise AssertionError(f"{self.name} does not start: {self.program.tail()}")

    def kill(self):
        if self.program:
            self.program.kill()


class Bank(Place):
    def __init__(self, world, name, coordinator, database=None, phase_two=None):
        self.port = free_port()
        self.world = world
        self.database = database or world.make_database(name)
        command = [os.path.join(world.programs, "at-bank"), "--db", self.database, "--port", str(self.port), "--accounts", str(ACCOUNTS),
                   "--money", str(MONEY), "--coordinator", f"http://127.0.0.1:{coordinator.port}/api/dtmsvr"]
        super().__init__(name, world.folder, command + (["--phase-two", phase_two] if phase_two else []))
        self.url = f"http://127.0.0.1:{self.port}"

    def transfer(self, to, source, account, amount, fail="", timeout=8):
        return call(self.port, "POST", "/transfer", {"from": source, "account": account, "amount": amount, "to": to.url, "fail": fail,
                                                      "timeout": timeout}, timeout=40)

    def rows(self, statement):
        return self.world.rows(self.database, statement)

    def money(self):
        return int(self.rows("SELECT sum(balance) FROM account")[0][0])

    def undo_rows(self, status):
        return [tuple(row) for row in self.rows(f"SELECT xid, branch_id FROM undo_log WHERE log_status = {status}")]


class Coordinator(Place):
    def __init__(self, world, name, store):
        self.port = free_port()
        super().__init__(name, world.folder,
                         [os.path.join(world.programs, "txdesk-server"), "--http-port", str(self.port), "--grpc-port", "-1", "--store", store,
                          "--node", name, "--lease", "2000", "--retry-interval-min", "1", "--retry-interval", "1", "--poll-interval", "1"],
                         {"STORE_PASSWORD": PASSWORD})

    def start_armed(self, point):
        """For the first pass of the point after the start: the start itself passes some of them, too."""
        for nth in range(1, 20):
            self.program = Program(self.command, os.path.join(self.folder, self.name + ".log"), {**self.env, "TXDESK_FAILPOINT": f"{point}@{nth}:kill"})
            if self.program.wait_ready() and self.program.port:
                return
            self.program.kill()
        raise AssertionError(f"{point} is passed at the start again and again")


class World:
    """mariadb: where the banks' databases are (banks_there), and the store when there are two coordinators; None: SQLite files."""

    def __init__(self, programs, folder, mariadb=None, banks_there=True, two_coordinators=False):
        self.programs, self.folder, self.mariadb = os.path.abspath(programs), folder, mariadb
        self.banks_there = mariadb is not None and banks_there
        store = f"mysql://{USER}@127.0.0.1:{mariadb.port}/campaign_{random.randrange(10**9)}" if two_coordinators else \
            "sqlite:" + os.path.join(folder, "server.sqlite")
        self.server = Coordinator(self, "server", store)
        self.second = Coordinator(self, "second", store) if two_coordinators else self.server
        self.a, self.b = Bank(self, "bank-a", self.server), Bank(self, "bank-b", self.second)
        self.more = []

    def places(self):
        return [self.server, self.a, self.b] + ([self.second] if self.second is not self.server else [])

    def start(self):
        for place in self.places():
            place.start()

    def close(self):
        for place in (*self.places(), *self.more):
            place.kill()

    def make_database(self, name):
        if not self.banks_there:
            return "sqlite:" + os.path.join(self.folder, name + ".sqlite")
        schema = f"{name.replace('-', '_')}_{random.randrange(10**9)}"
        self._client("", f"CREATE DATABASE {schema}")
        return f"mysql:{self.mariadb.port}/{schema}"

    def _client(self, schema, statement):
        told = subprocess.run([tool("mariadb", "mysql"), "--no-defaults", "-h127.0.0.1", f"-P{self.mariadb.port}", f"-u{USER}", f"-p{PASSWORD}",
                               "--batch", "--skip-column-names", "-e", statement, *([schema] if schema else [])],
                              check=True, capture_output=True, text=True, timeout=30)
        return [line.split("\t") for line in told.stdout.splitlines()]

    def rows(self, database, statement):
        if database.startswith("mysql:"):
            return self._client(database.split("/")[1], statement)
        with sqlite3.connect(f"file:{database[7:]}?mode=ro", uri=True, timeout=20) as db:
            return db.execute(statement).fetchall()

    def ask(self, path):
        status, answer = call(self.server.port, "GET", path, timeout=20)
        assert status == 200, f"{path}: {status} {answer}"
        return answer

    def unfinished(self):
        return self.ask("/api/v1/transactions?limit=200&status=" + ",".join(UNFINISHED))["rows"]

    def wait_until_over(self, seconds):
        wait_for(lambda: not self.unfinished(), seconds, "every transaction is over")

    def check(self):
        """What must be true once every transaction is over."""
        total = self.a.money() + self.b.money()
        assert total == 2 * ACCOUNTS * MONEY, f"the banks hold {total} instead of {2 * ACCOUNTS * MONEY}"
        locks = self.ask("/api/v1/locks?limit=100")["locks"]
        assert not locks, f"locks are left: {locks[:3]}"
        for bank in (self.a, self.b):
            left = bank.undo_rows(0)
            assert not left, f"{bank.name} has undo rows left: {left[:3]}"
