// A stock DTM that a test drives: its HTTP API, its passes and its quirks on each kind of store, on a clock that only
// advance() moves. Source: spec/console 0.1 (D1-D14), spec/dtm-protocol 1, 2, 5, 6.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/client/backend_kind.h"
#include "shared/http/server.h"
#include "shared/model/transaction_snapshot.h"

#include <QHash>
#include <QUrl>

#include <memory>

namespace txdesk::test {

// How a participant answers, by URL; Ok when nothing is set.
enum class Says { Ok, No, Error, Ongoing };

struct FakeCall
{
    QString gid;
    QString branch;
    OpKind op = OpKind::Action;
    QString url;

    friend bool operator==(const FakeCall &, const FakeCall &) = default;
};

class FakeDtm
{
public:
    struct Row
    {
        TransactionSnapshot snapshot;
        Instant indexDue{}; // what the cron goes by; on Redis and boltdb not always what is shown
    };

    FakeDtm(console::DtmStore store, Instant now);

    // The world around it.
    QHash<QString, Says> says;
    QHash<QString, QString> errors;      // of Says::Error, by URL
    QString alertWebHook;                // empty: none
    std::function<void(const QString &url, const QByteArray &body)> postAlert;
    QList<FakeCall> calls;               // that were made, in order
    QList<QByteArray> requests;          // that came, "POST /api/dtmsvr/abort {...}"
    bool stops = false;                  // the cron stands still
    bool showsEachTwice = false;         // as Redis' scan may

    // Begins a transaction as a client would. steps: pairs of action and compensation, or of confirm and cancel, or of one URL.
    void saga(const QString &gid, const QList<std::pair<QString, QString>> &steps, const TransactionOptions &options = {}, const CustomData &custom = {});
    void tcc(const QString &gid, const QList<std::pair<QString, QString>> &branches, const TransactionOptions &options = {});
    void xa(const QString &gid, const QStringList &urls);
    void message(const QString &gid, const QStringList &urls, const QString &queryPrepared, bool submitted);
    void workflow(const QString &gid, const QString &name, const QString &url);
    void submit(const QString &gid); // of what is prepared; its first pass follows at once

    void advance(Seconds seconds); // the cron looks every 3 s
    [[nodiscard]] Instant now() const { return m_now; }
    [[nodiscard]] Row &row(const QString &gid);
    [[nodiscard]] console::DtmStore store() const { return m_store; }

    [[nodiscard]] http::Response answer(const http::Request &request);
    // On 127.0.0.1, on a free port, until the fake is deleted.
    [[nodiscard]] QUrl serve(quint16 port = 0);
    void hangUp(); // connections are closed, and nobody listens any more

private:
    friend class FakePass;

    void begin(Row row);
    void pass(Row &row);
    void alert(const Row &row, const QString &url, const QString &error);
    [[nodiscard]] QList<Row *> ordered();
    [[nodiscard]] http::Response all(const http::Request &request);
    [[nodiscard]] http::Response query(const QString &gid);
    [[nodiscard]] http::Response post(const QByteArray &path, const QByteArray &body);
    [[nodiscard]] http::Response wakeAll(const http::Request &request);
    [[nodiscard]] http::Response forceStop(Row &row);
    [[nodiscard]] http::Response abort(Row &row, const QString &askedKind, const QString &reason);
    [[nodiscard]] QByteArray metrics() const;
    [[nodiscard]] QByteArray transactionText(const Row &row) const;
    void touch(Row &row, Milliseconds wait);

    const console::DtmStore m_store;
    Instant m_now;
    Instant m_lastCron;
    qint64 m_nextId = 1;
    QHash<QString, Row> m_rows;
    QStringList m_order; // of creation
    QHash<QByteArray, qint64> m_counters;
    std::unique_ptr<http::Server> m_server;
};

} // namespace txdesk::test
