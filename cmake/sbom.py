#!/usr/bin/env python3
"""A software bill of materials (CycloneDX 1.5, JSON) of built programs, from cmake/packages.txt, ldd and dpkg.

Usage: sbom.py --version 0.1.0 --program build/demo/bin/txdesk-server ... > sbom.cdx.json
       sbom.py --list --program ...     the Debian packages that are needed at run time, one a line
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
# Loaded at run time by name, which ldd cannot know.
PLUGINS = {"txdesk-server": ["libqt6sql6-sqlite", "libqt6sql6-mysql", "ca-certificates"],
           "txdesk-bank": ["libqt6sql6-sqlite", "libqt6sql6-mysql"],
           "txdeskctl": ["libqt6sql6-sqlite", "libqt6sql6-mysql", "ca-certificates"],
           "txdesk-console": ["libqt6svg6", "qt6-translations-l10n", "ca-certificates", "fonts-dejavu-core", "fonts-noto-cjk"]}

COMPILED_IN = {"libboost-dev", "libexpected-dev"}  # header-only: their code is in the programs


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def libraries_of(program):
    return [found.group(1) for found in re.finditer(r"=> (/\S+)", output("ldd", program))]


def spellings(library):
    """How dpkg may know the file: /lib is /usr/lib, and versions are links."""
    real = os.path.realpath(library)
    return [library, real, real.removeprefix("/usr"), "/usr" + library]


def packages_of(libraries):
    """The packages that own these files; asked for all at once, for each question reads all of dpkg's lists."""
    told = output("dpkg-query", "-S", *{path for library in libraries for path in spellings(library)})
    owner = {path: names.split(",")[0].split(":")[0] for names, _, path in (line.partition(": ") for line in told.splitlines())}
    found = (next((owner[path] for path in spellings(library) if path in owner), None) for library in libraries)
    return set(found) - {None}


def run_time_packages(program):
    return packages_of(libraries_of(program)) | set(PLUGINS.get(os.path.basename(program), []))


def build_packages():
    """Those every build needs: the lines of packages.txt without a second word."""
    with open(os.path.join(HERE, "packages.txt")) as file:
        words = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return {line[0] for line in words if len(line) == 1}


def component(name, scope):
    fields = output("dpkg-query", "-W", "-f", "${Version}\t${Architecture}\t${source:Package}\t${Homepage}", name).split("\t")
    if len(fields) != 4 or not fields[0]:
        return None
    version, architecture, source, homepage = fields
    found = {"type": "library", "bom-ref": f"deb/{name}", "name": name, "version": version, "scope": scope,
             "purl": f"pkg:deb/debian/{name}@{version.replace(':', '%3A').replace('+', '%2B').replace('~', '~')}?arch={architecture}&distro=debian-12",
             "properties": [{"name": "debian:source", "value": source}]}
    if homepage:
        found["externalReferences"] = [{"type": "website", "url": homepage}]
    return found


def program_component(path, version):
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    name = os.path.basename(path)
    licence = "GPL-3.0-or-later" if name == "txdesk-console" else "Apache-2.0"
    return {"type": "application", "bom-ref": f"txdesk/{name}", "name": name, "version": version, "hashes": [{"alg": "SHA-256", "content": digest}],
            "licenses": [{"license": {"id": licence}}]}


def bill(programs, version):
    needed = {program: run_time_packages(program) for program in programs}
    run_time = set().union(*needed.values())
    packages = [component(name, "required") for name in sorted(run_time)]
    packages += [component(name, "required" if name in COMPILED_IN else "excluded") for name in sorted(build_packages() - run_time)]  # excluded: tools
    known = [found for found in packages if found]
    refs = {found["bom-ref"] for found in known}
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{uuid.uuid4()}", "version": 1,
        "metadata": {"timestamp": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                     "component": {"type": "application", "bom-ref": "txdesk", "name": "txdesk", "version": version}},
        "components": [program_component(program, version) for program in programs] + known,
        "dependencies": [{"ref": "txdesk", "dependsOn": sorted(f"txdesk/{os.path.basename(program)}" for program in programs)}]
        + [{"ref": f"txdesk/{os.path.basename(program)}", "dependsOn": sorted(f"deb/{name}" for name in names if f"deb/{name}" in refs)}
           for program, names in needed.items()],
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", action="append", required=True)
    parser.add_argument("--version", default="0")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        print("\n".join(sorted(set().union(*(run_time_packages(program) for program in options.program)))))
        return 0
    json.dump(bill(options.program, options.version), sys.stdout, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
