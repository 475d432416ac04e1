#!/usr/bin/env python3
"""The console's back end for stock DTM against the real DTM on each of its stores: MariaDB, Redis, boltdb.

Usage: console.py --bin build/ci/bin [--store sql,redis,boltdb]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "support")]
import servers  # noqa: E402
from mariadb import tool  # noqa: E402
from ports import can_listen, free_port  # noqa: E402
from programs import Report, temp_folder, wait_for  # noqa: E402

COMMON = """TransCronInterval: 1
RetryInterval: 10
TimeoutToFail: 3600
RequestTimeout: 3
LogLevel: info
"""


class Sql:
    def __init__(self, folder):
        self.database = servers.Database(folder)
        with open(self.database.conf, encoding="utf-8") as text:
            store = text.read().split("TransCronInterval")[0]
        self.conf = store + COMMON

    def stop(self):
        self.database.stop()


class Redis:
    def __init__(self, folder):
        port = free_port()
        self.process = subprocess.Popen([tool("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        wait_for(lambda: not can_listen(port), 20, "redis-server listens")
        self.conf = f"Store:\n  Driver: redis\n  Host: 127.0.0.1\n  Port: {port}\n" + COMMON

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Boltdb:
    def __init__(self, _folder):
        self.conf = "Store:\n  Driver: boltdb\n" + COMMON

    def stop(self):
        pass


STORES = {"sql": Sql, "redis": Redis, "boltdb": Boltdb}


def name_of(line):
    """Of `PASS   : txdesk::test::RealDtmTest::name()`."""
    return line.split("RealDtmTest::")[1].split("(")[0]


def run(report, name, program, tests, keep):
    with temp_folder() as folder:
        store = STORES[name](folder)
        try:
            conf = os.path.join(folder, "conf.yml")
            with open(conf, "w", encoding="utf-8") as text:
                text.write(store.conf)
            dtm = servers.Coordinator([program, "-c", conf, "-r"], folder, "dtm", cwd=folder if name == "boltdb" else None)
            try:
                one = subprocess.run([tests], stdin=subprocess.DEVNULL, text=True, stdout=subprocess.PIPE, timeout=600,
                                     env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TXDESK_DTM": f"http://127.0.0.1:{dtm.port}", "TXDESK_DTM_STORE": name})
                for line in one.stdout.splitlines():
                    if line.startswith("PASS") and "Test::" in line and "TestCase" not in line:
                        report.ok(f"{name}: {name_of(line)}")
                    elif line.startswith("FAIL!"):
                        report.fail(f"{name}: {name_of(line)}", line)
                    elif line.startswith(("QINFO", "   Loc", "   Actual", "   Expected")):
                        print(line, flush=True)
            finally:
                dtm.end()
                if keep:
                    shutil.copy(dtm.log, os.path.join(keep, f"dtm-{name}.log"))
        finally:
            store.stop()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of real_dtm_tests")
    options.add_argument("--store", default="sql,redis,boltdb")
    options.add_argument("--keep", help="folder for DTM's logs")
    chosen = options.parse_args()
    binaries = os.path.abspath(chosen.bin)
    out = os.path.join(os.path.dirname(binaries), "conformance")
    os.makedirs(out, exist_ok=True)
    program = servers.build_dtm(out)
    report = Report()
    for name in chosen.store.split(","):
        run(report, name, program, os.path.join(binaries, "real_dtm_tests"), chosen.keep)
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
