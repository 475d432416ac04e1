"""The processes of one cluster test: coordinators, two banks with books of their own, one MariaDB that also keeps a record
of every move of a transaction's row.

SPDX-License-Identifier: Apache-2.0
"""
import os
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from mariadb import PASSWORD, USER, MariaDb, tool  # noqa: E402
from programs import Program, call, start, wait_for  # noqa: E402

MONEY = 1_000_000  # of each bank at the begin
DATABASE = "dtm"

# A row for each change of a transaction: written by the database itself, in the same transaction as the change.
RECORD = """
create sequence moves_number;
create table moves (id bigint not null primary key, at datetime(6) not null, gid varchar(128) not null,
    old_epoch bigint not null, new_epoch bigint not null, old_owner varchar(128) not null, new_owner varchar(128) not null,
    old_status varchar(45) not null, new_status varchar(45) not null, key (gid));
create trigger record_moves after update on trans_global for each row
    insert into moves (id, at, gid, old_epoch, new_epoch, old_owner, new_owner, old_status, new_status)
    values (nextval(moves_number), now(6), new.gid, old.epoch, new.epoch, old.driver, new.driver, old.status, new.status);
"""


class Database(MariaDb):
    def kill(self):
        self.process.kill()
        self.process.wait()

    def restart(self):
        command = [tool("mariadbd"), "--no-defaults", f"--datadir={self.data}", f"--socket={self.socket}", f"--port={self.port}",
                   "--bind-address=127.0.0.1", "--skip-name-resolve", "--max-connections=400", f"--pid-file={self.folder}/mariadbd.pid"]
        if os.geteuid() == 0:
            command.append("--user=root")
        if os.path.exists(self.socket):
            os.unlink(self.socket)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_for(self._answers, 60, f"mariadbd ({self.log})")

    def numbers(self, text):
        return [[int(value) for value in row] for row in self.sql(text, DATABASE)]


class Bank:
    def __init__(self, programs, folder, name):
        import sqlite3
        self._sqlite = sqlite3
        self.file = os.path.join(folder, name + ".sqlite")
        self.program = start([os.path.join(programs, "txdesk-bank"), "--name", name, "--port", "0", "--db", self.file, "--account", f"1={MONEY}"],
                             os.path.join(folder, name + ".log"))
        self.url = f"http://127.0.0.1:{self.program.port}"

    def switch(self, **members):
        status, answer = call(self.program.port, "POST", "/switch", members, timeout=10)
        assert status == 200, f"switch {members}: {status} {answer}"

    def _rows(self, statement):
        with self._sqlite.connect(f"file:{self.file}?mode=ro", uri=True, timeout=10) as db:
            return db.execute(statement).fetchall()

    def money(self):
        return self._rows("SELECT coalesce(sum(balance + frozen), 0) FROM accounts")[0][0]

    def frozen(self):
        return self._rows("SELECT coalesce(sum(frozen), 0) FROM accounts")[0][0]

    def effects(self):
        """{gid: {(branch, op): (how often it took effect, amount)}}"""
        found = {}
        for gid, branch, op, times, amount in self._rows("SELECT gid, branch, op, max(n), sum(amount) FROM ledger GROUP BY gid, branch, op"):
            found.setdefault(gid, {})[branch, op] = (times, amount)
        return found


class Node:
    """A coordinator that can be killed, stopped, continued and started again under its name."""

    def __init__(self, programs, folder, name, database, lease_ms):
        self.name = name
        self.log = os.path.join(folder, name + ".log")
        self.argv = [os.path.join(programs, "txdesk-server"), "--http-port", "0", "--grpc-port", "-1", "--node", name, "--lease", str(lease_ms),
                     "--store", f"mysql://{USER}@127.0.0.1:{database.port}/{DATABASE}", "--retry-interval-min", "1", "--retry-interval", "1",
                     "--timeout-to-fail", "5", "--poll-interval", "1"]
        self.program = None

    def start(self, seconds=30, failpoint=None):
        env = {"STORE_PASSWORD": PASSWORD, **({"TXDESK_FAILPOINT": failpoint} if failpoint else {})}
        self.program = Program(self.argv, self.log, env)
        assert self.program.wait_ready(seconds), f"{self.name} does not start: {self.program.tail()}"
        return self

    @property
    def port(self):
        return self.program.port

    def kill(self):
        self.program.kill()

    def freeze(self):
        self.program.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.program.process.send_signal(signal.SIGCONT)

    def is_frozen(self):
        with open(f"/proc/{self.program.process.pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] == "T"

    def says(self, words):
        with open(self.log, errors="replace") as text:
            return words in text.read()


class World:
    def __init__(self, programs, folder, nodes, lease_ms, failpoint=None):
        self.lease = lease_ms / 1000
        self.banks, self.nodes = [], []
        self.database = Database(os.path.join(folder, "mariadb"))
        try:
            self._start(programs, folder, nodes, lease_ms, failpoint)
        except BaseException:
            self.close()
            raise

    def _start(self, programs, folder, nodes, lease_ms, failpoint):
        for name in ("bank-a", "bank-b"):
            self.banks.append(Bank(programs, folder, name))
        for number in range(nodes):
            node = Node(programs, folder, f"n{number + 1}", self.database, lease_ms)
            self.nodes.append(node)
            node.start(failpoint=failpoint if number == 0 else None)
            if number == 0:
                self.database.sql(RECORD, DATABASE)

    def close(self):
        for node in self.nodes:
            if node.program and node.program.alive():
                node.thaw()
                node.program.stop(20)
        for bank in self.banks:
            bank.program.stop()
        self.database.stop()

    def driven_by(self, name):
        return [row[0] for row in self.database.sql(f"select gid from trans_global where driver = '{name}' and status in ('submitted', 'aborting')", DATABASE)]

    def unfinished(self):
        return self.database.numbers("select count(*) from trans_global where status in ('prepared', 'submitted', 'aborting')")[0][0]

    def wait_taken_over(self, victim, held, since, limit):
        """Until none of the transactions that the victim held is its any more; how long that took after `since`."""
        names = ", ".join(f"'{gid}'" for gid in held)
        wait_for(lambda: not held or self.database.numbers(
            f"select count(*) from trans_global where gid in ({names}) and driver = '{victim}' and status in ('prepared', 'submitted', 'aborting')")
            == [[0]], limit, f"{victim}'s work is not taken over")
        return time.monotonic() - since
