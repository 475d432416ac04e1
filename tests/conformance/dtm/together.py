"""DTM and txdesk-server at work on one database under the load of DTM's own client: side by side, and with ours killed on the way.

SPDX-License-Identifier: Apache-2.0
"""
import os
import signal
import subprocess
import time

import servers
from mariadb import PASSWORD, USER
from programs import wait_for
from takeover import same

UNFINISHED = "select count(*) from trans_global where status in ('prepared', 'aborting', 'submitted')"


class Load:
    """The client; `told` holds a line for each transaction it has finished with."""

    def __init__(self, program, database, coordinators, count, log):
        addresses = ",".join(f"http://127.0.0.1:{one.port}/api/dtmsvr" for one in coordinators)
        self._errors = open(log, "ab")
        self.program = subprocess.Popen(
            [program, "-servers", addresses, "-dsn", f"{USER}:{PASSWORD}@tcp(127.0.0.1:{database.port})/", "-count", str(count)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True)
        self.told = []

    def listen(self, until):
        """Reads on until so many transactions were told, or all."""
        while len(self.told) < until:
            line = self.program.stdout.readline().strip()
            assert line, "the load ended early"
            if line == "all told":
                return
            if line.rsplit(" ", 1)[-1] in ("ok", "error"):
                self.told.append(line.split())

    def end(self):
        self.program.stdin.close()
        self.program.wait(10)
        self._errors.close()


class Together:
    def __init__(self, report, name, folder, database, programs, binaries, count):
        self.report, self.name, self.folder, self.database = report, name, folder, database
        self.dtm_program, self.load_program, self.binaries, self.count = *programs, binaries, count

    def case(self, what, body):
        self.report.case(f"{self.name}: {what}", body)

    def run(self, kill):
        dtm = servers.start_dtm(self.dtm_program, self.database, self.folder, reset=True, LOG_LEVEL="info")
        ours = servers.start_txdesk(self.binaries, self.database, self.folder)
        load = Load(self.load_program, self.database, [dtm, ours], self.count, os.path.join(self.folder, "load.log"))
        try:
            load.listen(self.count // 2 if kill else self.count)
            if kill:
                ours.end(signal.SIGKILL)
                load.listen(self.count)
            self.case("everything finishes", lambda: wait_for(self.done, 200, "everything finished"))
            self.check(load.told, kill)
            if kill:
                ours = servers.start_txdesk(self.binaries, self.database, self.folder)
            self.case("both tell the same of every transaction", lambda: self.told_alike(dtm, ours))
            self.figures(load.told, dtm)
        finally:
            load.end()
            ours.end()
            dtm.end()

    def done(self):
        time.sleep(0.3)
        return self.database.sql(UNFINISHED, "dtm") == [["0"]]

    def check(self, told, kill):
        self.status = dict(self.database.sql("select gid, status from trans_global", "dtm"))
        effects = {}
        for gid, branch, op, n in self.database.sql("select gid, branch, op, n from effect", "bank"):
            effects.setdefault(gid, {})[f"{branch} {op}"] = int(n)
        self.case("no op had its effect twice", lambda: no(
            f"{gid} {op}" for gid, ops in effects.items() for op, n in ops.items() if n != 1))
        self.case("the money is conserved", lambda: equal(self.database.sql("select sum(balance) from account", "bank"), [["0"]]))
        self.case("nothing that was told is lost", lambda: no(
            gid for gid, _, _, said in told if gid not in self.status and (said == "ok" or gid in effects)))
        self.case("each ends as it must", lambda: no(
            f"{gid} {self.status.get(gid)}" for gid, _, refused, said in told
            if said == "ok" and self.status.get(gid) != ("failed" if refused == "true" else "succeed")))
        self.case("the effects are those of the status", lambda: no(
            f"{gid} {status} {sorted(effects.get(gid, {}))}" for gid, status in self.status.items()
            if not fits(gid, status, set(effects.get(gid, {})))))

    def told_alike(self, dtm, ours):
        mine, theirs = ours.listed(), dtm.listed()
        equal(sorted(mine), sorted(self.status))
        equal(sorted(theirs), sorted(self.status))
        for gid in self.status:
            same(dtm.ask(gid), ours.ask(gid))

    def figures(self, told, dtm):
        with open(dtm.log, errors="replace") as text:
            taken = [line for line in text if "cron job return a trans" in line]
        begun_here = {gid for gid, where, *_ in told if where == "1"}
        crossed = {gid for gid in begun_here if any(f'"{gid}"' in line or f'\\"{gid}\\"' in line for line in taken)}
        handed = self.database.sql("select count(*) from trans_global where driver <> '' or epoch > 0", "dtm")[0][0]
        print(f"-- {self.name}: {len(self.status)} transactions, {len(begun_here)} told to txdesk-server, {handed} driven by it at some "
              f"time; DTM's cron took {len(taken)}, of those told to txdesk-server {len(crossed)}; "
              f"{sum(1 for one in told if one[3] == 'error')} calls of the client ended with an error", flush=True)


def fits(gid, status, ops):
    kind = gid.split("-")[1]
    if kind == "saga":
        if status == "succeed":
            return ops == {"01 action", "02 action"}
        return all((f"{branch} action" in ops) == (f"{branch} compensate" in ops) for branch in ("01", "02"))
    if kind == "tcc":
        confirmed = {op for op in ops if op.endswith("confirm")}
        return confirmed == ({"01 confirm", "02 confirm"} if status == "succeed" else set())
    return ops == ({"00 msg", "01 action"} if status == "succeed" else set())


def no(things):
    things = list(things)
    assert not things, f"{len(things)}: {things[:5]}"


def equal(got, wanted):
    assert got == wanted, f"{got}, wanted {wanted}"


def build_load(out):
    program = os.path.join(out, "dtm-load")
    servers.go("build", "-o", program, ".")
    return program
