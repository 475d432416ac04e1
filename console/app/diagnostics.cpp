// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/diagnostics.h"

#include "console/text/redaction.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QLocale>
#include <QScreen>
#include <QSettings>
#include <QSysInfo>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QByteArray aboutText()
{
    QStringList lines{u"console %1"_s.arg(QGuiApplication::applicationVersion()),
                      u"Qt %1 (built with %2), platform %3"_s.arg(QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR),
                                                                 QGuiApplication::platformName()),
                      u"system %1, kernel %2 %3, %4"_s.arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion(),
                                                           QSysInfo::currentCpuArchitecture()),
                      u"locale %1, font %2"_s.arg(QLocale().name(), QGuiApplication::font().toString())};
    for (const QScreen *screen : QGuiApplication::screens())
        lines.append(u"screen %1x%2 at %3, %4 dpi"_s.arg(screen->size().width())
                         .arg(screen->size().height())
                         .arg(screen->devicePixelRatio())
                         .arg(screen->logicalDotsPerInch()));
    lines.append(u"font families %1: %2"_s.arg(QFontDatabase::families().size()).arg(QFontDatabase::families().mid(0, 60).join(u", "_s)));
    return lines.join(u'\n').toUtf8() + '\n';
}

QByteArray requestText(const RequestLog *log)
{
    QStringList lines;
    if (log)
        for (const RequestNote &note : log->notes())
            lines.append(u"%1 %2 %3 %4 %5 ms"_s.arg(QDateTime::fromMSecsSinceEpoch(note.atMs, Qt::UTC).toString(Qt::ISODateWithMs), note.verb,
                                                   note.place)
                             .arg(note.status)
                             .arg(note.took.count()));
    return lines.isEmpty() ? QByteArray("nothing was asked\n") : lines.join(u'\n').toUtf8() + '\n';
}

QByteArray serverText(const QList<ServerFacts> &servers)
{
    QStringList lines;
    for (const ServerFacts &server : servers) {
        const LinkStatus &status = server.status;
        lines += {u"[%1] %2"_s.arg(server.profile.name, server.profile.url),
                  u"state %1, failures in a row %2, clock offset %3 ms"_s.arg(static_cast<int>(status.state)).arg(status.failures).arg(status.clockOffset.count()),
                  u"product %1, version %2, node %3"_s.arg(server.capabilities.product, status.version, status.node),
                  u"newest problem: %1"_s.arg(status.problem.isEmpty() ? u"none"_s : status.problem),
                  u"features %1, filters %2, page %3, order %4"_s.arg(server.capabilities.features.toInt(), 0, 16)
                      .arg(server.capabilities.filters.toInt(), 0, 16)
                      .arg(server.capabilities.pageMax)
                      .arg(static_cast<int>(server.capabilities.order)),
                  QString()};
    }
    return lines.isEmpty() ? QByteArray("no coordinator is connected\n") : lines.join(u'\n').toUtf8();
}

QByteArray stallText(const Watchdog *watchdog)
{
    QStringList lines;
    if (watchdog)
        for (const Stall &stall : watchdog->stalls()) {
            lines.append(u"%1 the window did not answer for %2 ms"_s.arg(stall.at.toString(Qt::ISODateWithMs)).arg(stall.ms));
            for (const QString &frame : stall.stack)
                lines.append(u"    "_s + frame);
        }
    return lines.isEmpty() ? QByteArray("none\n") : lines.join(u'\n').toUtf8() + '\n';
}

bool speaksOfSecret(const QString &key)
{
    const QString name = key.section(u'/', -1);
    return name != "token"_L1 && isSecretKey(name); // "token" of a profile says where it is kept
}

} // namespace

QByteArray settingsText(QSettings &settings)
{
    QStringList lines;
    for (const QString &key : settings.allKeys()) {
        const QVariant value = settings.value(key);
        const bool isBlob = value.typeId() == QMetaType::QByteArray;
        const QString text = speaksOfSecret(key) ? u"(hidden)"_s
                             : isBlob            ? u"(%1 bytes)"_s.arg(value.toByteArray().size())
                                                 : redactText(value.toStringList().join(u", "_s));
        lines.append(key + u" = "_s + text);
    }
    return lines.join(u'\n').toUtf8() + '\n';
}

QList<ArchiveFile> diagnosticFiles(const DiagnosticSources &sources, QSettings &settings, const QList<ServerFacts> &servers)
{
    QStringList log = sources.log ? sources.log->lines() : QStringList();
    for (QString &line : log)
        line = line.section(u' ', 0, 0) + u' ' + redactText(line.section(u' ', 1)); // its time is no key
    return {{u"about.txt"_s, aboutText()},
            {u"log.txt"_s, log.isEmpty() ? QByteArray("nothing was said\n") : log.join(u'\n').toUtf8() + '\n'},
            {u"requests.txt"_s, requestText(sources.requests)},
            {u"settings.txt"_s, settingsText(settings)},
            {u"servers.txt"_s, serverText(servers)},
            {u"stalls.txt"_s, stallText(sources.watchdog)}};
}

} // namespace txdesk::console
