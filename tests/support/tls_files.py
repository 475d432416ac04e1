"""Certificates for tests in Python, made by the openssl command in a folder of the test; no key is ever committed.

SPDX-License-Identifier: Apache-2.0
"""
import os
import subprocess


def _openssl(*arguments):
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, f"openssl {arguments[0]}: {done.stderr}"
    return done.stdout


class Authority:
    """A CA of the test's own."""

    def __init__(self, folder, name="authority"):
        self.folder = folder
        self.certificate = os.path.join(folder, f"{name}.pem")
        self.key = os.path.join(folder, f"{name}.key")
        _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                 "-addext", "basicConstraints=critical,CA:TRUE", "-keyout", self.key, "-out", self.certificate)

    def issue(self, name, hosts="DNS:localhost,IP:127.0.0.1,IP:::1", days=30):
        """(certificate file, key file of mode 0600)"""
        certificate, key, wish = (os.path.join(self.folder, f"{name}.{end}") for end in ("pem", "key", "csr"))
        _openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}", "-keyout", key, "-out", wish)
        extensions = os.path.join(self.folder, f"{name}.ext")
        with open(extensions, "w") as file:
            file.write(f"subjectAltName={hosts}\n")
        _openssl("x509", "-req", "-in", wish, "-CA", self.certificate, "-CAkey", self.key, "-CAcreateserial", "-days", str(days),
                 "-extfile", extensions, "-out", certificate)
        os.chmod(key, 0o600)
        return certificate, key


def fingerprint(certificate):
    """SHA-256 of a certificate, as --pin takes it."""
    return _openssl("x509", "-in", certificate, "-noout", "-fingerprint", "-sha256").strip().split("=")[1]
