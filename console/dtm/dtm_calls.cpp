// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_calls.h"

#include <QPointer>

#include <algorithm>

namespace txdesk::console::dtm {

namespace {
constexpr qsizetype timesKept = 40;
constexpr qsizetype timesNeeded = 10;
} // namespace

DtmCalls::DtmCalls(QUrl base, QObject *parent) : QObject(parent), m_door(std::move(base))
{
    connect(&m_door, &HttpDoor::answered, this, [this](const QDateTime &date, Milliseconds took) {
        takeTime(took);
        emit heard(date, took);
    });
}

QUrl DtmCalls::at(const QString &path, const Query &query) const
{
    QByteArray text;
    for (const auto &[name, value] : query)
        text += (text.isEmpty() ? QByteArray() : QByteArray("&")) + name + '=' + QUrl::toPercentEncoding(value);
    return m_door.at(path, text);
}

void DtmCalls::get(const QString &path, const Query &query, QObject *context, Parse parse)
{
    enqueue(
        [this, url = at(path, query), context = QPointer<QObject>(context), parse = std::move(parse)] {
            m_door.fetch(url, this, [this, context, parse](Result<QJsonObject> answer) {
                ended();
                if (context)
                    parse(std::move(answer));
            });
        },
        false);
}

void DtmCalls::getText(const QString &path, QObject *context, std::function<void(Result<QByteArray>)> take)
{
    enqueue(
        [this, url = at(path, {}), context = QPointer<QObject>(context), take = std::move(take)] {
            m_door.fetchText(url, this, [this, context, take](Result<QByteArray> answer) {
                ended();
                if (context)
                    take(std::move(answer));
            });
        },
        false);
}

void DtmCalls::act(const QByteArray &verb, const QString &path, const Query &query, const QJsonObject &body, QObject *context, Parse parse)
{
    enqueue(
        [this, verb, url = at(path, query), body, context = QPointer<QObject>(context), parse = std::move(parse)] {
            m_door.send(verb, url, body, this, [this, context, parse](Result<QJsonObject> answer) {
                ended();
                if (context)
                    parse(std::move(answer));
            });
        },
        true);
}

void DtmCalls::drop() { m_waiting.clear(); }

void DtmCalls::enqueue(Send send, bool first)
{
    if (first)
        m_waiting.push_front(std::move(send));
    else
        m_waiting.push_back(std::move(send));
    next();
}

void DtmCalls::next()
{
    while (m_inFlight < inFlightMax && !m_waiting.empty()) {
        const Send send = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_peak = std::max(m_peak, ++m_inFlight);
        send();
    }
}

void DtmCalls::ended()
{
    --m_inFlight;
    next();
}

void DtmCalls::takeTime(Milliseconds took)
{
    m_times.append(took);
    if (m_times.size() > timesKept)
        m_times.removeFirst();
    if (m_times.size() < timesNeeded)
        return;
    QList<Milliseconds> sorted = m_times;
    std::sort(sorted.begin(), sorted.end());
    m_p95 = sorted[sorted.size() * 95 / 100];
    const int before = m_slowdown;
    if (m_p95 > slowAbove)
        m_slowdown = std::min(m_slowdown * 2, slowdownMax);
    else if (m_p95 < slowAbove / 2)
        m_slowdown = std::max(m_slowdown / 2, 1);
    if (m_slowdown == before)
        return;
    m_times.clear(); // the new pace is judged by its own times
    emit paceChanged();
}

} // namespace txdesk::console::dtm
