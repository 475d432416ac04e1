"""HTTP/2 by hand, as far as the tests need it: frames, headers as literals, and a reader of frames.

Nothing is sent by a library: theirs refuse to send what is wrong. Source: RFC 9113 sections 4 to 6, RFC 7541 section 6.
SPDX-License-Identifier: Apache-2.0
"""
import socket
import struct
import sys
import time

try:
    import hpack
except ImportError:  # another Python than Debian's: the package python3-hpack is plain Python
    sys.path.append("/usr/lib/python3/dist-packages")
    import hpack

DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, ACK, END_HEADERS = 1, 1, 4
PLAIN_HEADERS = b"\0\x01\0\0\0\0"  # a table of 0 bytes: the peer writes its headers as literals
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, flags=0, stream=0, payload=b"", length=None):
    size = len(payload) if length is None else length
    return struct.pack(">I", size)[1:] + bytes((kind, flags)) + struct.pack(">I", stream) + payload


def number(value, bits, first=0):
    """An integer of HPACK with a prefix of so many bits."""
    limit = (1 << bits) - 1
    if value < limit:
        return bytes((first | value,))
    out = bytearray((first | limit,))
    value -= limit
    while value >= 128:
        out.append(value % 128 + 128)
        value //= 128
    out.append(value)
    return bytes(out)


def literal(name, value, indexed=False):
    name, value = (x if isinstance(x, bytes) else x.encode() for x in (name, value))
    return (b"\x40" if indexed else b"\x00") + number(len(name), 7) + name + number(len(value), 7) + value


def headers(path="/dtmgimp.Dtm/NewGid", extra=(), scheme="http", te="trailers", indexed=False):
    fields = [(":method", "POST"), (":scheme", scheme), (":path", path), (":authority", "localhost"),
              ("content-type", "application/grpc"), ("te", te), *extra]
    return b"".join(literal(name, value, indexed) for name, value in fields)


def message(payload=b""):
    """A message of gRPC."""
    return b"\0" + struct.pack(">I", len(payload)) + payload


def split(block, stream, flags=0, size=16000):
    """A block of headers as HEADERS and CONTINUATION frames."""
    parts = [block[i:i + size] for i in range(0, len(block), size)] or [b""]
    out = b""
    for index, part in enumerate(parts):
        last = END_HEADERS if index == len(parts) - 1 else 0
        out += frame(HEADERS if index == 0 else CONTINUATION, (flags if index == 0 else 0) | last, stream, part)
    return out


class Connection:
    def __init__(self, port, preface=PREFACE, settings=True, acknowledges=True, wrap=lambda link: link):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = wrap(self.socket)
        self.heard = b""  # all that came
        self.buffer = b""
        self.decoder = hpack.Decoder()
        self.closed = False
        if preface:
            self.socket.sendall(preface + (frame(SETTINGS, 0, 0, PLAIN_HEADERS) if settings else b""))
        if preface and settings:
            self.until(SETTINGS)
            if acknowledges:
                self.socket.sendall(frame(SETTINGS, ACK))
                self.ping()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """False when the peer has closed."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            self.closed = True
            return False

    def frames(self, seconds=5):
        """(kind, flags, stream, payload) until the peer closes or nothing comes for so long."""
        deadline = time.monotonic() + seconds
        while True:
            while len(self.buffer) >= 9:
                size = int.from_bytes(self.buffer[:3], "big")
                if len(self.buffer) < 9 + size:
                    break
                kind, flags = self.buffer[3], self.buffer[4]
                stream = int.from_bytes(self.buffer[5:9], "big") & 0x7FFFFFFF
                payload, self.buffer = self.buffer[9:9 + size], self.buffer[9 + size:]
                yield kind, flags, stream, payload
            left = deadline - time.monotonic()
            if left <= 0:
                return
            self.socket.settimeout(left)
            try:
                data = self.socket.recv(65536)
            except socket.timeout:
                return
            except OSError:
                data = b""
            if not data:
                self.closed = True
                return
            self.buffer += data
            self.heard += data

    def until(self, kind, stream=None, seconds=5):
        """The payload of the next such frame; None: it did not come."""
        for got, _, of, payload in self.frames(seconds):
            if got == kind and (stream is None or of == stream):
                return payload
        return None

    def ping(self, seconds=5):
        return self.send(frame(PING, 0, 0, b"12345678")) and self.until(PING, seconds=seconds) is not None

    def ask(self, path="/dtmgimp.Dtm/NewGid", payload=b"", stream=1, extra=(), **how):
        """(grpc-status, grpc-message) of a whole call; None: no answer."""
        self.send(split(headers(path, extra, **how), stream) + frame(DATA, END_STREAM, stream, message(payload)))
        return self.status_of(stream)

    def status_of(self, stream, seconds=10):
        for kind, flags, of, payload in self.frames(seconds):
            fields = dict(self.decoder.decode(payload)) if kind == HEADERS else {}
            if of != stream:
                continue
            if kind == RST_STREAM:
                return ("reset", int.from_bytes(payload, "big"))
            if "grpc-status" in fields:
                return (int(fields["grpc-status"]), fields.get("grpc-message", ""))
        return None

    def is_closed(self, seconds=10):
        for _ in self.frames(seconds):
            pass
        return self.closed
