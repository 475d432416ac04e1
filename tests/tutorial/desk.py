"""The processes of a scenario: a coordinator that lives through all of them, and the services of one.

SPDX-License-Identifier: Apache-2.0
"""
import concurrent.futures
import http.client
import json
import os
import signal
import sqlite3
import sys
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from mariadb import PASSWORD, USER  # noqa: E402
from ports import free_port, wait_until_free  # noqa: E402
from programs import TOKEN_VARIABLE, Program, call, start, wait_for  # noqa: E402

NO_ANSWER = (OSError, http.client.HTTPException)
FINAL = ("succeed", "failed")


class Busy(Exception):
    """A port that a scenario names belongs to another program at present."""


def check_free(*ports):
    for port in ports:
        if not wait_until_free(port, 75):
            raise Busy(f"another program keeps port {port}")


def at_once(times, ask):
    """ask(0), ask(1), .. all at the same time; an error of any is one."""
    with concurrent.futures.ThreadPoolExecutor(times) as pool:
        return list(pool.map(ask, range(times)))


class Service:
    """One `txdesk-bank --service`; started again by start(), on the same port and database."""

    def __init__(self, desk, name, options, port, peer, database):
        self.desk = desk
        self.name = name
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.argv = [desk.tool("txdesk-bank"), "--service", name, "--port", str(self.port),
                     "--coordinator", f"http://127.0.0.1:{desk.port}/api/dtmsvr", "--token-file", os.environ[TOKEN_VARIABLE],
                     *desk.database_of(name, database), *(["--peer", peer.url] if peer else []), *options]
        self.program = None
        self.start()
        self.ask("/reset")
        wait_for(lambda: self.state()["subscribed"], 15, f"{name} is not subscribed")

    def start(self):
        self.program = start(self.argv, os.path.join(self.desk.folder, f"{self.name}-{self.port}.log"))

    def ask(self, path, body=None, headers=None):
        return call(self.port, "GET" if body is None else "POST", path, body, timeout=30, headers=headers)

    def good(self, path, body=None):
        status, answer = self.ask(path, body)
        assert status == 200, f"{self.name} {path}: {status} {answer}"
        return answer

    def refused(self, path):
        status, answer = self.ask(path)
        assert status in (409, 500), f"{self.name} {path}: {status} {answer}, a refusal was expected"
        return answer

    def branch(self, path, gid, branch, op, kind="tcc", body=None):
        """Calls an op as the coordinator would."""
        return self.good(f"{path}?gid={gid}&branch_id={branch}&op={op}&trans_type={kind}", body or {"amount": 1})

    def switch(self, **members):
        self.good("/switch", members)

    def state(self):
        return self.good("/state")

    def rows(self, table):
        return self.state()["tables"][table]

    def balance(self):
        (account,) = self.rows("account_info")
        return account["account_balance"]

    def numbers(self, table):
        """tx_no of what has happened; markers stand for what never will."""
        return sorted(row["tx_no"] for row in self.rows(table) if row["create_time"] is not None)

    def markers(self, table):
        return sorted(row["tx_no"] for row in self.rows(table) if row["create_time"] is None)

    def dies(self, path):
        """Asks for something that kills the process with SIGKILL in the middle of it."""
        try:
            answer = self.ask(path)
        except NO_ANSWER:
            answer = None
        assert answer is None, f"{self.name} answered {answer} instead of dying"
        assert self.program.wait_end(40) == -signal.SIGKILL, f"{self.name} did not die"

    def sql(self, text):
        """What another program does to the service's database, of which no transaction knows."""
        options = self.desk.database_of(self.name, None)
        if self.desk.database:
            self.desk.database.sql(text, self.name.split("-")[-1])
            return
        with sqlite3.connect(options[1], timeout=10) as db:
            db.execute(text)

    def stop(self):
        self.program.kill()


