"""Ports for the programs of tests.

SPDX-License-Identifier: Apache-2.0
"""
import random
import socket
import time


def can_listen(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port():
    """Stays its owner's across restarts: below those that the system gives to connections, one of which could take it meanwhile."""
    while True:
        port = random.SystemRandom().randrange(15_000, 32_000)
        if can_listen(port):
            return port


def wait_until_free(port, seconds):
    """False when somebody keeps it. The system may have given it to a connection, whose TIME_WAIT is over in a minute."""
    deadline = time.monotonic() + seconds
    while not can_listen(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
