// SPDX-License-Identifier: Apache-2.0
#include "server/app/log_format.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <cstdio>

namespace txdesk::app {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype lineCharactersMax = 8 * 1024;

QLatin1StringView levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return "debug"_L1;
    case QtInfoMsg: return "info"_L1;
    case QtWarningMsg: return "warn"_L1;
    case QtCriticalMsg: return "error"_L1;
    case QtFatalMsg: return "fatal"_L1;
    }
    return "info"_L1;
}

// A terminal obeys C1 controls as it does ESC (U+009B begins a command), and turns its lines by bidi controls.
bool isObeyed(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return false;
    }
}

QString escaped(const QString &text)
{
    QString line;
    line.reserve(text.size());
    for (const QChar c : text.left(lineCharactersMax))
        if (!isObeyed(c))
            line += c;
        else if (c.unicode() < 0x100)
            line += u"\\x%1"_s.arg(static_cast<uint>(c.unicode()), 2, 16, QLatin1Char('0'));
        else
            line += u"\\u%1"_s.arg(static_cast<uint>(c.unicode()), 4, 16, QLatin1Char('0'));
    return line;
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QString line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + u' ' + levelName(type) + u' '
        + QString::fromLatin1(context.category) + u' ' + escaped(text) + u'\n';
    std::fputs(line.toUtf8().constData(), stderr);
}

} // namespace

void formatLog(const QString &level)
{
    QStringList rules;
    if (level != u"debug"_s)
        rules.append(u"txdesk.*.debug=false"_s);
    if (level == u"warn"_s || level == u"error"_s)
        rules.append(u"txdesk.*.info=false"_s);
    if (level == u"error"_s)
        rules.append(u"txdesk.*.warning=false"_s);
    QLoggingCategory::setFilterRules(rules.join(u'\n'));
    qInstallMessageHandler(write);
}

} // namespace txdesk::app
