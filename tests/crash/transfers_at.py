"""AT transfers of the crash tests: two branches that lock a row each, prepared, registered, decided by a client, and a
participant that writes down how phase two calls it.

SPDX-License-Identifier: Apache-2.0
"""
import http.server
import threading
import urllib.parse

from world import NO_ANSWER

RESOURCE = "mysql:127.0.0.1:3306/bank"


class Participant:
    """Answers each call of phase two with 200 and remembers it; lives as long as the program."""

    def __init__(self):
        calls = self.calls = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                query = dict(urllib.parse.parse_qsl(urllib.parse.urlparse(self.path).query))
                calls.append((query.get("gid"), query.get("branch_id"), query.get("op")))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):  # a coordinator that was killed in the middle of a call
                pass

        server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{server.server_address[1]}/at"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def called(self, gid):
        """(branch, op) in the order of the calls."""
        return [(branch, op) for called, branch, op in list(self.calls) if called == gid]


PARTICIPANT = None
STARTING = threading.Lock()


def participant():
    global PARTICIPANT
    with STARTING:
        PARTICIPANT = PARTICIPANT or Participant()
    return PARTICIPANT


class AtCommit:
    """One gid and its steps. A registration that got no answer is repeated with the same request id: one branch, its locks once."""
    final = "succeed"
    op = "commit"
    verb = "submit"

    def __init__(self, world, gid, wait):
        self.world = world
        self.gid = gid
        self.wait = wait
        self.acknowledged = 0

    def steps(self):
        return [lambda: self.tell("prepare"), lambda: self.register(1), lambda: self.register(2), lambda: self.tell(self.verb)]

    def tell(self, verb):
        return self.world.ask("POST", "/api/dtmsvr/" + verb, {"gid": self.gid, "trans_type": "at", "retry_interval": 1, "wait_result": self.wait,
                                                             "timeout_to_fail": 60})

    def locks(self, nth):
        return [{"table": "account", "pks": [[f"{self.gid} {nth}"], [f"{self.gid} {nth}"]]}]

    def register(self, nth):
        return self.world.ask("POST", "/api/dtmsvr/registerBranch", {
            "gid": self.gid, "trans_type": "at", "request_id": f"{self.gid}-{nth}", "resource_id": RESOURCE, "url": participant().url,
            "locks": self.locks(nth), "wait_ms": 0})

    def go_on(self):
        """Does what is left; False when the coordinator gave no answer."""
        for step in self.steps()[self.acknowledged:]:
            try:
                status, answer = step()
            except NO_ANSWER:
                return False
            if status >= 500:
                return False
            repeated = self.acknowledged + 1 == len(self.steps()) and f"current status '{self.final}'" in str(answer)  # decided before the crash
            assert status == 200 or (status == 409 and repeated), f"{self.gid}: {status} {answer}"
            self.acknowledged += 1
        return True

    def check(self):
        status = self.world.wait_final(self.gid)
        assert status == self.final, f"{self.gid} ended {status}, not {self.final}"
        code, page = self.world.ask("GET", f"/api/v1/locks?gid={self.gid}")
        assert code == 200 and page["locks"] == [], f"{self.gid} has ended and still holds {page}"
        code, answer = self.world.ask("POST", "/api/dtmsvr/at/lockQuery", {"resource_id": RESOURCE, "locks": self.locks(1) + self.locks(2)})
        assert code == 200 and answer["lockable"], f"{self.gid}: {answer}"
        called = participant().called(self.gid)
        assert set(called) == {("01", self.op), ("02", self.op)}, f"{self.gid}: phase two called {called}"
        self.check_order(called)

    def check_order(self, called):
        pass


class AtRollback(AtCommit):
    final = "failed"
    op = "rollback"
    verb = "abort"

    def check_order(self, called):
        assert called.index(("02", "rollback")) < called.index(("01", "rollback")), f"{self.gid}: not in reverse order: {called}"
