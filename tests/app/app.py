#!/usr/bin/env python3
"""The server's process: what it refuses to start with, what it says of a configuration, signals, certificates that change.

Usage: app.py --bin build/ci/bin [--only WORD]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from programs import TOKEN, TOKEN_VARIABLE, Program, Report, call, start, temp_folder, wait_for  # noqa: E402
from tls_files import Authority, fingerprint  # noqa: E402

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("TXDESK_")}
RELOADS = 20      # under load
WORKERS = 4
SUBMITS = 400     # by each of them, at least


class World:
    def __init__(self, binaries, folder):
        self.binaries, self.folder, self.count = binaries, folder, 0
        self.authority = Authority(folder)
        self.certificate, self.key = self.authority.issue("server")

    def path(self, name):
        return os.path.join(self.folder, name)

    def new_store(self):
        """A folder of its own: keys and tokens lie beside the store."""
        self.count += 1
        os.mkdir(self.path(f"store{self.count}"))
        return self.path(f"store{self.count}/txdesk.db")

    def conf(self, text, name="conf.yml"):
        with open(self.path(name), "w") as file:
            file.write(text)
        os.chmod(self.path(name), 0o600)
        return self.path(name)

    def run(self, *arguments, code, env=None):
        """Output and complaint of a run that ends by itself with `code`."""
        done = subprocess.run([os.path.join(self.binaries, "txdesk-server"), *arguments], capture_output=True, text=True, timeout=30,
                              env={**ENVIRONMENT, **(env or {})})
        assert done.returncode == code, f"{arguments}: exit code {done.returncode}, not {code}: {done.stdout} {done.stderr}"
        return done.stdout, done.stderr

    def refused(self, *arguments, says):
        _, complaint = self.run(*arguments, code=2)
        assert says in complaint, f"{arguments}: not {says!r} but {complaint!r}"

    def start(self, *arguments, env=None):
        return start([os.path.join(self.binaries, "txdesk-server"), *arguments], self.path(f"server{self.count}.log"), env)

    def tls(self):
        return f"Tls:\n  Certificate: {self.certificate}\n  Key: {self.key}\n"


def log_of(server):
    with open(server.log) as file:
        return file.read()


def shown_certificate(port):
    """Fingerprint of what a server shows now."""
    with socket.create_connection(("127.0.0.1", port), 10) as plain:
        context = ssl._create_unverified_context()  # the fingerprint is compared by the caller
        with context.wrap_socket(plain, server_hostname="localhost") as secure:
            pem = ssl.DER_cert_to_PEM_cert(secure.getpeercert(True))
    done = subprocess.run(["openssl", "x509", "-noout", "-fingerprint", "-sha256"], input=pem, capture_output=True, text=True, check=True)
    return done.stdout.strip().split("=")[1]


def refuses_to_bind(world):
    store = "--store=sqlite:" + world.new_store()
    for address in ("0.0.0.0", "::", "192.168.77.5", "127.0.0.1,0.0.0.0"):
        world.refused("--bind", address, "--http-port=0", store, says="can be reached from other machines and there is no TLS")
    assert not os.listdir(os.path.dirname(store[15:])), "something was made before it refused"


def binds_with_tls(world):
    """Beyond loopback: only over TLS, and everybody needs a token, also from this machine."""
    config = world.conf(f"Bind: 0.0.0.0\nHttpPort: 0\nGrpcPort: -1\nStore:\n  File: {world.new_store()}\n" + world.tls())
    server = subprocess.Popen([os.path.join(world.binaries, "txdesk-server"), "-c", config], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True, env={**ENVIRONMENT, TOKEN_VARIABLE: os.environ[TOKEN_VARIABLE]})
    try:
        line = server.stdout.readline()
        assert line.startswith("listening on 0.0.0.0:"), line
        port = int(line.rsplit(":", 1)[1])
        assert secure(world, port, "GET", "/api/dtmsvr/newGid", token="")[0] == 401
        assert secure(world, port, "GET", "/api/dtmsvr/newGid")[0] == 200
        try:
            status, _ = call(port, "GET", "/api/ping")
            raise AssertionError(f"plain HTTP was answered {status}")
        except (OSError, http.client.HTTPException):
            pass
    finally:
        server.terminate()
        assert server.wait(15) == 0
        server.stdout.close()


def secure(world, port, method, path, body=None, token=TOKEN, connection=None):
    own = connection or http.client.HTTPSConnection("localhost", port, timeout=10, context=ssl.create_default_context(cafile=world.authority.certificate))
    own.request(method, path, body, {"Authorization": "Bearer " + token} if token else {})
    answer = own.getresponse()
    text = answer.read()
    if not connection:
        own.close()
    return answer.status, text


def is_open_only_when_told(world):
    server = world.start("--http-port=0", "--i-know-this-is-open", "--store=sqlite:" + world.new_store())
    try:
        assert "open to everybody who can reach" in log_of(server)
        status, me = call(server.port, "GET", "/api/v1/whoami", headers={"Authorization": ""})
        assert status == 200 and me["open"] is True and me["role"] == "admin", (status, me)
    finally:
        server.stop()
    server = world.start("--http-port=0", "--store=sqlite:" + world.new_store())
    try:
        assert call(server.port, "GET", "/api/v1/whoami")[1]["open"] is False
        connection = http.client.HTTPConnection("::1" if has_ipv6() else "127.0.0.1", server.port, timeout=10)
        connection.request("GET", "/api/ping")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        server.stop()


def has_ipv6():
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        return True
    except OSError:
        return False


def refuses_configurations(world):
    """Rows 88 and 89: exit code 2, the place, and what would be right."""
    def row(text, says):
        path = world.conf(text)
        world.refused("-c", path, says=says.replace("FILE", path))
    row("HttpPort: 1\nColour: red\n", "FILE:2: unknown key Colour")
    row("HttpPort: many\n", "FILE:1: HttpPort must be a whole number from 0 to 65535")
    row("\nHttpPort: 70000\n", "FILE:2: HttpPort must be a whole number from 0 to 65535")
    row("Bind: 0.0.0.0\n", "FILE:1: Bind: 0.0.0.0 can be reached from other machines")
    row("Security:\n  UrlAllow: [nonsense]\n", "FILE:2: Security.UrlAllow:")
    row("StatusOnlyUrls: [nonsense]\n", "FILE:1: StatusOnlyUrls:")
    row("Tls:\n  ParticipantPins: [host=abc]\n", "FILE:2: Tls.ParticipantPins: host=abc is not HOST=SHA256")
    wide = world.path("wide.key")
    shutil.copy(world.key, wide)
    os.chmod(wide, 0o644)
    row(f"Tls:\n  Certificate: {world.certificate}\n  Key: {wide}\n", f"FILE:3: Tls.Key: others than its owner may use {wide} (mode 0644); run: chmod 600 {wide}")
    _, other = world.authority.issue("other")
    row(f"Tls:\n  Certificate: {world.certificate}\n  Key: {other}\n", f"the key in {other} does not belong to the certificate")
    nonsense = world.path("nonsense.key")
    with open(nonsense, "w") as file:
        file.write("nonsense\n")
    os.chmod(nonsense, 0o600)
    row(f"Audit:\n  KeyFile: {nonsense}\n", f"FILE:2: {nonsense} holds no key: 64 hexadecimal digits are expected")
    row(f"Payload:\n  KeyFile: {nonsense}\n", "FILE:2: ")
    row(f"Payload:\n  KeyFile: {nonsense}x\n", "FILE:2: ")
    row("Tls:\n  ClientCa: x\n", "FILE:2: Tls.ClientCa needs Tls.Certificate and Tls.Key")
    password = world.conf("Store:\n  Driver: mysql\n  Host: db\n  User: u\n  Password: geheim\n")
    os.chmod(password, 0o644)
    world.refused("-c", password, says=f"{password}:5: Store.Password: others than its owner may use {password} (mode 0644); run: chmod 600 {password}")


def checks_configurations(world):
    store = world.new_store()
    good = world.conf(f"HttpPort: 0\nStore:\n  File: {store}\n" + world.tls(), "good.yml")
    report, _ = world.run("--check-config", "-c", good, code=0)
    for part in ("certificate and key fit", "does not exist yet: the first start makes it", "0 errors"):
        assert part in report, report
    assert not os.listdir(os.path.dirname(store)), "a check made something"
    server = world.start("-c", good)
    try:
        report, _ = world.run("--check-config", "-c", good, code=0)
        assert f"is in use by pid {server.process.pid}" in report, report
        assert secure(world, server.port, "GET", "/api/ping")[0] == 200
    finally:
        server.stop()
    late, key = world.authority.issue("soon", days=3)
    report, _ = world.run("--check-config", "-c", world.conf(f"Store:\n  File: {store}\nTls:\n  Certificate: {late}\n  Key: {key}\n"), code=0)
    assert "warning: the certificate in" in report and "expires on" in report, report
    report, _ = world.run("--check-config", f"--store=sqlite:{world.path('nowhere')}/x.db", code=2)
    assert "error: " in report, report
    report, _ = world.run("--check-config", "--store=mysql://u@127.0.0.1:1/dtm", code=2)
    assert "error: " in report, report
    report, _ = world.run("--check-config", "--i-know-this-is-open", "--store=sqlite:" + store, code=0)
    assert "everybody who reaches this server can do everything" in report, report


def prints_no_secrets(world):
    config = world.conf("Store:\n  Driver: mysql\n  Host: db\n  User: u\n  Password: geheim\n")
    printed, _ = world.run("--print-config", "-c", config, code=0)
    assert "geheim" not in printed and "Password: not shown" in printed
    printed, _ = world.run("--print-config", code=0, env={"TXDESK_STORE_PASSWORD": "geheim"})
    assert "geheim" not in printed


def makes_its_secrets_private(world):
    store = world.new_store()
    server = Program([os.path.join(world.binaries, "txdesk-server"), "--http-port=0", "--store=sqlite:" + store], world.path("private.log"), {TOKEN_VARIABLE: ""})
    assert server.wait_ready()
    try:
        folder = os.path.dirname(store)
        for name in ("txdesk.db", "txdesk-admin.token", "txdesk-audit.key"):
            assert stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) == 0o600, name
        secret = open(os.path.join(folder, "txdesk-admin.token")).read().strip()
        assert secret not in log_of(server), "the token is in the log"
        assert call(server.port, "GET", "/api/v1/whoami", headers={"Authorization": "Bearer " + secret})[1]["role"] == "admin"
    finally:
        server.stop()
    key = os.path.join(os.path.dirname(store), "txdesk-audit.key")
    with open(key, "w") as file:
        file.write("nonsense\n")
    again = subprocess.run([os.path.join(world.binaries, "txdesk-server"), "--http-port=0", "--store=sqlite:" + store], capture_output=True, text=True,
                           timeout=30, env=ENVIRONMENT)
    assert again.returncode != 0 and "holds no key" in again.stderr, again.stderr


def hup(server, wanted):
    """Sends SIGHUP; waits until the log has one line more with the words."""
    before = log_of(server).count(wanted)
    os.kill(server.process.pid, signal.SIGHUP)
    wait_for(lambda: log_of(server).count(wanted) > before, 10, f"a log line with {wanted!r}")


def reloads(world):
    certificate, key = world.path("current.pem"), world.path("current.key")
    config_text = f"HttpPort: 0\nGrpcPort: 0\nStore:\n  File: {world.new_store()}\nTls:\n  Certificate: {certificate}\n  Key: {key}\n"

    def use(pair):
        shutil.copy(pair[0], certificate)
        shutil.copy(pair[1], key)
        os.chmod(key, 0o600)
    first, second = world.authority.issue("first"), world.authority.issue("second")
    use(first)
    config = world.conf(config_text, "reload.yml")
    server = world.start("-c", config)
    try:
        kept = http.client.HTTPSConnection("localhost", server.port, timeout=10, context=ssl.create_default_context(cafile=world.authority.certificate))
        assert secure(world, server.port, "GET", "/api/ping", connection=kept)[0] == 200
        assert shown_certificate(server.port) == fingerprint(first[0])
        use(second)
        hup(server, "is in use for new connections")
        assert shown_certificate(server.port) == fingerprint(second[0])
        assert secure(world, server.port, "GET", "/api/ping", connection=kept)[0] == 200, "an open connection was lost"
        kept.close()

        with open(certificate, "w") as file:  # row 96
            file.write("-----BEGIN CERTIFICATE-----\nbroken\n")
        hup(server, "the old certificate stays")
        for port in (server.port, server.grpc_port):
            assert shown_certificate(port) == fingerprint(second[0])
        use(second)

        world.conf(config_text + "LogLevel: debug\nSecurity:\n  UrlAllow: [\"http://desk.example:8080\"]\n", "reload.yml")
        hup(server, "allow list with 1 entries is in use")
        world.conf(config_text + "Colour: red\n", "reload.yml")
        hup(server, "nothing was changed")
        world.conf(config_text.replace("HttpPort: 0", "HttpPort: 7"), "reload.yml")
        hup(server, "these change at the next start only: HttpPort")
        assert secure(world, server.port, "GET", "/api/ping")[0] == 200
    finally:
        assert server.stop() == 0


def reloads_under_load(world):
    """SIGHUP again and again while clients submit: every answer is 200, and every transaction is there."""
    config = world.conf(f"HttpPort: 0\nGrpcPort: -1\nStore:\n  File: {world.new_store()}\n" + world.tls(), "load.yml")
    server = world.start("-c", config)
    done, faults, stop = [], [], threading.Event()

    def work(worker):
        connection = http.client.HTTPSConnection("localhost", server.port, timeout=20, context=ssl.create_default_context(cafile=world.authority.certificate))
        number = 0
        try:
            while number < SUBMITS or not stop.is_set():
                number += 1
                gid = f"load-{worker}-{number}"
                body = json.dumps({"gid": gid, "trans_type": "saga", "steps": [{"action": "", "compensate": ""}], "payloads": [""]})
                status, text = secure(world, server.port, "POST", "/api/dtmsvr/submit", body, connection=connection)
                if status == 200:
                    done.append(gid)
                else:
                    faults.append(f"{gid}: {status} {text}")
                if number % 50 == 0:  # a connection of its own, with whatever certificate is in use now
                    connection.close()
        except (OSError, http.client.HTTPException) as fault:
            faults.append(f"{worker}/{number}: {fault!r}")

    workers = [threading.Thread(target=work, args=(number,)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    try:
        for _ in range(RELOADS):
            hup(server, "is in use for new connections")
    finally:
        stop.set()
        for worker in workers:
            worker.join()
    try:
        assert not faults, faults[:3]
        assert len(done) >= WORKERS * SUBMITS
        stored, after = set(), ""
        while True:
            status, text = secure(world, server.port, "GET", "/api/v1/transactions?gid=load-&limit=1000" + (f"&after={after}" if after else ""))
            page = json.loads(text)
            stored |= {row["gid"] for row in page["rows"]}
            after = page.get("next")
            if not after:
                break
        assert stored == set(done), f"{len(done)} acknowledged, {len(stored)} stored"
    finally:
        assert server.stop() == 0


def tells_the_service_manager(world):
    address = world.path("notify.sock")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(address)
        manager.settimeout(15)
        server = world.start("--http-port=0", "--store=sqlite:" + world.new_store(), env={"NOTIFY_SOCKET": address})
        try:
            assert manager.recv(100) == b"READY=1"
            os.kill(server.process.pid, signal.SIGHUP)
            assert manager.recv(100).startswith(b"RELOADING=1")
            assert manager.recv(100) == b"READY=1"
        finally:
            assert server.stop() == 0
        assert manager.recv(100) == b"STOPPING=1"


def ends_at_once_when_asked_twice(world):
    """The first SIGTERM waits for a participant that does not answer; the second does not."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = world.start("--http-port=0", "--drain-time=60", "--request-timeout=60", "--store=sqlite:" + world.new_store())
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/x"
        status, _ = call(server.port, "POST", "/api/dtmsvr/submit", {"gid": "slow", "trans_type": "saga", "steps": [{"action": url, "compensate": ""}], "payloads": [""]})
        assert status == 200
        called, _ = silent.accept()
        os.kill(server.process.pid, signal.SIGTERM)
        assert server.wait_end(1) is None, "it did not wait for the call in flight"
        begun = time.monotonic()
        os.kill(server.process.pid, signal.SIGTERM)
        assert server.wait_end(30) == 130 and time.monotonic() - begun < 30  # of the 60 it would have had
        server.stop()
        called.close()


