// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/transaction_links.h"

#include "shared/model/participant_name.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView fromNote("resubmitted from ");
constexpr QLatin1StringView asNote("resubmitted as ");

// The gid ends with the text, or before what else the note says.
Gid gidAfter(const QString &text, QLatin1StringView words)
{
    const qsizetype at = text.indexOf(words);
    return at < 0 ? Gid{} : Gid{text.sliced(at + words.size()).section(u' ', 0, 0).section(u':', 0, 0).section(u',', 0, 0)};
}

QString traceIn(const QString &traceparent)
{
    static const QRegularExpression form(u"^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$"_s);
    const QRegularExpressionMatch match = form.match(traceparent.trimmed().toLower());
    return match.hasMatch() ? match.captured(1) : QString();
}

QString traceOf(const GlobalTransaction &t)
{
    for (auto it = t.options.branchHeaders.cbegin(); it != t.options.branchHeaders.cend(); ++it)
        if (it.key().compare("traceparent"_L1, Qt::CaseInsensitive) == 0)
            return traceIn(it.value());
    return traceIn(QJsonDocument::fromJson(t.customData.toUtf8()).object().value("traceparent"_L1).toString());
}

} // namespace

TransactionLinks linksOf(const TransactionDetail &detail)
{
    const GlobalTransaction &t = detail.snapshot.transaction;
    TransactionLinks links{.trace = traceOf(t), .initiator = t.queryPrepared.isEmpty() ? QString() : participantOf(t.queryPrepared)};
    for (const JournalEvent &event : detail.events) {
        if (event.kind == EventKind::Requested && links.initiator.isEmpty())
            links.initiator = event.actor;
        if (event.kind != EventKind::Note && event.kind != EventKind::ManualAct)
            continue;
        if (const Gid gid = gidAfter(event.text, fromNote); !gid.isEmpty())
            links.original = gid;
        if (const Gid gid = gidAfter(event.text, asNote); !gid.isEmpty())
            links.copies.append(gid);
    }
    return links;
}

QString traceUrl(const QString &pattern, const QString &trace)
{
    if (trace.isEmpty() || !pattern.contains("{trace_id}"_L1) || !(pattern.startsWith("http://"_L1) || pattern.startsWith("https://"_L1)))
        return {};
    QString url = pattern;
    return url.replace("{trace_id}"_L1, trace);
}

} // namespace txdesk::console
