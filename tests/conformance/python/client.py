"""Runs DTM's own Python client, unmodified, against a server, with real HTTP participants, and prints `ok NAME` or
`FAIL NAME: why` for each scenario. Several run at a time: most of them wait for a retry.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import requests
from dtmcli import msg, saga, tcc, utils

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "support"))
from bank import Bank  # noqa: E402
from programs import wait_for  # noqa: E402

SAGA_DONE = ["01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed"]
TCC_DONE = ["01 cancel prepared", "01 confirm succeed", "02 cancel prepared", "02 confirm succeed"]
MSG_DONE = ["01 action succeed", "02 action succeed"]
MSG_UNSENT = ["01 action prepared", "02 action prepared"]


class Scenario:
    """One transaction of the client with its checks."""

    def __init__(self, options, bank, gid=None):
        self.options, self.bank, self.server = options, bank, options.http
        self.gid = gid or utils.gen_gid(self.server)

    def url(self, path):
        return path if "://" in path else self.bank.url + path

    def saga(self, first, second, wait=False):
        made = saga.Saga(self.server, self.gid)
        for path in (first, second):
            made.add({"amount": 30}, self.url(path), self.url(path) + "Revert")
        made.trans_base.wait_result = wait
        made.trans_base.retry_interval = 1
        return made

    def message(self, first="/TransIn", second="/TransOut"):
        made = msg.Msg(self.server, self.gid)
        made.add({"amount": 30}, self.url(first)).add({"amount": 30}, self.url(second))
        made.trans_base.timeout_to_fail = made.trans_base.retry_interval = 1
        return made

    def tcc(self, *branches, at=None):
        """Branches of 30; `at` is the address of the second phase."""
        def work(made):
            for path in branches:
                utils.check_result(made.call_branch({"amount": 30}, self.url(path), (at or self.bank.url) + path + "Confirm",
                                                    (at or self.bank.url) + path + "Cancel"))
        return tcc.tcc_global_transaction(self.server, self.gid, work)

    def query(self):
        return requests.get(self.server + "/query", params={"gid": self.gid}, timeout=5).json()

    def wait_status(self, status):
        def asked():
            answer = self.query()
            return answer if answer["transaction"] and answer["transaction"]["status"] == status else None
        return wait_for(asked, 20, f"status {status}")

    def wait_call(self, call):
        wait_for(lambda: call in self.bank.calls.get(self.gid, []), 20, call)

    def check(self, status, rows, calls=None):
        got = [f"{row['branch_id']} {row['op']} {row['status']}" for row in self.wait_status(status)["branches"]]
        assert got == rows, f"rows {got}"
        made = self.bank.calls.get(self.gid, [])
        assert calls is None or made == calls, f"calls {made}"

    def moved(self, amount):
        got = [self.bank.accounts.get((self.gid, name), 0) for name in ("out", "in")]
        assert got == [-amount, amount], f"moved {got}"

    def stored(self, amount):
        got = self.bank.stored(self.gid)
        assert got == ({"out": -amount, "in": amount} if amount else {}), f"moved {got}"

    def crash(self, role):
        """Runs an initiator in a process of its own that kills itself in the middle of its work."""
        done = subprocess.run([sys.executable, *sys.argv, "-crash", role, "-gid", self.gid, "-bank", self.bank.url], capture_output=True)
        assert done.returncode == -signal.SIGKILL, f"the initiator was to be killed: {done.returncode} {done.stderr[-300:]}"


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def raises(kind, action):
    try:
        action()
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was expected")


def saga_success(s):
    s.saga("/TransOut", "/TransIn", wait=True).submit()
    s.check("succeed", SAGA_DONE, ["01 action /TransOut", "02 action /TransIn"])
    s.moved(30)


def saga_failure(s):
    raises(utils.DTMFailureError, s.saga("/TransOut", "/Rejected", wait=True).submit)
    s.check("failed", ["01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed"],
            ["01 action /TransOut", "02 action /Rejected", "02 compensate /RejectedRevert", "01 compensate /TransOutRevert"])
    s.moved(0)


def saga_repeats(path):
    def run(s):
        s.saga("/TransOut", path).submit()
        s.check("succeed", SAGA_DONE, ["01 action /TransOut", f"02 action {path}", f"02 action {path}"])
    return run


def saga_unreachable(s):
    late, start = s.bank.late()
    s.saga("/TransOut", late + "/TransIn").submit()
    s.wait_call("01 action /TransOut")
    start()
    s.check("succeed", SAGA_DONE, ["01 action /TransOut", "02 action /TransIn"])
    s.moved(30)


def saga_crash(s):
    s.crash("saga")
    s.check("succeed", SAGA_DONE, ["01 action /Slow", "02 action /TransIn"])


def saga_barrier(s):
    s.saga("/DbOut", "/DbIn", wait=True).submit()
    s.check("succeed", SAGA_DONE)
    s.stored(30)


def saga_barrier_failure(s):
    raises(utils.DTMFailureError, s.saga("/DbOut", "/DbRejected", wait=True).submit)
    s.check("failed", ["01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed"])
    s.stored(0)


def tcc_success(s):
    assert s.tcc("/TransOut", "/TransIn") == s.gid
    s.check("succeed", TCC_DONE, ["01 try /TransOut", "02 try /TransIn", "02 confirm /TransInConfirm", "01 confirm /TransOutConfirm"])
    s.moved(30)


def tcc_failure(s):
    assert s.tcc("/TransOut", "/Rejected") == ""
    s.check("failed", ["01 cancel succeed", "01 confirm prepared", "02 cancel succeed", "02 confirm prepared"],
            ["01 try /TransOut", "02 try /Rejected", "02 cancel /RejectedCancel", "01 cancel /TransOutCancel"])
    s.moved(0)


def tcc_repeats(path):
    def run(s):
        s.tcc("/TransOut", path)
        s.check("succeed", TCC_DONE, ["01 try /TransOut", f"02 try {path}", f"02 confirm {path}Confirm", f"02 confirm {path}Confirm",
                                      "01 confirm /TransOutConfirm"])
    return run


def tcc_unreachable(s):
    late, start = s.bank.late()
    s.tcc("/TransOut", "/TransIn", at=late)
    s.wait_status("submitted")
    start()
    s.check("succeed", TCC_DONE)
    s.moved(30)


def tcc_crash(s):
    s.crash("tcc")
    s.check("failed", ["01 cancel succeed", "01 confirm prepared"], ["01 try /TransOut", "01 cancel /TransOutCancel"])
    s.moved(0)


def tcc_barrier(s):
    assert s.tcc("/DbOut", "/DbIn") == s.gid
    s.check("succeed", TCC_DONE)
    s.stored(30)


def tcc_barrier_failure(s):
    assert s.tcc("/DbOut", "/DbRejected") == ""
    s.check("failed", ["01 cancel succeed", "01 confirm prepared", "02 cancel succeed", "02 confirm prepared"])
    s.stored(0)


def tcc_unknown(s):
    """The client aborts after any exception, also one of a prepare that never came through: 500, not 409."""
    answer = requests.post(s.server + "/abort", json={"gid": s.gid, "trans_type": "tcc"}, timeout=5)
    assert (answer.status_code, answer.json()["message"]) == (500, f"no TransGlobal with gid: {s.gid} found"), answer.text


def msg_success(s):
    s.message().do_and_submit(s.url("/QuerySuccess"), lambda barrier: None)
    s.check("succeed", MSG_DONE, ["01 action /TransIn", "02 action /TransOut"])
    s.moved(30)


def msg_failure(s):
    def refuse(_):
        raise utils.DTMFailureError("no money")
    raises(utils.DTMFailureError, lambda: s.message().do_and_submit(s.url("/QuerySuccess"), refuse))
    s.check("failed", MSG_UNSENT, [])


def msg_repeats(path):
    def run(s):
        s.message("/TransIn", path).do_and_submit(s.url("/QuerySuccess"), lambda barrier: None)
        s.check("succeed", MSG_DONE, ["01 action /TransIn", f"02 action {path}", f"02 action {path}"])
    return run


def msg_unreachable(s):
    late, start = s.bank.late()
    s.message("/TransIn", late + "/TransOut").do_and_submit(s.url("/QuerySuccess"), lambda barrier: None)
    s.wait_call("01 action /TransIn")
    start()
    s.check("succeed", MSG_DONE, ["01 action /TransIn", "02 action /TransOut"])


def msg_back_check(path, status="succeed", times=1):
    def run(s):
        s.message().prepare(s.url(path))
        s.check(status, MSG_DONE if status == "succeed" else MSG_UNSENT,
                [f"00 msg {path}"] * times + (["01 action /TransIn", "02 action /TransOut"] if status == "succeed" else []))
    return run


def msg_back_check_unreachable(s):
    late, start = s.bank.late()
    s.message().prepare(late + "/QuerySuccess")
    time.sleep(1.2)  # the first back-check finds nobody
    start()
    s.check("succeed", MSG_DONE)


def msg_database(s):
    with s.bank.connect() as connection:
        s.message("/TransIn", "/TransIn").do_and_submit_db(s.url("/QueryDb"), connection.cursor(), lambda cursor: s.bank.move_stored(
            cursor, "Out", {"gid": s.gid, "op": "msg"}, 60))
    s.check("succeed", MSG_DONE)
    assert s.bank.stored(s.gid) == {"out": -60}


def msg_crash(role, status, stored):
    def run(s):
        s.crash(role)
        s.check(status, MSG_DONE if status == "succeed" else MSG_UNSENT)
        assert s.bank.stored(s.gid) == stored
    return run


def initiator_saga(s):
    s.saga("/Slow", "/TransIn").submit()
    die()


def initiator_tcc(s):
    def work(made):
        made.call_branch({"amount": 30}, s.url("/TransOut"), s.url("/TransOutConfirm"), s.url("/TransOutCancel"))
        die()
    tcc.tcc_global_transaction(s.server, s.gid, work)


def initiator_before(s):
    with s.bank.connect() as connection:
        s.message().do_and_submit_db(s.url("/QueryDb"), connection.cursor(), die)


def initiator_after(s):
    def work(barrier):
        with s.bank.connect() as connection:
            barrier.call(connection.cursor(), lambda cursor: s.bank.move_stored(cursor, "Out", {"gid": s.gid, "op": "msg"}, 30))
        die()
    s.message().do_and_submit(s.url("/QueryDb"), work)


ROLES = {"saga": initiator_saga, "tcc": initiator_tcc, "before": initiator_before, "after": initiator_after}

CASES = {
    "saga: success": saga_success, "saga: business failure": saga_failure, "saga: ongoing": saga_repeats("/Ongoing"),
    "saga: participant answers an error": saga_repeats("/Shaky"), "saga: unreachable participant": saga_unreachable,
    "saga: crash of the initiator": saga_crash, "saga: barrier, success": saga_barrier,
    "saga: barrier, business failure": saga_barrier_failure,
    "tcc: success": tcc_success, "tcc: business failure": tcc_failure, "tcc: ongoing": tcc_repeats("/Ongoing"),
    "tcc: participant answers an error": tcc_repeats("/Shaky"), "tcc: unreachable participant": tcc_unreachable,
    "tcc: crash of the initiator": tcc_crash, "tcc: barrier, success": tcc_barrier, "tcc: barrier, empty cancel": tcc_barrier_failure,
    "tcc: abort of an unknown gid": tcc_unknown,
    "msg: success": msg_success, "msg: business failure": msg_failure, "msg: ongoing": msg_repeats("/Ongoing"),
    "msg: participant answers an error": msg_repeats("/Shaky"), "msg: unreachable participant": msg_unreachable,
    "msg: back-check says success": msg_back_check("/QuerySuccess"), "msg: back-check says failure": msg_back_check("/QueryFailure", "failed"),
    "msg: back-check ongoing": msg_back_check("/QueryOngoing", times=2),
    "msg: back-check answers an error": msg_back_check("/QueryShaky", times=2), "msg: back-check unreachable": msg_back_check_unreachable,
    "msg: do_and_submit_db": msg_database, "msg: crash of the initiator before commit": msg_crash("before", "failed", {}),
    "msg: crash of the initiator after commit": msg_crash("after", "succeed", {"out": -30}),
}


def say(line):
    """In one piece and on a line of its own: the library prints from other threads."""
    sys.stdout.flush()
    os.write(1, f"\n{line}\n".encode())


def run_case(name, options, bank):
    try:
        CASES[name](Scenario(options, bank))
    except Exception as error:  # a case must not take the others with it
        say(f"FAIL python http {name}: {type(error).__name__}: {error}".replace("\n", " ")[:900])
        return False
    say(f"ok python http {name}")
    return True


def main():
    options = argparse.ArgumentParser(prefix_chars="-")
    for name in ("http", "grpc", "mysql-user", "only", "crash", "gid", "bank"):
        options.add_argument("-" + name, default="")
    options.add_argument("-mysql-port", type=int, default=0)
    options = options.parse_args()
    bank = Bank(options.mysql_port, options.mysql_user)
    if options.crash:
        bank.url = options.bank
        ROLES[options.crash](Scenario(options, bank, options.gid))
        return 2
    bank.url = bank.serve()
    with ThreadPoolExecutor(10) as pool:
        good = list(pool.map(lambda name: run_case(name, options, bank), [name for name in CASES if options.only in name]))
    return 0 if good and all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
