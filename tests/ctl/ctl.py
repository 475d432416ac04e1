#!/usr/bin/env python3
"""txdeskctl against a real server with TLS and tokens: every verb, both forms of output, every exit code.

Usage: ctl.py --bin build/ci/bin [--only WORD]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import http.server
import json
import os
import pty
import shutil
import socket
import sqlite3
import ssl
import stat
import subprocess
import sys
import threading
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from programs import TOKEN_VARIABLE, TOKEN, Report, start, temp_folder, wait_for  # noqa: E402
from mariadb import PASSWORD, USER, MariaDb  # noqa: E402
from tls_files import Authority, fingerprint  # noqa: E402

DONE, REFUSED, USAGE, UNVERIFIED, NOT_FOUND, NOT_ALLOWED, NOT_REACHABLE, UNKNOWN = range(8)


class Participant(http.server.ThreadingHTTPServer):
    """Answers 200 to /good, 500 with a nasty text to everything else."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            good = self.path.startswith("/good")
            body = b"{}" if good else "broken\x1b[31m \u202eno".encode()
            status = 200 if good else 500
            if self.path.startswith("/at"):  # a branch whose row somebody else has changed
                status, body = self.at()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def at(self):
            if "op=undo" in self.path:
                return 200, json.dumps({"branch_id": "01", "resource": "bank", "items": [{
                    "kind": "update", "table": "account", "pk": ["id"], "columns": ["id", "balance"],
                    "before": [[{"i": "1"}, {"i": "100"}]], "after": [[{"i": "1"}, {"i": "70"}]], "now": [[{"i": "1"}, {"i": "60"}]]}]}).encode()
            return (409, b"account 1 was changed") if "op=rollback&" in self.path else (200, b"{}")

        def log_message(self, *_):
            pass

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class World:
    def __init__(self, binaries, folder):
        self.binaries, self.folder = binaries, folder
        self.store = os.path.join(folder, "txdesk.db")
        authority = Authority(folder)
        self.ca = authority.certificate
        self.certificate, key = authority.issue("server")
        self.stranger_ca = Authority(folder, "stranger").certificate
        self.client = authority.issue("watch-desk", hosts="DNS:watch-desk")
        self.config = os.path.join(folder, "conf.yml")
        with open(self.config, "w") as file:
            file.write(f"HttpPort: 0\nStore:\n  Driver: sqlite\n  File: {self.store}\nTls:\n  Certificate: {self.certificate}\n  Key: {key}\n"
                       f"  ClientCa: {self.ca}\n  ClientRoles: [watch-desk=viewer]\n")
        os.chmod(self.config, 0o600)
        self.participant = Participant()
        self.server = start([os.path.join(binaries, "txdesk-server"), "-c", self.config], os.path.join(folder, "server.log"))
        self.url = f"https://localhost:{self.server.port}"
        self.count = 0

    def ctl(self, *words, code=DONE, env=None, token=None, common=True):
        """The output of a run that must end with `code`; for others than DONE its complaint."""
        argv = [os.path.join(self.binaries, "txdeskctl"), *words]
        if common:
            argv += ["--url", self.url, "--ca", self.ca, "--token-file", token or os.environ[TOKEN_VARIABLE]]
        done = subprocess.run(argv, capture_output=True, stdin=subprocess.DEVNULL, text=True, timeout=60,
                              env={"PATH": os.environ["PATH"], "HOME": self.folder, "LC_ALL": "C.UTF-8", **(env or {})})
        assert done.returncode == code, f"{words}: exit code {done.returncode}, not {code}: {done.stdout} {done.stderr}"
        assert TOKEN not in done.stdout + done.stderr, "the token was shown"
        if code == DONE:
            assert done.stderr == "", f"{words}: {done.stderr}"
            return done.stdout
        assert done.stderr.startswith("txdeskctl: ") and done.stderr.count("\n") == 1, f"{words}: not one sentence: {done.stderr!r}"
        return done.stderr

    def json(self, *words, **more):
        return json.loads(self.ctl(*words, "--output", "json", **more))

    def post(self, route, body):
        request = urllib.request.Request(f"{self.url}/api/dtmsvr/{route}", json.dumps(body).encode(), {"Authorization": "Bearer " + TOKEN})
        with urllib.request.urlopen(request, context=ssl.create_default_context(cafile=self.ca), timeout=10) as answer:
            return json.loads(answer.read())

    def submit(self, path, **more):
        self.count += 1
        gid = f"ctl-{self.count}"
        self.post("submit", {"gid": gid, "trans_type": "saga", "payloads": ["{}"], "steps": [{"action": self.participant.url(path), "compensate": self.participant.url("/good")}], **more})
        return gid

    def stuck(self):
        gid = self.submit("/bad")
        wait_for(lambda: self.json("show", gid)["transaction"].get("failures", 0) > 0, 10, "a failed call")
        return gid

    def token(self, name, role):
        path = os.path.join(self.folder, f"{name}.token")
        self.ctl("tokens", "create", name, "--role", role, "--out", path)
        return path


