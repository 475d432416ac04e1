// Certificates for one test run, made by the openssl command in a folder of the test: no private key is ever committed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>
#include <QTemporaryDir>

namespace txdesk::test {

struct IdentityFiles
{
    QString certificate{}; // PEM
    QString key{};         // PEM, mode 0600
};

struct CertificateOrder
{
    QString subject{};         // common name and file name
    QString names{};           // subjectAltName: "DNS:localhost,IP:127.0.0.1"; empty: none
    int days = 2;              // negative: has expired already
    const IdentityFiles *signedBy = nullptr; // null: by itself
    bool isAuthority = false;
    QString keyType = QStringLiteral("ec:P-256"); // or "rsa:2048"
};

// Thread: any. Aborts the test with a message when the openssl command fails.
class Certificates
{
public:
    [[nodiscard]] IdentityFiles make(const CertificateOrder &order) const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const; // mode 0600
    [[nodiscard]] static QByteArray fingerprint(const QString &certificateFile);     // by Qt, not by the code under test

private:
    QTemporaryDir m_folder;
};

} // namespace txdesk::test
