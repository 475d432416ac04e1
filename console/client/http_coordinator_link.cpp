// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/http_coordinator_link.h"

#include "console/client/caller_json.h"
#include "console/client/http_answer.h"
#include "console/client/reconnect_delay.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QRandomGenerator>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds refusedPause{30'000}; // a token does not become valid by itself, but may be put right
constexpr qint64 errorBodyMax = 64 * 1024;
} // namespace

HttpCoordinatorLink::HttpCoordinatorLink(QUrl base, const Clock &clock, DelayedCalls &delayed, QObject *parent)
    : CoordinatorLink(parent), m_door(std::move(base)), m_clock(clock), m_delayed(delayed)
{
    connect(&m_door, &HttpDoor::refused, this, &HttpCoordinatorLink::takeRefusal);
    connect(&m_door, &HttpDoor::certificateChanged, this, &HttpCoordinatorLink::takeCertificate);
}

HttpCoordinatorLink::~HttpCoordinatorLink()
{
    m_delayed.stop(m_retry);
    m_delayed.stop(m_watch);
    dropStream();
}

void HttpCoordinatorLink::setToken(const QByteArray &token)
{
    m_door.setToken(token);
    m_status.hasToken = m_door.hasToken();
}

void HttpCoordinatorLink::setTrust(const TlsTrust &trust) { m_door.setTrust(trust); }

LinkStatus HttpCoordinatorLink::status() const
{
    LinkStatus status = m_status;
    status.clockOffset = m_offset.value();
    return status;
}

// Who we are may have changed while nobody asked: at every opening, and when something was forbidden.
void HttpCoordinatorLink::askWhoWeAre()
{
    m_door.fetch(m_door.at(u"/api/v1/whoami"_s), this, [this](const Result<QJsonObject> &json) {
        if (!json)
            return; // an older server, or already told by takeRefusal()
        m_status.caller = callerFromJson(*json);
        m_status.serverIsOpen = json->value("open"_L1).toBool();
        emit statusChanged();
    });
}

void HttpCoordinatorLink::takeRefusal(Door door, const QString &words, int retryAfter)
{
    if (door == Door::Forbidden) {
        askWhoWeAre();
        return;
    }
    m_retryAfter = retryAfter;
    if (door == Door::Busy)
        return; // the answer says so; what is open stays open
    m_status.door = door;
    m_status.doorWords = words;
    m_status.caller.reset();
    if (m_status.state == LinkState::Live)
        streamEnded(words); // revoked: nothing more is shown as if we were still let in
    else
        emit statusChanged();
}

void HttpCoordinatorLink::takeCertificate()
{
    m_status.certificate = m_door.certificate();
    const bool refused = !m_status.certificate->problems.isEmpty();
    if (refused)
        m_status.door = Door::Untrusted;
    else if (m_status.door == Door::Untrusted)
        m_status.door = Door::Open;
    emit statusChanged();
}

void HttpCoordinatorLink::open()
{
    if (m_status.state != LinkState::Closed)
        return;
    setState(LinkState::Connecting);
    openStream();
}

void HttpCoordinatorLink::close()
{
    m_delayed.stop(std::exchange(m_retry, 0));
    dropStream();
    const bool hasToken = m_status.hasToken;
    m_status = {};
    m_status.hasToken = hasToken;
    m_sequence = 0;
    m_run.clear();
    setState(LinkState::Closed);
}

void HttpCoordinatorLink::retryNow()
{
    if (m_status.state != LinkState::Reconnecting || m_stream)
        return;
    m_delayed.stop(std::exchange(m_retry, 0));
    openStream();
    emit statusChanged();
}

void HttpCoordinatorLink::openStream()
{
    m_retry = 0;
    m_status.nextTryAt.reset();
    m_parser.clear();
    if (!m_door.clientError().isEmpty())
        return failed(m_door.clientError());
    QByteArray query;
    if (m_sequence > 0)
        query = "after=" + QByteArray::number(m_sequence);
    m_stream = m_door.openStream(m_door.at(u"/api/v1/stream"_s, query));
    QNetworkReply *reply = m_stream;
    m_quietSince = m_clock.now(); // a try is no sign of life: what is on screen stays as old as it is
    connect(reply, &QNetworkReply::readyRead, this, &HttpCoordinatorLink::readStream);
    connect(reply, &QNetworkReply::finished, this, [this, reply] { takeEarlyEnd(*reply); });
    m_delayed.stop(m_watch);
    m_watch = m_delayed.start(Milliseconds{1000}, [this] { watch(); });
}

void HttpCoordinatorLink::readStream()
{
    const int code = m_stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (code != 200)
        return; // the body of an error: read when it is finished
    m_quietSince = m_clock.now();
    m_status.lastByteAt = m_quietSince;
    const QList<StreamFrame> frames = m_parser.feed(m_stream->readAll());
    for (const StreamFrame &frame : frames)
        takeFrame(frame);
    if (m_parser.overflowed())
        streamEnded(u"the stream sent an event of more than 16 MB"_s);
}

