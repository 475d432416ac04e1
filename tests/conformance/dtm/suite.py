#!/usr/bin/env python3
"""DTM's own test suite, its files as they are, against txdesk-server on MariaDB.

Usage: suite.py --bin build/ci/bin [--run REGEXP]

Only the functions that look into DTM's own process are replaced (hooks_test.go.in). The suite's ports are fixed: 36789, 36790 (the
server), 8081, 58081 (its participants), 3306 (MariaDB, root without password), 6379 (Redis); whatever listens there must be ended before.
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "support")]
import mariadb  # noqa: E402
import servers  # noqa: E402
from programs import Program, Report, temp_folder, wait_for  # noqa: E402

HOOKS = ("TestMain", "waitTransProcessed", "cronTransOnce", "getTransStatus", "getTrans", "getBranchesStatus")
# Cases about the inside of DTM's process; the server they would test is not in it.
INSIDE = {
    "TestUpdateBranchAsync": "sets a variable of DTM's process (asynchronous branch updates)",
    "TestGeneralDB": "tests DTM's Go code for databases, no server",
}
# Cases that fail because we differ on purpose (docs/dtm-compatibility.md); one that passes is a failure of this list.
DIFFERENT = {
    "TestAPIResetNextCronTime": "reads next_cron_time of a finished transaction, which has none here",
}
# Cases that patch sql.Tx.Commit in their process, and do nothing if DTM's SQL store is in it, which would meet the patch too.
PATCHING = r"CommitFailed$|CommitAfterFailed$"
RESULT = re.compile(r"^\s*--- (PASS|FAIL|SKIP): (Test\w+) ")


def without(text, names):
    """A Go file without these functions, and without the imports that only they used."""
    for name in names:
        text = re.sub(r"(?m)^(//.*\n)*func " + name + r"\(.*\n(?:.*\n)*?\}\n", "", text, count=1)
    head, separator, body = text.partition("\n)\n")
    kept = []
    for line in head.splitlines():
        path = re.fullmatch(r'\s*(?:(\w+) )?"([\w./-]+)"', line)
        name = path and (path.group(1) or path.group(2).rsplit("/", 1)[-1])
        if not path or re.search(r"\b" + name + r"\.", body) or path.group(1) == "_":
            kept.append(line)
    return "\n".join(kept) + separator + body


def build(out):
    """The test program of DTM's package, with our hooks over its own."""
    copy, made = os.path.join(out, "dtm-source"), os.path.join(out, "overlay")  # Go lays nothing over its module cache
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(servers.module_folder(), copy, copy_function=shutil.copyfile)
    subprocess.run(["chmod", "-R", "u+w", copy], check=True)
    folder = os.path.join(copy, "test")
    os.makedirs(made, exist_ok=True)
    replaced = {os.path.join(folder, "txdesk_hooks_test.go"): os.path.join(HERE, "hooks_test.go.in")}
    for name in ("main_test.go", "types.go", "dtmsvr_test.go"):
        with open(os.path.join(folder, name), encoding="utf-8") as text:
            cut = without(text.read(), HOOKS)
        if name == "types.go":  # not a test file, but it needs hooks that are in one
            replaced[os.path.join(folder, name)] = ""
            name = "types_test.go"
        with open(os.path.join(made, name), "w", encoding="utf-8") as text:
            text.write(cut)
        replaced[os.path.join(folder, name)] = os.path.join(made, name)
    with open(os.path.join(made, "overlay.json"), "w", encoding="utf-8") as text:
        json.dump({"Replace": replaced}, text)
    program = os.path.join(out, "dtm-suite")
    servers.go("test", "-c", "-gcflags=-l", "-overlay", os.path.join(made, "overlay.json"), "-o", program, "./test", cwd=copy)
    return program, folder


