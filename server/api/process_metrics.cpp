// Source of the fields: proc(5), /proc/self/stat and /proc/stat.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/process_metrics.h"

#include <QDir>
#include <QFile>
#include <QList>

#include <unistd.h>

namespace txdesk::api {
namespace {

QByteArray contentOf(const char *file)
{
    QFile source(QString::fromLatin1(file));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

// Seconds since 1970.
qint64 bootTime()
{
    const QByteArray text = contentOf("/proc/stat");
    const qsizetype at = text.indexOf("\nbtime ");
    return at < 0 ? 0 : text.mid(at + 7, text.indexOf('\n', at + 7) - at - 7).toLongLong();
}

void addLine(QByteArray &out, const char *name, const char *type, double value)
{
    out += QByteArray("# TYPE ") + name + ' ' + type + '\n' + name + ' ' + QByteArray::number(value, 'g', 15) + '\n';
}

} // namespace

QByteArray processMetrics()
{
    // The name in brackets may hold anything; what follows are numbers, the third of them being field 4.
    const QByteArray stat = contentOf("/proc/self/stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype userTicks = 11, systemTicks = 12, startTicks = 19, residentPages = 21; // proc(5) counts from 3 here
    QByteArray out;
    if (fields.size() <= residentPages)
        return out;
    const auto ticksPerSecond = static_cast<double>(sysconf(_SC_CLK_TCK));
    const auto secondsIn = [&](qsizetype field) { return static_cast<double>(fields[field].toLongLong()) / ticksPerSecond; };
    addLine(out, "process_cpu_seconds_total", "counter", secondsIn(userTicks) + secondsIn(systemTicks));
    addLine(out, "process_resident_memory_bytes", "gauge",
            static_cast<double>(fields[residentPages].toLongLong()) * static_cast<double>(sysconf(_SC_PAGESIZE)));
    addLine(out, "process_open_fds", "gauge",
            static_cast<double>(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size()));
    addLine(out, "process_start_time_seconds", "gauge", static_cast<double>(bootTime()) + secondsIn(startTicks));
    return out;
}

} // namespace txdesk::api
