#!/usr/bin/env python3
"""Puts secrets that can be recognised everywhere a secret belongs, lets a server do all kinds of work, succeed, fail and
die, and looks for them everywhere else: logs at level debug, metrics, answers, the audit, process lists, files.

Usage: canary.py --bin build/ci/bin
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import base64
import http.client
import http.server
import json
import os
import secrets
import signal
import ssl
import subprocess
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "support"), os.path.join(HERE, "..", "http2"), os.path.join(HERE, "..", "conformance")]
from h2wire import Connection  # noqa: E402
from mariadb import USER, MariaDb  # noqa: E402
from programs import Report, start, temp_folder, wait_for  # noqa: E402
from secure import make_certificates  # noqa: E402


def canary(kind):
    return f"canary{kind}{secrets.token_hex(16)}"


class Canaries:
    """The secrets by name, and every spelling in which one could leak."""

    def __init__(self):
        self.plain = {}

    def new(self, name):
        self.plain[name] = canary(name)
        return self.plain[name]

    def put(self, name, value):
        self.plain[name] = value

    @staticmethod
    def spellings(value):
        raw = value.encode()
        inside = {base64.b64encode(b"x" * before + raw)[4 if before else 0:-4] for before in range(3)}  # wherever it stands in a longer text
        return {raw, raw.hex().encode(), *inside}

    def found_in(self, data):
        """Names of those in these bytes."""
        return sorted(name for name, value in self.plain.items() if any(one in data for one in self.spellings(value)))


class Participant:
    """Answers 200, 409 or 500 as its path says, and keeps what it was sent."""

    def __init__(self):
        self.heard = b""
        participant = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                participant.heard += str(self.headers).encode() + body
                status = 409 if "refuse" in self.path else 500 if "break" in self.path else 200
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


class World:
    """One server with its secrets; what it said is kept by place."""

    def __init__(self, binaries, folder, canaries, store, more):
        self.folder, self.canaries = folder, canaries
        self.program_path = os.path.join(binaries, "txdesk-server")
        make_certificates(folder)
        self.ca = os.path.join(folder, "ca.pem")
        with open(os.path.join(folder, "server.key")) as key:
            canaries.put("tlskey", key.read().split("\n")[1])  # a line of its base64
        self.admin = "txd_" + canaries.new("admintoken")
        self.token_file = self.secret_file("admin.token", self.admin)
        self.arguments = ["--http-port", "0", "--log-level", "debug", "--store", store, "--tls-certificate", os.path.join(folder, "server.pem"),
                          "--tls-key", os.path.join(folder, "server.key"), "--admin-token-file", self.token_file, "--retry-interval-min", "1",
                          "--retry-interval", "1", "--failures-per-minute", "1000", "--audit-key-file",
                          os.path.join(folder, "audit.key"), "--audit-anchor-file", os.path.join(folder, "anchor")]
        self.environment = {"TXDESK_SECURITY_ADMIN_TOKEN_FILE": self.token_file, "TXDESK_SECURITY_LOOPBACK_TRUST": "false", **more}
        self.answers = []  # (what was asked, bytes): looked through
        self.allowed = {}  # what was asked -> names that belong into its answer
        self.log = os.path.join(folder, "server.log")
        self.server = None

    def secret_file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text + "\n")
        return path

    def start(self):
        self.server = start([self.program_path, *self.arguments], self.log, self.environment)
        wait_for(lambda: self.server.grpc_port, 5, "the port of gRPC")

    def ask(self, method, path, body=None, token=None, header=None, holds=()):
        """(status, bytes); `holds`: names of the canaries that this answer may hold."""
        head = {"Content-Type": "application/json"}
        if header or token:
            head["Authorization"] = header or "Bearer " + token
        connection = http.client.HTTPSConnection("127.0.0.1", self.server.port, timeout=15, context=ssl.create_default_context(cafile=self.ca))
        try:
            data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
            connection.request(method, path, data, head)
            answer = connection.getresponse()
            said = str(answer.headers).encode() + answer.read()
            what = f"{len(self.answers)}: {method} {path.split('?')[0]} -> {answer.status}"
            self.answers.append((what, said))
            self.allowed[what] = set(holds)
            return answer.status, said
        finally:
            connection.close()

    def ask_json(self, *arguments, **named):
        status, said = self.ask(*arguments, **named)
        return status, json.loads(said[said.index(b"\n\n") + 2:] if b"\n\n" in said else said)

    def ask_grpc(self, path, payload=b"", extra=()):
        context = ssl.create_default_context(cafile=self.ca)
        context.set_alpn_protocols(["h2"])
        with Connection(self.server.grpc_port, wrap=lambda link: context.wrap_socket(link, server_hostname="127.0.0.1")) as client:
            answer = client.ask(path, payload, extra=extra, scheme="https")
            self.answers.append((f"{len(self.answers)}: gRPC {path}", client.heard + repr(answer).encode()))
            return answer


def work(world, participant):
    """Work of every kind; the names of canaries are made here, where they are put."""
    c, admin = world.canaries, world.admin
    status, made = world.ask_json("POST", "/api/v1/tokens", {"name": "shop", "role": "client"}, admin, holds=("clienttoken",))
    assert status in (200, 201), made
    client = made["secret"]
    c.put("clienttoken", client)
    viewer = world.ask_json("POST", "/api/v1/tokens", {"name": "screen", "role": "viewer"}, admin, holds=("viewertoken",))[1]["secret"]
    c.put("viewertoken", viewer)
    payload, header = c.new("payload"), c.new("branchheader")
    for gid, paths in (("canary-good", ("good", "good")), ("canary-refused", ("good", "refuse")), ("canary-broken", ("break", "good"))):
        status, said = world.ask("POST", "/api/dtmsvr/submit", {
            "gid": gid, "trans_type": "saga", "steps": [{"action": f"{participant.url}/{p}", "compensate": f"{participant.url}/undo"} for p in paths],
            "payloads": [json.dumps({"card": payload})] * 2, "branch_headers": {"Authorization": "Bearer " + header, "X-Secret-Key": header}}, client)
        assert status == 200, said
    wait_for(lambda: b'"status":"succeed"' in world.ask("GET", "/api/dtmsvr/query?gid=canary-good", token=admin, holds=("payload",))[1].replace(b" ", b""),
             15, "a saga that succeeds")
    wait_for(lambda: b'"status":"failed"' in world.ask("GET", "/api/dtmsvr/query?gid=canary-refused", token=admin, holds=("payload",))[1].replace(b" ", b""),
             15, "a saga that fails")
    assert payload.encode() in participant.heard and header.encode() in participant.heard, "a participant was not sent what it needs"
    refused(world, participant, client)
    for path in ("/api/v1/transactions", "/api/v1/transactions/canary-good", "/api/v1/transactions/canary-broken", "/api/v1/stats", "/api/v1/nodes",
                 "/api/v1/participants", "/api/v1/version", "/api/v1/whoami", "/api/metrics", "/api/dtmsvr/all", "/api/dtmsvr/query?gid=canary-good"):
        world.ask("GET", path, token=viewer)
    for path in ("/api/v1/tokens", "/api/v1/audit", "/api/v1/audit/export", "/api/metrics"):
        world.ask("GET", path, token=admin)
    world.ask("POST", "/api/v1/transactions/canary-broken/retry", {"reason": "to see what is logged"}, admin)
    world.ask("POST", "/api/dtmsvr/forceStop", {"gid": "canary-broken"}, admin)
    world.ask("GET", "/api/dtmsvr/subscribe?topic=news&url=" + participant.url + "/good&remark=x", token=admin)


def refused(world, participant, client):
    """What is turned away, each with a canary in it."""
    c = world.canaries
    guess, basic, query = c.new("wrongtoken"), c.new("wrongpassword"), c.new("querytoken")
    world.ask("GET", "/api/dtmsvr/newGid", token=guess)
    world.ask("GET", "/api/dtmsvr/newGid", header="Basic " + base64.b64encode(f"x:{basic}".encode()).decode())
    world.ask("GET", f"/api/v1/tokens?token={query}&access_token={query}")
    world.ask("GET", "/api/v1/tokens", token=client)  # the wrong role
    body, key = c.new("badjson"), c.new("badkey")
    for bad in (f'{{"gid":"x","payload":"{body}"', f'{{"{key}":}}', f'"{body}"', f'{{"gid":"x","trans_type":"saga","steps":"{body}"}}'):
        world.ask("POST", "/api/dtmsvr/submit", bad.encode(), client)
        world.ask("POST", "/api/json-rpc", bad.encode(), client)
    url = c.new("urlpassword")
    for scheme in ("http", "https", "ftp", "grpc"):
        world.ask("POST", "/api/dtmsvr/submit", {"gid": "canary-url", "trans_type": "saga", "payloads": ["{}"],
                                                 "steps": [{"action": f"{scheme}://user:{url}@127.0.0.1:1/x", "compensate": ""}]}, client)
    world.ask("GET", f"/api/dtmsvr/subscribe?topic=t&url=http://user:{url}@127.0.0.1/x", token=world.admin)
    grpc, bad_payload = c.new("grpctoken"), c.new("grpcpayload")
    assert world.ask_grpc("/dtmgimp.Dtm/NewGid", extra=[("authorization", "Bearer " + world.admin)]) == (0, ""), "gRPC does not answer"
    assert world.ask_grpc("/dtmgimp.Dtm/NewGid", extra=[("authorization", "Bearer " + grpc)]) == (16, "bad token")
    world.ask_grpc("/dtmgimp.Dtm/Submit", b"\xff" + bad_payload.encode(), [("authorization", "Bearer " + client)])
    world.ask_grpc("/dtmgimp.Dtm/Submit", b"\x0a\x01x\x3a" + bytes((len(bad_payload),)) + bad_payload.encode(), [("authorization", "Bearer " + client)])


def texts_of_program(world):
    """What the program prints about itself with these settings, and what the kernel tells everybody of it."""
    said = []
    for wish in ("--print-config", "--check-config", "--help", "--version"):
        done = subprocess.run([world.program_path, *world.arguments, wish], capture_output=True, env={**os.environ, **world.environment}, timeout=30)
        said.append((wish, done.stdout + done.stderr))
    with open(f"/proc/{world.server.process.pid}/cmdline", "rb") as line:
        said.append(("/proc/PID/cmdline", line.read()))
    with open(f"/proc/{world.server.process.pid}/comm", "rb") as name:
        said.append(("/proc/PID/comm", name.read()))
    return said


def files_of(folder, without):
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            if name not in without and os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    yield os.path.relpath(path, folder), file.read()


def judge(report, world, places):
    """One case a place: (name, bytes, names that belong there)."""
    seen = set()
    for name, data, belongs in places:
        found = world.canaries.found_in(data)
        seen.update(found)
        wrong = [one for one in found if one not in belongs]
        if wrong:
            at = min(data.find(s) for one in wrong for s in world.canaries.spellings(world.canaries.plain[one]) if s in data)
            report.fail(f"{name}: no secret", f"{', '.join(wrong)} near {data[max(0, at - 60):at + 20]!r}")
        else:
            report.ok(f"{name}: no secret")
    return seen


def settings_text(places):
    return [(name, data, ()) for name, data in places]


def run(report, world, plain_store):
    participant = Participant()
    world.start()
    work(world, participant)
    places = settings_text(texts_of_program(world))
    world.server.process.send_signal(signal.SIGABRT)  # dies as by a broken invariant
    assert world.server.wait_end(20) is not None
    world.start()
    world.ask("GET", "/api/dtmsvr/query?gid=canary-good", token=world.admin, holds=("payload",))
    world.server.kill()
    world.start()
    code = world.server.stop()
    assert code == 0, f"exit code {code}: {world.server.tail()}"
    seen = judge(report, world, places)
    leaks = [(what, data, world.allowed.get(what, ())) for what, data in world.answers]
    bad = [one for one in leaks if set(world.canaries.found_in(one[1])) - set(one[2])]
    seen.update(name for _, data, _ in leaks for name in world.canaries.found_in(data))
    if bad:
        judge(report, world, bad)
    else:
        report.ok(f"{len(leaks)} answers: no secret")
    with open(world.log, "rb") as log:
        text = log.read()
    judge(report, world, [("log at level debug", text, ())])
    assert b"canary-refused" in text or b"ready node" in text, "the log says nothing: the test could not fail"
    own = {"server.key": ("tlskey",), "admin.token": ("admintoken",), "payload.key": ("payloadkey",)}
    for name, data in files_of(world.folder, {"server.log"}):
        belongs = own.get(name, plain_store if name.startswith("canary.db") else ())
        seen |= judge(report, world, [(f"file {name}", data, belongs)]) if set(world.canaries.found_in(data)) - set(belongs) else set(world.canaries.found_in(data))
    report.ok("files: looked through")
    seen |= judge(report, world, [("what participants are sent", participant.heard, ("payload", "branchheader"))])
    for needed in ("payload", "branchheader", "clienttoken", "tlskey", "admintoken", *(["payloadkey"] if "payloadkey" in world.canaries.plain else [])):
        report.case(f"{needed}: found where it belongs", lambda: must(needed in seen, "the search finds nothing"))


def must(what, why):
    assert what, why


def sqlite_world(report, binaries, folder):
    canaries = Canaries()
    world = World(binaries, folder, canaries, f"sqlite:{folder}/canary.db", {})
    try:
        # Branch headers are stored: participants need them at each attempt. Payloads too, as no key for them is set here.
        run(report, world, ("payload", "branchheader"))
    finally:
        if world.server and world.server.alive():
            world.server.kill()


def sealed_world(report, binaries, folder):
    """With a key for payloads: not even the database shows them, nor headers that are named like a secret."""
    canaries = Canaries()
    world = World(binaries, folder, canaries, f"sqlite:{folder}/canary.db", {})
    key = secrets.token_hex(32)
    canaries.put("payloadkey", key)
    world.arguments += ["--payload-key-file", world.secret_file("payload.key", f"first {key}")]
    try:
        run(report, world, ())
    finally:
        if world.server and world.server.alive():
            world.server.kill()


def mysql_world(report, binaries, folder):
    """The password of the database, also where it is wrong."""
    database = MariaDb(os.path.join(folder, "mariadb"))
    canaries = Canaries()
    password, wrong = canaries.new("dbpassword"), canaries.new("wrongdbpassword")
    database.sql(f"create database dtm; create user 'keeper'@'127.0.0.1' identified by '{password}'; grant all on *.* to 'keeper'@'127.0.0.1'")
    world = World(binaries, folder, canaries, f"mysql://keeper@127.0.0.1:{database.port}/dtm", {"STORE_PASSWORD": password})
    try:
        world.start()
        world.ask("GET", "/api/dtmsvr/newGid", token=world.admin)
        world.ask("GET", "/api/metrics", token=world.admin)
        database.stop()  # errors of the connection are logged and answered
        world.ask("POST", "/api/dtmsvr/prepare", {"gid": "late", "trans_type": "tcc"}, world.admin)
        places = settings_text(texts_of_program(world))
        world.server.kill()
        refused_start = subprocess.run([world.program_path, *world.arguments], capture_output=True, timeout=60,
                                       env={**os.environ, **world.environment, "STORE_PASSWORD": wrong})
        places.append(("a start with a wrong password", refused_start.stdout + refused_start.stderr, ()))
        judge(report, world, [(f"mysql: {name}", data, ()) for name, data, *_ in [*places, *world.answers]])
        with open(world.log, "rb") as log:
            judge(report, world, [("mysql: log at level debug", log.read(), ())])
    finally:
        if world.server and world.server.alive():
            world.server.kill()
        database.stop()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bin", required=True)
    chosen = options.parse_args()
    report = Report()
    with temp_folder() as folder:
        report.case("a server on SQLite", lambda: sqlite_world(report, chosen.bin, folder))
    with temp_folder() as folder:
        report.case("a server that encrypts payloads", lambda: sealed_world(report, chosen.bin, folder))
    with temp_folder() as folder:
        report.case("a server on MySQL", lambda: mysql_world(report, chosen.bin, folder))
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
