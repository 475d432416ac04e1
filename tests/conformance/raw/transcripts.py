"""Sends the requests of *.txt as they stand, compares the answers byte for byte, and what the server asked of participants.

Lines of a transcript, each followed by lines of a body:
  = NAME: CASE            a case of its own with a new {gid}
  > METHOD PATH           a request; header lines follow as `+ Name: value`
  < STATUS [TYPE]         its answer; the type is application/json; charset=utf-8 unless given; {*} is any text
  ? STATUS | ROWS         waits until the transaction has the status and these branch rows
  @ METHOD PATH           the next request a participant got, with its body; ! waits for it
{gid} and {bank} stand for the transaction and for the participants' address, {gid2} and {gid3} for further transactions.
Participants: /Rejected answers 409, /OldFailure 200 and the word, /Ongoing 425 once, /Created 201 once, /json-rpc the method's.

SPDX-License-Identifier: Apache-2.0
"""
import argparse
import glob
import http.client
import json
import os
import re
import sys
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "support"))
from programs import TOKEN, call, wait_for  # noqa: E402

JSON_TYPE = "application/json; charset=utf-8"


class Bank(BaseHTTPRequestHandler):
    """Answers by path; remembers (method, path with query, body) by gid."""
    protocol_version = "HTTP/1.1"
    asked = {}
    lock = threading.Lock()

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        target = urlparse(self.path)
        query = {name: values[0] for name, values in parse_qs(target.query).items()}
        rpc = json.loads(body) if "method" in query and body else None
        gid = rpc["params"]["gid"] if rpc else query.get("gid")
        name = query.get("method", target.path.strip("/"))
        with self.lock:
            asked = self.asked.setdefault(gid, [])
            again = any(name in path for _, path, _ in asked)
            asked.append((self.command, self.path, body))
        status, text = self.rpc_result(name, rpc, again) if rpc else self.result(name, again)
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    @staticmethod
    def result(name, again):
        return {"Rejected": (409, '{"dtm_result":"FAILURE"}'), "OldFailure": (200, '{"dtm_result":"FAILURE"}'),
                "Ongoing": (200, "") if again else (425, "wait"), "OldOngoing": (200, "") if again else (200, "ONGOING"),
                "Created": (200, "") if again else (201, "")}.get(name, (200, '{"dtm_result":"SUCCESS"}'))

    @staticmethod
    def rpc_result(name, rpc, again):
        """Codes without the words."""
        code = {"Rejected": -32901, "Ongoing": None if again else -32902}.get(name)
        object_ = {"jsonrpc": "2.0", "id": rpc["id"]}
        object_.update({"result": None} if code is None else {"error": {"code": code, "message": "no"}})
        return 200, json.dumps(object_)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


class Transcript:
    """One case: a name and its parts, each (mark, rest of the line, headers, body)."""

    def __init__(self, name):
        self.name, self.parts = name, []


def read_transcripts(path):
    found = []
    with open(path, encoding="utf-8") as text:
        for line in text.read().split("\n"):
            mark, rest = line[:1], line[2:]
            if line.startswith("#"):
                continue
            if mark == "=" and line[1:2] == " ":
                found.append(Transcript(rest))
            elif mark in ("<", ">", "?", "@", "!") and line[1:2] == " ":
                found[-1].parts.append((mark, rest, {}, []))
            elif mark == "+" and line[1:2] == " ":
                name, _, value = rest.partition(": ")
                found[-1].parts[-1][2][name] = value
            elif found and found[-1].parts:
                found[-1].parts[-1][3].append(line)
    return found


def pattern(text):
    return re.escape(text).replace(re.escape("{*}"), ".*")


