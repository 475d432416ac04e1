#!/usr/bin/env python3
"""DTM's own client libraries, unmodified, and transcripts of what other clients send, against txdesk-server on each store.

Usage: run.py --bin build/ci/bin [--store sqlite] [--sdk go,python] [--only TEXT] [--write-table]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "support"), os.path.join(HERE, "migrate")]
import migrate  # noqa: E402
import sdks  # noqa: E402
import secure  # noqa: E402
import stores  # noqa: E402
import table  # noqa: E402
from programs import Report, temp_folder  # noqa: E402


class Cases:
    """What the programs of the suite say of their cases, printed once and kept for the table."""

    def __init__(self):
        self.report = Report()
        self.passed = []
        self._lock = threading.Lock()

    def ok(self, name):
        with self._lock:
            self.passed.append(name)
            self.report.ok(name)

    def fail(self, name, why):
        with self._lock:
            self.report.fail(name, str(why)[:1500])

    def read(self, prefix, line):
        """One line of a program: `ok NAME` or `FAIL NAME: why`; anything else is the library's own chatter."""
        if line.startswith("ok "):
            self.ok(f"{prefix} {line[3:].strip()}")
        elif line.startswith("FAIL "):
            name, _, why = line[5:].strip().partition(": ")
            case, _, why = why.partition(": ")
            self.fail(f"{prefix} {name}: {case}", why)


def run_program(cases, store, name, command, environment=None):
    """Runs one program to its end; one that dies without saying FAIL has failed."""
    failed = cases.report.failed
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
                               env={**os.environ, **(environment or {})})
    chatter = []
    reader = threading.Thread(target=lambda: chatter.extend(program.stderr), daemon=True)
    reader.start()
    limit = threading.Timer(240, program.kill)
    limit.start()
    for line in program.stdout:
        cases.read(store, line)
    code = program.wait()
    limit.cancel()
    reader.join(5)
    if code != 0 and cases.report.failed == failed:
        cases.fail(f"{store} {name}: ends well", f"exit code {code}: {' '.join(chatter[-5:])}")


def run_store(cases, store, chosen, commands, database):
    """All programs against one server, at the same time: they mostly wait for retries."""
    with temp_folder() as folder:
        try:
            server = stores.start_server(chosen.bin, store, folder, database)
        except (AssertionError, OSError) as error:
            cases.fail(f"{store} server: starts", error)
            return
        threads = []
        for name, command in commands:
            arguments = (cases, store, name, command + server.arguments(database) + (["-only", chosen.only] if chosen.only else []))
            threads.append(threading.Thread(target=run_program, args=arguments))
            threads[-1].start()
        for thread in threads:
            thread.join()
        if server.stop() != 0:
            cases.fail(f"{store} server: ends cleanly", server.tail())
        else:
            cases.ok(f"{store} server: ends cleanly")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server")
    options.add_argument("--store", default=",".join(stores.NAMES), help="sqlite, mysql")
    options.add_argument("--sdk", default=",".join(sdks.NAMES), help=", ".join(sdks.NAMES))
    options.add_argument("--only", default="", help="cases whose name has this text")
    options.add_argument("--write-table", action="store_true", help="rewrite the table in docs/dtm-compatibility.md")
    chosen = options.parse_args()
    everything = chosen.store == ",".join(stores.NAMES) and chosen.sdk == ",".join(sdks.NAMES) and not chosen.only
    cases = Cases()
    commands = []
    began = time.monotonic()
    for name in chosen.sdk.split(","):
        try:
            commands += sdks.build(name, os.path.join(os.path.dirname(os.path.abspath(chosen.bin)), "conformance"))
        except (AssertionError, OSError, subprocess.CalledProcessError) as error:
            cases.fail(f"{name}: is built", error)
    print(f"-- built after {time.monotonic() - began:.0f} s", flush=True)
    with temp_folder() as folder:
        database = stores.start_database(folder)
        try:
            for store in chosen.store.split(","):
                if commands:
                    run_store(cases, store, chosen, commands, database)
                if store == "mysql" and "migrate" in chosen.sdk.split(","):
                    migrate.run(cases, chosen.bin, database, temp_folder)
                if store == "sqlite" and not chosen.only:
                    secure.run(cases, chosen.bin, commands, database, temp_folder, run_program)
                print(f"-- {store} done after {time.monotonic() - began:.0f} s", flush=True)
        finally:
            database.stop()
    if everything and cases.report.failed == 0:
        table.check(cases, chosen.write_table)
    return cases.report.code()


if __name__ == "__main__":
    sys.exit(main())
