"""Participants whose answers are in their paths, and which a test can heal: /ok, /ongoing, /broken, /failure, /hang, /once, /Resume.

SPDX-License-Identifier: Apache-2.0
"""
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

from programs import call, wait_for

ANSWERS = {"ongoing": (425, "ONGOING"), "broken": (500, "no such luck"), "failure": (409, "FAILURE")}


class World:
    """What all participants know: the calls that came, and whether they are well by now."""

    def __init__(self):
        self.lock = threading.Lock()
        self.calls = {}      # gid -> ["01 action", ...]
        self.healed = False
        self.port = None     # of the coordinator that /Resume talks to
        self.servers = []

    def listen(self, port=0):
        """Base URL of one more participant."""
        world = self
        handler = type("Bound", (Participant,), {"world": world})
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    def note(self, said):
        with self.lock:
            got = self.calls.setdefault(said["gid"], [])
            got.append(f"{said['branch_id']} {said['op']}")
            return got.count(got[-1])

    def of(self, gid):
        with self.lock:
            return list(self.calls.get(gid, []))

    def stop(self):
        for server in self.servers:
            server.shutdown()


class Participant(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world = None

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        target = urlparse(self.path)
        said = {name: values[0] for name, values in parse_qs(target.query).items()}
        times = self.world.note(said)
        code, text = self.decide(target.path.strip("/"), times, said, body)
        data = ('{"dtm_result":"%s"}' % text).encode()
        try:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            pass  # the coordinator was killed meanwhile

    def decide(self, path, times, said, body):
        if path == "once" and times > 1:
            return ANSWERS["failure"]  # takes a step once and turns its repetition down
        if path == "Resume":
            self.resume(said["gid"], body)
        if path == "hang" and not self.world.healed:
            time.sleep(2.5)
        if path == "failure" or (path in ANSWERS and not self.world.healed):
            return ANSWERS[path]
        return 200, "SUCCESS"

    def resume(self, gid, body):
        assert body == "30", body
        port = wait_for(lambda: self.world.port, 20, "the coordinator's address")
        status, answer = call(port, "POST", "/api/dtmsvr/prepareWorkflow", {"gid": gid, "trans_type": "workflow"})
        assert status == 200 and [(step["branch_id"], step["bin_data"]) for step in answer["progresses"]] == [("01", "ZG9uZQ==")], answer
        call(port, "POST", "/api/dtmsvr/registerBranch", {"gid": gid, "trans_type": "workflow", "branch_id": "02", "op": "action",
                                                         "status": "succeed", "data": "done"})
        call(port, "POST", "/api/dtmsvr/submit", {"gid": gid, "trans_type": "workflow", "req_extra": {
            "status": "succeed", "rollback_reason": "", "result": "MzA="}})

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass
