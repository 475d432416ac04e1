// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/app_log.h"

#include <QDateTime>

#include <atomic>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// Qt hands a handler no context of ours: the log that lives is found here.
std::atomic<AppLog *> livingLog{nullptr};
std::atomic<QtMessageHandler> handlerBefore{nullptr};

QString levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return u"debug"_s;
    case QtInfoMsg: return u"info"_s;
    case QtWarningMsg: return u"warning"_s;
    case QtCriticalMsg: return u"critical"_s;
    case QtFatalMsg: return u"fatal"_s;
    }
    return {};
}

} // namespace

AppLog::AppLog()
{
    livingLog = this;
    handlerBefore = qInstallMessageHandler(&AppLog::take);
}

AppLog::~AppLog()
{
    qInstallMessageHandler(handlerBefore);
    livingLog = nullptr;
}

void AppLog::take(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (AppLog *log = livingLog)
        log->add(levelOf(type) + u' ' + text);
    if (const QtMessageHandler before = handlerBefore)
        before(type, context, text);
}

void AppLog::add(const QString &line)
{
    const QMutexLocker lock(&m_mutex);
    m_lines.append(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + u' ' + line);
    if (m_lines.size() > kept)
        m_lines.removeFirst();
}

QStringList AppLog::lines() const
{
    const QMutexLocker lock(&m_mutex);
    return m_lines;
}

} // namespace txdesk::console
