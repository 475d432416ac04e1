// How a refusal is worded: it names the construct, never a value of the statement.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArrayView>

namespace txdesk::statement {

using namespace Qt::StringLiterals;

// "AT does not support <construct>".
[[nodiscard]] inline tl::unexpected<Error> refused(const QString &construct)
{
    return fail(ErrorCode::InvalidRequest, u"AT does not support "_s + construct, u"sql"_s);
}

// The statement is broken, whoever reads it.
[[nodiscard]] inline tl::unexpected<Error> malformed(const QString &what)
{
    return fail(ErrorCode::InvalidRequest, u"the statement has "_s + what, u"sql"_s);
}

// A name for a message: at most 64 characters, no control characters.
[[nodiscard]] inline QString shown(QByteArrayView name)
{
    QString text = QString::fromUtf8(name.first(std::min<qsizetype>(name.size(), 256))).left(64);
    for (QChar &c : text)
        if (!c.isPrint())
            c = u'?';
    return text;
}

} // namespace txdesk::statement