class Run:
    """Plays one transcript."""

    def __init__(self, transcript, server, bank):
        self.transcript, self.server = transcript, urlparse(server).netloc
        self.words = {"{bank}": bank, "{gid}": "raw-" + uuid.uuid4().hex[:20], "{gid2}": "raw-" + uuid.uuid4().hex[:20],
                      "{gid3}": "raw-" + uuid.uuid4().hex[:20]}
        self.answer = None
        self.taken = 0

    def fill(self, text):
        for word, value in self.words.items():
            text = text.replace(word, value)
        return text

    def play(self):
        for mark, rest, headers, body in self.transcript.parts:
            while body and not body[-1]:
                body = body[:-1]
            {">": self.send, "<": self.compare, "?": self.wait, "@": self.asked, "!": self.awaited}[mark](self.fill(rest), headers, self.fill("\n".join(body)))

    def send(self, line, headers, body):
        method, path = line.split(" ", 1)
        connection = http.client.HTTPConnection(self.server, timeout=20)
        try:
            connection.request(method, path, body.encode() if body else None, {"Authorization": "Bearer " + TOKEN, **headers})
            answer = connection.getresponse()
            self.answer = line, answer.status, answer.getheader("Content-Type", ""), answer.read().decode()
        finally:
            connection.close()

    def compare(self, line, _headers, body):
        status, _, kind = line.partition(" ")
        asked, got_status, got_kind, got = self.answer
        wanted_kind = kind or JSON_TYPE
        assert str(got_status) == status, f"{asked}: status {got_status}, wanted {status}: {got}"
        assert got_kind in (wanted_kind, f"{kind}; charset=utf-8"), f"{asked}: type {got_kind}, wanted {wanted_kind}"
        assert re.fullmatch(pattern(body), got, re.S), f"{asked}: got {got!r}, wanted {body!r}"

    def wait(self, line, _headers, _body):
        status, _, rows = line.partition(" | ")
        host, port = self.server.split(":")
        assert host == "127.0.0.1"

        def query():
            return call(int(port), "GET", "/api/dtmsvr/query?gid=" + self.words["{gid}"])[1]

        def reached():
            answer = query()
            return answer if answer["transaction"] and answer["transaction"]["status"] == status else None
        try:
            answer = wait_for(reached, 20, f"status {status}")
        except AssertionError:
            raise AssertionError(f"status is not {status}: {query()}") from None
        got = ", ".join(f"{row['branch_id']} {row['op']} {row['status']}" for row in answer["branches"])
        assert got == rows, f"rows {got}, wanted {rows}"

    def awaited(self, line, headers, body):
        wait_for(lambda: len(Bank.asked.get(self.words["{gid}"], [])) > self.taken, 20, line)
        self.asked(line, headers, body)

    def asked(self, line, _headers, body):
        requests = Bank.asked.get(self.words["{gid}"], [])
        assert len(requests) > self.taken, f"the participant was not asked {line}: {requests}"
        method, path, got = requests[self.taken]
        self.taken += 1
        assert f"{method} {path}" == line, f"the participant was asked {method} {path}, wanted {line}"
        assert re.fullmatch(pattern(body), got, re.S), f"the participant got {got!r}, wanted {body!r}"


def say(line):
    os.write(1, f"{line}\n".encode())  # in one piece: other cases run at the same time


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("http", "grpc", "mysql-user", "mysql-port", "only"):
        options.add_argument("-" + name, default="")
    options = options.parse_args()
    bank = ThreadingHTTPServer(("127.0.0.1", 0), Bank)
    bank.daemon_threads = True
    threading.Thread(target=bank.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{bank.server_address[1]}"
    transcripts = [one for path in sorted(glob.glob(os.path.join(HERE, "*.txt"))) for one in read_transcripts(path) if options.only in one.name]

    def run(transcript):
        try:
            Run(transcript, options.http, url).play()
        except Exception as error:  # a case must not take the others with it
            say(f"FAIL {transcript.name}: {type(error).__name__}: {error}".replace("\n", " "))
            return False
        say(f"ok {transcript.name}")
        return True

    with ThreadPoolExecutor(8) as pool:
        good = list(pool.map(run, transcripts))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
