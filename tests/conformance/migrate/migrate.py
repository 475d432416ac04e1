"""A database that DTM left with unfinished transactions of every mode: txdesk-server finishes them, and what it leaves in
DTM's columns is what DTM would have left.

SPDX-License-Identifier: Apache-2.0
"""
import json
import os
import sys
import threading
import time
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")]
import old_dtm  # noqa: E402
import stores  # noqa: E402
from programs import call, wait_for  # noqa: E402

FINISHED = ("succeed", "failed")


class Participants(BaseHTTPRequestHandler):
    """Says yes, except /QueryFailure; /Resume ends its workflow as DTM's client would."""
    protocol_version = "HTTP/1.1"
    calls = {}
    port = None  # of the coordinator
    lock = threading.Lock()

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        target = urlparse(self.path)
        said = {name: values[0] for name, values in parse_qs(target.query).items()}
        if "method" in said:
            said = json.loads(body)["params"]
        with self.lock:
            self.calls.setdefault(said["gid"], []).append(f"{said['branch_id']} {said['op']}")
        text = b'{"dtm_result":"SUCCESS"}'
        if target.path == "/Resume":
            self.resume(said["gid"], body)
        if "method" in said or target.path == "/json-rpc":
            text = b'{"jsonrpc":"2.0","id":"x","result":null}'
        if target.path == "/Slow":
            time.sleep(2.5)
        self.send_response(409 if target.path == "/QueryFailure" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def resume(self, gid, body):
        assert body == "30", body
        wait_for(lambda: self.port, 20, "the coordinator's address")  # it drives before it says where it listens
        status, answer = call(self.port, "POST", "/api/dtmsvr/prepareWorkflow", {"gid": gid, "trans_type": "workflow"})
        assert status == 200 and [step["branch_id"] for step in answer["progresses"]] == ["01"], answer
        call(self.port, "POST", "/api/dtmsvr/registerBranch", {"gid": gid, "trans_type": "workflow", "branch_id": "02", "op": "action",
                                                              "status": "succeed", "data": "done"})
        call(self.port, "POST", "/api/dtmsvr/submit", {"gid": gid, "trans_type": "workflow", "req_extra": {
            "status": "succeed", "rollback_reason": "", "result": "MzA="}})

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


class Migration:
    """One old database and the server that takes it over."""

    def __init__(self, cases, database, name, hours):
        self.cases, self.database, self.name, self.hours = cases, database, name, hours
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Participants)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.deadline = 0.0  # of all transactions, on the steady clock
        self.writer = old_dtm.Writer(database, name, hours, f"http://127.0.0.1:{self.http.server_address[1]}")

    def case(self, name, body):
        try:
            body()
        except Exception as error:  # a case must not take the others with it
            self.cases.fail(f"mysql migrate {self.name}: {name}", f"{type(error).__name__}: {error}")
        else:
            self.cases.ok(f"mysql migrate {self.name}: {name}")

    def column(self, gid, *names):
        rows = self.database.sql(f"select {', '.join(names)} from trans_global where gid = '{gid}'", self.name)
        assert rows, f"no row of {gid}"
        return rows[0]

    def finishes(self, gid, end, rows, calls):
        wait_for(lambda: self.column(gid, "status")[0] in FINISHED, max(1, self.deadline - time.monotonic()), f"{gid} finished")
        assert self.column(gid, "status")[0] == end, self.column(gid, "status", "rollback_reason")
        got = [" ".join(row) for row in self.database.sql(
            f"select branch_id, op, status from trans_branch_op where gid = '{gid}' order by id", self.name)]
        assert got == rows, f"rows {got}, wanted {rows}"
        asked = Participants.calls.get(gid, [])
        assert asked == calls, f"calls {asked}, wanted {calls}"
        self.readable(gid, end)

    def readable(self, gid, end):
        """What DTM reads of it: times of its own zone in whole seconds, options as it wrote them, no due date that matters."""
        finish, rollback, update, options, extra = self.column(gid, "finish_time", "rollback_time", "update_time", "options", "ext_data")
        done, other = (finish, rollback) if end == "succeed" else (rollback, finish)
        assert other == "NULL", f"{gid}: finish_time {finish}, rollback_time {rollback}"
        now = datetime.now(self.writer.zone).replace(tzinfo=None)
        for text in (done, update):
            read = datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
            assert abs(now - read) < timedelta(seconds=90), f"{gid}: {text}, it is {now} in that zone"
        assert json.loads(options)["concurrent"] in (False, True), options
        assert extra in ("", "NULL"), extra

    def due_later(self, gid, before):
        assert self.column(gid, "status", "next_cron_time") == before, f"touched before it was due: {self.column(gid, 'status', 'next_cron_time')}"

    def run(self, binaries, folder):
        wanted = old_dtm.write_all(self.writer)
        self.writer.transaction("saga-later", "saga", "submitted", old_dtm.saga(("prepared", "prepared")), due=3600,
                                owner="4iKq3bV7zNn2mLd8RfTgYx")  # a DTM beside us has it
        self.writer.transaction("saga-old", "saga", "succeed", old_dtm.saga(("prepared", "succeed")), age=3600, due=-3000,
                                finish_time=self.writer.time(-3590), next_cron_interval=10)
        self.writer.insert("kv", {"cat": "topics", "k": "news", "v": json.dumps([{"url": self.writer.bank + "/Action1", "remark": "one"},
                                                                               {"url": self.writer.bank + "/Action2", "remark": ""}]),
                                  "version": 3, "create_time": self.writer.time(-99), "update_time": self.writer.time(-9)})
        later = self.column("saga-later", "status", "next_cron_time")
        extra = ["--time-zone-offset", f"{self.hours:+}"] if self.hours else []
        server = stores.Server(binaries, "mysql", folder, self.database, self.name, "--timeout-to-fail", "20", *extra)
        Participants.port = server.port
        self.deadline = time.monotonic() + 40
        try:
            for gid, (end, rows, calls) in wanted.items():
                self.case(f"{gid} ends as {end}", lambda g=gid, e=end, r=rows, c=calls: self.finishes(g, e, r, c))
            self.case("saga-later is left alone until it is due", lambda: self.due_later("saga-later", later))
            self.case("saga-later is driven when it is told to", lambda: self.told(server.port))
            self.case("saga-old stays as it was", lambda: self.listed(server.port))
            self.case("topics go on", lambda: self.topic(server.port))
            self.case("what is driven does not look due to a DTM beside it", lambda: self.hidden(server.port))
        finally:
            server.stop()
            self.http.shutdown()
            Participants.calls.clear()
            Participants.port = None

    def hidden(self, port):
        """As DTM's cron looks for work, over and over while a participant takes its time."""
        call(port, "POST", "/api/dtmsvr/submit", {"gid": "saga-slow", "trans_type": "saga", "payloads": ["{}"],
                                                 "steps": [{"action": self.writer.bank + "/Slow", "compensate": ""}]})
        while self.column("saga-slow", "status")[0] not in FINISHED:
            due = self.database.sql(f"select gid from trans_global where status in ('prepared', 'aborting', 'submitted') "
                                    f"and next_cron_time < '{self.writer.time()}'", self.name)
            assert due == [], f"DTM would take {due}"
            time.sleep(0.1)
        assert Participants.calls["saga-slow"] == ["01 action"]

    def told(self, port):
        call(port, "POST", "/api/dtmsvr/resetNextCronTime", {"gid": "saga-later"})
        self.finishes("saga-later", "succeed", ["01 compensate prepared", "01 action succeed"], ["01 action"])

    def listed(self, port):
        answer = call(port, "GET", "/api/dtmsvr/query?gid=saga-old")[1]
        assert answer["transaction"]["status"] == "succeed" and len(answer["branches"]) == 2, answer
        ids = [one["id"] for one in call(port, "GET", "/api/dtmsvr/all?limit=100")[1]["transactions"]]
        assert len(ids) >= 17 and ids == sorted(ids, reverse=True), ids
        assert "saga-old" not in Participants.calls

    def topic(self, port):
        answer = call(port, "POST", "/api/dtmsvr/submit", {"gid": "msg-topic", "trans_type": "msg", "steps": [{"action": "topic://news"}],
                                                           "payloads": ["{}"], "wait_result": True})
        assert answer == (200, {"dtm_result": "SUCCESS"}), answer
        self.finishes("msg-topic", "succeed", ["01-01 action succeed", "01-02 action succeed"], ["01-01 action", "01-02 action"])
        answer = call(port, "GET", f"/api/dtmsvr/subscribe?topic=news&url={self.writer.bank}/Action3&remark=x")
        assert answer[0] == 200, answer
        rows = self.database.sql("select version, v from kv where k = 'news'", self.name)
        assert rows[0][0] == "4" and len(json.loads(rows[0][1].replace("\\\\", "\\"))) == 3, rows


def run(cases, binaries, database, temp_folder):
    """The zone of this machine, and one eight hours ahead of UTC that the server is told."""
    for name, hours in (("dtm_local", 0), ("dtm_utc8", 8)):
        with temp_folder() as folder:
            try:
                Migration(cases, database, name, hours).run(binaries, folder)
            except (AssertionError, OSError) as error:
                cases.fail(f"mysql migrate {name}: starts", error)
