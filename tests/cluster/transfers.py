"""Clients of a cluster: transfers between two banks that go on with another coordinator when one gives no answer.

SPDX-License-Identifier: Apache-2.0
"""
import http.client
import itertools
import random
import threading
import time

from programs import call

AMOUNT = 7
NOBODY = 999  # an account that does not exist
NO_ANSWER = (OSError, http.client.HTTPException)


class GaveUp(Exception):
    """No coordinator answered for a long time."""


class Transfer:
    """One gid. Each request is repeated, at whatever coordinator, until it is answered: what has no answer is unknown."""

    def __init__(self, load, gid):
        self.load = load
        self.gid = gid
        self.acknowledged = False  # the transaction exists, for good: somebody said so
        self.wanted = None         # the status it must end with, when the answers leave no choice

    def ask(self, path, body):
        begun = time.monotonic()
        while time.monotonic() - begun < 60:
            port = self.load.some_port()
            try:
                status, answer = call(port, "POST", "/api/dtmsvr/" + path, body, timeout=6)
            except NO_ANSWER:
                time.sleep(0.05)
                continue
            if status in (200, 409):
                return status, answer
            if status < 500 and status != 425:
                raise AssertionError(f"{self.gid} {path}: {status} {answer}")
            self.refused = (status, answer)
            time.sleep(0.05)  # busy, or its store is away
        raise GaveUp(f"{self.gid} {path}")

    def bank(self, bank, path, body):
        """An answer of a bank, or None: it is asked once, as an application would that then gives up."""
        try:
            return call(bank.program.port, "POST", path, body, timeout=6)[0]
        except NO_ANSWER:
            return None


class Saga(Transfer):
    account = 1

    def run(self):
        a, b = self.load.banks
        order = [f'{{"account":{account},"amount":{AMOUNT}}}' for account in (1, self.account)]
        self.ask("submit", {
            "gid": self.gid, "trans_type": "saga", "payloads": order, "retry_interval": 1, "wait_result": random.random() < 0.3,
            "steps": [{"action": f"{a.url}/TransOut", "compensate": f"{a.url}/TransOutCompensate"},
                      {"action": f"{b.url}/TransIn", "compensate": f"{b.url}/TransInCompensate"}]})
        self.acknowledged = True
        self.wanted = "succeed" if self.account == 1 else "failed"


class RefusedSaga(Saga):
    account = NOBODY


class Message(Transfer):
    """Prepared, the local transaction committed at bank a, submitted or left to the back-check."""

    def run(self):
        a, b = self.load.banks
        body = {"gid": self.gid, "trans_type": "msg", "steps": [{"action": b.url + "/TransIn"}], "retry_interval": 1, "timeout_to_fail": 2,
                "payloads": [f'{{"account":1,"amount":{AMOUNT}}}'], "query_prepared": a.url + "/QueryPrepared"}
        status, _ = self.ask("prepare", body)
        self.acknowledged = status == 200
        committed = self.bank(a, "/commit-late", {"gid": self.gid, "account": 1, "amount": AMOUNT, "to": b.url + "/TransIn", "toAccount": 1})
        if committed == 200 and random.random() < 0.7:
            self.ask("submit", body)
        if committed == 200:
            self.wanted = "succeed"


class Tcc(Transfer):
    """Two tries, then confirm; one in five is cancelled by its initiator, and one in ten is forgotten by it."""

    def run(self):
        a, b = self.load.banks
        head = {"gid": self.gid, "trans_type": "tcc", "retry_interval": 1, "timeout_to_fail": 4}
        status, _ = self.ask("prepare", head)
        self.acknowledged = status == 200
        tried = self.attempt("01", a, "TransOut") and self.attempt("02", b, "TransIn")
        fate = random.random()
        if fate < 0.1:
            return
        verb = "submit" if tried and fate < 0.8 else "abort"
        status, _ = self.ask(verb, head)
        if status == 200:
            self.wanted = "succeed" if verb == "submit" else "failed"

    def attempt(self, branch, bank, name):
        body = f'{{"account":1,"amount":{AMOUNT}}}'
        status, _ = self.ask("registerBranch", {"gid": self.gid, "trans_type": "tcc", "branch_id": branch, "data": body,
                                                "confirm": f"{bank.url}/{name}Confirm", "cancel": f"{bank.url}/{name}Cancel"})
        if status != 200:
            return False
        query = f"?gid={self.gid}&trans_type=tcc&branch_id={branch}&op=try"
        return self.bank(bank, f"/{name}Try{query}", body) == 200


class Load:
    """Clients that work until they are told to stop; `transfers` is everything they began."""

    def __init__(self, name, banks, ports, kinds, clients=6):
        self.name = name
        self.banks = banks
        self.ports = list(ports)
        self.kinds = kinds
        self.transfers = []
        self.errors = []
        self._number = itertools.count()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(client,), daemon=True) for client in range(clients)]
        for thread in self._threads:
            thread.start()

    def some_port(self):
        return random.choice(self.ports)

    def _work(self, client):
        while not self._stop.is_set():
            number = next(self._number)
            transfer = self.kinds[number % len(self.kinds)](self, f"{self.name}-{number}")
            self.transfers.append(transfer)
            try:
                transfer.run()
            except Exception as error:
                self.errors.append(f"{transfer.gid}: {type(error).__name__}: {error}")
                return

    def acknowledged(self):
        return sum(1 for transfer in list(self.transfers) if transfer.acknowledged)

    def stop(self):
        self._stop.set()
        for thread in self._threads:
            thread.join(90)
        assert not any(thread.is_alive() for thread in self._threads), "a client hangs"
        assert not self.errors, self.errors[0]
