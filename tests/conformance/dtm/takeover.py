"""One server takes unfinished transactions of every mode and is killed; the other, started in its place, finishes them.

SPDX-License-Identifier: Apache-2.0
"""
import signal
import time
from datetime import datetime

import servers
from ports import free_port
from participants import World
from programs import wait_for

FINISHED = ("succeed", "failed")


def saga(gid, *steps, **more):
    return "submit", {"gid": gid, "trans_type": "saga", "steps": [{"action": a, "compensate": c} for a, c in steps],
                      "payloads": ['{"amount":30}'] * len(steps), **more}


class Takeover:
    def __init__(self, report, folder, database, dtm_program, binaries):
        self.report, self.folder, self.database = report, folder, database
        self.program, self.binaries = dtm_program, binaries
        self.world = World()
        self.bank = self.world.listen()
        self.late = free_port()  # nobody listens there while DTM runs
        self.wanted = {}         # gid -> (end, rows, calls after the kill)
        self.before = {}

    def expect(self, gid, end, rows, *calls):
        self.wanted[gid] = (end, rows.split(), list(calls))

    def branches(self, dtm, kind, gid, count, *second):
        """Registers branches whose phase-two URLs end in the given words."""
        self.ok(dtm.post("prepare", {"gid": gid, "trans_type": kind}))
        for number in range(count):
            url = f"{self.bank}/{second[number]}"
            more = {"url": url} if kind == "xa" else {"confirm": url, "cancel": url, "data": "{}"}
            self.ok(dtm.post("registerBranch", {"gid": gid, "trans_type": kind, "branch_id": f"{number + 1:02}", **more}))

    @staticmethod
    def ok(answer):
        assert answer[0] == 200, answer

    def fill_sagas(self, dtm):
        ok, url = self.bank + "/ok", self.bank
        self.expect("saga-ongoing", "succeed", "prepared succeed prepared succeed", "02 action")
        self.ok(dtm.post(*saga("saga-ongoing", (ok, ok), (url + "/ongoing", ok))))
        self.expect("saga-unreachable", "succeed", "prepared succeed prepared succeed", "01 action", "02 action")
        self.ok(dtm.post(*saga("saga-unreachable", (f"http://127.0.0.1:{self.late}/ok", ok), (ok, ok))))
        self.expect("saga-aborting", "failed", "succeed succeed succeed failed", "01 compensate")
        self.ok(dtm.post(*saga("saga-aborting", (ok, url + "/broken"), (url + "/failure", ok))))
        self.expect("saga-orders", "succeed", "prepared succeed prepared succeed", "02 action", "01 action")
        self.ok(dtm.post(*saga("saga-orders", (ok, ok), (url + "/ongoing", ok), custom_data='{"concurrent":true,"orders":{"0":[1]}}')))

    def fill_phases(self, dtm):
        self.expect("tcc-submitted", "succeed", "prepared succeed prepared succeed", "01 confirm")
        self.branches(dtm, "tcc", "tcc-submitted", 2, "ongoing", "ok")
        self.ok(dtm.post("submit", {"gid": "tcc-submitted", "trans_type": "tcc"}))
        self.expect("tcc-prepared", "failed", "succeed prepared succeed prepared", "02 cancel", "01 cancel")
        self.branches(dtm, "tcc", "tcc-prepared", 2, "ok", "ok")
        self.expect("tcc-aborting", "failed", "succeed prepared succeed prepared", "02 cancel", "01 cancel")
        self.branches(dtm, "tcc", "tcc-aborting", 2, "ok", "broken")
        self.ok(dtm.post("abort", {"gid": "tcc-aborting", "trans_type": "tcc", "rollback_reason": "no money"}))
        self.expect("xa-submitted", "succeed", "prepared succeed prepared succeed", "02 commit")
        self.branches(dtm, "xa", "xa-submitted", 2, "ok", "ongoing")
        self.ok(dtm.post("submit", {"gid": "xa-submitted", "trans_type": "xa"}))
        self.expect("xa-prepared", "failed", "succeed prepared succeed prepared", "01 rollback", "02 rollback")
        self.branches(dtm, "xa", "xa-prepared", 2, "ok", "ok")

    def fill_messages(self, dtm):
        def message(gid, *paths, **more):
            return {"gid": gid, "trans_type": "msg", "steps": [{"action": f"{self.bank}/{path}"} for path in paths],
                    "payloads": ["{}"] * len(paths), **more}
        self.expect("msg-submitted", "succeed", "succeed succeed", "02 action")
        self.ok(dtm.post("submit", message("msg-submitted", "ok", "ongoing")))
        self.expect("msg-committed", "succeed", "succeed", "00 msg", "01 action")
        self.ok(dtm.post("prepare", message("msg-committed", "ok", query_prepared=self.bank + "/ok")))
        self.expect("msg-rolled-back", "failed", "prepared", "00 msg")
        self.ok(dtm.post("prepare", message("msg-rolled-back", "ok", query_prepared=self.bank + "/failure")))
        self.expect("workflow-half", "succeed", "succeed succeed", "00 transfer")
        self.ok(dtm.post("prepareWorkflow", {"gid": "workflow-half", "trans_type": "workflow", "protocol": "http", "query_prepared":
                                             self.bank + "/Resume", "custom_data": '{"name":"transfer","data":"MzA="}'}))
        self.ok(dtm.post("registerBranch", {"gid": "workflow-half", "trans_type": "workflow", "branch_id": "01", "op": "action",
                                            "status": "succeed", "data": "done", "sync": "1"}))

    def fill_ahead(self, dtm):
        """DTM writes outcomes up to 200 ms late here: it dies when three steps were called and none is recorded."""
        gid, ok = "saga-ahead", self.bank + "/ok"
        self.expect(gid, "failed", "succeed failed succeed prepared succeed prepared", "01 action", "03 compensate", "02 compensate",
                    "01 compensate")
        self.ok(dtm.post(*saga(gid, (self.bank + "/once", ok), (ok, ok), (self.bank + "/hang", ok))))
        wait_for(lambda: "03 action" in self.world.of(gid), 5, "the third step")
        dtm.end(signal.SIGKILL)
        rows = [row[0] for row in self.database.sql(f"select status from trans_branch_op where gid='{gid}' and op='action' order by id", "dtm")]
        if rows != ["prepared"] * 3:  # it was quicker: then what is recorded is not asked again
            first = rows.index("prepared") + 1
            self.report.skip("takeover: saga-ahead", f"DTM had recorded {rows}: nothing ran ahead of step {first}")
            del self.wanted[gid]

    def settled(self):
        """What the fill leads to, before the kill."""
        hoped = {"saga-ongoing": "02 action", "saga-aborting": "01 compensate", "saga-orders": "02 action", "tcc-submitted": "01 confirm",
                 "tcc-aborting": "02 cancel", "xa-submitted": "02 commit", "msg-submitted": "02 action"}
        return all(last in self.world.of(gid) for gid, last in hoped.items())

    def finished(self, server, gid):
        end, rows, calls = self.wanted[gid]
        wait_for(lambda: server.ask(gid)["transaction"]["status"] in FINISHED, max(1, self.deadline - time.monotonic()), f"{gid} finished")
        answer = server.ask(gid)
        assert answer["transaction"]["status"] == end, answer["transaction"]
        for _ in range(20):  # DTM writes outcomes up to 200 ms after the end
            got = [row["status"] for row in server.ask(gid)["branches"]]
            if got == rows:
                break
            time.sleep(0.1)
        assert got == rows, f"rows {got}, wanted {rows}"
        after = self.world.of(gid)[self.before.get(gid, 0):]
        assert after == calls, f"calls {after}, wanted {calls}"

    def run(self):
        """From DTM to us."""
        dtm = servers.start_dtm(self.program, self.database, self.folder, reset=True, UPDATE_BRANCH_SYNC="0")
        self.fill(dtm)
        self.fill_ahead(dtm)
        ours = self.heal(lambda: servers.start_txdesk(self.binaries, self.database, self.folder))
        self.finish("takeover", ours, lambda: servers.start_dtm(self.program, self.database, self.folder), lambda first, other: same(other, first))

    def run_back(self):
        """From us to DTM, on tables that DTM made."""
        servers.start_dtm(self.program, self.database, self.folder, reset=True).end()
        ours = servers.start_txdesk(self.binaries, self.database, self.folder)
        self.fill(ours)
        ours.end(signal.SIGKILL)
        dtm = self.heal(lambda: servers.start_dtm(self.program, self.database, self.folder))
        self.finish("handback", dtm, lambda: servers.start_txdesk(self.binaries, self.database, self.folder), same)

    def fill(self, server):
        self.fill_sagas(server)
        self.fill_phases(server)
        self.fill_messages(server)
        wait_for(self.settled, 8, "everybody was called once")
        time.sleep(0.5)  # outcomes are written late

    def heal(self, start):
        unfinished = self.database.sql("select count(*) from trans_global where status in ('prepared', 'aborting', 'submitted')", "dtm")
        assert unfinished == [[str(len(self.wanted))]], f"unfinished {unfinished}, filled {len(self.wanted)}"
        self.world.healed = True
        self.world.listen(self.late)
        self.before = {gid: len(self.world.of(gid)) for gid in self.wanted}
        server = start()
        self.world.port = server.port
        self.deadline = time.monotonic() + 75
        return server

    def finish(self, name, server, start_other, compare):
        try:
            for gid in self.wanted:
                self.report.case(f"{name}: {gid} ends as {self.wanted[gid][0]}", lambda g=gid: self.finished(server, g))
            other = start_other()
            try:
                for gid in self.wanted:
                    self.report.case(f"{name}: {gid} is told alike by both", lambda g=gid: compare(server.ask(g), other.ask(g)))
            finally:
                other.end()
        finally:
            server.end()
            self.world.stop()


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")[:19] + (text[-6:] if text[-6] in "+-" else "+00:00"))


def same(theirs, ours):
    """One transaction as DTM and as we tell it: the same members, values, and times to the second; here a finished one has no next look."""
    def compare(one, two, where):
        times = [key for key in {*one, *two} if key.endswith("_time") and not (key == "next_cron_time" and one["status"] in FINISHED)]
        for key in {*one, *two} - {"id", "owner", "next_cron_time", *times}:
            assert one.get(key) == two.get(key), f"{where} {key}: DTM {one.get(key)!r}, here {two.get(key)!r}"
        for key in times:
            assert key in one and key in two, f"{where} {key}: DTM {one.get(key)}, here {two.get(key)}"
            assert abs((moment(one[key]) - moment(two[key])).total_seconds()) <= 1, f"{where} {key}: DTM {one[key]}, here {two[key]}"
    compare(theirs["transaction"], ours["transaction"], "transaction")
    assert len(theirs["branches"]) == len(ours["branches"])
    for one, two in zip(theirs["branches"], ours["branches"]):
        compare(one, two, f"branch {one['branch_id']} {one['op']}")
