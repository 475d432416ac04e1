"""txdesk-server on each store, and the MariaDB in which participants keep money, barrier rows and XA transactions.

SPDX-License-Identifier: Apache-2.0
"""
import os

from mariadb import PASSWORD, USER, MariaDb
from ports import free_port
from programs import start

NAMES = ("sqlite", "mysql")
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def statements(path, **words):
    with open(os.path.join(ROOT, "sql", path), encoding="utf-8") as text:
        sql = text.read()
    for name, value in words.items():
        sql = sql.replace("{" + name + "}", value)
    return sql + ";"


def start_database(folder):
    """One MariaDB for participants, and for the coordinator when its store is MySQL."""
    database = MariaDb(os.path.join(folder, "mariadb"), "--innodb-flush-log-at-trx-commit=2")
    database.sql("create database dtm; create database dtm_barrier; create database busi")
    database.sql(statements("participant/barrier_mysql.sql", table="dtm_barrier.barrier"))
    database.sql("create table account (gid varchar(128), name varchar(16), balance bigint not null, primary key (gid, name))", "busi")
    return database


def store_options(store, folder, database, name="dtm"):
    if store == "sqlite":
        return ["--store", f"sqlite:{folder}/txdesk.sqlite"], {}
    return ["--audit-key-file", f"{folder}/audit.key", "--audit-anchor-file", f"{folder}/audit.anchor", "--store-driver", "mysql", "--store-host", "127.0.0.1", "--store-port", str(database.port), "--store-user", USER,
            "--store-db", name], {"STORE_PASSWORD": PASSWORD}


class Server:
    """A running txdesk-server whose retries come after a second instead of ten."""

    def __init__(self, binaries, store, folder, database, name="dtm", *extra, more=None):
        options, environment = store_options(store, folder, database, name)
        self.grpc_port = free_port()
        self.program = start([os.path.join(binaries, "txdesk-server"), "--http-port", "0", "--grpc-port", str(self.grpc_port), "--node",
                              f"conformance-{store}", "--retry-interval", "1", "--retry-interval-min", "1", "--timeout-to-fail", "3",
                              "--poll-interval", "1", *options, *extra], os.path.join(folder, "server.log"), {**environment, **(more or {})})
        self.port = self.program.port

    def arguments(self, database):
        return ["-http", f"http://127.0.0.1:{self.port}/api/dtmsvr", "-grpc", f"127.0.0.1:{self.grpc_port}",
                "-mysql-port", str(database.port), "-mysql-user", USER]

    def stop(self):
        return self.program.stop()

    def tail(self):
        return self.program.tail()


def start_server(binaries, store, folder, database):
    return Server(binaries, store, folder, database)
