// Which kind of server a profile leads to, and what a stock DTM keeps its transactions in.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/names.h"

namespace txdesk::console {

enum class BackendKind {
    Automatic, // the server is asked
    TxDesk,
    Dtm,
    CaseFile, // no server: a file that was saved; the profile's address is the file's
};
inline constexpr std::array<Name<BackendKind>, 4> backendKindNames{{
    {BackendKind::Automatic, QLatin1StringView("auto")},
    {BackendKind::TxDesk, QLatin1StringView("txdesk")},
    {BackendKind::Dtm, QLatin1StringView("dtm")},
    {BackendKind::CaseFile, QLatin1StringView("case-file")},
}};

// A stock DTM behaves differently on each; it does not say which one it has, but its rows betray it.
enum class DtmStore {
    Unknown,
    Sql,
    Redis,
    Boltdb,
    KeyValue, // Redis or boltdb: which of them has not shown yet
};
inline constexpr std::array<Name<DtmStore>, 5> dtmStoreNames{{
    {DtmStore::Unknown, QLatin1StringView("auto")},
    {DtmStore::Sql, QLatin1StringView("sql")},
    {DtmStore::Redis, QLatin1StringView("redis")},
    {DtmStore::Boltdb, QLatin1StringView("boltdb")},
    {DtmStore::KeyValue, QLatin1StringView("redis-or-boltdb")},
}};

} // namespace txdesk::console
