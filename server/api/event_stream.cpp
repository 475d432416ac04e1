// Server-sent events as bytes; JSON has no line breaks, so each event is one data line.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/event_stream.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::api {

using namespace Qt::StringLiterals;

QByteArray helloText(const Hello &hello)
{
    const QJsonObject data{{u"sequence"_s, static_cast<qint64>(hello.sequence)},
                           {u"node"_s, hello.node},
                           {u"serverTime"_s, toMs(hello.serverTime)},
                           {u"run"_s, hello.run}};
    return "event: hello\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact) + "\n\n";
}

QByteArray resetText()
{
    return "event: reset\ndata: {}\n\n";
}

QByteArray heartbeatText(Instant now)
{
    return ": " + QByteArray::number(toMs(now)) + "\n\n";
}

QByteArray changeText(quint64 sequence, const QByteArray &row, const QByteArray &events)
{
    const QByteArray number = QByteArray::number(sequence);
    QByteArray out = "event: change\nid: " + number + "\ndata: {\"sequence\":" + number + ",\"row\":" + row;
    if (!events.isEmpty())
        out += ",\"events\":" + events;
    return out + "}\n\n";
}

} // namespace txdesk::api