def whoami(world):
    text = world.ctl("whoami")
    assert "role     admin" in text and world.url in text, text
    assert world.json("whoami")["role"] == "admin"
    assert "WARNING" not in text


def lists(world):
    good, bad = world.submit("/good"), world.stuck()
    wait_for(lambda: world.json("show", good)["transaction"]["status"] == "succeed", 10, "the saga's end")
    text = world.ctl("list")
    assert text.startswith("GID") and good in text and bad in text, text
    assert "\x1b" not in text and "\u202e" not in text, "a participant's text reached the terminal"
    rows = world.json("list", "--status", "submitted", "--kind", "saga", "--failures", "1", "--gid", "ctl-", "--from", "1h")["rows"]
    assert bad in [row["gid"] for row in rows] and good not in [row["gid"] for row in rows], rows
    assert len(world.json("list", "--limit", "1")["rows"]) == 1
    assert "There are more" in world.ctl("list", "--limit", "1")
    assert len(world.json("list", "--all")["rows"]) >= 2
    assert world.ctl("list", "--gid", "nobody-") == "no transactions\n"


def shows(world):
    gid = world.stuck()
    text = world.ctl("show", gid)
    for part in (f"saga {gid}: submitted", "Timeline (UTC)", "the initiator asks: submit", f"01 action -> {world.participant.url('/bad')}",
                 "01 action <- unknown (500)", "Next, if nobody acts", "force-stop"):
        assert part in text, f"no {part!r} in {text}"
    assert "\x1b" not in text and "\u202e" not in text and "\\u{1b}" in text, text
    detail = world.json("show", gid, "--events", "2")
    assert detail["transaction"]["gid"] == gid and len(detail["events"]) == 2
    assert "no transaction" in world.ctl("show", "nowhere", code=NOT_FOUND)


def acts(world):
    gid = world.stuck()
    assert "retry done" in world.ctl("retry", gid, "--yes")
    assert "pause done" in world.ctl("pause", gid, "--yes", "--reason", "night")
    assert "(paused)" in world.ctl("list", "--paused", "--gid", gid)
    assert "not allowed" in world.ctl("pause", gid, "--yes", code=REFUSED)
    assert world.json("resume", gid, "--yes")["transaction"]["gid"] == gid
    assert "needs --reason" in world.ctl("abort", gid, "--yes", code=USAGE)
    assert "abort done" in world.ctl("abort", gid, "--yes", "--reason", "customer called")
    wait_for(lambda: world.json("show", gid)["transaction"]["status"] == "failed", 10, "the abort")
    assert "not allowed" in world.ctl("abort", gid, "--yes", "--reason", "again", code=REFUSED)
    assert "at least 10" in world.ctl("force-stop", world.stuck(), "--yes", "--reason", "short", code=USAGE)
    gid = world.stuck()
    assert "force-stop done" in world.ctl("force-stop", gid, "--yes", "--reason", "the participant is gone")
    world.ctl("retry", "nowhere", "--yes", code=NOT_FOUND)


