// PEM files of certificates and keys, read with checks whose errors say what to do.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/http/openssl_pointers.h"

#include <QStringList>

#include <vector>

namespace txdesk::http {

// At least one, in the order of the file. `field` goes into the error.
[[nodiscard]] Result<std::vector<CertificatePointer>> readCertificates(const QString &file, const QString &field);

// Refused when others than its owner may read the file.
[[nodiscard]] Result<KeyPointer> readKey(const QString &file, const QString &field);

// Reads both, checks that they belong together, and gives them to the context. The value: warnings about dates.
[[nodiscard]] Result<QStringList> useIdentity(SSL_CTX &context, const QString &certificateFile, const QString &keyFile);

// Adds the certificates of the file to those the context trusts; `isForClients`: names them to clients too.
[[nodiscard]] Result<void> trustFile(SSL_CTX &context, const QString &file, const QString &field, bool isForClients);

} // namespace txdesk::http
