// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/participant_names.h"

namespace txdesk::console {

namespace {

bool belongs(QChar c) { return c.isLetterOrNumber(); }

} // namespace

QString named(const QString &text, const ParticipantNames &names)
{
    QString result = text;
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        const QString &address = name.key();
        for (qsizetype at = result.indexOf(address); at >= 0 && !address.isEmpty(); at = result.indexOf(address, at)) {
            const qsizetype end = at + address.size();
            const bool isWhole = (at == 0 || !belongs(result[at - 1])) && (end == result.size() || !belongs(result[end]));
            if (isWhole)
                result.replace(at, address.size(), name.value());
            at += isWhole ? name.value().size() : address.size();
        }
    }
    return result;
}

} // namespace txdesk::console