def at(world):
    """Locks, waits, and a dirty rollback that a person resolves."""
    def locked(gid, key):
        world.post("prepare", {"gid": gid, "trans_type": "at", "timeout_to_fail": 60})
        world.post("registerBranch", {"gid": gid, "trans_type": "at", "request_id": "q", "resource_id": "bank", "url": world.participant.url("/at"),
                                      "locks": [{"table": "account", "pks": [[key]]}]})

    def dirty(gid, key):
        locked(gid, key)
        world.post("abort", {"gid": gid, "trans_type": "at"})
        wait_for(lambda: world.json("show", gid)["transaction"].get("parked") == "dirty", 10, "a dirty rollback")
    assert world.ctl("locks", "--gid", "nobody") == "no rows are locked\n"
    locked("ctl-at-1", 1)
    text = world.ctl("locks", "--table", "account")
    assert "ctl-at-1" in text and "bank" in text, text
    assert world.json("locks", "--resource", "bank")["locks"][0]["row"] == "1"
    assert world.ctl("lock-waits") == "nobody waits\n" and world.json("lock-waits") == {"waits": []}
    assert "not allowed" in world.ctl("force-rollback", "ctl-at-1", "--yes", "--reason", "just to see it", code=REFUSED)

    dirty("ctl-at-2", 2)
    assert "ctl-at-2" in world.ctl("parked") and "ctl-at-2" in world.ctl("parked", "--why", "dirty") and "ctl-at-2" in world.ctl("list", "--parked", "dirty")
    assert world.ctl("parked", "--why", "dead-letter,unanswered") == "no transactions\n"
    world.ctl("parked", "--why", "bored", code=USAGE)
    text = world.ctl("show", "ctl-at-2")
    assert "waits for a person" in text and "account 1 was changed" in text and "force-rollback" in text, text
    text = world.ctl("undo", "ctl-at-2", "--branch", "01", "--reason", "who changed it")
    assert "1 | 100" in text and "1 | 70" in text and "1 | 60" in text and "changed since" in text, text
    assert world.json("audit", "list", "--gid", "ctl-at-2", "--action", "undo.show")["records"][0]["reason"] == "who changed it"
    world.ctl("undo", "ctl-at-2", code=USAGE)
    world.ctl("undo", "ctl-at-2", "--branch", "07", code=NOT_FOUND)
    viewer = world.token("at-watcher", "viewer")
    assert "role operator needed" in world.ctl("undo", "ctl-at-2", "--branch", "01", token=viewer, code=NOT_ALLOWED)
    assert "ctl-at-2" in world.ctl("locks", "--gid", "ctl-at-2", token=viewer)
    assert "at least 10" in world.ctl("force-rollback", "ctl-at-2", "--yes", "--reason", "short", code=USAGE)
    assert "force-rollback done" in world.ctl("force-rollback", "ctl-at-2", "--yes", "--reason", "the teller was asked")
    wait_for(lambda: world.json("show", "ctl-at-2")["transaction"]["status"] == "failed", 10, "the rollback")
    dirty("ctl-at-3", 3)
    assert "accept-current done" in world.ctl("accept-current", "ctl-at-3", "--yes", "--reason", "the teller was right")
    wait_for(lambda: world.json("show", "ctl-at-3")["transaction"]["status"] == "failed", 10, "the end")
    assert world.ctl("locks", "--gid", "ctl-at-3") == "no rows are locked\n"


def dead_letters(world):
    """A receiver that never answers well, and a sender that never answers."""
    world.post("submit", {"gid": "ctl-n", "trans_type": "notify", "payloads": ["{}"], "steps": [{"action": world.participant.url("/bad")}], "retry_ladder": [0]})
    wait_for(lambda: world.json("show", "ctl-n")["transaction"].get("parked") == "dead-letter", 10, "a dead letter")
    assert "dead after 2 failures" in world.ctl("show", "ctl-n")
    world.ctl("retry", "ctl-n", "--yes", "--branch", "01")
    wait_for(lambda: world.json("show", "ctl-n")["transaction"]["attempts"] >= 3, 10, "another delivery")
    world.post("prepare", {"gid": "ctl-m", "trans_type": "msg", "payloads": ["{}"], "steps": [{"action": world.participant.url("/good")}],
                           "query_prepared": "http://127.0.0.1:9/silent", "timeout_to_fail": 1, "check_interval": 1, "check_max": 1})
    wait_for(lambda: world.json("show", "ctl-m")["transaction"].get("parked") == "unanswered", 30, "a silent sender")
    assert "submit done" in world.ctl("submit", "ctl-m", "--yes", "--reason", "its row is there")
    wait_for(lambda: world.json("show", "ctl-m")["transaction"]["status"] == "succeed", 10, "the delivery")


