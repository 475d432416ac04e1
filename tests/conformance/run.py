#!/usr/bin/env python3
"""Starts txdesk-server and lets DTM's own Go and Python clients, unmodified, run their transactions against it.

Usage: run.py --bin build/ci/bin [--only go|python]
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from programs import Report, start, temp_folder  # noqa: E402


def go_tool():
    for candidate in (shutil.which("go"), "/usr/local/go/bin/go", "/usr/lib/go/bin/go"):
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    raise AssertionError("no Go toolchain: ./dev setup installs one")


def build_go(work):
    program = os.path.join(work, "go-client")
    subprocess.run([go_tool(), "build", "-buildvcs=false", "-mod=readonly", "-o", program, "."],
                   cwd=os.path.join(HERE, "go"), check=True)
    return [program]


def build_python(work):
    """A virtual environment that is made anew only when requirements.txt changes."""
    requirements = os.path.join(HERE, "python", "requirements.txt")
    with open(requirements, "rb") as text:
        wanted = hashlib.sha256(text.read()).hexdigest()
    folder = os.path.join(work, "venv-" + wanted[:12])
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(os.path.join(folder, "ready")):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", requirements], check=True)
        open(os.path.join(folder, "ready"), "w").close()
    return [python, os.path.join(HERE, "python", "client.py")]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True, help="folder of txdesk-server")
    options.add_argument("--only", choices=["go", "python"])
    chosen = options.parse_args()
    work = os.path.join(os.path.dirname(os.path.abspath(chosen.bin)), "conformance")
    os.makedirs(work, exist_ok=True)

    report = Report()
    ended_badly = False
    for name, build in (("go", build_go), ("python", build_python)):
        if chosen.only not in (None, name):
            continue
        with temp_folder() as folder:
            try:
                command = build(work)
                server = start([os.path.join(chosen.bin, "txdesk-server"), "--http-port", "0", "--store",
                                f"sqlite:{folder}/txdesk.sqlite", "--node", "conformance"], os.path.join(folder, "server.log"))
            except (AssertionError, OSError, subprocess.CalledProcessError) as error:
                report.fail(name, error)
                continue
            code = subprocess.run(command + [f"http://127.0.0.1:{server.port}/api/dtmsvr"], timeout=300).returncode
            ended_badly |= code != 0
            if server.stop() != 0:
                report.fail(f"{name}: the server ends cleanly", server.tail())
            else:
                report.ok(f"{name}: the server ends cleanly")
    return report.code() or int(ended_badly)


if __name__ == "__main__":
    sys.exit(main())
