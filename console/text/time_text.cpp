// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/time_text.h"

#include "console/text/duration_text.h"

#include <QCoreApplication>
#include <QDateTime>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

QDateTime dateTimeIn(Instant at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at), zone.isValid() ? zone : QTimeZone::utc());
}

QString signedOffset(int offsetSeconds)
{
    const int minutes = std::abs(offsetSeconds) / 60;
    return u"%1%2:%3"_s.arg(QChar(offsetSeconds < 0 ? u'-' : u'+'))
        .arg(minutes / 60, 2, 10, '0'_L1)
        .arg(minutes % 60, 2, 10, '0'_L1);
}

} // namespace

QTimeZone zoneOf(TimeStyle style)
{
    return style == TimeStyle::Utc ? QTimeZone::utc() : QTimeZone::systemTimeZone();
}

QString clockText(Instant at, const QTimeZone &zone)
{
    return dateTimeIn(at, zone).toString(u"HH:mm:ss"_s);
}

QString clockMsText(Instant at, const QTimeZone &zone)
{
    return dateTimeIn(at, zone).toString(u"HH:mm:ss.zzz"_s);
}

QString dateTimeText(Instant at, const QTimeZone &zone)
{
    const QDateTime time = dateTimeIn(at, zone);
    return time.toString(u"yyyy-MM-dd HH:mm:ss "_s) + signedOffset(time.offsetFromUtc());
}

QString isoText(Instant at, const QTimeZone &zone)
{
    const QDateTime time = dateTimeIn(at, zone);
    return time.toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz"_s) + signedOffset(time.offsetFromUtc());
}

QString offsetText(Instant at, const QTimeZone &zone)
{
    const int offset = dateTimeIn(at, zone).offsetFromUtc();
    return offset == 0 ? u"UTC"_s : u"UTC"_s + signedOffset(offset);
}

QString ageText(Instant at, Instant now)
{
    const Milliseconds age = now - at;
    if (age > Milliseconds(-1000) && age < Milliseconds(1000)) // two clocks never agree to the millisecond
        return QCoreApplication::translate("Duration", "just now");
    if (age < Milliseconds(0))
        return QCoreApplication::translate("Duration", "in %1").arg(durationText(-age));
    return QCoreApplication::translate("Duration", "%1 ago").arg(durationText(age));
}

QString timeText(Instant at, Instant now, TimeStyle style) { return timeText(at, now, style, zoneOf(style)); }

QString timeText(Instant at, Instant now, TimeStyle style, const QTimeZone &zone)
{
    if (style == TimeStyle::Relative)
        return ageText(at, now);
    const bool today = dateTimeIn(at, zone).date() == dateTimeIn(now, zone).date();
    return today ? clockText(at, zone) : dateTimeIn(at, zone).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString timeToolTip(Instant at, Instant now, const QTimeZone &server)
{
    const bool isNews = server.isValid() && server != QTimeZone::utc() && server != QTimeZone::systemTimeZone();
    const QString there = isNews ? dateTimeText(at, server) + u" ("_s + QString::fromLatin1(server.id()) + u")\n"_s : QString();
    return dateTimeText(at, QTimeZone::utc()) + u" (UTC)\n"_s + dateTimeText(at, QTimeZone::systemTimeZone()) + u'\n' + there
           + ageText(at, now) + u'\n' + QString::number(toMs(at));
}

} // namespace txdesk::console
