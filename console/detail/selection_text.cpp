// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/selection_text.h"

#include "console/text/call_text.h"
#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::console {

using namespace Qt::StringLiterals;

QList<JournalEvent> selectedEvents(const TransactionDetail &detail, const CallSelection &selection)
{
    if (selection.isEmpty())
        return detail.events;
    QList<JournalEvent> events = detail.events;
    events.removeIf([&selection](const JournalEvent &event) {
        return event.branch != selection.branch || (selection.op && event.op != selection.op) ||
               (selection.attempt > 0 && event.attempt != selection.attempt);
    });
    return events;
}

QString selectionText(const TransactionDetail &detail, const CallSelection &selection, const QTimeZone &zone)
{
    const GlobalTransaction &t = detail.snapshot.transaction;
    QStringList lines{u"%1  %2  %3"_s.arg(t.gid.value, wordOf(t.kind), statusWord(t))};
    for (const JournalEvent &event : selectedEvents(detail, selection)) {
        QStringList parts{isoText(event.at, zone), wordOf(event.kind)};
        if (!event.branch.isEmpty())
            parts.append(event.op ? event.branch.value + u' ' + wordOf(*event.op) : event.branch.value);
        if (event.attempt > 0)
            parts.append(u"#%1"_s.arg(event.attempt));
        if (event.outcome)
            parts.append(u"%1 %2"_s.arg(wordOf(*event.outcome), codeText(event.statusCode, event.outcome)).trimmed());
        if (event.took.count() > 0)
            parts.append(durationText(event.took));
        if (!event.text.isEmpty())
            parts.append(oneLine(event.kind == EventKind::Called ? redactUrl(event.text) : redactText(event.text), 4096));
        lines.append(parts.join(u"  "_s));
    }
    return lines.join(u'\n');
}

QString selectionJson(const TransactionDetail &detail, const CallSelection &selection)
{
    QJsonArray events;
    for (JournalEvent event : selectedEvents(detail, selection)) {
        event.text = event.kind == EventKind::Called ? redactUrl(event.text) : redactText(event.text);
        events.append(codec::toJson(event));
    }
    const QJsonObject all{{u"gid"_s, detail.snapshot.transaction.gid.value}, {u"events"_s, events}};
    return redactJson(QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Indented)));
}

} // namespace txdesk::console
