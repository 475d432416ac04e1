// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/alert_note.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

QByteArray alertNoteJson(const AlertNote &note)
{
    const QJsonObject json{{u"server"_s, note.server},   {u"environment"_s, note.environment}, {u"rule"_s, note.rule},
                           {u"kind"_s, note.kind},       {u"severity"_s, note.severity},       {u"metric"_s, note.metric},
                           {u"subject"_s, note.subject}, {u"text"_s, note.text},               {u"filter"_s, note.filter},
                           {u"value"_s, note.value},     {u"since"_s, toMs(note.since)},       {u"at"_s, toMs(note.at)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace txdesk::codec
