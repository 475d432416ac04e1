"""Participants of the Python client: an HTTP server whose paths say what it answers, with the client's barrier on MariaDB.

SPDX-License-Identifier: Apache-2.0
"""
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pymysql
from dtmcli import barrier, utils


class Bank:
    """Money in memory by gid and account; money in the database by the barrier's local transactions."""

    def __init__(self, port, user):
        self.port, self.user = port, user
        self.lock = threading.Lock()
        self.calls, self.seen, self.accounts, self.held = {}, {}, {}, []
        self.url = None

    def connect(self):
        return pymysql.connect(host="127.0.0.1", port=self.port, user=self.user, password=self.user, database="busi")

    def serve(self, port=0):
        bank = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                target = urlparse(self.path)
                query = {name: values[0] for name, values in parse_qs(target.query).items()}
                status, text = bank.handle(target.path, query, json.loads(body) if body else {})
                data = json.dumps(text).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    def late(self):
        """(URL, open): nobody listens there before open() is called. A bound socket keeps the port from everybody else."""
        holder = socket.socket()
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        self.held.append(holder)
        port = holder.getsockname()[1]
        return f"http://127.0.0.1:{port}", lambda: self.serve(port)

    def handle(self, path, query, body):
        gid, branch, op = query.get("gid"), query.get("branch_id"), query.get("op")
        with self.lock:
            self.calls.setdefault(gid, []).append(f"{branch} {op} {path}")
            nth = self.seen[gid, branch, op] = self.seen.get((gid, branch, op), 0) + 1
        base, first = path.strip("/"), True
        for suffix in ("Revert", "Confirm", "Cancel"):
            if base.endswith(suffix):
                base, first = base[:-len(suffix)], False
        try:
            self.act(base, first, nth, query, body.get("amount", 0))
        except utils.DTMFailureError as error:
            return 409, {"dtm_result": "FAILURE", "message": str(error)}
        except Ongoing:
            return 425, {"dtm_result": "ONGOING"}
        except Exception as error:  # a participant in trouble answers 500
            return 500, {"message": str(error)}
        return 200, {"dtm_result": "SUCCESS"}

    def act(self, base, first, nth, query, amount):
        op = query["op"]
        if base == "QueryFailure" or base in ("Rejected", "DbRejected") and first:
            raise utils.DTMFailureError("no such account")
        if base in ("Ongoing", "QueryOngoing") and op != "try" and nth == 1:
            raise Ongoing()
        if base in ("Shaky", "QueryShaky") and op != "try" and nth == 1:
            raise RuntimeError("database is away")
        if base == "Slow":
            time.sleep(0.3)
        if base == "QueryDb":
            with self.connect() as connection:
                self.barrier(query).query_prepared(connection.cursor())
        elif base.startswith("Db"):
            with self.connect() as connection:
                self.barrier(query).call(connection.cursor(), lambda cursor: self.move_stored(cursor, base, query, amount))
        elif not base.startswith("Query"):
            self.move(base, first, query, amount, nth)

    @staticmethod
    def barrier(query):
        return barrier.BranchBarrier(query["trans_type"], query["gid"], query["branch_id"], query["op"])

    @staticmethod
    def move_stored(cursor, base, query, amount):
        if query["op"] == "confirm":
            return
        signed = (-amount if base.endswith("Out") else amount) * (-1 if query["op"] in ("cancel", "compensate") else 1)
        cursor.execute("insert into account (gid, name, balance) values (%s, %s, %s) on duplicate key update balance = balance + %s",
                       (query["gid"], "out" if base.endswith("Out") else "in", signed, signed))

    def move(self, base, first, query, amount, nth):
        key = query["gid"], "out" if base.endswith("Out") else "in"
        done = query["gid"], query["branch_id"], "done"
        with self.lock:
            signed = -amount if base.endswith("Out") else amount
            if first and done not in self.seen:
                self.accounts[key] = self.accounts.get(key, 0) + signed
                self.seen[done] = 1
            elif query["op"] in ("cancel", "compensate") and done in self.seen and nth == 1:
                self.accounts[key] -= signed

    def stored(self, gid):
        with self.connect() as connection:
            cursor = connection.cursor()
            cursor.execute("select name, balance from account where gid = %s", (gid,))
            return {name: int(balance) for name, balance in cursor.fetchall() if balance}


class Ongoing(Exception):
    pass
