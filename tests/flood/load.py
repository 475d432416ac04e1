#!/usr/bin/env python3
"""One kind of load on a server, in a process of its own: idle, slow or flooding connections, or a client that works.

Says `ready` when it is at full strength, works until its standard input ends (`work`: for --seconds), and then prints one line of JSON with
what it has seen. All but `work` give way to everybody else for the processor, so that they take nothing from the clients that are measured.

Usage: load.py idle|slow|flood|work --port N [--tls] [--count N] [--rate N] [--seconds N] [--source 127.0.0.2] [--token T]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import errno
import gc
import json
import os
import select
import socket
import ssl
import struct
import sys
import time

HEAD = b"GET /api/ping HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


def context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False  # a certificate of this run, and load is all that is asked for
    made.verify_mode = ssl.CERT_NONE
    return made


def hello():
    """A whole TLS hello, as a client sends it first: all that the dear step of the server needs."""
    out = ssl.MemoryBIO()
    try:
        context().wrap_bio(ssl.MemoryBIO(), out).do_handshake()
    except ssl.SSLWantReadError:
        pass
    return out.read()


def input_has_ended(seconds):
    """Waits so long; True when whoever started us wants the end."""
    return bool(select.select([sys.stdin], [], [], seconds)[0]) and not sys.stdin.readline()


class Load:
    def __init__(self, options):
        self.options = options
        self.tls = context() if options.tls else None
        self.session = None

    def connect(self, timeout=30):
        bare = socket.create_connection(("127.0.0.1", self.options.port), timeout, (self.options.source, 0))
        bare.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return bare

    def secure(self, bare):
        made = self.tls.wrap_socket(bare, session=self.session)
        return made

    def idle(self):
        kept = []
        for _ in range(self.options.count):
            connection = self.connect()
            if self.tls:
                connection = self.secure(connection)
                number = connection.detach()  # the TLS state here is not needed any more
                connection = socket.socket(fileno=number)
            connection.setblocking(False)
            kept.append(connection)
        print("ready", flush=True)
        while not input_has_ended(1):
            pass
        return {"opened": len(kept), "open": sum(1 for connection in kept if is_open(connection))}

    def slow(self):
        """Half of them (with TLS) never finish their handshake, the others never finish a head; each says a byte a second."""
        kept, opened, first = {}, 0, hello() if self.tls else HEAD
        said_ready = False
        while True:
            while len(kept) < self.options.count:
                connection = self.connect()
                in_handshake = self.tls is not None and opened % 2 == 0
                if self.tls and not in_handshake:
                    connection = self.secure(connection)
                    connection.sendall(HEAD)
                elif not self.tls:
                    connection.sendall(HEAD)
                connection.setblocking(False)
                kept[connection] = first[:-1] if in_handshake else b"a" * 10_000
                opened += 1
            if not said_ready:
                print("ready", flush=True)
                said_ready = True
            if input_has_ended(1):
                return {"opened": opened}
            for connection, rest in list(kept.items()):
                try:
                    connection.send(rest[:1])
                    kept[connection] = rest[1:] or b"a"
                    if self.ended(connection):
                        raise ConnectionError
                except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                    pass
                except OSError:
                    connection.close()
                    del kept[connection]

    @staticmethod
    def ended(connection):
        try:
            return connection.recv(4096) == b""
        except (BlockingIOError, ssl.SSLWantReadError):
            return False

    def flood(self):
        """As many beginnings of a handshake as --rate allows, --count at a time; each is dropped when it is answered or after a second."""
        first, poll, open_ones = hello(), select.epoll(), {}
        begun = answered = refused = dropped = 0
        started = time.monotonic()
        poll.register(sys.stdin, select.EPOLLIN)
        print("ready", flush=True)
        while True:
            now = time.monotonic()
            while len(open_ones) < self.options.count and begun < (now - started) * self.options.rate:
                connection = socket.socket()
                connection.setblocking(False)
                connection.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT: connect() finds one
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # no port waits afterwards
                connection.bind((self.options.source, 0))
                if connection.connect_ex(("127.0.0.1", self.options.port)) not in (0, errno.EINPROGRESS):
                    connection.close()
                    break
                poll.register(connection, select.EPOLLOUT)
                open_ones[connection.fileno()] = (connection, now)
                begun += 1
            for number, events in poll.poll(0.005):
                if number == sys.stdin.fileno():
                    return {"begun": begun, "answered": answered, "refused": refused, "dropped": dropped,
                            "a second": round(begun / (now - started))}
                connection, _ = open_ones[number]
                try:
                    if events & select.EPOLLOUT and not events & (select.EPOLLERR | select.EPOLLHUP):
                        connection.send(first)
                        poll.modify(connection, select.EPOLLIN)
                        continue
                    data = connection.recv(4096)
                    answered += data[:1] == b"\x16"
                    refused += data[:1] != b"\x16"
                except OSError:
                    refused += 1
                drop(poll, open_ones, number)
            for number, (_, since) in list(open_ones.items()):
                if now - since > 1:
                    dropped += 1
                    drop(poll, open_ones, number)

    def work(self):
        """Four kept connections in turn, one request every 4 ms; each is timed from when it was due, so that waiting counts."""
        connections = [self.secure(self.connect()) if self.tls else self.connect() for _ in range(4)]
        request = (f"GET {self.options.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.options.token}\r\n\r\n").encode()
        times, pace = [], 0.004
        for connection in connections * 5:  # the first ones are not counted
            exchange(connection, request)
        print("ready", flush=True)
        gc.disable()
        started = time.monotonic()
        for number in range(int(self.options.seconds / pace)):
            due = started + number * pace
            rest = due - time.monotonic()
            if rest > 0:
                time.sleep(rest)
            exchange(connections[number % len(connections)], request)
            times.append(time.monotonic() - due)
        times.sort()
        return {"count": len(times), **{f"p{part}": round(times[int(len(times) * part / 100)] * 1000, 3) for part in (50, 90, 99)},
                "max": round(times[-1] * 1000, 3)}


def drop(poll, open_ones, number):
    connection, _ = open_ones.pop(number)
    poll.unregister(connection)
    connection.close()


def exchange(connection, request):
    connection.sendall(request)
    data = connection.recv(4096)
    while b"\r\n\r\n" not in data:
        more = connection.recv(4096)
        if not more:
            raise ConnectionError("a working connection was closed")
        data += more
    if not data.startswith(b"HTTP/1.1 200"):
        raise ConnectionError(f"a working client was answered {data[:60]!r}")


def is_open(connection):
    """Without TLS's state: anything but the end may have come."""
    try:
        return connection.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("role", choices=("idle", "slow", "flood", "work"))
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--tls", action="store_true")
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--rate", type=float, default=1e9, help="begun a second")
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--source", default="127.0.0.1", help="a loopback address to come from")
    options.add_argument("--path", default="/api/ping")
    options.add_argument("--token", default=os.environ.get("TXDESK_TEST_TOKEN", "-"))
    chosen = options.parse_args()
    if chosen.role != "work":
        os.nice(19)
    print(json.dumps(getattr(Load(chosen), chosen.role)()), flush=True)


if __name__ == "__main__":
    main()
