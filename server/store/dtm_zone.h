// The zone of DTM's datetime columns, which name none: texts "2026-11-21 10:00:00" to instants and back.
// Thread: one; it remembers the machine's offset of the hours it has seen.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QByteArray>
#include <QHash>

#include <limits>
#include <optional>
#include <string>

namespace txdesk::store {

class DtmZone
{
public:
    // "+8", "-3", "+05:30"; empty: this machine's zone, as DTM. InvalidRequest (field "timeZoneOffset") otherwise.
    [[nodiscard]] static Result<DtmZone> from(const QString &offset);

    enum class Digits { Seconds, Milliseconds };
    // Appends 'yyyy-mm-dd hh:mm:ss', quoted, without what is smaller; what no datetime can hold becomes its limit.
    void append(std::string &out, Instant at, Digits digits = Digits::Seconds);
    // Of "yyyy-mm-dd hh:mm:ss[.ffffff]"; 1970 for a text that is no datetime.
    [[nodiscard]] Instant parse(QByteArrayView text);

private:
    [[nodiscard]] Seconds offsetAt(Instant utc);
    void write(Instant second); // into m_lastText

    std::optional<Seconds> m_fixed;
    QHash<qint64, qint64> m_seen; // seconds to add, by quarter of an hour of UTC
    qint64 m_lastSecond = std::numeric_limits<qint64>::min(); // UTC, whose text is kept: those of one group are few
    char m_lastText[19] = {};
};

} // namespace txdesk::store