def locks_its_store(world):
    store = world.new_store()
    server = world.start("--http-port=0", "--store=sqlite:" + store)
    try:
        _, complaint = world.run("--http-port=0", "--store=sqlite:" + store, code=1, env={TOKEN_VARIABLE: os.environ[TOKEN_VARIABLE]})
        assert f"database is in use by pid {server.process.pid}" in complaint, complaint  # row 90
    finally:
        server.stop()


def logs_lines_no_terminal_obeys(world):
    """C1 controls begin commands as ESC does, bidi controls turn what is read (row 81)."""
    server = world.start("--http-port=0", "--store=sqlite:" + world.new_store(), "--node=a\u009b31m\u202eb")
    assert server.stop() == 0
    text = log_of(server)
    assert "\u009b" not in text and "\u202e" not in text and "a\\x9b31m\\u202eb" in text, text


def seals_under_any_name(world):
    """A coordinator's name that is longer than the audit's column, or has what no record may hold."""
    for node in ("n" * 140, "a\u009b31m"):
        server = world.start("--http-port=0", "--grpc-port=-1", "--store=sqlite:" + world.new_store(), "--node=" + node)
        try:
            for number in range(2):
                status, body = call(server.port, "POST", "/api/v1/tokens", {"name": f"t{number}", "role": "client"})
                assert status == 201, (node, number, status, body)
        finally:
            server.stop()


