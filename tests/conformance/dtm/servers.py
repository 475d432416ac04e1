"""The real DTM, built from its module, and txdesk-server, both on one MariaDB with one conf.yml.

SPDX-License-Identifier: Apache-2.0
"""
import os
import signal
import subprocess

from mariadb import PASSWORD, USER, MariaDb
from ports import free_port
from programs import call, wait_for

HERE = os.path.dirname(os.path.abspath(__file__))
MODULE = "github.com/dtm-labs/dtm"
CONF = """Store:
  Driver: mysql
  Host: 127.0.0.1
  Port: {database}
  User: {user}
  Password: {password}
  Db: dtm
TransCronInterval: 1
RetryInterval: 10
TimeoutToFail: 12
RequestTimeout: 3
LogLevel: info
"""


def go(*arguments, cwd=HERE, **options):
    environment = {**os.environ, "GOFLAGS": "-mod=mod"}
    return subprocess.run(["go", *arguments], cwd=cwd, env=environment, check=True, text=True, **options)


def module_folder():
    go("mod", "download", MODULE)
    return go("list", "-m", "-f", "{{.Dir}}", MODULE, stdout=subprocess.PIPE).stdout.strip()


def build_dtm(out):
    """DTM as it is released: its own main package, nothing replaced."""
    program = os.path.join(out, "dtm")
    go("build", "-o", program, MODULE)
    return program


class Database(MariaDb):
    """A MariaDB and the conf.yml that both servers are started with; DTM's -r makes the tables, not the database."""

    def __init__(self, folder):
        super().__init__(os.path.join(folder, "mariadb"), "--innodb-flush-log-at-trx-commit=2")
        self.sql("create database dtm character set utf8mb4")
        self.conf = os.path.join(folder, "conf.yml")
        with open(self.conf, "w", encoding="utf-8") as text:
            text.write(CONF.format(database=self.port, user=USER, password=PASSWORD))


class Coordinator:
    """One server process of either make; ports by environment, as DTM's documents say."""

    def __init__(self, command, folder, name, cwd=None, **environment):
        self.port, self.grpc_port = free_port(), free_port()
        self.log = os.path.join(folder, name + ".log")
        self._output = open(self.log, "ab")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self._output, stderr=self._output, cwd=cwd or module_folder(),
                                        env={**os.environ, "HTTP_PORT": str(self.port), "GRPC_PORT": str(self.grpc_port),
                                             "QT_QPA_PLATFORM": "offscreen", **environment})
        wait_for(self._answers, 30, f"{name} answers ({self.tail()})")

    def _answers(self):
        assert self.process.poll() is None, f"ended: {self.tail()}"
        try:
            return call(self.port, "GET", "/api/ping")[0] == 200
        except OSError:
            return False

    def tail(self):
        with open(self.log, errors="replace") as text:
            return " | ".join(text.read().splitlines()[-5:])

    def post(self, path, body):
        return call(self.port, "POST", "/api/dtmsvr/" + path, body)

    def ask(self, gid):
        return call(self.port, "GET", f"/api/dtmsvr/query?gid={gid}")[1]

    def listed(self):
        """Every transaction by /all, page after page."""
        found, position = {}, ""
        while True:
            answer = call(self.port, "GET", f"/api/dtmsvr/all?limit=500&position={position}", timeout=30)[1]
            for one in answer["transactions"] or []:
                found[one["gid"]] = one
            position = answer["next_position"]
            if not position:
                return found

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._output.close()


def start_dtm(program, database, folder, reset=False, **environment):
    return Coordinator([program, "-c", database.conf] + (["-r"] if reset else []), folder, "dtm", **environment)


def start_txdesk(binaries, database, folder):
    return Coordinator([os.path.join(os.path.abspath(binaries), "txdesk-server"), "-c", database.conf], folder, "txdesk")
