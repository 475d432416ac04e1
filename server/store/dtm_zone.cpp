// SPDX-License-Identifier: Apache-2.0
#include "server/store/dtm_zone.h"

#include <QRegularExpression>

#include <algorithm>
#include <ctime>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using std::chrono::floor;

namespace {

constexpr qsizetype hoursSeen = 10'000;

void putNumber(char *to, unsigned value, int digits)
{
    for (int i = digits - 1; i >= 0; --i, value /= 10)
        to[i] = static_cast<char>('0' + value % 10);
}

int numberAt(QByteArrayView text, qsizetype from, qsizetype digits)
{
    int value = 0;
    for (qsizetype i = from; i < from + digits; ++i)
        value = value * 10 + (text[i] - '0');
    return value;
}

bool isDatetime(QByteArrayView text)
{
    constexpr QByteArrayView shape = "0000-00-00 00:00:00";
    if (text.size() < shape.size())
        return false;
    for (qsizetype i = 0; i < shape.size(); ++i)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
            return false;
    return true;
}

} // namespace

Result<DtmZone> DtmZone::from(const QString &offset)
{
    DtmZone zone;
    if (offset.isEmpty())
        return zone;
    static const QRegularExpression form(u"^([+-]?)(\\d{1,2})(?::?(\\d{2}))?$"_s);
    const QRegularExpressionMatch match = form.match(offset.trimmed());
    const int minutes = match.captured(2).toInt() * 60 + match.captured(3).toInt();
    if (!match.hasMatch() || minutes > 14 * 60 || match.captured(3).toInt() > 59)
        return fail(ErrorCode::InvalidRequest, u"timeZoneOffset: %1 is not an offset like +8 or +05:30"_s.arg(offset), u"timeZoneOffset"_s);
    zone.m_fixed = Seconds{(match.captured(1) == "-"_L1 ? -60 : 60) * minutes};
    return zone;
}

Seconds DtmZone::offsetAt(Instant utc)
{
    if (m_fixed)
        return *m_fixed;
    const qint64 quarter = toMs(utc) / 900'000;
    if (const auto found = m_seen.constFind(quarter); found != m_seen.cend())
        return Seconds{*found};
    const std::time_t time = toMs(utc) / 1000;
    std::tm local{};
    const qint64 offset = localtime_r(&time, &local) ? local.tm_gmtoff : 0;
    if (m_seen.size() >= hoursSeen)
        m_seen.clear();
    m_seen.insert(quarter, offset);
    return Seconds{offset};
}

void DtmZone::write(Instant second)
{
    using namespace std::chrono;
    const Instant local = second + offsetAt(second);
    const auto day = floor<days>(local);
    const year_month_day date{day};
    const hh_mm_ss time{local - day};
    std::copy_n("0000-00-00 00:00:00", sizeof m_lastText, m_lastText);
    putNumber(m_lastText, static_cast<unsigned>(int{date.year()}), 4);
    putNumber(m_lastText + 5, unsigned{date.month()}, 2);
    putNumber(m_lastText + 8, unsigned{date.day()}, 2);
    putNumber(m_lastText + 11, static_cast<unsigned>(time.hours().count()), 2);
    putNumber(m_lastText + 14, static_cast<unsigned>(time.minutes().count()), 2);
    putNumber(m_lastText + 17, static_cast<unsigned>(time.seconds().count()), 2);
}

void DtmZone::append(std::string &out, Instant at, Digits digits)
{
    using namespace std::chrono;
    constexpr Instant first = sys_days{year{1000} / 1 / 2}, last = sys_days{year{9999} / 12 / 30};
    const Instant utc = std::clamp(at, first, last);
    const auto second = floor<Seconds>(utc);
    if (second.time_since_epoch().count() != m_lastSecond) {
        write(second);
        m_lastSecond = second.time_since_epoch().count();
    }
    char text[25] = {'\''};
    std::copy_n(m_lastText, sizeof m_lastText, text + 1);
    std::size_t length = 20;
    if (digits == Digits::Milliseconds) {
        text[length] = '.';
        putNumber(text + 21, static_cast<unsigned>((utc - second).count()), 3);
        length = 24;
    }
    text[length++] = '\'';
    out.append(text, length);
}

Instant DtmZone::parse(QByteArrayView text)
{
    using namespace std::chrono;
    if (!isDatetime(text))
        return {};
    const year_month_day date{year{numberAt(text, 0, 4)}, month{static_cast<unsigned>(numberAt(text, 5, 2))},
                              day{static_cast<unsigned>(numberAt(text, 8, 2))}};
    if (!date.ok())
        return {};
    int ms = 0;
    if (text.size() >= 23)
        ms = numberAt(text, 20, 3);
    const Instant local = sys_days{date} + hours{numberAt(text, 11, 2)} + minutes{numberAt(text, 14, 2)} + Seconds{numberAt(text, 17, 2)}
        + Milliseconds{ms};
    return local - offsetAt(local - offsetAt(local));
}

} // namespace txdesk::store