def runs_without_privileges(world):
    """As the unit runs it: another user, no capabilities, no new privileges."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        return  # an ordinary user has none to drop
    folder = os.path.dirname(world.new_store())
    os.chown(folder, 65534, 65534)
    os.chmod(world.folder, 0o755)
    log = world.path("unprivileged.log")
    server = Program(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs",
                      os.path.join(world.binaries, "txdesk-server"), "--http-port=0", "--store=sqlite:" + os.path.join(folder, "txdesk.db")], log, {TOKEN_VARIABLE: ""})
    try:
        assert server.wait_ready(), server.tail()
        assert "running as root" not in log_of(server)
        assert call(server.port, "GET", "/api/dtmsvr/newGid", headers={"Authorization": ""})[0] == 200
        assert os.stat(os.path.join(folder, "txdesk-admin.token")).st_uid == 65534
    finally:
        assert server.stop() == 0


def unit_is_sound(world):
    """systemd's own opinion of the unit; the programs stand where this build has them."""
    if not shutil.which("systemd-analyze"):
        raise AssertionError("systemd-analyze is missing: install systemd")
    with open(os.path.join(HERE, "..", "..", "resources", "systemd", "txdesk-server.service")) as file:
        text = file.read().replace("/usr/bin/txdesk-server", os.path.join(world.binaries, "txdesk-server"))
    unit = world.path("txdesk-server.service")
    with open(unit, "w") as file:
        file.write("\n".join(line for line in text.splitlines() if not line.startswith("Documentation=")) + "\n")
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert verified.returncode == 0, verified.stderr
    judged = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", unit], capture_output=True, text=True)
    assert judged.returncode == 0, judged.stdout.splitlines()[-1:]


CASES = [refuses_to_bind, binds_with_tls, is_open_only_when_told, refuses_configurations, checks_configurations, prints_no_secrets,
         makes_its_secrets_private, reloads, reloads_under_load, tells_the_service_manager, ends_at_once_when_asked_twice, locks_its_store,
         logs_lines_no_terminal_obeys, seals_under_any_name, runs_without_privileges, unit_is_sound]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    report = Report()
    with temp_folder() as folder:
        world = World(os.path.abspath(options.bin), folder)
        for case in CASES:
            if options.only in case.__name__:
                report.case(case.__name__.replace("_", " "), lambda case=case: case(world))
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
