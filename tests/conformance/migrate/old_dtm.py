"""Rows as DTM leaves them in its tables when it is stopped: unfinished transactions of every mode.

SPDX-License-Identifier: Apache-2.0
"""
import json
import os
from datetime import datetime, timedelta, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
PLAIN = '{"concurrent":false}'  # the options of a transaction that has none: DTM always writes this member


class Writer:
    """Times are what the clock of a machine in the given zone shows, in whole seconds, as DTM writes them."""

    def __init__(self, database, name, hours, bank):
        self.database, self.name, self.zone, self.bank = database, name, timezone(timedelta(hours=hours)), bank
        with open(os.path.join(HERE, "schema.sql"), encoding="utf-8") as text:
            database.sql(f"create database {name}")
            database.sql(text.read(), name)

    def time(self, seconds=0):
        return (datetime.now(self.zone) + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M:%S")

    def insert(self, table, row):
        def quoted(value):
            return "null" if value is None else "'" + str(value).replace("\\", "\\\\").replace("'", "''") + "'"
        self.database.sql(f"insert into {table} ({', '.join(row)}) values ({', '.join(map(quoted, row.values()))})", self.name)

    def transaction(self, gid, kind, status, rows, age=60, due=-1, **more):
        """rows: (branch_id, op, status, path, payload); a path is one of the participants'."""
        self.insert("trans_global", {
            "gid": gid, "trans_type": kind, "status": status, "query_prepared": "", "protocol": "http", "create_time": self.time(-age),
            "update_time": self.time(-age), "options": PLAIN, "custom_data": "", "next_cron_interval": 10, "next_cron_time": self.time(due),
            "owner": "", "ext_data": "", "result": "", "rollback_reason": "", **more})
        for branch, op, state, path, payload in rows:
            self.insert("trans_branch_op", {
                "gid": gid, "url": self.bank + path if path else "", "bin_data": payload, "branch_id": branch, "op": op, "status": state,
                "create_time": self.time(-age), "update_time": self.time(-age), "finish_time": self.time(-age) if state != "prepared" else None})


def saga(*states):
    """Rows of a saga: (compensate, action) of each step."""
    rows = []
    for step, (compensate, action) in enumerate(states, 1):
        rows += [(f"{step:02}", "compensate", compensate, f"/Revert{step}", '{"amount":30}'),
                 (f"{step:02}", "action", action, f"/Action{step}", '{"amount":30}')]
    return rows


def phases(second, first, states, payload='{"amount":30}'):
    """Rows of a TCC (cancel, confirm) or XA (rollback, commit)."""
    rows = []
    for step, state in enumerate(states, 1):
        rows += [(f"{step:02}", second, "prepared", f"/{second}{step}", payload), (f"{step:02}", first, state, f"/{first}{step}", payload)]
    return rows


def messages(*states):
    return [(f"{step:02}", "action", state, f"/Action{step}", '{"amount":30}') for step, state in enumerate(states, 1)]


# gid -> (kind, status, branch rows, further columns), then what is to become of it: (status, rows, calls).
def write_all(writer):
    """Everything DTM can leave behind; the answer is {gid: (status, [rows], [calls])}."""
    bank, wanted = writer.bank, {}

    def put(gid, kind, status, rows, end, after, calls, **more):
        writer.transaction(gid, kind, status, rows, **more)
        wanted[gid] = (end, after, calls)

    put("saga-new", "saga", "submitted", saga(("prepared", "prepared"), ("prepared", "prepared")), "succeed",
        ["01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed"], ["01 action", "02 action"], age=5)
    put("saga-half", "saga", "submitted", saga(("prepared", "succeed"), ("prepared", "prepared")), "succeed",
        ["01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed"], ["02 action"])
    put("saga-timeout", "saga", "submitted", saga(("prepared", "succeed"), ("prepared", "prepared")), "failed",
        ["01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action prepared"], ["02 compensate", "01 compensate"],
        options='{"timeout_to_fail":20,"concurrent":false}')
    put("saga-aborting", "saga", "aborting", saga(("prepared", "succeed"), ("succeed", "failed")), "failed",
        ["01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed"], ["01 compensate"],
        rollback_reason="url:http://x return failed: no money FAILURE")
    put("saga-orders", "saga", "submitted", saga(("prepared", "prepared"), ("prepared", "prepared")), "succeed",
        ["01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed"], ["02 action", "01 action"],
        custom_data='{"orders":{"0":[1]},"concurrent":true}', options='{"concurrent":true}')
    put("tcc-submitted", "tcc", "submitted", phases("cancel", "confirm", ["prepared", "succeed"]), "succeed",
        ["01 cancel prepared", "01 confirm succeed", "02 cancel prepared", "02 confirm succeed"], ["01 confirm"])
    put("tcc-prepared", "tcc", "prepared", phases("cancel", "confirm", ["prepared", "prepared"]), "failed",
        ["01 cancel succeed", "01 confirm prepared", "02 cancel succeed", "02 confirm prepared"], ["02 cancel", "01 cancel"])
    put("tcc-aborting", "tcc", "aborting", phases("cancel", "confirm", ["prepared"]), "failed", ["01 cancel succeed", "01 confirm prepared"],
        ["01 cancel"], rollback_reason="no money")
    put("xa-submitted", "xa", "submitted", phases("rollback", "commit", ["succeed", "prepared"], ""), "succeed",
        ["01 rollback prepared", "01 commit succeed", "02 rollback prepared", "02 commit succeed"], ["02 commit"])
    put("xa-prepared", "xa", "prepared", phases("rollback", "commit", ["prepared", "prepared"], ""), "failed",
        ["01 rollback succeed", "01 commit prepared", "02 rollback succeed", "02 commit prepared"], ["01 rollback", "02 rollback"])
    put("msg-submitted", "msg", "submitted", messages("succeed", "prepared"), "succeed", ["01 action succeed", "02 action succeed"], ["02 action"])
    put("msg-committed", "msg", "prepared", messages("prepared"), "succeed", ["01 action succeed"], ["00 msg", "01 action"],
        query_prepared=bank + "/Query")
    put("msg-rolled-back", "msg", "prepared", messages("prepared"), "failed", ["01 action prepared"], ["00 msg"],
        query_prepared=bank + "/QueryFailure")
    put("msg-json-rpc", "msg", "submitted", [("01", "action", "prepared", "/json-rpc?method=Action1", '{"amount":30}')], "succeed",
        ["01 action succeed"], ["01 action"], protocol="json-rpc", options='{"wait_result":true,"concurrent":false}')
    put("workflow-half", "workflow", "prepared", [("01", "action", "succeed", "", "done")], "succeed",
        ["01 action succeed", "02 action succeed"], ["00 transfer"], query_prepared=bank + "/Resume",
        custom_data=json.dumps({"name": "transfer", "data": "MzA="}, separators=(",", ":")))
    return wanted
