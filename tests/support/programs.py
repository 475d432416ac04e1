"""Starts our programs for tests in Python, talks HTTP to them, and counts cases as `ok NAME` and `FAIL NAME why`.

SPDX-License-Identifier: Apache-2.0
"""
import atexit
import http.client
import json
import os
import re
import secrets
import signal
import subprocess
import tempfile
import threading
import time

TOKEN_VARIABLE = "TXDESK_SECURITY_ADMIN_TOKEN_FILE"
# Waits are written for a quiet machine. One that is busy with other things may take several times as long, and whoever waits for
# what comes loses nothing by waiting longer.
PATIENCE = float(os.environ.get("TXDESK_PATIENCE", "4"))


def _make_token_file():
    """The server takes its admin token from it at its first start; the scripts that this one runs inherit it."""
    handle, path = tempfile.mkstemp(prefix="txdesk-test-", suffix=".token")  # mode 0600
    with os.fdopen(handle, "w") as file:
        file.write("txd_" + secrets.token_urlsafe(32) + "\n")
    os.environ[TOKEN_VARIABLE] = path
    atexit.register(os.unlink, path)


def _token():
    if TOKEN_VARIABLE not in os.environ:
        _make_token_file()
    with open(os.environ[TOKEN_VARIABLE]) as file:
        return file.read().strip()


TOKEN = _token()  # of an admin, on every server these tests start
LISTENING = re.compile(r"listening on 127\.0\.0\.1:(\d+)")


class Program:
    """One child process that prints `listening on 127.0.0.1:PORT`; it works beside the test's data, where its stderr goes, too."""

    def __init__(self, argv, log, env=None):
        self.log = log
        self._stderr = open(log, "ab")
        argv = [os.path.abspath(word) if "/" in word and os.path.exists(word) else word for word in argv]
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._stderr, cwd=os.path.dirname(os.path.abspath(log)),
                                        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **(env or {})}, text=True)
        self.port = self.grpc_port = None
        self._ready = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            found = LISTENING.search(line)
            if found and line.startswith("grpc"):
                self.grpc_port = int(found.group(1))
            elif found and self.port is None:
                self.port = int(found.group(1))
                self._ready.set()
            self._stderr.write(line.encode())
        self._ready.set()

    def wait_ready(self, seconds=20):
        """True when it listens; False when it ended before."""
        self._ready.wait(seconds * PATIENCE)
        return self.port is not None

    def alive(self):
        return self.process.poll() is None

    def wait_end(self, seconds):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self):
        if self.alive():
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self._close()

    def stop(self, seconds=15):
        """SIGTERM, then SIGKILL; the exit code, None when it had to be killed."""
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
        code = self.wait_end(seconds)
        if code is None:
            self.kill()
        self._close()
        return code

    def _close(self):
        if not self._stderr.closed:
            try:
                self.process.stdout.close()
            except (OSError, ValueError):
                pass
            self._stderr.close()

    def tail(self, lines=6):
        with open(self.log, errors="replace") as text:
            return " | ".join(text.read().splitlines()[-lines:])


def start(argv, log, env=None):
    """A program that listens, or an AssertionError with the end of its log."""
    program = Program(argv, log, env)
    if not program.wait_ready():
        program.kill()
        raise AssertionError(f"{os.path.basename(argv[0])} did not start: {program.tail()}")
    return program


def call(port, method, path, body=None, timeout=10, headers=None):
    """(status, decoded JSON or text), asked with the admin's token. Raises OSError or http.client.HTTPException when no answer comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        data = None if body is None else (body if isinstance(body, (bytes, str)) else json.dumps(body))
        connection.request(method, path, data, {"Authorization": "Bearer " + TOKEN, **(headers or {"Content-Type": "application/json"})})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        try:
            return answer.status, json.loads(text)
        except ValueError:
            return answer.status, text
    finally:
        connection.close()


def wait_for(question, seconds, what):
    """The first true value of question(); an AssertionError that says `what` was missing after so many seconds, times PATIENCE."""
    seconds *= PATIENCE
    deadline = time.monotonic() + seconds
    while True:
        value = question()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not after {seconds:g} s")
        time.sleep(0.02)


class Report:
    """Prints one line a case; `code()` is the exit code of the script."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def ok(self, name):
        self.passed += 1
        print(f"ok {name}", flush=True)

    def fail(self, name, why):
        self.failed += 1
        print(f"FAIL {name}: {why}", flush=True)

    def skip(self, name, why):
        self.skipped += 1
        print(f"skip {name}: {why}", flush=True)

    def case(self, name, body):
        """Runs body(); an exception is a failure with its text."""
        try:
            body()
        except Exception as error:  # a case must not take the others with it
            self.fail(name, f"{type(error).__name__}: {error}".replace("\n", " ")[:600])
            return False
        self.ok(name)
        return True

    def code(self):
        print(f"-- {self.passed} ok, {self.failed} failed, {self.skipped} skipped", flush=True)
        return 0 if self.failed == 0 and self.passed > 0 else 1


def temp_folder():
    return tempfile.TemporaryDirectory(prefix="txdesk-test-")
