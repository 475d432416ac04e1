// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/duration_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

QString spoken(const char *source)
{
    return QCoreApplication::translate("Duration", source);
}

QString twoDigits(qint64 number)
{
    return u"%1"_s.arg(number, 2, 10, '0'_L1);
}

} // namespace

QString durationText(Milliseconds duration)
{
    const qint64 ms = duration.count();
    if (ms < 0)
        return u"−"_s + durationText(-duration);
    const qint64 seconds = ms / 1000;
    if (ms < 1000)
        return spoken(QT_TRANSLATE_NOOP("Duration", "%1 ms")).arg(ms);
    if (ms < 10'000)
        return spoken(QT_TRANSLATE_NOOP("Duration", "%1 s")).arg(double(ms / 100) / 10, 0, 'f', 1);
    if (seconds < 60)
        return spoken(QT_TRANSLATE_NOOP("Duration", "%1 s")).arg(seconds);
    if (seconds < 3600)
        return spoken(QT_TRANSLATE_NOOP("Duration", "%1 m %2 s")).arg(seconds / 60).arg(twoDigits(seconds % 60));
    if (seconds < 86'400)
        return spoken(QT_TRANSLATE_NOOP("Duration", "%1 h %2 m")).arg(seconds / 3600).arg(twoDigits(seconds / 60 % 60));
    return spoken(QT_TRANSLATE_NOOP("Duration", "%1 d %2 h")).arg(seconds / 86'400).arg(twoDigits(seconds / 3600 % 24));
}

QString countdownText(Milliseconds left)
{
    const qint64 seconds = (std::max<qint64>(left.count(), 0) + 999) / 1000; // ends when it is due, not before
    const QString tail = twoDigits(seconds / 60 % 60) + u':' + twoDigits(seconds % 60);
    return seconds < 3600 ? tail : QString::number(seconds / 3600) + u':' + tail;
}

} // namespace txdesk::console
