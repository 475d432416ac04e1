"""The processes of one crash test: a coordinator that can be killed and started again, and two banks with databases.

SPDX-License-Identifier: Apache-2.0
"""
import http.client
import os
import signal
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from mariadb import PASSWORD, USER  # noqa: E402
from ports import free_port  # noqa: E402
from programs import PATIENCE, Program, call, start, wait_for  # noqa: E402

MONEY = 1_000_000  # of each bank at the begin
NO_ANSWER = (OSError, http.client.HTTPException)


class Bank:
    def __init__(self, programs, folder, name, coordinator_port):
        self.file = os.path.join(folder, name + ".sqlite")
        self.program = start([os.path.join(programs, "txdesk-bank"), "--name", name, "--port", "0", "--db", self.file,
                              "--account", f"1={MONEY}", "--coordinator", f"http://127.0.0.1:{coordinator_port}/api/dtmsvr"],
                             os.path.join(folder, name + ".log"))
        self.url = f"http://127.0.0.1:{self.program.port}"

    def ask(self, method, path, body=None):
        return call(self.program.port, method, path, body, timeout=20)

    def switch(self, **members):
        status, answer = self.ask("POST", "/switch", members)
        assert status == 200, f"switch {members}: {status} {answer}"

    def _rows(self, statement, values=()):
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=10) as db:
            return db.execute(statement, values).fetchall()

    def money(self):
        return self._rows("SELECT coalesce(sum(balance + frozen), 0) FROM accounts")[0][0]

    def ledger(self, gid):
        """(branch, op, how often it took effect, amount in all), in branch order."""
        return self._rows("SELECT branch, op, max(n), sum(amount) FROM ledger WHERE gid = ? GROUP BY branch, op ORDER BY branch, op", (gid,))

    def net(self, gid):
        return sum(amount for *_, amount in self.ledger(gid))


class World:
    """Two banks that live through all cells of a job, and the coordinator of the present cell. Its store is a file, or a
    schema of `database`."""

    def __init__(self, programs, folder, database=None):
        self.programs = programs
        self.database = database
        self.folder = folder
        self.port = free_port()
        self.a = Bank(programs, folder, "bank-a", self.port)
        self.b = Bank(programs, folder, "bank-b", self.port)
        self.server = None
        self.store = None

    def close(self):
        if self.server:
            self.server.kill()
        for bank in (self.a, self.b):
            bank.program.stop()

    def start_server(self, cell, failpoint=None, must_listen=True):
        """Starts the coordinator on this cell's store; with a failpoint it may die before it listens."""
        env = {"STORE_PASSWORD": PASSWORD, **({"TXDESK_FAILPOINT": failpoint} if failpoint else {})}
        self.store = os.path.join(self.folder, cell + ".sqlite")
        store = f"sqlite:{self.store}"
        if self.database:  # a name as long as a database's may be; the lease of the killed run must end before the next one starts
            name = "c_" + cell.replace("-", "_")[-60:]
            store = f"mysql://{USER}@127.0.0.1:{self.database.port}/{name}"
        self.server = Program([os.path.join(self.programs, "txdesk-server"), "--http-port", str(self.port), "--grpc-port", "-1", "--store", store,
                               "--node", "crash", "--lease", "600", "--retry-interval-min", "1", "--retry-interval", "1", "--poll-interval", "1"],
                              os.path.join(self.folder, cell + ".log"), env)
        listens = self.server.wait_ready()
        assert listens or not must_listen, f"the coordinator does not start: {self.server.tail()}"

    def died_by_itself(self, seconds):
        """True when the coordinator ended by SIGKILL within the time."""
        return self.server.wait_end(seconds * PATIENCE) == -signal.SIGKILL

    def stop_server(self):
        code = self.server.stop(60)
        assert code == 0, f"the coordinator ended with {code}: {self.server.tail()}"
        if self.database:
            return
        with sqlite3.connect(self.store) as db:
            verdict = db.execute("PRAGMA integrity_check").fetchone()[0]
        assert verdict == "ok", f"the store is damaged: {verdict}"

    def ask(self, method, path, body=None):
        return call(self.port, method, path, body, timeout=20)

    def transaction(self, gid):
        """The stored transaction, None when there is none."""
        status, answer = self.ask("GET", f"/api/dtmsvr/query?gid={gid}")
        assert status == 200, f"query: {status} {answer}"
        return answer["transaction"]

    def wait_final(self, gid, seconds=25):
        def final():
            stored = self.transaction(gid)
            return stored if stored and stored["status"] in ("succeed", "failed") else None
        return wait_for(final, seconds, f"{gid} is not final")["status"]
