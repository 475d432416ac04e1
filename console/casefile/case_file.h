// A case file (.txcase): one transaction as it was on screen, to carry away and to open without any server. gzip'ed JSON
// lines: manifest, transaction, event.., payload.., audit.., verdict, diagram, end. Secrets never get into it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/capabilities.h"
#include "shared/base/result.h"
#include "shared/model/transaction_detail.h"

#include <QByteArray>

namespace txdesk::console {

struct CaseFile
{
    static constexpr int newestVersion = 1;

    int version = newestVersion;
    QString consoleVersion{};
    Instant savedAt{};     // server time
    QString environment{}; // "dev", "test", "prod"
    QString profile{};     // its label
    QString timeZone{};    // of the times in the texts: "UTC+08:00"
    QString node{};        // the coordinator that was asked
    Capabilities capabilities{}; // of the back end it was saved from: product and features
    TransactionDetail detail{};
    QList<AuditRecord> audit{};
    QString verdict{};     // in the language of who saved it
    QString diagram{};     // as text

    friend bool operator==(const CaseFile &, const CaseFile &) = default;
};

inline constexpr qsizetype caseFileBytesMax = 32 * 1024 * 1024;      // packed
inline constexpr qsizetype caseFileUnpackedMax = 256 * 1024 * 1024;

// The same without secrets: by key, JWTs, bearer and basic credentials, card numbers; headers' values always; payloads
// that are no text are left out. Idempotent.
[[nodiscard]] CaseFile redacted(CaseFile file);

[[nodiscard]] QByteArray caseFileBytes(const CaseFile &file); // redacted
[[nodiscard]] Result<> saveCaseFile(const CaseFile &file, const QString &path); // whole or not at all

// InvalidRequest says in words what is wrong with it; nothing of a broken file is used.
[[nodiscard]] Result<CaseFile> caseFileFrom(const QByteArray &bytes);
[[nodiscard]] Result<CaseFile> readCaseFile(const QString &path);

// "case-shop-eu-hqL8CUsX-20261121-030741.txcase"
[[nodiscard]] QString caseFileName(const CaseFile &file);

} // namespace txdesk::console
