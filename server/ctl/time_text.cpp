// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/time_text.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QDateTime utc(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at), QTimeZone::utc());
}

QString twoParts(qint64 big, const QString &bigUnit, qint64 small, const QString &smallUnit)
{
    const QString first = u"%1 %2"_s.arg(big).arg(bigUnit);
    return small == 0 ? first : first + u" %1 %2"_s.arg(small).arg(smallUnit);
}

} // namespace

QString timeText(Instant at)
{
    return utc(at).toString(u"yyyy-MM-dd HH:mm:ss'Z'"_s);
}

QString timeText(const std::optional<Instant> &at)
{
    return at ? timeText(*at) : u"-"_s;
}

QString clockText(Instant at)
{
    return utc(at).toString(u"HH:mm:ss.zzz"_s);
}

QString spanText(Milliseconds span)
{
    const qint64 ms = std::max<qint64>(0, span.count());
    const qint64 s = ms / 1000;
    if (ms < 1000)
        return u"%1 ms"_s.arg(ms);
    if (s < 60)
        return QString::number(static_cast<double>(ms) / 1000.0, 'g', s < 10 ? 2 : 3) + u" s"_s;
    if (s < 3600)
        return twoParts(s / 60, u"m"_s, s % 60, u"s"_s);
    if (s < 86'400)
        return twoParts(s / 3600, u"h"_s, s % 3600 / 60, u"m"_s);
    return twoParts(s / 86'400, u"d"_s, s % 86'400 / 3600, u"h"_s);
}

Result<Seconds> spanFrom(const QString &text)
{
    static const QRegularExpression span(u"^(\\d{1,9})([smhd])$"_s);
    const auto match = span.match(text);
    if (!match.hasMatch())
        return fail(ErrorCode::InvalidRequest, u"%1 is no span of time, such as 30s, 15m, 2h or 90d"_s.arg(text.left(64)));
    const qint64 number = match.captured(1).toLongLong();
    switch (match.captured(2).front().unicode()) {
    case u's': return Seconds{number};
    case u'm': return Seconds{number * 60};
    case u'h': return Seconds{number * 3600};
    default: return Seconds{number * 86'400};
    }
}

Result<Instant> instantFrom(const QString &text, Instant now)
{
    if (const Result<Seconds> span = spanFrom(text))
        return now - *span;
    QDateTime at = QDateTime::fromString(text, Qt::ISODate);
    if (!at.isValid())
        return fail(ErrorCode::InvalidRequest, u"%1 is no time, such as 2026-11-21, 2026-11-21T15:00:00Z or 2h (two hours ago)"_s.arg(text.left(64)));
    if (at.timeSpec() == Qt::LocalTime)
        at.setTimeZone(QTimeZone::utc());
    return fromMs(at.toMSecsSinceEpoch());
}

} // namespace txdesk::ctl
