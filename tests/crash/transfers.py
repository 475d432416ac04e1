"""What the clients do in each scenario, how they go on after the crash, and what must be true at the end.

Every transfer is a sequence of steps; a step that got no answer is done again after the restart. A step is
acknowledged when it was answered with 200.
SPDX-License-Identifier: Apache-2.0
"""
from transfers_at import AtCommit, AtRollback
from world import NO_ANSWER

AMOUNT = 30
NOBODY = 999  # an account that does not exist


class Transfer:
    """One gid and its steps; subclasses say which."""
    final = "succeed"  # when every step was acknowledged

    def __init__(self, world, gid, wait):
        self.world = world
        self.gid = gid
        self.wait = wait
        self.acknowledged = 0

    def steps(self):
        raise NotImplementedError

    def go_on(self):
        """Does what is left; False when the coordinator gave no answer."""
        for step in self.steps()[self.acknowledged:]:
            try:
                status, answer = step()
            except NO_ANSWER:
                return False
            if status not in (200, 409):
                # the bank speaks for a coordinator that was gone, or the coordinator for a store that was
                if status >= 500:
                    return False
                raise AssertionError(f"{self.gid}: {status} {answer}")
            self.acknowledged += 1
        return True

    def check(self):
        status = self.world.wait_final(self.gid)
        self.check_status(status)
        out, come = self.world.a.net(self.gid), self.world.b.net(self.gid)
        wanted = (-AMOUNT, AMOUNT) if status == "succeed" else (0, 0)
        assert (out, come) == wanted, f"{self.gid} is {status}, but the banks moved {out} and {come}"
        for bank in (self.world.a, self.world.b):
            for branch, op, times, _ in bank.ledger(self.gid):
                assert times == 1, f"{self.gid}: {branch} {op} took effect {times} times"

    def check_status(self, status):
        assert status == self.final, f"{self.gid} ended {status}, not {self.final}"


class SagaOk(Transfer):
    account = 1

    def steps(self):
        return [self.submit]

    def submit(self):
        def step(bank, name, account):
            return {"action": f"{bank.url}/{name}", "compensate": f"{bank.url}/{name}Compensate"}, f'{{"account":{account},"amount":{AMOUNT}}}'
        world = self.world
        first, second = step(world.a, "TransOut", 1), step(world.b, "TransIn", self.account)
        return world.ask("POST", "/api/dtmsvr/submit", {
            "gid": self.gid, "trans_type": "saga", "steps": [first[0], second[0]], "payloads": [first[1], second[1]],
            "wait_result": self.wait, "retry_interval": 1})


class SagaRollback(SagaOk):
    account = NOBODY
    final = "failed"


class MessageSubmit(Transfer):
    """The bank itself is the initiator: prepare, local transaction in its barrier, submit."""
    account = 1

    def steps(self):
        return [self.send]

    def send(self):
        return self.world.a.ask("POST", "/transfer-by-message", {
            "gid": self.gid, "account": self.account, "amount": AMOUNT, "to": self.world.b.url + "/TransIn", "toAccount": 1,
            "timeoutToFail": 2, "retryInterval": 1})

    def check_status(self, status):
        # A prepared message whose initiator was cut off may have been asked back and dropped before it came again;
        # then its money has not moved, which check() has seen to. One that was answered 200 must be sent.
        pass


class MessageAbort(MessageSubmit):
    """The local transaction is refused, the initiator aborts."""
    account = NOBODY

    def check_status(self, status):
        assert status == "failed", f"{self.gid} ended {status}"


class MessageBackCheck(Transfer):
    """Prepared, the local transaction committed, never submitted: the coordinator has to ask."""

    def steps(self):
        return [self.prepare, self.commit]

    def prepare(self):
        world = self.world
        return world.ask("POST", "/api/dtmsvr/prepare", {
            "gid": self.gid, "trans_type": "msg", "steps": [{"action": world.b.url + "/TransIn"}],
            "payloads": [f'{{"account":1,"amount":{AMOUNT}}}'], "query_prepared": world.a.url + "/QueryPrepared",
            "timeout_to_fail": 1, "retry_interval": 1})

    def commit(self):
        return self.world.a.ask("POST", "/commit-late", {"gid": self.gid, "account": 1, "amount": AMOUNT, "to": self.world.b.url + "/TransIn",
                                                         "toAccount": 1})

    def check_status(self, status):
        committed = bool(self.world.a.ledger(self.gid))
        assert status == ("succeed" if committed else "failed"), f"{self.gid} ended {status}, its local transaction has{'' if committed else ' not'} committed"


