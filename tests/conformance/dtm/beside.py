#!/usr/bin/env python3
"""The real DTM and txdesk-server on one MariaDB: in its place, beside it, and back.

Usage: beside.py --bin build/ci/bin [--only takeover,handback,together,back]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "support")]
import servers  # noqa: E402
import takeover  # noqa: E402
import together  # noqa: E402
from programs import Report, temp_folder  # noqa: E402


def story(report, name, body, keep):
    with temp_folder() as folder:
        database = None
        try:
            database = servers.Database(folder)
            body(folder, database)
        except Exception as error:  # the other stories still run
            report.fail(f"{name}: runs to its end", f"{type(error).__name__}: {error}")
        finally:
            if database:
                database.stop()
            if keep:
                shutil.copytree(folder, os.path.join(keep, name), dirs_exist_ok=True, ignore=shutil.ignore_patterns("mariadb"))


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server")
    options.add_argument("--only", default="takeover,handback,together,back")
    options.add_argument("--count", type=int, default=300, help="transactions of the load")
    options.add_argument("--keep", help="folder for the logs")
    chosen = options.parse_args()
    out = os.path.join(os.path.dirname(os.path.abspath(chosen.bin)), "conformance")
    os.makedirs(out, exist_ok=True)
    program = servers.build_dtm(out)
    report = Report()
    programs = (program, together.build_load(out))

    def load(name, kill):
        return lambda folder, database: together.Together(report, name, folder, database, programs, chosen.bin, chosen.count).run(kill)

    def modes(folder, database):
        return takeover.Takeover(report, folder, database, program, chosen.bin)
    stories = {"takeover": lambda folder, database: modes(folder, database).run(),
               "handback": lambda folder, database: modes(folder, database).run_back(),
               "together": load("together", False), "back": load("back", True)}
    for name in chosen.only.split(","):
        if name in stories:
            story(report, name, stories[name], chosen.keep)
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
