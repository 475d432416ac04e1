#!/usr/bin/env python3
"""Sends the gRPC port of txdesk-server what a hostile HTTP/2 client sends: row 98 of the specification's list, and what
brings down libgrpc++ 1.51 (docs/decisions/0017-http2-by-nghttp2.md). The server must refuse, live, stay small and serve
others.

Usage: h2attacks.py --bin build/ci/bin [--only "rapid reset"]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import os
import resource
import socket
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from h2wire import (ACK, CONTINUATION, DATA, END_HEADERS, END_STREAM, GOAWAY, HEADERS, PING, RST_STREAM, SETTINGS,  # noqa: E402
                    WINDOW_UPDATE, Connection, frame, headers, literal, message, number, split)
from programs import Report, call, start, temp_folder, wait_for  # noqa: E402

MIB = 1024 * 1024
GROWTH_MIB = 96  # what an attack may add to the server's memory while it lasts
OK, INVALID_ARGUMENT, RESOURCE_EXHAUSTED, UNIMPLEMENTED, UNAUTHENTICATED = 0, 3, 8, 12, 16


def status_field(pid, name):
    with open(f"/proc/{pid}/status") as status:
        return next(int(row.split()[1]) for row in status if row.startswith(name))


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Attacks:
    def __init__(self, server, grpc_port):
        self.server, self.port, self.pid = server, grpc_port, server.process.pid

    def alive(self):
        assert self.server.alive(), f"the server ended: {self.server.tail()}"
        with Connection(self.port) as other:
            assert other.ask() == (OK, ""), "others are not served"

    def bounded(self, attack, cores=None):
        """Runs an attack beside an ordinary client; the server's memory, its processor time and that client's waiting are judged."""
        before, cpu, begun = status_field(self.pid, "VmRSS"), cpu_seconds(self.pid), time.monotonic()
        done, worst, served = threading.Event(), [0.0], [0]

        def ordinary():
            with Connection(self.port) as client:
                stream = 1
                while not done.is_set():
                    asked = time.monotonic()
                    if client.ask(stream=stream) == (OK, ""):
                        served[0] += 1
                    worst[0] = max(worst[0], time.monotonic() - asked)
                    stream += 2
                    time.sleep(0.01)
        beside = threading.Thread(target=ordinary)
        beside.start()
        try:
            attack()
        finally:
            done.set()
            beside.join()
        took = time.monotonic() - begun
        grown, used = (status_field(self.pid, "VmRSS") - before) / 1024, cpu_seconds(self.pid) - cpu
        figures = f"{grown:.0f} MiB more, {used:.1f} s of processor time in {took:.1f} s, {served[0]} others served, the slowest in {worst[0] * 1000:.0f} ms"
        print(f"   {figures}", flush=True)
        self.alive()
        assert grown < GROWTH_MIB, figures
        assert served[0] > 0 and worst[0] < 5, figures
        if cores is not None:
            assert used < cores * took + 0.5, figures

    # --- what is right, so that the rest means something

    def answers(self):
        with Connection(self.port) as client:
            assert client.ask() == (OK, "")
            assert client.ask("/dtmgimp.Dtm/Nothing", stream=3)[0] == UNIMPLEMENTED
            assert client.ask("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", b"\x3a\x01*", 5)[0] == UNIMPLEMENTED

    # --- row 98

    def too_large(self):
        with Connection(self.port) as client:
            body = message(b"\x0a" + number(4 * MIB, 7)[1:] + b"x" * (4 * MIB))
            client.send(split(headers("/dtmgimp.Dtm/Submit"), 1))
            client.send(frame(WINDOW_UPDATE, 0, 0, b"\0\x10\0\0"))
            client.send(frame(DATA, 0, 1, body[:16384]))
            got = client.status_of(1)
            assert got and got[0] == RESOURCE_EXHAUSTED, got

    def streams(self, acknowledges):
        with Connection(self.port, acknowledges=acknowledges) as client:
            for i in range(129):
                client.send(split(headers("/dtmgimp.Dtm/Submit"), 2 * i + 1))
            assert client.is_closed(3) == acknowledges, "129 streams"
        self.alive()

    def many_streams_without_ack(self):
        def attack():
            with Connection(self.port, acknowledges=False) as client:
                block = headers("/dtmgimp.Dtm/Submit")
                for i in range(0, 400_000, 200):
                    if not client.send(b"".join(frame(HEADERS, END_HEADERS, 2 * (i + j) + 1, block) for j in range(200))):
                        return
                assert client.is_closed(5), "400,000 open streams"
        self.bounded(attack)

    def ping_flood(self):
        with Connection(self.port) as client:
            client.send(frame(PING, 0, 0, b"abcdefgh") * 1000)
            assert client.until(GOAWAY) is not None, "no GOAWAY"
            assert client.is_closed()
        self.alive()

    def rapid_reset(self):
        block = headers("/dtmgimp.Dtm/NewGid")

        def attack():
            with Connection(self.port) as client:
                for i in range(0, 1_000_000, 500):
                    parts = []
                    for j in range(i, i + 500):
                        parts.append(frame(HEADERS, END_HEADERS, 2 * j + 1, block))
                        parts.append(frame(RST_STREAM, 0, 2 * j + 1, b"\0\0\0\x08"))
                    if not client.send(b"".join(parts)):
                        return
                assert client.is_closed(5), "1,000,000 streams begun and reset"
        self.bounded(attack, cores=1.5)  # 1 by the connection, the rest by the clients beside it

    def rapid_reset_of_calls(self):
        """With whole requests: each reaches a handler, and its client is gone."""
        block, body = headers("/dtmgimp.Dtm/NewGid"), message()

        def attack():
            with Connection(self.port) as client:
                for i in range(0, 20_000, 100):
                    if not client.send(b"".join(
                            frame(HEADERS, END_HEADERS, 2 * j + 1, block) + frame(DATA, END_STREAM, 2 * j + 1, body)
                            + frame(RST_STREAM, 0, 2 * j + 1, b"\0\0\0\x08") for j in range(i, i + 100))):
                        return
        self.bounded(attack)

    def empty_frames(self):
        def attack():
            with Connection(self.port) as client:
                client.send(split(headers("/dtmgimp.Dtm/Submit"), 1))
                for _ in range(5000):
                    if not client.send(frame(DATA, 0, 1) * 200):
                        return
                assert client.is_closed(5), "1,000,000 empty frames"
        self.bounded(attack)

    def truncated(self):
        for bad in (frame(HEADERS, END_HEADERS, 1, b"\x82", length=100), frame(SETTINGS, 0, 0, b"\0\x03\0", length=6),
                    frame(DATA, 0, 1, b"x" * 20, length=16384), b"\0\0"):
            with Connection(self.port) as client:
                client.send(bad)
        with Connection(self.port) as client:
            client.send(frame(HEADERS, END_HEADERS, 1, b"x" * 64, length=0xFFFFFF))
            assert client.is_closed(), "a frame of 16 MiB"
        with Connection(self.port) as client:
            client.send(frame(SETTINGS, 0, 0, b"\0\x03\0"))
            assert client.is_closed(), "settings of three bytes"
        with Connection(self.port, preface=b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", settings=False) as client:
            assert client.is_closed(), "HTTP/1.1"
        self.alive()

    def control_bytes(self):
        for value in (b"a\x01b", b"a\x1b[31m", b"a\nb", b"a\x7fb", b"\0"):
            with Connection(self.port) as client:
                got = client.ask(extra=[("dtm-gid", value)])
                assert got and (got == (INVALID_ARGUMENT, "bad gid") or got[0] == "reset"), (value, got)
        with Connection(self.port) as client:
            assert client.ask(extra=[("dtm-gid", "plain")]) == (OK, "")

    # --- what libgrpc++ 1.51 suffers from

    def bad_headers_then_many(self):
        """CVE-2023-1428: abort() when the debug text of one of these headers is made."""
        for acknowledges in (True, False):
            for how in ({"te": "x"}, {"scheme": "ftp"}, {"extra": [("grpclb_client_stats", "x")]}, {"extra": [("grpc-timeout", "x")]}):
                extra = list(how.get("extra", [])) + [(f"x-{i}", "a" * 1000) for i in range(40)]
                for order in (extra, extra[::-1]):
                    with Connection(self.port, acknowledges=acknowledges) as client:
                        client.ask(**{**how, "extra": order})
                    assert self.server.alive(), f"ended by {how}"
        self.alive()

    def headers_limit(self):
        with Connection(self.port) as client:
            got = client.ask(extra=[(f"x-{i}", "a" * 1000) for i in range(20)])
            assert got is None or got[0] != OK, got
        self.alive()

    def header_bombs(self):
        """CVE-2023-33953: a byte each for an entry of 4 KiB; integers that never end; a block that never ends."""
        def attack():
            table = literal("x-bomb", b"b" * 4000, indexed=True)
            for acknowledges in (True, False):
                with Connection(self.port, acknowledges=acknowledges) as client:
                    for i in range(100):
                        if not client.send(split((table if i == 0 else b"") + b"\xbe" * 16000, 2 * i + 1)):
                            break
            with Connection(self.port) as client:
                client.send(frame(HEADERS, 0, 1, b"\x00\x7f" + b"\x80" * 16000))
                for _ in range(1000):
                    if not client.send(frame(CONTINUATION, 0, 1, b"\x80" * 16000)):
                        break
            with Connection(self.port, acknowledges=False) as client:
                client.send(frame(HEADERS, 0, 1, headers()))
                for _ in range(2000):
                    if not client.send(frame(CONTINUATION, 0, 1, literal("a", "b") * 2000)):
                        return
                assert client.is_closed(5), "headers without an end"
        self.bounded(attack)

    def answers_unread(self):
        """CVE-2019-9512 and 9515: answers to what the protocol wants answered pile up when nobody reads them."""
        def attack():
            for flood in (frame(SETTINGS) * 2000, frame(SETTINGS, 0, 0, b"\0\x04\0\0\xff\xff") * 1000):
                with Connection(self.port) as client:
                    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                    client.socket.settimeout(3)
                    for _ in range(1000):
                        if not client.send(flood):
                            break
        self.bounded(attack)

    def binary_headers(self):
        """CVE-2023-32732: broken base64 may cost its stream, and nobody else's."""
        with Connection(self.port) as client:
            got = client.ask(extra=[("x-bin", "$$$")])
            assert got is None or got[0] != OK or got == (OK, ""), got
        self.alive()

    def descriptors(self):
        """CVE-2023-4785: after a lack of file descriptors the port serves again, and the lack costs no processor time."""
        used = len(os.listdir(f"/proc/{self.pid}/fd"))
        old = resource.prlimit(self.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (used + 20, old[1]))
        try:
            crowd = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(60)]
            wait_for(lambda: len(os.listdir(f"/proc/{self.pid}/fd")) >= used + 19, 5, "a lack of descriptors")
            cpu = cpu_seconds(self.pid)
            time.sleep(1)
            assert cpu_seconds(self.pid) - cpu < 0.3, "busy while descriptors lack"
            for one in crowd:
                one.close()
        finally:
            resource.prlimit(self.pid, resource.RLIMIT_NOFILE, old)
        wait_for(lambda: self.serves(), 5, "service after a lack of descriptors")

    def serves(self):
        try:
            with Connection(self.port) as client:
                return client.ask() == (OK, "")
        except OSError:
            return False


