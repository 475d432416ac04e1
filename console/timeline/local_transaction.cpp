// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/local_transaction.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

qsizetype indexOfRequest(const QList<SequenceMessage> &messages, int initiator, QStringView verb)
{
    for (qsizetype i = 0; i < messages.size(); ++i)
        if (messages[i].kind == MessageKind::Call && !messages[i].op && messages[i].from == initiator && messages[i].verb == verb)
            return i;
    return -1;
}

qsizetype indexOfQuery(const QList<SequenceMessage> &messages)
{
    const auto query = std::find_if(messages.cbegin(), messages.cend(), [](const auto &message) { return message.op == OpKind::Query; });
    return query == messages.cend() ? -1 : query - messages.cbegin();
}

} // namespace

void inferLocalTransaction(QList<SequenceMessage> &messages, int initiator)
{
    const qsizetype prepared = indexOfRequest(messages, initiator, u"prepare");
    const qsizetype submitted = indexOfRequest(messages, initiator, u"submit");
    const qsizetype asked = indexOfQuery(messages);
    if (prepared < 0 || (submitted < 0 && asked < 0))
        return;
    const SequenceMessage local{.kind = MessageKind::Loop,
                                .certainty = Certainty::Inferred,
                                .from = initiator,
                                .to = initiator,
                                .verb = u"local"_s,
                                .label = QCoreApplication::translate("Sequence", "local transaction"),
                                .sentAt = messages[prepared].answeredAt.value_or(messages[prepared].sentAt)};
    if (asked >= 0 && (submitted < 0 || submitted > asked)) {
        SequenceMessage crash = local;
        crash.meaning = Meaning::Failed;
        crash.verb = u"crash"_s;
        crash.label = QCoreApplication::translate("Sequence", "crash? no submit arrived");
        messages.insert(prepared + 1, crash);
    }
    messages.insert(prepared + 1, local);
}

} // namespace txdesk::console
