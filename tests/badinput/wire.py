"""Raw bytes to the server and what came back: no HTTP library in between that would mend what we break.

SPDX-License-Identifier: Apache-2.0
"""
import json
import os
import re
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from programs import TOKEN  # noqa: E402


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def message(self):
        """The sentence of an error: the member `message`, else the text itself."""
        text = self.body.decode("utf-8", "replace")
        try:
            decoded = json.loads(text)
            return decoded.get("message", text) if isinstance(decoded, dict) else text
        except ValueError:
            return text

    def __str__(self):
        return f"{self.status} {self.body[:160]!r}"


def connect(port, timeout=8):
    connection = socket.create_connection(("127.0.0.1", port), timeout)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def parse(data):
    """All whole answers in data, oldest first, and the rest."""
    answers = []
    while True:
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return answers, data
        head = data[:end].decode("latin-1").split("\r\n")
        headers = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        length = int(headers.get("content-length", 0))
        status = int(head[0].split(" ")[1])
        if status == 100:
            length = 0
        if len(data) < end + 4 + length:
            return answers, data
        answers.append(Answer(status, headers, data[end + 4:end + 4 + length]))
        data = data[end + 4 + length:]


def receive(connection, count=1, seconds=8):
    """(answers, closed): up to count answers; closed says that the server ended the connection."""
    connection.settimeout(0.2)
    data, answers, closed = b"", [], False
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and len(answers) < count and not closed:
        try:
            piece = connection.recv(1 << 16)
        except socket.timeout:
            continue
        except OSError:
            closed = True
            break
        closed = piece == b""
        data += piece
        found, data = parse(data)
        answers += found
    return answers, closed


def closes(connection, seconds=3):
    """True when the server ends the connection; what it still says is dropped."""
    connection.settimeout(seconds)
    try:
        while connection.recv(1 << 16):
            pass
        return True
    except socket.timeout:
        return False
    except OSError:
        return True


def exchange(port, data, seconds=8):
    """Sends data and gives the first answer that is not 100; None when the server just closes."""
    with connect(port) as connection:
        try:
            connection.sendall(data)
        except OSError:
            pass  # refused before all was sent: the answer is there
        answers, _ = receive(connection, 1, seconds)
        return answers[0] if answers else None


def request(method, path, body=b"", headers=(), host="127.0.0.1", length=True, version="1.1", token=TOKEN):
    """One request as bytes, with the admin's token unless told otherwise; headers are whole lines without line ends."""
    lines = [f"{method} {path} HTTP/{version}"]
    if host is not None:
        lines.append(f"Host: {host}")
    if length and (body or method == "POST"):
        lines.append(f"Content-Length: {len(body)}")
    if token:
        lines.append(f"Authorization: Bearer {token}")
    lines += headers
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def matches(pattern, text):
    return re.search(pattern, text) is not None