class TccConfirm(Transfer):
    """Two tries by the client itself, then submit."""

    def steps(self):
        a, b = self.world.a, self.world.b
        return [lambda: self.tell("prepare"), lambda: self.register("01", a, "TransOut"), lambda: self.attempt("01", a, "TransOut"),
                lambda: self.register("02", b, "TransIn"), lambda: self.attempt("02", b, "TransIn"), self.end]

    def tell(self, verb):
        return self.world.ask("POST", "/api/dtmsvr/" + verb, {"gid": self.gid, "trans_type": "tcc", "retry_interval": 1, "wait_result": self.wait})

    def register(self, branch, bank, name):
        return self.world.ask("POST", "/api/dtmsvr/registerBranch", {
            "gid": self.gid, "trans_type": "tcc", "branch_id": branch, "data": f'{{"account":1,"amount":{AMOUNT}}}',
            "confirm": f"{bank.url}/{name}Confirm", "cancel": f"{bank.url}/{name}Cancel"})

    def attempt(self, branch, bank, name):
        return bank.ask("POST", f"/{name}Try?gid={self.gid}&trans_type=tcc&branch_id={branch}&op=try", f'{{"account":1,"amount":{AMOUNT}}}')

    def end(self):
        return self.tell("submit")


class TccCancel(TccConfirm):
    final = "failed"

    def end(self):
        return self.tell("abort")


STORE = ["store.begin", "store.global.inserted", "store.branches.inserted", "store.events.inserted", "store.commit.before", "store.commit.after"]
HTTP = ["http.parsed", "http.reply.before", "http.reply.after"]
CALLS = ["call.before", "call.sent", "call.reply.before", "call.reply.after"]
IN_ONE_PACKET = {"store.begin", "store.branches.inserted", "store.events.inserted"}  # on MySQL no point of their own
FINAL = ["status.final.before", "status.final.after"]
SLOW = ["timer.fired", "store.commit.before", "store.commit.after"]
RETRY = ["store.commit.before", "store.commit.after", "call.before", "call.reply.after"]
RESTART = ["start.recover", "claim.before", "claim.after"]

# scenario: (what the clients do, the points that it must pass)
SCENARIOS = {
    "saga-ok": (SagaOk, HTTP + ["submit.before", "submit.after"] + STORE + CALLS + FINAL),
    "saga-rollback": (SagaRollback, HTTP + ["submit.before", "submit.after"] + STORE + CALLS
                      + ["status.aborting.before", "status.aborting.after"] + FINAL),
    "message-submit": (MessageSubmit, HTTP + ["prepare.after", "submit.before", "submit.after"] + STORE + CALLS + FINAL),
    "message-abort": (MessageAbort, HTTP + ["prepare.after", "abort.before", "abort.after"] + STORE + FINAL),
    "tcc-confirm": (TccConfirm, HTTP + ["prepare.after", "submit.before", "submit.after"] + STORE + CALLS + FINAL),
    "tcc-cancel": (TccCancel, HTTP + ["abort.before", "abort.after", "status.aborting.before", "status.aborting.after"] + STORE + CALLS + FINAL),
    "at-commit": (AtCommit, ["http.reply.before", "prepare.after", "store.locks.inserted", "submit.after"] + STORE + CALLS + FINAL),
    "at-rollback": (AtRollback, ["store.locks.inserted", "abort.before", "abort.after", "status.aborting.before", "status.aborting.after"] + CALLS + FINAL),
    "message-back-check": (MessageBackCheck, HTTP + ["prepare.after", "query.before", "query.after"] + STORE + CALLS + FINAL),
}