def acts_on_what_was_seen(world):
    gid = world.stuck()
    epoch = world.json("show", gid)["transaction"]["epoch"]
    assert "moved" in world.ctl("abort", gid, "--yes", "--reason", "stale", "--expect-epoch", str(epoch + 1000), code=REFUSED)
    assert "moved" in world.ctl("abort", gid, "--yes", "--reason", "stale", "--expect-status", "aborting", code=REFUSED)
    assert world.json("show", gid)["transaction"]["status"] == "submitted"
    world.ctl("abort", gid, "--yes", "--reason", "x", "--expect-epoch", "many", code=USAGE)


def asks_back(world):
    def run(answer):
        gid = world.stuck()
        main, terminal = pty.openpty()
        process = subprocess.Popen([os.path.join(world.binaries, "txdeskctl"), "pause", gid, "--url", world.url, "--ca", world.ca, "--token-file", os.environ[TOKEN_VARIABLE]],
                                   stdin=terminal, stdout=subprocess.PIPE, stderr=terminal, text=True)
        os.close(terminal)
        question = ""
        while "[y/N]" not in question:
            question += os.read(main, 4096).decode()
        os.write(main, answer)
        process.communicate(timeout=20)
        os.close(main)
        return gid, question, process.returncode
    gid, question, code = run(b"n\n")
    assert code == REFUSED and gid in question and "pause it?" in question, (code, question)
    assert not world.json("show", gid)["transaction"].get("paused")
    gid, _, code = run(b"y\n")
    assert code == DONE and world.json("show", gid)["transaction"]["paused"]
    assert "add --yes" in world.ctl("pause", world.stuck(), code=USAGE)


def topics(world):
    url = world.participant.url("/good")
    assert world.ctl("topics", "list") == "no topics\n"
    world.ctl("topics", "subscribe", "news", url, "--remark", "first")
    assert "news   " in world.ctl("topics", "list") and "first" in world.ctl("topics", "list")
    assert world.json("topics", "list")["topics"][0]["subscribers"] == [{"url": url, "remark": "first"}]
    assert "this url exists" in world.ctl("topics", "subscribe", "news", url, code=REFUSED)
    assert "url is this server" in world.ctl("topics", "subscribe", "news", f"http://127.0.0.1:{world.server.port}/x", code=USAGE)
    world.ctl("topics", "unsubscribe", "news", url, code=USAGE)  # no terminal, no --yes
    world.ctl("topics", "unsubscribe", "news", url, "--yes")
    world.ctl("topics", "unsubscribe", "none", url, "--yes", code=NOT_FOUND)
    world.ctl("topics", "remove", "news", "--yes")
    world.ctl("topics", "remove", "news", "--yes", code=NOT_FOUND)


def tokens(world):
    path = os.path.join(world.folder, "billing.token")
    text = world.ctl("tokens", "create", "billing", "--role", "client", "--gid-prefix", "billing-", "--kinds", "saga,msg", "--expires", "90d", "--out", path)
    secret = open(path).read().strip()
    assert secret not in text and stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert "exists" in world.ctl("tokens", "create", "billing2", "--out", path, code=USAGE)
    shown = world.ctl("tokens", "list")
    assert "billing-*" in shown and "saga,msg" in shown and secret not in shown, shown
    made = world.json("tokens", "create", "shown", "--role", "viewer")
    assert made["secret"].startswith("txd_")
    assert "role admin needed" in world.ctl("tokens", "list", token=path, code=NOT_ALLOWED)
    listed = world.json("tokens", "list")["tokens"]
    ident = next(token["id"] for token in listed if token["name"] == "billing")
    world.ctl("tokens", "revoke", ident, code=USAGE)
    world.ctl("tokens", "revoke", ident, "--yes", "--reason", "left the company")
    assert "bad token" in world.ctl("whoami", token=path, code=NOT_ALLOWED)
    assert "revoked" in world.ctl("tokens", "list")
    world.ctl("tokens", "revoke", "ffffffff", "--yes", code=NOT_FOUND)
    world.ctl("tokens", "create", "x", "--expires", "soon", code=USAGE)


def roles(world):
    viewer = world.token("watcher", "viewer")
    gid = world.stuck()
    assert gid in world.ctl("show", gid, token=viewer)
    assert "role operator needed" in world.ctl("retry", gid, "--yes", token=viewer, code=NOT_ALLOWED)
    operator = world.token("oncall", "operator")
    world.ctl("retry", gid, "--yes", token=operator)
    assert "role admin needed" in world.ctl("force-stop", gid, "--yes", "--reason", "the participant is gone", token=operator, code=NOT_ALLOWED)


