// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/time_jump.h"

#include <QDateTime>
#include <QRegularExpression>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 86'400'000;

std::optional<Instant> backFrom(const QString &text, Instant now)
{
    static const QRegularExpression back(u"^-\\s*(\\d{1,6})\\s*([smhd])$"_s);
    const QRegularExpressionMatch match = back.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QChar unit = match.captured(2).front();
    const qint64 ms = unit == u's' ? 1'000 : unit == u'm' ? 60'000 : unit == u'h' ? 3'600'000 : dayMs;
    return now - Milliseconds{match.captured(1).toLongLong() * ms};
}

Instant instantOf(const QDateTime &time) { return fromMs(time.toMSecsSinceEpoch()); }

} // namespace

std::optional<Instant> timeJump(const QString &given, Instant now, const QTimeZone &zone)
{
    const QString text = given.trimmed();
    if (const auto back = backFrom(text, now))
        return back;
    bool isNumber = false;
    const qint64 epoch = text.toLongLong(&isNumber);
    if (isNumber && text.size() >= 12 && text.size() <= 14)
        return fromMs(epoch);
    for (const QString &format : {u"yyyy-MM-dd HH:mm:ss"_s, u"yyyy-MM-dd HH:mm"_s, u"yyyy-MM-dd"_s}) {
        const QDateTime read = QDateTime::fromString(text, format);
        if (read.isValid())
            return instantOf(QDateTime(read.date(), read.time(), zone));
    }
    for (const QString &format : {u"HH:mm:ss"_s, u"HH:mm"_s}) {
        const QTime clock = QTime::fromString(text, format);
        if (!clock.isValid())
            continue;
        const QDate today = QDateTime::fromMSecsSinceEpoch(toMs(now), zone).date();
        const Instant at = instantOf(QDateTime(today, clock, zone));
        return at <= now ? at : instantOf(QDateTime(today.addDays(-1), clock, zone));
    }
    return std::nullopt;
}

} // namespace txdesk::console
