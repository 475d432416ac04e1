// Journal events as JSON text. Written by hand: it runs for every event of every commit.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/journal_codec.h"

#include "shared/codec/json_text.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

void addNumber(QByteArray &out, QByteArrayView key, qint64 value)
{
    if (value == 0)
        return;
    appendKey(out, key);
    appendNumber(out, value);
}

void addText(QByteArray &out, QByteArrayView key, QStringView value)
{
    if (value.isEmpty())
        return;
    appendKey(out, key);
    appendJsonString(out, value, Escape::Plain);
}

// Words of our own tables: no escapes needed.
void addWord(QByteArray &out, QByteArrayView key, QLatin1StringView word)
{
    if (word.isEmpty())
        return;
    appendKey(out, key);
    out += '"';
    out.append(word.data(), word.size());
    out += '"';
}

template<class E, std::size_t N>
void addChoice(QByteArray &out, QByteArrayView key, const std::array<Name<E>, N> &table, const std::optional<E> &value)
{
    if (value)
        addWord(out, key, nameIn(table, *value));
}

} // namespace

void appendEvent(QByteArray &out, const JournalEvent &event)
{
    out += '{';
    addNumber(out, "seq", event.seq);
    addNumber(out, "at", toMs(event.at));
    addWord(out, "kind", nameIn(eventKindNames, event.kind));
    addText(out, "branch", event.branch.value);
    addChoice(out, "op", opKindNames, event.op);
    addNumber(out, "attempt", event.attempt);
    addChoice(out, "outcome", outcomeNames, event.outcome);
    addNumber(out, "statusCode", event.statusCode);
    addNumber(out, "tookMs", event.took.count());
    addWord(out, "barrier", nameIn(barrierNoteNames, event.barrier));
    addChoice(out, "from", transactionStatusNames, event.from);
    addChoice(out, "to", transactionStatusNames, event.to);
    if (event.until) {
        appendKey(out, "untilAt");
        appendNumber(out, toMs(*event.until));
    }
    addText(out, "text", event.text);
    addText(out, "coordinator", event.coordinator);
    addText(out, "actor", event.actor);
    out += '}';
}

QByteArray journalText(const QList<JournalEvent> &events)
{
    QByteArray out;
    out.reserve(events.size() * 160 + 2);
    out += '[';
    for (const JournalEvent &event : events) {
        if (out.size() > 1)
            out += ',';
        appendEvent(out, event);
    }
    return out + ']';
}

Result<QList<JournalEvent>> journalFromText(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isArray())
        return fail(ErrorCode::Internal, u"a journal row is not a list of events"_s);
    QList<JournalEvent> events;
    const QJsonArray items = document.array();
    events.reserve(items.size());
    for (const QJsonValue &item : items) {
        Result<JournalEvent> event = eventFromJson(item.toObject());
        if (!event)
            return tl::unexpected<Error>(event.error());
        events.append(std::move(*event));
    }
    return events;
}

} // namespace txdesk::codec