def audits(world):
    gid = world.stuck()
    world.ctl("abort", gid, "--yes", "--reason", "for the audit")
    text = world.ctl("audit", "list", "--gid", gid)
    assert "for the audit" in text and "admin" in text, text
    record = world.json("audit", "list", "--gid", gid)["records"][0]
    assert record["gid"] == gid and record["reason"] == "for the audit"
    path = os.path.join(world.folder, "audit.jsonl")
    world.ctl("audit", "export", "--out", path)
    lines = [json.loads(line) for line in open(path)]
    assert any(line.get("gid") == gid for line in lines) and stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert len({line["seq"] for line in lines}) == len(lines)
    csv = world.ctl("audit", "export", "--format", "csv", "--action", record["action"])
    assert csv.count("\n") >= 2 and "for the audit" in csv
    world.ctl("audit", "export", "--out", path, code=USAGE)  # never over a file
    assert world.ctl("audit", "list", "--actor", "nobody-at-all") == "no records\n"


def verifies(world):
    """The sealed chain: whole while the server runs; then of copies that were changed, or cut off behind what the anchor knows."""
    assert "records verified" in world.ctl("audit", "verify", "--config", world.config, common=False)
    folder = os.path.join(world.folder, "sealed")
    os.mkdir(folder)
    store, key, anchor = (os.path.join(folder, name) for name in ("txdesk.db", "txdesk-audit.key", "txdesk-audit.anchor"))
    server = start([os.path.join(world.binaries, "txdesk-server"), "--http-port", "0", "--store", "sqlite:" + store], os.path.join(folder, "server.log"))
    for number in range(3):
        world.ctl("tokens", "create", f"sealed{number}", "--url", f"http://127.0.0.1:{server.port}", "--token-file", os.environ[TOKEN_VARIABLE], common=False)
    assert server.stop() == 0
    os.mkdir(os.path.join(folder, "copies"))  # no anchor is beside them
    copies = [os.path.join(folder, "copies", f"{number}.db") for number in range(3)]
    for copy in copies:
        world.ctl("backup", copy, "--store", store, common=False)
    verify = ("audit", "verify", "--key-file", key)
    assert "records verified" in world.ctl("audit", "verify", "--store", store, common=False)  # key and anchor beside it
    good = world.json(*verify, "--store", copies[0], "--anchor", anchor, common=False)
    assert good["good"] and good["anchored"] and good["records"] >= 3, good

    with sqlite3.connect(copies[1]) as database:
        seq = database.execute("select max(seq) - 1 from txdesk_audit").fetchone()[0]
        assert database.execute("update txdesk_audit set reason = 'nothing happened' where seq = ?", (seq,)).rowcount == 1
    told = world.ctl(*verify, "--store", copies[1], common=False, code=UNVERIFIED)
    assert f"record {seq}" in told, (seq, told)

    with sqlite3.connect(copies[2]) as database:
        last = database.execute("select max(seq) from txdesk_audit").fetchone()[0]
        database.execute("delete from txdesk_audit where seq = ?", (last,))
    assert "would not be noticed" in world.ctl(*verify, "--store", copies[2], common=False)
    assert f"record {last}" in world.ctl(*verify, "--store", copies[2], "--anchor", anchor, common=False, code=UNVERIFIED)

    with sqlite3.connect(store) as database:  # the server goes on with a new anchor, which fits; the old one accuses
        database.execute("delete from txdesk_audit where seq = (select max(seq) from txdesk_audit)")
    database.close()
    server = start([os.path.join(world.binaries, "txdesk-server"), "--http-port", "0", "--store", "sqlite:" + store], os.path.join(folder, "again.log"))
    assert server.stop() == 0
    assert "txdesk-audit.anchor.fault-" in world.ctl("audit", "verify", "--store", store, common=False, code=UNVERIFIED)

    other = os.path.join(world.folder, "other.key")
    with open(other, "w") as file:
        file.write("ab" * 32 + "\n")
    os.chmod(other, 0o600)
    world.ctl("audit", "verify", "--store", copies[0], "--key-file", other, common=False, code=UNVERIFIED)
    world.ctl("audit", "verify", "--store", copies[0], "--key-file", other + "x", common=False, code=NOT_FOUND)
    world.ctl("audit", "verify", "--store", other + "x", "--key-file", key, common=False, code=NOT_FOUND)
    os.chmod(other, 0o644)
    assert "chmod 600" in world.ctl("audit", "verify", "--store", copies[0], "--key-file", other, common=False, code=USAGE)


