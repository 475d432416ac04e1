// This machine's own record of what was done from this console: written before anything is sent, one line a record, each
// sealed with the one before it (docs/decisions/0042).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QByteArray>
#include <QList>
#include <QObject>

namespace txdesk::console {

struct LocalRecord
{
    qint64 seq = 0;  // from 1, without holes; given by the file
    Instant at{};
    qint64 of = 0;   // a verdict: seq of the act it is about; 0: an act
    QString osUser{};
    QString host{};
    QString who{};     // the name of the token
    QString role{};
    QString profile{};
    QString verb{};
    QString gid{};     // or the job's id
    QString reason{};
    QString ticket{};
    QString preview{}; // SHA-256 of what the person was shown
    QString request{}; // what was sent, without secrets
    QString verdict{}; // took-effect, no-effect-seen, refused, lost
    QString detail{};
    QString before{};  // status
    QString after{};
    QByteArray hash{}; // SHA-256 over the hash of the record before and this record, in hexadecimal; given by the file

    friend bool operator==(const LocalRecord &, const LocalRecord &) = default;
};

// Thread: GUI. Append-only; several consoles of one person may share the file.
class LocalAudit final : public QObject
{
    Q_OBJECT

public:
    explicit LocalAudit(QString file, QObject *parent = nullptr);

    [[nodiscard]] QString file() const { return m_file; }

    // On disk when it answers its seq; an error means that nothing may be sent.
    [[nodiscard]] Result<qint64> append(LocalRecord record);
    [[nodiscard]] QList<LocalRecord> newest(int count) const; // newest first

    struct Check
    {
        qint64 records = 0;
        QString problem{}; // translated; empty: the chain holds
    };
    [[nodiscard]] Check verify() const;

signals:
    void appended();

private:
    QString m_file;
};

} // namespace txdesk::console
