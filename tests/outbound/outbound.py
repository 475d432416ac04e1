#!/usr/bin/env python3
"""No forbidden dial: a server whose store is full of forbidden URLs makes no TCP connection to any of them; strace watches.

The rows are put into the store behind the server's back, as if they were older than its policy, so that only the checks at
the call can stop them. Names come from a hosts file of the test's own (nss_wrapper).

Usage: outbound.py --bin build/ci/bin
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import glob
import http.server
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from ports import free_port  # noqa: E402
from programs import Report, call, start, temp_folder, wait_for  # noqa: E402

METADATA = "169.254.169.254"
HOSTS = f"{METADATA} metadata.test\n127.0.0.1 mixed.test\n{METADATA} mixed.test\nfe80::1 link.test\n8.8.8.8 public.test\n127.0.0.1 good.test\n"
CONNECT = re.compile(r'connect\(\d+<(TCP\w*):.*?sin6?_port=htons\((\d+)\).*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([0-9a-fA-F.:]+)"')


class Participant:
    """Answers as its path says: /ok, /meta and /self redirect. Keeps the paths it was asked."""

    def __init__(self):
        self.heard = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                outer.heard.append((self.path.split("?")[0], self.headers.get("Dtm-Outbound")))
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                target = outer.redirects.get(self.path.split("?")[0])
                self.send_response(302 if target else 200)
                if target:
                    self.send_header("Location", target)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *_):
                pass

        self.redirects = {}
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def rows_of(port, grpc_port):
    """(url, protocol, how the error begins)."""
    no, own, odd = "url not allowed: ", "url is this server: ", "url host: "
    return [
        (f"http://{METADATA}/latest", "http", no), ("http://[fe80::1]/", "http", no), ("http://0/", "http", no),
        (f"http://[::ffff:{METADATA}]/", "http", no), ("http://[64:ff9b::a9fe:a9fe]/", "http", no), ("http://8.8.8.8/", "http", no),
        ("http://224.0.0.1/", "http", no), ("http://metadata.test/", "http", no), ("http://mixed.test/", "http", no),
        ("http://link.test/", "http", no), ("http://public.test/", "http", no), ("https://metadata.test/", "http", no),
        ("http://metadata.test/?method=x", "json-rpc", no), (f"{METADATA}:80/a.B/C", "grpc", no), ("metadata.test:80/a.B/C", "grpc", no),
        ("mixed.test:80/a.B/C", "grpc", no), ("grpcs://metadata.test/a.B/C", "grpc", no),
        (f"http://127.0.0.1:{port}/api/dtmsvr/newGid", "http", own), (f"http://localhost:{port}/", "http", own),
        (f"http://[::1]:{port}/", "http", own), (f"http://0.0.0.0:{port}/", "http", own), (f"http://good.test:{port}/", "http", own),
        (f"127.0.0.1:{grpc_port}/dtmgimp.Dtm/NewGid", "grpc", own), (f"good.test:{grpc_port}/dtmgimp.Dtm/NewGid", "grpc", own),
        (f"http://2130706433:{port}/", "http", odd), (f"http://127.1:{port}/", "http", odd), ("http://0b0/", "http", odd),
        ("http://127.0.0.1:22/", "http", "url port: "), ("file:///etc/passwd", "http", "url scheme: "), ("http://a@metadata.test/", "http", "url: "),
    ]


class Run:
    def __init__(self, folder, program):
        self.folder, self.program = folder, program
        self.store = os.path.join(folder, "a.db")
        self.trace = os.path.join(folder, "trace")
        self.port, self.grpc_port = free_port(), free_port()
        self.participant = Participant()
        self.participant.redirects = {"/meta": f"http://{METADATA}/latest", "/self": f"http://127.0.0.1:{self.port}/api/ping"}

    def argv(self):
        return [self.program, f"--http-port={self.port}", f"--grpc-port={self.grpc_port}", f"--store=sqlite:{self.store}", "--poll-interval=1",
                "--alert-retry-limit=1", "--alert-web-hook=http://metadata.test:8080/alert"]

    def plant(self, rows):
        """Sagas that nobody could finish, then their URLs are replaced in the store."""
        server = start(self.argv(), os.path.join(self.folder, "first.log"))
        nobody = f"http://127.0.0.1:{free_port()}/"
        for number, (_, protocol, _) in enumerate(rows):
            body = {"gid": f"row-{number}", "trans_type": "saga", "protocol": protocol, "retry_interval": 600,
                    "steps": [{"action": nobody}], "payloads": ["{}"]}
            status, answer = call(self.port, "POST", "/api/dtmsvr/submit", body)
            assert status == 200, answer
        assert server.stop() == 0, server.tail()
        store = sqlite3.connect(self.store)
        for number, (url, _, _) in enumerate(rows):
            changed = store.execute("update trans_branch_op set url = ? where gid = ? and op = 'action'", (url, f"row-{number}"))
            assert changed.rowcount == 1, url
        store.execute("update trans_global set next_cron_time = 0")
        store.commit()
        store.close()

    def watch(self):
        hosts = os.path.join(self.folder, "hosts")
        with open(hosts, "w") as file:
            file.write(HOSTS)
        wrapper = glob.glob("/usr/lib/*/libnss_wrapper.so") + glob.glob("/usr/lib*/libnss_wrapper.so")
        assert wrapper, "libnss_wrapper is not installed"
        # -D: the server itself is our child; -yy: a descriptor is shown with its protocol.
        argv = ["strace", "-D", "-f", "-yy", "-e", "trace=connect", "-o", self.trace, "-E", f"LD_PRELOAD={wrapper[0]}", "-E", f"NSS_WRAPPER_HOSTS={hosts}"]
        return start(argv + self.argv(), os.path.join(self.folder, "second.log"), {"ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"})

    def error_of(self, gid):
        status, answer = call(self.port, "GET", f"/api/v1/transactions/{gid}")
        assert status == 200, answer
        return answer["transaction"].get("lastError", "")

    def says(self, gid, begins):
        error = self.error_of(gid)
        if "Host not found" in error:  # nss_wrapper answers so when several threads ask at once
            call(self.port, "POST", "/api/dtmsvr/resetNextCronTime", {"gid": gid})
        return error.startswith(begins)

    def dials(self):
        with open(self.trace, errors="replace") as trace:
            return {(found.group(3), int(found.group(2))) for found in map(CONNECT.search, trace) if found}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server")
    chosen = options.parse_args()
    report = Report()
    if not shutil.which("strace") or subprocess.run(["strace", "-o", "/dev/null", "true"], check=False).returncode != 0:
        report.skip("outbound", "strace is not there, or may not watch processes here")
        return report.code()
    with temp_folder() as folder:
        run = Run(folder, os.path.join(chosen.bin, "txdesk-server"))
        rows = rows_of(run.port, run.grpc_port)
        here = f"http://good.test:{run.participant.port}"
        controls = [(here + "/ok", "http", ""), (here + "/meta", "http", "answered with HTTP status 302"), (here + "/self", "http", "answered with HTTP status 302")]
        run.plant(rows + controls)
        server = run.watch()

        def check_error(number, begins):
            try:  # the error of the first server stays until the second has tried
                wait_for(lambda: run.says(f"row-{number}", begins), 20, begins)
            except AssertionError as error:
                raise AssertionError(f"{error}; it says {run.error_of(f'row-{number}')}") from None

        for number, (url, protocol, begins) in enumerate(rows):
            report.case(f"{protocol} {url.replace(str(run.port), 'OWN').replace(str(run.grpc_port), 'OWN')}", lambda n=number, b=begins: check_error(n, b))
        for number, (_, _, begins) in list(enumerate(controls, len(rows)))[1:]:
            report.case(f"a redirect is not followed ({number})", lambda n=number, b=begins: check_error(n, b))
        report.case("an allowed participant is called, and told who calls",
                    lambda: wait_for(lambda: any(path == "/ok" and node for path, node in run.participant.heard), 20, "a call"))
        report.case("the alert hook is refused as well", lambda: wait_for(lambda: "alert not" in open(server.log).read(), 20, "a line in the log"))
        code = server.stop()
        report.case("the server ends well", lambda: None if code == 0 else report_failure(server.tail()))

        def check_dials():
            wait_for(lambda: "+++ exited" in open(run.trace, errors="replace").read(), 10, "the end of the trace")
            dials = run.dials()
            assert ("127.0.0.1", run.participant.port) in dials or ("::ffff:127.0.0.1", run.participant.port) in dials, f"strace saw nothing: {dials}"
            others = {dial for dial in dials if dial[1] != run.participant.port}
            assert not others, f"connected to {others}"

        report.case("nothing but the participant was connected to", check_dials)
    return report.code()


def report_failure(why):
    raise AssertionError(why)


if __name__ == "__main__":
    sys.exit(main())