def works_offline_on_mysql(world):
    """config check and audit verify read the database themselves; a backup is left to MySQL's own tools."""
    folder = os.path.join(world.folder, "maria")
    os.mkdir(folder)
    database = MariaDb(folder)
    try:
        config = os.path.join(folder, "conf.yml")
        with open(config, "w") as file:
            file.write(f"HttpPort: 0\nGrpcPort: -1\nNode: desk\nStore:\n  Driver: mysql\n  Host: 127.0.0.1\n  Port: {database.port}\n  User: {USER}\n  Password: {PASSWORD}\n"
                       f"Audit:\n  KeyFile: {folder}/audit.key\n  AnchorFile: {folder}/audit.anchor\n")
        os.chmod(config, 0o600)
        server = start([os.path.join(world.binaries, "txdesk-server"), "-c", config], os.path.join(folder, "server.log"))
        for number in range(2):
            world.ctl("tokens", "create", f"maria{number}", "--url", f"http://127.0.0.1:{server.port}", "--token-file", os.environ[TOKEN_VARIABLE], common=False)
        report = world.ctl("config", "check", config, common=False)
        assert "answers" in report and ":" + PASSWORD not in report, report
        assert server.stop() == 0
        told = world.json("audit", "verify", "--config", config, common=False)
        assert told["good"] and told["records"] >= 2 and told["anchored"] and told["chains"][0]["chain"] == "desk", told
        database.sql("update txdesk_audit set actor = 'nobody' where seq = 2", "dtm")
        assert "record 2" in world.ctl("audit", "verify", "--config", config, common=False, code=UNVERIFIED)
        assert "mysqldump" in world.ctl("backup", os.path.join(folder, "x"), "--config", config, common=False, code=USAGE)
    finally:
        database.stop()
    world.ctl("audit", "verify", "--config", config, common=False, code=NOT_REACHABLE)
    world.ctl("config", "check", config, common=False, code=USAGE)


def trust(world):
    world.ctl("whoami", "--url", world.url, "--token-file", os.environ[TOKEN_VARIABLE], common=False, code=NOT_REACHABLE)  # an authority nobody knows
    world.ctl("whoami", "--url", world.url, "--ca", world.stranger_ca, "--token-file", os.environ[TOKEN_VARIABLE], common=False, code=NOT_REACHABLE)
    pinned = ("whoami", "--url", world.url, "--token-file", os.environ[TOKEN_VARIABLE], "--pin")
    world.ctl(*pinned, fingerprint(world.certificate), common=False)
    world.ctl(*pinned, fingerprint(world.stranger_ca), common=False, code=NOT_REACHABLE)
    world.ctl("whoami", "--ca", os.path.join(world.folder, "none.pem"), "--url", world.url, common=False, code=USAGE)


def certificates(world):
    """A client certificate in place of a token."""
    certificate, key = world.client
    known = ("--url", world.url, "--ca", world.ca, "--certificate", certificate, "--key", key)
    me = world.json("whoami", *known, common=False)
    assert me["role"] == "viewer", me
    assert world.ctl("list", *known, common=False)
    assert "role admin needed" in world.ctl("tokens", "list", *known, common=False, code=NOT_ALLOWED)
    wide = os.path.join(world.folder, "wide.key")
    shutil.copy(key, wide)
    os.chmod(wide, 0o644)
    assert "chmod 600" in world.ctl("whoami", "--url", world.url, "--ca", world.ca, "--certificate", certificate, "--key", wide, common=False, code=USAGE)


