#!/usr/bin/env python3
"""Plays scenarios S1-S13 of the tutorials and the case studies with real processes, all databases on SQLite or on MariaDB, and checks
balances, logs and transactions afterwards.

Usage: tutorial.py --bin build/ci/bin [--db sqlite] [--only S1 --only S2]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import notices  # noqa: E402
import transfers  # noqa: E402
from desk import Busy, Desk  # noqa: E402
from mariadb import MariaDb  # noqa: E402
from programs import Report, temp_folder  # noqa: E402

SCENARIOS = {**transfers.SCENARIOS, **notices.SCENARIOS}


def play(report, desk, name, database):
    begun = time.monotonic()
    try:
        SCENARIOS[name](desk)
        report.ok(f"{database}: {name} ({time.monotonic() - begun:.1f} s)")
    except Busy as busy:
        report.skip(f"{database}: {name}", busy)
    except Exception as error:  # one scenario must not take the others with it
        logs = " || ".join(f"{service.name}: {service.program.tail(3)}" for service in desk.services)
        report.fail(f"{database}: {name}", f"{type(error).__name__}: {error} [{logs}]".replace("\n", " ")[:1500])
    finally:
        desk.end_scenario()


def play_all(report, programs, names, database):
    with temp_folder() as folder:
        server = MariaDb(os.path.join(folder, "mariadb")) if database == "mariadb" else None
        try:
            desk = Desk(programs, folder, server)
            try:
                for name in names:
                    play(report, desk, name, database)
            finally:
                desk.close()
        finally:
            if server:
                server.stop()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server and txdesk-bank")
    options.add_argument("--db", choices=("sqlite", "mariadb"), help="where the services keep their data; both when not said")
    options.add_argument("--only", action="append", choices=SCENARIOS, help="one scenario; again for more")
    chosen = options.parse_args()
    report = Report()
    for database in [chosen.db] if chosen.db else ["sqlite", "mariadb"]:
        play_all(report, os.path.abspath(chosen.bin), chosen.only or list(SCENARIOS), database)
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
