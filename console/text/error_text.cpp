// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/error_text.h"

#include "console/text/redaction.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

namespace txdesk::console {
namespace {

using namespace Qt::StringLiterals;

QString sentenceOf(const QString &text)
{
    if (text.startsWith(u'{')) {
        const QJsonObject body = QJsonDocument::fromJson(text.toUtf8()).object();
        for (const QLatin1StringView member : {"message"_L1, "error"_L1, "msg"_L1, "reason"_L1, "dtm_result"_L1})
            if (const QString words = body.value(member).toString(); !words.isEmpty())
                return words;
    }
    return text;
}

// The first line; what the coordinator itself says is told in the person's language.
QString firstLine(const QString &text)
{
    static const QRegularExpression timeout(u"^Timeout after (\\d+) seconds?$"_s);
    static const QRegularExpression retries(u"^RetryCount is greater than RetryLimit, RetryLimit: (\\d+)$"_s);
    const QString line = redactText(text.section(u'\n', 0, 0)).simplified();
    if (const QRegularExpressionMatch match = timeout.match(line); match.hasMatch())
        return QCoreApplication::translate("Sequence", "timeout after %1 s").arg(match.captured(1));
    if (const QRegularExpressionMatch match = retries.match(line); match.hasMatch())
        return QCoreApplication::translate("Sequence", "more than %1 retries").arg(match.captured(1));
    return line;
}

} // namespace

QString errorLine(const QString &error)
{
    static const QString wrapping = u"unkown result will be retried: "_s; // DTM's words, to the letter
    static const QRegularExpression refusal(u"^url:(\\S+) return failed: (.*?)(?: FAILURE)?$"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    const qsizetype wrapped = error.indexOf(wrapping);
    const QString text = (wrapped < 0 ? error : error.sliced(wrapped + wrapping.size())).trimmed();
    if (const QRegularExpressionMatch match = refusal.match(text); match.hasMatch()) {
        const QString name = QUrl(match.captured(1)).fileName();
        const QString words = firstLine(sentenceOf(match.captured(2).trimmed()));
        return words.isEmpty() || name.isEmpty() ? name + words : u"%1: %2"_s.arg(name, words);
    }
    static const QRegularExpression quoted(u"^answered with HTTP status \\d+: \"(.*)\"$"_s, QRegularExpression::DotMatchesEverythingOption);
    if (const QRegularExpressionMatch match = quoted.match(text); match.hasMatch()) // the code is told beside it
        return firstLine(sentenceOf(match.captured(1).trimmed()));
    return firstLine(sentenceOf(text));
}

} // namespace txdesk::console
