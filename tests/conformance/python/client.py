"""Runs DTM's own Python client, unmodified, against the server named by the only argument, with real HTTP participants,
and prints `ok NAME` or `FAIL NAME: why` for each scenario.

SPDX-License-Identifier: Apache-2.0
"""
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import requests
from dtmcli import msg, saga, utils

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "support"))
from programs import Report, wait_for  # noqa: E402


class Participant(BaseHTTPRequestHandler):
    """Answers by path and remembers what it was asked, by gid."""
    protocol_version = "HTTP/1.1"
    calls = {}
    lock = threading.Lock()

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        target = urlparse(self.path)
        query = {name: values[0] for name, values in parse_qs(target.query).items()}
        with self.lock:
            self.calls.setdefault(query.get("gid"), []).append(f"{query.get('branch_id')} {query.get('op')} {target.path}")
        status, body = {
            "/Rejected": (409, b'{"dtm_result":"FAILURE"}'),
            "/QueryFailure": (409, b'{"dtm_result":"FAILURE"}'),
        }.get(target.path, (200, b'{"dtm_result":"SUCCESS"}'))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


class Scenario:
    def __init__(self, server, bank):
        self.server = server
        self.bank = bank
        self.gid = utils.gen_gid(server)

    def saga(self, second):
        made = saga.Saga(self.server, self.gid)
        made.add({"amount": 30}, self.bank + "/TransOut", self.bank + "/TransOutRevert")
        made.add({"amount": 30}, self.bank + second, self.bank + second + "Revert")
        made.trans_base.wait_result = True
        return made

    def message(self):
        made = msg.Msg(self.server, self.gid)
        made.add({"amount": 30}, self.bank + "/TransIn").add({"amount": 30}, self.bank + "/TransOut")
        made.trans_base.timeout_to_fail = made.trans_base.retry_interval = 1
        return made

    def wait_status(self, status):
        def asked():
            answer = requests.get(self.server + "/query", params={"gid": self.gid}, timeout=5).json()
            return answer if answer["transaction"] and answer["transaction"]["status"] == status else None
        return wait_for(asked, 15, f"status {status}")

    def check(self, status, rows, calls):
        got = [f"{row['branch_id']} {row['op']} {row['status']}" for row in self.wait_status(status)["branches"]]
        assert got == rows, f"rows {got}"
        assert Participant.calls.get(self.gid, []) == calls, f"calls {Participant.calls.get(self.gid)}"


def raises(kind, action):
    try:
        action()
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was expected")


def saga_succeeds(s):
    s.saga("/TransIn").submit()
    s.check("succeed", ["01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed"],
            ["01 action /TransOut", "02 action /TransIn"])


def saga_rolls_back(s):
    raises(utils.DTMFailureError, s.saga("/Rejected").submit)
    s.check("failed", ["01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed"],
            ["01 action /TransOut", "02 action /Rejected", "02 compensate /RejectedRevert", "01 compensate /TransOutRevert"])


def message_is_sent(s):
    s.message().do_and_submit(s.bank + "/QuerySuccess", lambda barrier: None)
    s.check("succeed", ["01 action succeed", "02 action succeed"], ["01 action /TransIn", "02 action /TransOut"])


def message_is_rolled_back(s):
    def refuse(barrier):
        raise utils.DTMFailureError("no money")
    raises(utils.DTMFailureError, lambda: s.message().do_and_submit(s.bank + "/QuerySuccess", refuse))
    s.check("failed", ["01 action prepared", "02 action prepared"], [])


def back_check_says_success(s):
    s.message().prepare(s.bank + "/QuerySuccess")
    s.check("succeed", ["01 action succeed", "02 action succeed"],
            ["00 msg /QuerySuccess", "01 action /TransIn", "02 action /TransOut"])


def back_check_says_failure(s):
    s.message().prepare(s.bank + "/QueryFailure")
    s.check("failed", ["01 action prepared", "02 action prepared"], ["00 msg /QueryFailure"])


def main():
    http = ThreadingHTTPServer(("127.0.0.1", 0), Participant)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    bank = f"http://127.0.0.1:{http.server_address[1]}"
    report = Report()
    for scenario in (saga_succeeds, saga_rolls_back, message_is_sent, message_is_rolled_back, back_check_says_success,
                     back_check_says_failure):
        report.case("python: " + scenario.__name__.replace("_", " "), lambda: scenario(Scenario(sys.argv[1], bank)))
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
