// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/row_loader.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace txdesk::bench {
namespace {

constexpr qint64 chunk = 100'000;
const QString events = u"[{\"seq\":%1,\"at\":1760000000000,\"kind\":\"answered\",\"branch\":\"01\",\"op\":\"action\",\"attempt\":1,\"outcome\":\"succeeded\"}]"_s;

void must(const QString &error)
{
    if (error.isEmpty())
        return;
    std::fprintf(stderr, "%s\n", qPrintable(error));
    std::exit(1);
}

} // namespace

void loadSqlite(const QString &file, qint64 count)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"loader"_s);
        database.setDatabaseName(file);
        must(database.open() ? QString() : database.lastError().text());
        const auto run = [&](const QString &sql) {
            QSqlQuery query(database);
            must(query.exec(sql) ? QString() : sql + u": "_s + query.lastError().text());
        };
        run(u"pragma synchronous = off"_s);
        run(u"pragma cache_size = -200000"_s);
        const QString numbers = u"with recursive n(i) as (select %1 union all select i + 1 from n where i + 1 < %2) "_s;
        for (qint64 from = 0; from < count; from += chunk) {
            const QString n = numbers.arg(from).arg(std::min(from + chunk, count));
            run(u"begin immediate"_s);
            run(u"insert into trans_global (id, gid, trans_type, status, protocol, create_time, update_time, finish_time, options, next_cron_interval, "
                "epoch, retry_interval_ms, attempts, last_seq, participants) "_s + n
                + u"select i + 1000000001, printf('1kTqPz2%015d', i), 'saga', 'succeed', 'http', 1700000000000 + i, 1700000000005 + i, 1700000000005 + i, "
                  "'{\"wait_result\":true,\"concurrent\":false}', 10, 2, 10000, 2, 7, '127.0.0.1:8081' from n"_s);
            run(u"insert into trans_branch_op (gid, url, bin_data, branch_id, op, status, finish_time, create_time, update_time) "_s + n
                + u"select printf('1kTqPz2%015d', i), 'http://127.0.0.1:8081/api/busi/TransOut', zeroblob(60), b, o, 'succeed', 1700000000005 + i, "
                  "1700000000000 + i, 1700000000005 + i from n, (select '01' as b union all select '02'), (select 'compensate' as o union all select 'action')"_s);
            run(u"insert into txdesk_journal (transaction_id, first_seq, events) "_s + n + u"select i + 1000000001, s, '%1' from n, (select 1 as s union all select 4)"_s.arg(events.arg(1)));
            run(u"commit"_s);
        }
        run(u"pragma wal_checkpoint(truncate)"_s);
    }
    QSqlDatabase::removeDatabase(u"loader"_s);
}

void loadMysql(const test::MariaDb &server, const QString &database, qint64 count)
{
    for (qint64 from = 0; from < count; from += chunk) {
        const QString numbers = u"seq_%1_to_%2"_s.arg(from).arg(std::min(from + chunk, count) - 1);
        const QString gid = u"concat('1kTqPz2', lpad(seq, 15, '0'))"_s, at = u"timestampadd(second, seq div 1000, '2024-01-01')"_s;
        must(server.run(database, {u"set session unique_checks = 0"_s, u"start transaction"_s,
            u"insert into trans_global (id, gid, trans_type, status, query_prepared, protocol, create_time, create_ms, update_time, finish_time, options, "
            "next_cron_interval, epoch, retry_interval_ms, attempts, last_seq, participants) select seq + 1000000001, %1, 'saga', 'succeed', '', 'http', %2, seq mod 1000, "
            "%2, %2, '{\"wait_result\":true,\"concurrent\":false}', 10, 2, 10000, 2, 7, '127.0.0.1:8081' from %3"_s.arg(gid, at, numbers),
            u"insert into trans_branch_op (gid, url, bin_data, branch_id, op, status, finish_time, create_time, update_time) select %1, "
            "'http://127.0.0.1:8081/api/busi/TransOut', repeat('x', 60), b, o, 'succeed', %2, %2, %2 from %3 straight_join "
            "(select '01' as b, 'action' as o union all select '01', 'compensate' union all select '02', 'action' union all select '02', 'compensate') as four"_s.arg(gid, at, numbers),
            u"insert into txdesk_journal (transaction_id, first_seq, events) select seq + 1000000001, s, '%1' from %2 straight_join (select 1 as s union all select 4) as two"_s
                .arg(events.arg(1), numbers),
            u"commit"_s}));
    }
}

} // namespace txdesk::bench