class Neighbours:
    """MariaDB at 3306 and Redis at 6379, as the suite expects them."""

    def __init__(self, folder):
        mariadb.free_port, before = lambda: 3306, mariadb.free_port
        try:
            self.database = mariadb.MariaDb(os.path.join(folder, "mariadb"), "--innodb-flush-log-at-trx-commit=2")
        finally:
            mariadb.free_port = before
        self.redis = subprocess.Popen([mariadb.tool("redis-server"), "--port", "6379", "--bind", "127.0.0.1", "--save", "", "--dir", folder],
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def fresh(self):
        self.database.sql("drop database if exists txdesk; create database txdesk character set utf8mb4")

    def stop(self):
        self.redis.terminate()
        self.redis.wait()
        self.database.stop()


def start_server(binaries, folder):
    command = [os.path.join(os.path.abspath(binaries), "txdesk-server"), "--test-hooks", "--store-driver", "mysql", "--store-host", "127.0.0.1",
               "--store-port", "3306", "--store-user", "root", "--store-db", "txdesk", "--topic-refresh", "1", "--gid-charset", "dtm",
               "--alert-web-hook", "http://localhost:8081/api/busi/AlertWebHook", "--log-level", "debug", "--i-know-this-is-open"]  # the suite knows no tokens
    program = Program(command, os.path.join(folder, "server.log"))
    assert program.wait_ready(), program.tail()
    return program


class Suite:
    def __init__(self, report, program, folder, binaries, temp, keep):
        self.report, self.program, self.folder, self.binaries, self.temp, self.keep = report, program, folder, binaries, temp, keep
        self.environment = {**os.environ, "SKIP_MONGO": "1", "SUITE_LOG": "info"}

    def run(self, names):
        """All in one process, as DTM does; after a failure the rest goes on with a fresh server, so that nobody inherits it."""
        left = [name for name in names if name not in INSIDE]
        for name in names:
            if name in INSIDE:
                self.report.skip(name, INSIDE[name])
        patching = [name for name in left if re.search(PATCHING, name)]
        for group, store in (([name for name in left if name not in patching], "mysql"), (patching, "foreign")):
            while group:
                done = self.part(group, {**self.environment, "TEST_STORE": store})
                group = [name for name in group if name not in done]

    def part(self, names, environment):
        self.neighbours.fresh()
        server = start_server(self.binaries, self.temp)
        log = os.path.join(self.keep or self.temp, f"suite-{names[0]}.log")
        done = []
        try:
            with open(log, "w", encoding="utf-8") as text:
                try:
                    subprocess.run([self.program, "-test.v", "-test.failfast", "-test.timeout", "200s", "-test.run", f"^({'|'.join(names)})$"],
                                   cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=text, stderr=text, timeout=260)
                except subprocess.TimeoutExpired:
                    pass
            with open(log, encoding="utf-8", errors="replace") as text:
                done = self.read(text.read())
        finally:
            server.stop()
        return done or names[:1]

    def read(self, text):
        done, running, lines = [], None, []
        everything = text.splitlines()
        for number, line in enumerate(everything):
            began = re.match(r"=== RUN\s+(Test\w+)$", line)
            ended = RESULT.match(line)
            if began:
                running, lines = began.group(1), []
            elif ended and ended.group(2) == running:
                self.say(ended.group(1), running, lines + everything[number + 1:number + 4])  # a panic says why after the verdict
                done.append(running)
                running = None
            else:
                lines.append(line)
        if running:  # the process ended in it
            self.say("FAIL", running, lines)
            done.append(running)
        elif not done:
            self.report.fail("the suite starts", " | ".join(text.splitlines()[-8:]))
        return done

    def say(self, result, name, lines):
        if name in DIFFERENT and result == "FAIL":
            self.report.skip(name, f"differs on purpose: {DIFFERENT[name]}")
        elif name in DIFFERENT:
            self.report.fail(name, "passes now: take it off the list DIFFERENT")
        elif result == "PASS":
            self.report.ok(name)
        elif result == "SKIP":
            self.report.skip(name, "needs MongoDB, which Debian 12 does not have")
        else:
            telling = [line.strip() for line in lines if re.search(r"Error Trace|Error:|expected|actual|panic:|FATAL", line)]
            self.report.fail(name, " | ".join(telling[:8])[:900])


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server")
    options.add_argument("--run", default="^Test", help="regular expression of the cases' names")
    options.add_argument("--keep", help="folder for the logs")
    chosen = options.parse_args()
    out = os.path.join(os.path.dirname(os.path.abspath(chosen.bin)), "conformance")
    os.makedirs(out, exist_ok=True)
    program, folder = build(out)
    report = Report()
    with temp_folder() as temp:
        suite = Suite(report, program, folder, chosen.bin, chosen.keep or temp, chosen.keep)
        suite.neighbours = Neighbours(temp)
        try:
            wait_for(lambda: subprocess.run([mariadb.tool("redis-cli"), "ping"], capture_output=True).returncode == 0, 10, "redis")
            suite.run(names_of(suite, chosen.run))
        finally:
            suite.neighbours.stop()
    return report.code()


def names_of(suite, wanted):
    """In the order of the files; -test.list would go through TestMain, which wants a server."""
    found = []
    for name in sorted(os.listdir(suite.folder)):
        if name.endswith("_test.go"):
            with open(os.path.join(suite.folder, name), encoding="utf-8") as text:
                found += re.findall(r"(?m)^func (Test\w+)\(t \*testing", text.read())
    return [name for name in found if re.search(wanted, name)]


if __name__ == "__main__":
    sys.exit(main())