class Desk:
    """The coordinator, and where it and the services keep their data: files of `folder`, or schemas of `database`."""

    def __init__(self, programs, folder, database):
        self.programs = programs
        self.folder = folder
        self.database = database
        self.services = []
        self.round = 0
        self.port = free_port()
        store = f"mysql://{USER}@127.0.0.1:{database.port}/txdesk" if database else "sqlite:" + os.path.join(folder, "server.sqlite")
        self.argv = [self.tool("txdesk-server"), "--http-port", str(self.port), "--grpc-port", "-1", "--store", store,
                     "--node", "tutorial", "--lease", "600", "--retry-interval-min", "1", "--retry-interval", "1", "--poll-interval", "1"]
        self.server = None
        self.password = os.path.join(folder, "password")
        with open(os.open(self.password, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(PASSWORD + "\n")
        self.start()

    def start(self):
        self.server = start(self.argv, os.path.join(self.folder, "server.log"), {"STORE_PASSWORD": PASSWORD})

    def tool(self, name):
        return os.path.join(self.programs, name)

    def database_of(self, name, database):
        """The service's own database, unless another name is given."""
        if self.database:
            return ["--mysql", f"mysql://{USER}@127.0.0.1:{self.database.port}/{database or ''}", "--mysql-password-file", self.password]
        return ["--db", os.path.join(self.folder, f"{database or name}-{self.round}.sqlite")]

    def service(self, name, *options, port=None, peer=None, database=None):
        service = Service(self, name, options, port, peer, database)
        self.services.append(service)
        return service

    def end_scenario(self):
        """Stops the services; their topics' subscribers go with them."""
        for service in self.services:
            service.stop()
        self.services = []
        for topic in ("topic_txmsg", "topic_notifymsg", "topic_full_bid"):
            self.ask("DELETE", f"/api/dtmsvr/topic/{topic}")
        self.round += 1

    def close(self):
        self.end_scenario()
        self.server.stop()

    def ask(self, method, path, body=None):
        return call(self.port, method, path, body, timeout=20)

    def good(self, method, path, body=None):
        status, answer = self.ask(method, path, body)
        assert status == 200, f"{method} {path}: {status} {answer}"
        return answer

    def row(self, gid):
        return self.good("GET", f"/api/v1/transactions/{gid}")["transaction"]

    def ends(self, gid, status, seconds=30):
        """Waits until the transaction is final, and says what it must be."""
        row = wait_for(lambda: (lambda row: row if row["status"] in FINAL else None)(self.row(gid)), seconds, f"{gid} is not final")
        assert row["status"] == status, f"{gid} ended {row['status']}: {row.get('rollbackReason')} {row.get('lastError')}"
        return row

    def parked(self, gid, why, seconds=30):
        """Waits until nothing more happens by itself."""
        row = wait_for(lambda: (lambda row: row if row.get("parked") else None)(self.row(gid)), seconds, f"{gid} is not parked")
        assert row["parked"] == why, f"{gid} is parked as {row['parked']}, not as {why}"
        return row

    def act(self, gid, action):
        row = self.row(gid)
        return self.good("POST", f"/api/v1/transactions/{gid}/{action}",
                         {"reason": "the scenario says so", "actor": "test", "expectedStatus": row["status"], "expectedEpoch": row["epoch"]})

    def as_client(self, path):
        """What a service without a token is answered: it is on this machine, so it is a client."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return json.load(answer)

    def first_wait(self, gid):
        """Seconds between the first failed delivery and the next one."""
        def scheduled():
            events = self.good("GET", f"/api/v1/transactions/{gid}?events=1000")["events"]
            failed = next((event for event in events if event["kind"] == "answered"), None)
            due = next((event for event in events if failed and event["kind"] == "scheduled" and event["seq"] > failed["seq"]), None)
            return due and (due["untilAt"] - failed["at"]) / 1000
        return wait_for(scheduled, 15, f"{gid} waits for nothing")

    def ops(self, gid):
        """Branch and status of each op."""
        return [(op["branch"], op["status"]) for op in self.good("GET", f"/api/v1/transactions/{gid}")["ops"]]

    def attempts(self, gid):
        """The calls of a transaction's journal, in order: (op, outcome)."""
        events = self.good("GET", f"/api/v1/transactions/{gid}?events=1000")["events"]
        return [(event["op"], event["outcome"]) for event in events if event["kind"] == "answered"]