void HttpCoordinatorLink::takeFrame(const StreamFrame &frame)
{
    if (frame.event.isEmpty()) {
        bool isTime = false;
        const qint64 serverTime = frame.comment.trimmed().toLongLong(&isTime);
        if (isTime)
            m_offset.addSample(fromMs(serverTime), m_clock.now());
        return;
    }
    const QJsonObject data = QJsonDocument::fromJson(frame.data).object();
    if (frame.event == "hello") {
        takeHello(data);
    } else if (frame.event == "change") {
        takeChange(data);
    } else if (frame.event == "reset") {
        m_sequence = data.value("sequence"_L1).toInteger(m_sequence);
        emit opened(false);
    }
}

void HttpCoordinatorLink::takeHello(const QJsonObject &hello)
{
    const QString run = hello.value("run"_L1).toString();
    const bool resumed = m_sequence > 0 && run == m_run;
    if (!resumed)
        m_sequence = hello.value("sequence"_L1).toInteger();
    m_run = run;
    m_offset.clear();
    m_offset.addSample(fromMs(hello.value("serverTime"_L1).toInteger()), m_clock.now());
    m_status.node = hello.value("node"_L1).toString();
    m_status.failures = 0;
    m_status.problem.clear();
    m_status.door = Door::Open;
    m_status.doorWords.clear();
    setState(LinkState::Live);
    askWhoWeAre();
    emit opened(resumed);
}

void HttpCoordinatorLink::takeChange(const QJsonObject &change)
{
    m_sequence = std::max(m_sequence, change.value("sequence"_L1).toInteger());
    const Result<TransactionRow> row = codec::rowFromJson(change.value("row"_L1).toObject(), UnknownWords::Kept);
    if (row)
        emit changed(*row);
    else
        qWarning("stream: a change could not be read: %s", qUtf8Printable(row.error().message));
}

// The stream's answer was not a stream, or it broke.
void HttpCoordinatorLink::takeEarlyEnd(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    QString problem = problemOf(reply);
    m_status.door = m_status.door == Door::Untrusted ? Door::Untrusted : Door::Open;
    if (status >= 300) {
        const Result<QJsonObject> answer = jsonAnswer(reply, reply.read(errorBodyMax), false);
        problem = answer ? problem : answer.error().message;
        m_status.door = doorOf(status);
        m_status.doorWords = problem;
        m_retryAfter = reply.rawHeader("Retry-After").toInt();
        if (status == 404)
            askWhetherDtm();
        if (m_status.door == Door::Forbidden)
            askWhoWeAre(); // tells which role we have
        else
            m_status.caller.reset();
    } else if (m_status.door == Door::Untrusted) {
        problem = m_status.certificate->problems.join(u"; "_s);
    }
    streamEnded(problem);
}

// It has no stream: it is none of ours. A stock DTM says its version where ours does, too.
void HttpCoordinatorLink::askWhetherDtm()
{
    m_door.fetch(m_door.at(u"/api/dtmsvr/version"_s), this, [this](const Result<QJsonObject> &answer) {
        if (answer && answer->contains("version"_L1))
            emit otherKindFound(BackendKind::Dtm);
    });
}

Milliseconds HttpCoordinatorLink::pauseAfterFailure() const
{
    const Milliseconds pause = reconnectDelay(m_status.failures, QRandomGenerator::global()->generateDouble());
    if (m_status.door == Door::Open)
        return pause;
    return m_status.door == Door::Busy ? std::max(pause, Milliseconds{std::clamp(m_retryAfter, 0, 600) * 1000})
                                       : refusedPause;
}

void HttpCoordinatorLink::streamEnded(QString problem)
{
    if (!m_stream)
        return;
    dropStream();
    failed(std::move(problem));
}

void HttpCoordinatorLink::failed(QString problem)
{
    ++m_status.failures;
    m_status.problem = std::move(problem);
    const Milliseconds delay = pauseAfterFailure();
    m_status.nextTryAt = m_clock.now() + delay;
    m_retry = m_delayed.start(delay, [this] {
        openStream();
        emit statusChanged();
    });
    setState(LinkState::Reconnecting);
}

void HttpCoordinatorLink::dropStream()
{
    m_delayed.stop(std::exchange(m_watch, 0));
    if (!m_stream)
        return;
    QNetworkReply *reply = std::exchange(m_stream, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void HttpCoordinatorLink::watch()
{
    m_watch = 0;
    if (!m_stream)
        return;
    if (m_clock.now() - m_quietSince > deadAfter) {
        streamEnded(u"It took the connection and said nothing for 10 s"_s);
        return;
    }
    m_watch = m_delayed.start(Milliseconds{1000}, [this] { watch(); });
}

void HttpCoordinatorLink::setState(LinkState state)
{
    m_status.state = state;
    emit statusChanged();
}

} // namespace txdesk::console