def sources(world):
    world.ctl("whoami", common=False, env={"TXDESK_URL": world.url, "TXDESK_CA": world.ca, "TXDESK_TOKEN_FILE": os.environ[TOKEN_VARIABLE]})
    os.makedirs(os.path.join(world.folder, ".config", "txdesk"), exist_ok=True)
    ini = os.path.join(world.folder, ".config", "txdesk", "ctl.ini")
    with open(ini, "w") as file:
        file.write(f"url={world.url}\nca={world.ca}\ntoken-file={os.environ[TOKEN_VARIABLE]}\n")
    world.ctl("whoami", common=False)
    os.remove(ini)
    assert "no token was sent" in world.ctl("tokens", "list", "--url", world.url, "--ca", world.ca, common=False, code=NOT_ALLOWED)
    wide = os.path.join(world.folder, "wide.token")
    with open(wide, "w") as file:
        file.write(TOKEN)
    os.chmod(wide, 0o644)
    assert "chmod 600" in world.ctl("whoami", token=wide, code=USAGE)  # row 88
    world.ctl("whoami", token=os.path.join(world.folder, "none.token"), code=NOT_FOUND)
    assert "command line" in world.ctl("whoami", "--token", TOKEN[:8], code=USAGE)


def unknown_outcome(world):
    """The request is received, and the connection ends without an answer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        def swallow():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                connection.recv(65536)
                connection.close()
        threading.Thread(target=swallow, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        told = world.ctl("topics", "subscribe", "t", "http://127.0.0.1:9/", "--url", url, common=False, code=UNKNOWN)
        assert "may have been done" in told, told
        world.ctl("list", "--url", url, common=False, code=NOT_REACHABLE)
    world.ctl("list", "--url", url, common=False, code=NOT_REACHABLE)  # nobody listens any more


def config_check(world):
    report = world.ctl("config", "check", world.config, common=False)
    assert "certificate and key fit" in report and "in use by pid" in report and "0 errors" in report, report
    bad = os.path.join(world.folder, "bad.yml")
    with open(bad, "w") as file:
        file.write("HttpPort: 1\nColour: red\n")
    assert f"{bad}:2: unknown key Colour" in world.ctl("config", "check", bad, common=False, code=USAGE)
    world.ctl("config", "check", os.path.join(world.folder, "none.yml"), common=False, code=NOT_FOUND)
    assert world.json("config", "check", world.config, common=False)["good"]


def backups(world):
    copy = os.path.join(world.folder, "copy.db")
    gid = world.submit("/good")
    told = world.json("backup", copy, "--store", world.store, common=False)
    assert told["transactions"] >= 1 and stat.S_IMODE(os.stat(copy).st_mode) == 0o600
    assert "File exists" in world.ctl("backup", copy, "--config", world.config, common=False, code=REFUSED)
    assert "which store" in world.ctl("backup", copy + "2", common=False, code=USAGE)
    world.ctl("backup", copy + "2", "--store", copy + "3", common=False, code=NOT_FOUND)
    second = start([os.path.join(world.binaries, "txdesk-server"), "--http-port", "0", "--store", "sqlite:" + copy], os.path.join(world.folder, "second.log"))
    try:
        shown = world.json("show", gid, "--url", f"http://127.0.0.1:{second.port}", "--token-file", os.environ[TOKEN_VARIABLE], common=False)
        assert shown["transaction"]["gid"] == gid
    finally:
        second.stop()


def completions(world):
    for shell in ("bash", "zsh"):
        assert "force-stop" in world.ctl("completion", shell, common=False)
    world.ctl("completion", "fish", common=False, code=USAGE)


def helps(world):
    text = world.ctl("--help", common=False)
    for line in text.splitlines():
        if line.startswith("  ") and line[2:3].islower() and "  " in line[2:]:
            words = [word for word in line.split("  ")[1].split() if word.islower() or "-" in word]
            if words and not words[0].startswith("-"):
                assert "Usage: txdeskctl " + " ".join(words) in world.ctl(*words, "--help", common=False)
    assert world.ctl("--version", common=False).startswith("txdeskctl ")


CASES = [whoami, lists, shows, acts, at, dead_letters, acts_on_what_was_seen, asks_back, topics, tokens, roles, audits, verifies, works_offline_on_mysql, trust, certificates, sources, unknown_outcome,
         config_check, backups, completions, helps]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    report = Report()
    with temp_folder() as folder:
        world = World(os.path.abspath(options.bin), folder)
        try:
            for case in CASES:
                if options.only in case.__name__:
                    report.case(case.__name__.replace("_", " "), lambda case=case: case(world))
        finally:
            world.server.stop()
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
