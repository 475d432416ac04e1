"""The programs that use DTM's client libraries: how each is built from its registry, and how it is run.

SPDX-License-Identifier: Apache-2.0
"""
import glob
import hashlib
import http.client
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = ("go", "python", "java", "raw", "migrate")
MAVEN = "https://repo1.maven.org/maven2"


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


def fetch(url, tries=3):
    """The bytes; a repository that does not answer well is asked again."""
    for left in reversed(range(tries)):
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return answer.read()
        except (OSError, http.client.HTTPException) as error:
            refused = 400 <= getattr(error, "code", 0) < 500 and error.code != 429
            assert left and not refused, f"{url}: {error}"
            time.sleep(1)


def jar(folder, path, digest):
    """A file of jars.txt, fetched when it is not there yet; no other content than the one written down is taken."""
    kept = os.path.join(folder, os.path.basename(path))
    if not os.path.exists(kept):
        data = fetch(os.environ.get("TXDESK_MAVEN", MAVEN).rstrip("/") + "/" + path)
        assert hashlib.sha256(data).hexdigest() == digest, f"{path} has another SHA-256 than java/jars.txt says"
        with open(kept + ".new", "wb") as file:
            file.write(data)
        os.replace(kept + ".new", kept)
    with open(kept, "rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == digest, f"{kept} is not what java/jars.txt says: remove it"
    return kept


def build_java(work):
    folder, classes = os.path.join(work, "jars"), os.path.join(work, "java-classes")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(HERE, "java", "jars.txt"), encoding="utf-8") as text:
        wanted = [line.split() for line in text if line.strip() and not line.startswith("#")]
    with ThreadPoolExecutor(8) as pool:
        jars = list(pool.map(lambda row: jar(folder, *row), wanted))
    shutil.rmtree(classes, ignore_errors=True)
    compiler, machine = shutil.which("javac"), shutil.which("java")
    assert compiler and machine, "no JDK: ./dev setup installs one"
    subprocess.run([compiler, "-J-XX:TieredStopAtLevel=1", "-Xlint:all", "-Werror", "-proc:none", "-encoding", "UTF-8", "-d", classes, "-cp",
                    os.pathsep.join(jars), *glob.glob(os.path.join(HERE, "java", "*.java"))], check=True)
    return [("java http", [machine, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp", os.pathsep.join([classes, *jars]), "Main"])]


def build_raw(_work):
    return [("raw", [sys.executable, os.path.join(HERE, "raw", "transcripts.py")])]


def build(name, work):
    """[(name, command)] of one library; the command is given the server's addresses."""
    os.makedirs(work, exist_ok=True)
    return {"go": build_go, "python": build_python, "java": build_java, "raw": build_raw, "migrate": lambda _: []}[name](work)
