"""A MariaDB server of a test's own: made in a folder, listening on a free port of 127.0.0.1, gone with the test.

SPDX-License-Identifier: Apache-2.0
"""
import os
import shutil
import subprocess

from ports import free_port
from programs import wait_for

USER, PASSWORD = "txdesk", "txdesk"


def tool(*names):
    for name in names:
        for folder in os.environ.get("PATH", "").split(os.pathsep) + ["/usr/sbin", "/usr/local/sbin"]:
            if os.access(os.path.join(folder, name), os.X_OK):
                return os.path.join(folder, name)
    raise AssertionError(f"no {names[0]}: ./dev setup installs it")


class MariaDb:
    """Started by the constructor; stop() ends it. The user may do everything, as DTM's documents propose."""

    def __init__(self, folder, *options):
        self.folder = os.path.abspath(folder)
        self.data = os.path.join(self.folder, "data")
        self.log = os.path.join(self.folder, "mariadbd.log")
        self.socket = os.path.join(self.folder, "m.sock")
        self.port = free_port()
        # A starting server removes temporary tables of others from a folder they share.
        self.environment = {**os.environ, "TMPDIR": os.path.join(self.folder, "tmp")}
        os.makedirs(self.environment["TMPDIR"], exist_ok=True)
        self._install()
        self._start(options)

    def _install(self):
        command = [tool("mariadb-install-db"), "--no-defaults", f"--datadir={self.data}", "--skip-test-db", "--skip-name-resolve", "--force",
                   "--auth-root-authentication-method=normal"]
        if os.geteuid() == 0:
            command.append("--user=root")
        with open(self.log, "ab") as log:
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment)

    def _start(self, options):
        command = [tool("mariadbd"), "--no-defaults", f"--datadir={self.data}", f"--socket={self.socket}", f"--port={self.port}",
                   "--bind-address=127.0.0.1", "--skip-name-resolve", "--max-connections=400", "--innodb-lock-wait-timeout=10",
                   f"--pid-file={self.folder}/mariadbd.pid", *options]
        if os.geteuid() == 0:
            command.append("--user=root")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment)
        wait_for(self._answers, 60, f"mariadbd ({self.log})")
        self.sql(f"create user '{USER}'@'127.0.0.1' identified by '{PASSWORD}'; grant all on *.* to '{USER}'@'127.0.0.1'")

    def _answers(self):
        if self.process.poll() is not None:
            raise AssertionError(f"mariadbd ended with {self.process.returncode}; see {self.log}")
        return os.path.exists(self.socket) and subprocess.run(self._client() + ["-e", "select 1"], stdout=subprocess.DEVNULL,
                                                              stderr=subprocess.DEVNULL).returncode == 0

    def _client(self):
        return [tool("mariadb", "mysql"), "--no-defaults", f"--socket={self.socket}", "--user=root", "--default-character-set=utf8mb4"]

    def sql(self, text, database=None):
        """Rows of the statements, each a list of strings; NULL is the string NULL."""
        command = self._client() + ["--batch", "--skip-column-names"] + ([database] if database else [])
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr.strip()
        return [line.split("\t") for line in done.stdout.splitlines()]

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.data, ignore_errors=True)
