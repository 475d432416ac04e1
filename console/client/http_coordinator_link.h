// A coordinator of ours, over HTTP: /api/v1 and its server-sent events.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/clock_offset.h"
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"
#include "console/client/event_stream_parser.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QUrl>

class QNetworkReply;

namespace txdesk::console {

// Thread: GUI. `clock` and `delayed` must outlive it.
class HttpCoordinatorLink final : public CoordinatorLink
{
    Q_OBJECT

public:
    // base: scheme, host and port, "http://127.0.0.1:36789".
    HttpCoordinatorLink(QUrl base, const Clock &clock, DelayedCalls &delayed, QObject *parent = nullptr);
    ~HttpCoordinatorLink() override;

    void open() override;
    void close() override;
    void retryNow() override;
    [[nodiscard]] LinkStatus status() const override;

    void list(const TransactionFilter &filter, const PageRequest &page, QObject *context,
              Answer<TransactionPage> answer) override;
    void detail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer) override;
    void act(const ActionRequest &request, QObject *context, Answer<TransactionRow> answer) override;
    void stats(QObject *context, Answer<CoordinatorStats> answer) override;
    void participants(QObject *context, Answer<QList<ParticipantStats>> answer) override;
    void nodes(QObject *context, Answer<QList<NodeInfo>> answer) override;

private:
    using Parse = std::function<void(Result<QJsonObject>)>;

    [[nodiscard]] QUrl at(const QString &path, const QByteArray &query = {}) const;
    void fetch(const QUrl &url, QObject *context, Parse parse);
    void answerWhenDone(QNetworkReply *reply, QObject *context, bool mayHaveActed, Parse parse);

    void openStream();
    void readStream();
    void takeFrame(const StreamFrame &frame);
    void takeHello(const QJsonObject &hello);
    void takeChange(const QJsonObject &change);
    void streamEnded(QString problem);
    void dropStream();
    void watch(); // once a second while a stream is open: notices a silent one
    void setState(LinkState state);

    const QUrl m_base;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_stream;
    EventStreamParser m_parser;
    ClockOffset m_offset;
    LinkStatus m_status;
    qint64 m_sequence = 0; // of the newest change seen
    QString m_run;         // the server run m_sequence belongs to
    DelayedCalls::Handle m_retry = 0;
    DelayedCalls::Handle m_watch = 0;
};

} // namespace txdesk::console
