#!/usr/bin/env python3
"""Sends txdesk-server what a broken or hostile client sends: exact answers, and no harm to others.

Usage: badinput.py --bin build/ci/bin [--only 18]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import socket
import statistics
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from programs import Report, call, start, temp_folder, wait_for  # noqa: E402
from rows import B, ROWS, V, chunked, line, post  # noqa: E402
from wire import closes, connect, exchange, matches, receive, request  # noqa: E402

FORBIDDEN_WORDS = ("FAILURE", "ONGOING", "SUCCESS")  # old client libraries look for them in any body
HEAD_SECONDS, BODY_SECONDS = 2, 3                    # what the server is told, so that the slow rows take seconds


def resident_kib(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(row.split()[1]) for row in status if row.startswith("VmRSS"))


def check_row(port, data, statuses, words):
    answer = exchange(port, data)
    assert answer is not None, "no answer"
    wanted = statuses if isinstance(statuses, tuple) else (statuses,)
    assert answer.status in wanted and matches(words, answer.message), f"got {answer}, wanted {statuses} {words}"
    if answer.status >= 400 and answer.status != 409:
        assert not any(word in answer.message for word in FORBIDDEN_WORDS), f"a word that clients misread: {answer}"


def normal_times(port, count=200):
    """Sorted seconds of so many ordinary requests on one connection."""
    times = []
    with connect(port) as connection:
        for _ in range(count):
            begun = time.monotonic()
            connection.sendall(request("GET", "/api/ping"))
            answers, _ = receive(connection)
            assert answers and answers[0].status == 200, "an ordinary request got no answer"
            times.append(time.monotonic() - begun)
    return sorted(times)


class Behaviour:
    """The rows that are more than one exchange."""

    def __init__(self, server):
        self.server = server
        self.port = server.port

    def empty_connection(self):
        size = os.path.getsize(self.server.log)
        connect(self.port).close()
        normal_times(self.port, 3)
        assert os.path.getsize(self.server.log) == size, "it wrote a log line"

    def slow_head(self):
        with connect(self.port) as connection:
            begun = time.monotonic()
            connection.sendall(b"GET /api/ping HTT")
            answers, _ = receive(connection, 1, HEAD_SECONDS + 3)
            assert answers and answers[0].status == 408, f"got {answers and str(answers[0])}"
            assert time.monotonic() - begun >= HEAD_SECONDS - 1, "too early"
            assert closes(connection), "still open"

    def five_hundred_slow(self):
        before = normal_times(self.port)
        slow = [connect(self.port) for _ in range(500)]
        begun = time.monotonic()
        for connection in slow:
            connection.sendall(b"POST /api/dtmsvr/submit HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ")
        during = normal_times(self.port)
        open_ones = [connection for connection in slow if not closes(connection, HEAD_SECONDS + 4)]
        took = time.monotonic() - begun
        for connection in slow:
            connection.close()
        assert not open_ones, f"{len(open_ones)} are still open"
        assert took <= HEAD_SECONDS + 3, f"the last one was closed after {took:.1f} s"
        usual, now = statistics.median(before), statistics.median(during)
        assert now < 2 * usual + 0.001, f"median of normal requests {usual * 1e3:.2f} ms, with slow ones {now * 1e3:.2f} ms"

    def slow_body(self):
        with connect(self.port) as connection:
            connection.sendall(line("Content-Length: 1000", first=f"POST {B} HTTP/1.1") + b"{")
            answers, _ = receive(connection, 1, BODY_SECONDS + 4)
            assert answers and answers[0].status == 408, f"got {answers and str(answers[0])}"
            assert closes(connection), "still open"

    def tls_hello(self):
        with connect(self.port) as connection:
            connection.sendall(bytes.fromhex("16030100a5010000a10303") + b"\0" * 160)
            assert closes(connection, HEAD_SECONDS + 3), "still open"

    def length_larger_than_sent(self):
        with connect(self.port) as connection:
            body = b'{"gid":"badinput-cut","trans_type":"saga","steps":[{"action":""}],"payloads":["{}"]}'
            connection.sendall(line(f"Content-Length: {len(body) + 10}", first=f"POST {B} HTTP/1.1") + body)
            connection.shutdown(socket.SHUT_WR)
            closes(connection)
        status, answer = call(self.port, "GET", "/api/dtmsvr/query?gid=badinput-cut")
        assert status == 200 and answer["transaction"] is None, answer

    def hundred_continue(self):
        with connect(self.port) as connection:
            connection.sendall(line("Expect: 100-continue", "Content-Length: 2", first=f"POST {B} HTTP/1.1"))
            answers, _ = receive(connection)
            assert answers and answers[0].status == 100, f"got {answers and str(answers[0])}"
            connection.sendall(b"{}")
            answers, _ = receive(connection)
            assert answers and answers[0].status == 400, f"got {answers and str(answers[0])}"

    def pipelined(self):
        before = resident_kib(self.server.process.pid)
        data = (request("GET", "/api/ping", token=None) + request("GET", "/api/dtmsvr/version", token=None)) * 5000  # a token may ask 4000 at once
        with connect(self.port) as connection:
            sender = threading.Thread(target=lambda: connection.sendall(data), daemon=True)
            sender.start()
            answers, _ = receive(connection, 10_000, 30)
            sender.join(5)
        assert len(answers) == 10_000, f"{len(answers)} answers"
        assert all((b"pong" in answer.body) == (n % 2 == 0) for n, answer in enumerate(answers)), "out of order"
        grown = resident_kib(self.server.process.pid) - before
        assert grown < 16 * 1024, f"grew by {grown} KiB"

    def wrong_method_says_allow(self):
        answer = exchange(self.port, request("DELETE", V))
        assert answer and "GET" in answer.headers.get("allow", ""), f"{answer} {answer and answer.headers}"

    def last_key_counted(self):
        wait_for(lambda: call(self.port, "GET", "/api/dtmsvr/query?gid=badinput-last")[1]["transaction"], 5, "the last gid")
        assert call(self.port, "GET", "/api/dtmsvr/query?gid=badinput-first")[1]["transaction"] is None

    def like_signs_are_literal(self):
        answer = exchange(self.port, request("GET", "/api/dtmsvr/query?gid=%25_"))
        assert answer and answer.status == 200 and b'"transaction":null' in answer.body, f"got {answer}"

    def gigabyte(self):
        before = resident_kib(self.server.process.pid)
        highest, sent = before, 0
        chunk = b"100000\r\n" + b" " * (1 << 20) + b"\r\n"
        while sent < (1 << 30):
            with connect(self.port) as connection:
                try:
                    connection.sendall(chunked(B, trailer=b""))
                    for _ in range(1024):
                        connection.sendall(chunk)
                        sent += len(chunk)
                except OSError:
                    pass  # it closed, as it should
            sent += len(chunk)  # a refused one counts too, so that the loop ends
            highest = max(highest, resident_kib(self.server.process.pid))
        assert highest - before < 48 * 1024, f"grew from {before} to {highest} KiB"
        exact = exchange(self.port, line(f"Content-Length: {1 << 30}", first=f"POST {B} HTTP/1.1"))
        assert exact and exact.status == 413, f"got {exact}"

    def body_at_the_limit(self):
        body = b'{"gid":"badinput-limit","trans_type":"saga","steps":[{"action":"","compensate":""}],"payloads":["{}"]'
        body += b" " * (4 * 1024 * 1024 - len(body) - 1) + b"}"
        answer = exchange(self.port, post(B, body))
        assert answer and answer.status == 200, f"got {answer}"

    def still_well(self):
        assert self.server.alive(), self.server.tail()
        assert call(self.port, "GET", "/api/ping") == (200, {"msg": "pong"})


BEHAVIOUR = [
    (1, "empty connection", Behaviour.empty_connection),
    (2, "slow head", Behaviour.slow_head),
    (3, "500 slow connections", Behaviour.five_hundred_slow),
    (4, "slow body", Behaviour.slow_body),
    (5, "TLS on the plain port", Behaviour.tls_hello),
    (19, "body of exactly 4 MiB", Behaviour.body_at_the_limit),
    (19, "a gigabyte does not grow memory", Behaviour.gigabyte),
    (20, "length larger than sent", Behaviour.length_larger_than_sent),
    (22, "100-continue", Behaviour.hundred_continue),
    (24, "10,000 pipelined requests", Behaviour.pipelined),
    (27, "wrong method says what is allowed", Behaviour.wrong_method_says_allow),
    (41, "the last key counted", Behaviour.last_key_counted),
    (46, "LIKE's signs are literal", Behaviour.like_signs_are_literal),
    (0, "the server is still well", Behaviour.still_well),
]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server")
    options.add_argument("--only", type=int, help="only the rows of this number")
    chosen = options.parse_args()
    report = Report()
    program = os.path.join(chosen.bin, "txdesk-server")
    with temp_folder() as folder:
        try:
            server = start([program, "--http-port", "0", "--store", f"sqlite:{folder}/txdesk.sqlite", "--node", "badinput",
                            "--http-head-time", str(HEAD_SECONDS), "--http-body-time", str(BODY_SECONDS)], os.path.join(folder, "server.log"))
        except (AssertionError, OSError) as error:
            report.fail("start", error)
            return report.code()
        for number, what, data, statuses, words in ROWS:
            if chosen.only in (None, number):
                report.case(f"{number} {what}", lambda: check_row(server.port, data, statuses, words))
        behaviour = Behaviour(server)
        for number, what, body in BEHAVIOUR:
            if chosen.only in (None, number):
                report.case(f"{number} {what}", lambda: body(behaviour))
        server.stop()
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