CASES = [
    ("an ordinary call", lambda a: a.answers()),
    ("4 MiB + 1", lambda a: a.too_large()),
    ("129 streams", lambda a: a.streams(True)),
    ("129 streams, settings not acknowledged", lambda a: a.streams(False)),
    ("streams without end, settings not acknowledged", lambda a: a.many_streams_without_ack()),
    ("ping flood", lambda a: a.ping_flood()),
    ("rapid reset", lambda a: a.rapid_reset()),
    ("rapid reset of whole calls", lambda a: a.rapid_reset_of_calls()),
    ("empty frames", lambda a: a.empty_frames()),
    ("truncated and oversized frames", lambda a: a.truncated()),
    ("control bytes in dtm-gid", lambda a: a.control_bytes()),
    ("headers that abort gRPC", lambda a: a.bad_headers_then_many()),
    ("20 KB of headers", lambda a: a.headers_limit()),
    ("header bombs", lambda a: a.header_bombs()),
    ("answers nobody reads", lambda a: a.answers_unread()),
    ("broken base64", lambda a: a.binary_headers()),
    ("no file descriptors", lambda a: a.descriptors()),
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    report = Report()
    with temp_folder() as folder:
        server = start([os.path.join(options.bin, "txdesk-server"), "--http-port", "0", "--store", f"sqlite:{folder}/h2.db"],
                       os.path.join(folder, "server.log"))
        try:
            grpc_port = wait_for(lambda: server.grpc_port, 5, "the port of gRPC")
            attacks = Attacks(server, grpc_port)
            for name, body in CASES:
                if options.only in name:
                    report.case(name, lambda: body(attacks))
                    if not server.alive():
                        report.fail(name, f"the server ended: {server.tail()}")
                        break
        finally:
            code = server.stop()
        if code != 0:
            report.fail("ends as asked", f"exit code {code}: {server.tail()}")
    return report.code()


if __name__ == "__main__":
    sys.exit(main())
