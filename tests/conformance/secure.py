"""The same unmodified libraries against servers that trust nobody: over TLS with a client's token, and, for what cannot
speak TLS, over plain TCP with the token. What a library cannot is a case, too: it must fail, or the table lies.

SPDX-License-Identifier: Apache-2.0
"""
import json
import os
import ssl
import subprocess
import urllib.request

import stores
from programs import TOKEN

CLOSED = {"TXDESK_SECURITY_LOOPBACK_TRUST": "false"}


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_certificates(folder):
    """ca.pem, server.pem and server.key, for this run only."""
    openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=txdesk test",
            "-keyout", "ca.key", "-out", "ca.pem")
    openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=txdesk", "-addext",
            "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", "server.key", "-out", "server.csr")
    openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-copy_extensions", "copy", "-out", "server.pem")


def client_token(server, scheme, ca):
    """Of the least role that initiators need."""
    request = urllib.request.Request(f"{scheme}://127.0.0.1:{server.port}/api/v1/tokens", json.dumps({"name": "sdk", "role": "client"}).encode(),
                                     {"Authorization": "Bearer " + TOKEN, "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10, context=ssl.create_default_context(cafile=ca) if scheme == "https" else None) as answer:
        return json.load(answer)["secret"]


def refuses_strangers(server, scheme, ca):
    try:
        urllib.request.urlopen(f"{scheme}://127.0.0.1:{server.port}/api/dtmsvr/newGid", timeout=10,
                               context=ssl.create_default_context(cafile=ca) if scheme == "https" else None)
    except urllib.error.HTTPError as error:
        assert error.code == 401, error
        return
    raise AssertionError("a stranger was let in")


class Secure:
    """Both servers, and what each program is told of them."""

    def __init__(self, binaries, folder, database):
        self.ca = os.path.join(folder, "ca.pem")
        make_certificates(folder)
        self.database = database
        tls_folder, plain_folder = (os.path.join(folder, name) for name in ("tls", "plain"))
        os.mkdir(tls_folder)
        os.mkdir(plain_folder)
        tls_options = ["--tls-certificate", os.path.join(folder, "server.pem"), "--tls-key", os.path.join(folder, "server.key")]
        self.servers = {"https": stores.Server(binaries, "sqlite", tls_folder, database, "dtm", *tls_options, more=CLOSED),
                        "http": stores.Server(binaries, "sqlite", plain_folder, database, "dtm", more=CLOSED)}
        self.tokens = {scheme: client_token(server, scheme, self.ca) for scheme, server in self.servers.items()}

    def arguments(self, scheme, with_token=True):
        server, user = self.servers[scheme], f"x:{self.tokens[scheme]}@" if with_token else ""
        return ["-http", f"{scheme}://{user}127.0.0.1:{server.port}/api/dtmsvr", "-grpc", f"127.0.0.1:{server.grpc_port}",
                "-mysql-port", str(self.database.port), "-mysql-user", stores.USER]

    def environment(self, scheme):
        return {"SSL_CERT_FILE": self.ca, "REQUESTS_CA_BUNDLE": self.ca, "TXDESK_TOKEN": self.tokens[scheme]}

    def stop(self, cases):
        for scheme, server in self.servers.items():
            if server.stop() != 0:
                cases.fail(f"{scheme} server: ends cleanly", server.tail())


def fails(cases, prefix, what, command, environment):
    """A case that passes when the program says that its case fails, and why."""
    program = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=120,
                             env={**os.environ, **environment})
    said = [line for line in program.stdout.splitlines() if line.startswith(("ok ", "FAIL "))]
    if program.returncode != 0 and not any(line.startswith("ok ") for line in said):
        cases.ok(f"{prefix} {what}")
    else:
        cases.fail(f"{prefix} {what}", f"it can: {said}")


def run(cases, binaries, commands, database, temp_folder, run_program):
    with temp_folder() as folder:
        secure = Secure(binaries, folder, database)
        try:
            for scheme, server in secure.servers.items():
                refuses_strangers(server, scheme, secure.ca)
                cases.ok(f"{scheme} server: refuses who has no token")
            for name, command in commands:
                if name in ("go http", "go json-rpc", "python http"):
                    run_program(cases, "https", name, command + secure.arguments("https"), secure.environment("https"))
                elif name == "go grpc":
                    run_program(cases, "http", name, command + secure.arguments("http"), secure.environment("http"))
                    fails(cases, "refused", "go grpc: cannot speak TLS", command + secure.arguments("https") + ["-only", "saga: success"],
                          secure.environment("https"))
                elif name == "java http":
                    fails(cases, "refused", "java http: cannot carry a token", command + secure.arguments("http") + ["-only", "service: newGid"],
                          secure.environment("http"))
        except (AssertionError, OSError, subprocess.SubprocessError) as error:
            cases.fail("secure: runs", error)
        finally:
            secure.stop(cases)
