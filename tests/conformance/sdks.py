"""The programs that use DTM's client libraries: how each is built from its registry, and how it is run.

SPDX-License-Identifier: Apache-2.0
"""
import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = ("go", "python", "raw", "migrate")


def go_tool():
    for candidate in (shutil.which("go"), "/usr/local/go/bin/go", "/usr/lib/go/bin/go"):
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    raise AssertionError("no Go toolchain: ./dev setup installs one")


def build_go(work):
    program = os.path.join(work, "go-client")
    subprocess.run([go_tool(), "build", "-buildvcs=false", "-mod=readonly", "-o", program, "."],
                   cwd=os.path.join(HERE, "go"), check=True)
    return [(f"go {protocol}", [program, "-protocol", protocol]) for protocol in ("http", "grpc", "json-rpc")]


def virtual_environment(work):
    """Made anew only when requirements.txt changes; the path of its python."""
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
    return python


def build_python(work):
    return [("python http", [virtual_environment(work), os.path.join(HERE, "python", "client.py")])]


def build_raw(_work):
    return [("raw", [sys.executable, os.path.join(HERE, "raw", "transcripts.py")])]


def build(name, work):
    """[(name, command)] of one library; the command is given the server's addresses."""
    os.makedirs(work, exist_ok=True)
    return {"go": build_go, "python": build_python, "raw": build_raw, "migrate": lambda _: []}[name](work)
