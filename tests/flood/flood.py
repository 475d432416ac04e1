#!/usr/bin/env python3
"""Idle connections, slow ones and a flood of TLS handshakes at once, on a plain server and on one with TLS: clients that work must not notice.

Their 99th percentile, timed from when each request was due, may at most double. The server and these clients go before everybody else on
the machine where that is allowed (root): what the loads themselves take of its processors is not the server's doing.
--short is what ./dev test runs: fewer of everything, and 20 ms are always good enough, as others may use the machine at the same time.

Usage: flood.py --bin build/ci/bin [--short]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from programs import Report, TOKEN, call, start, temp_folder  # noqa: E402

LONG = {"idle": 10_000, "slow": 500, "at_once": 2000, "rate": 1e9, "seconds": 20, "floor": 0}
SHORT = {"idle": 1000, "slow": 100, "at_once": 200, "rate": 1000, "seconds": 4, "floor": 20}


class Role:
    """One process of load.py."""

    def __init__(self, role, port, tls, **options):
        argv = [sys.executable, os.path.join(HERE, "load.py"), role, "--port", str(port)] + (["--tls"] if tls else [])
        for name, value in options.items():
            argv += [f"--{name}", str(value)]
        self.name = role
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, "TXDESK_TEST_TOKEN": TOKEN})

    def wait_ready(self):
        said = self.process.stdout.readline()
        assert said == "ready\n", f"{self.name} did not get ready"
        return self

    def result(self):
        """Ends it; what it has seen."""
        self.process.stdin.close()
        said = self.process.stdout.readline()
        self.process.wait(30)
        assert said, f"{self.name} broke"
        return json.loads(said)


def make_certificate(folder):
    files = os.path.join(folder, "server.pem"), os.path.join(folder, "server.key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-out", files[0], "-keyout", files[1], "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
                   check=True, capture_output=True)
    return files


def put_first(pid):
    """The server and the clients that are measured go before the loads and whatever else this machine does, where that is allowed."""
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            os.sched_setscheduler(int(thread), os.SCHED_RR, os.sched_param(10))
        except OSError:
            return


def start_server(program, folder, tls, plan):
    argv = [program, "--http-port", "0", "--grpc-port", "-1", "--store", f"sqlite:{folder}/txdesk.sqlite", "--node", "flood",
            "--http-max-connections", str(plan["idle"] + 5000), "--http-idle-time", "3600"]
    if tls:
        certificate, key = make_certificate(folder)
        argv += ["--tls-certificate", certificate, "--tls-key", key]
    return start(argv, os.path.join(folder, "server.log"))


def working(port, tls, plan):
    role = Role("work", port, tls, seconds=plan["seconds"]).wait_ready()
    put_first(role.process.pid)
    return role.result()


def resident_mib(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(row.split()[1]) for row in status if row.startswith("VmRSS")) / 1024


def measure(program, tls, plan):
    """(before, during, what the loads saw, memory before and during)"""
    with temp_folder() as folder:
        server = start_server(program, folder, tls, plan)
        roles = []
        try:
            port, pid = server.port, server.process.pid
            put_first(pid)
            before, small = working(port, tls, plan), resident_mib(pid)
            for part in range(4):  # each of an address of its own
                roles.append(Role("idle", port, tls, count=plan["idle"] // 4, source=f"127.0.0.{10 + part}"))
            for role in roles:
                role.wait_ready()
            roles.append(Role("slow", port, tls, count=plan["slow"], source="127.0.0.20").wait_ready())
            roles.append(Role("flood", port, tls, count=plan["at_once"], rate=plan["rate"], source="127.0.0.21").wait_ready())
            during, large = working(port, tls, plan), resident_mib(pid)
            newcomer = working(port, tls, {**plan, "seconds": 0.1})
            seen = [(role.name, role.result()) for role in roles]
            assert server.alive(), server.tail()
            if not tls:
                assert call(port, "GET", "/api/ping")[0] == 200, "it does not answer any more"
            return before, during, newcomer, seen, (small, large)
        finally:
            for role in roles:
                role.process.kill()
                role.process.wait()
            server.stop()


def check(program, tls, plan):
    before, during, newcomer, seen, memory = measure(program, tls, plan)
    print(f"   before {before}\n   during {during}\n   memory of the server {memory[0]:.0f} MiB, then {memory[1]:.0f} MiB")
    for name, figures in seen:
        print(f"   {name} {figures}")
    idle = [figures for name, figures in seen if name == "idle"]
    assert sum(figures["open"] for figures in idle) == plan["idle"] // 4 * 4, "idle connections were closed"
    flood = next(figures for name, figures in seen if name == "flood")
    assert flood["begun"] > plan["seconds"] * 100, f"that was no flood: {flood}"
    assert not tls or flood["answered"] > 0, f"no handshake was answered: {flood}"
    assert newcomer["count"] > 0
    allowed = max(2 * before["p99"], plan["floor"])
    assert during["p99"] <= allowed, f"p99 of working clients {before['p99']} ms, then {during['p99']} ms"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server")
    options.add_argument("--short", action="store_true", help="what ./dev test runs")
    chosen = options.parse_args()
    report, program = Report(), os.path.join(chosen.bin, "txdesk-server")
    plan = SHORT if chosen.short else LONG
    for tls in (False, True):
        report.case(f"flood of a server {'with TLS' if tls else 'without TLS'}: {plan['idle']} idle, {plan['slow']} slow",
                    lambda with_tls=tls: check(program, with_tls, plan))
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
