// The scripted stock DTM, a link to it, and one clock for both.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/dtm/dtm_link.h"
#include "tests/dtm_link/fake_dtm.h"
#include "tests/support/fake_time.h"

#include <QTest>

namespace txdesk::test {

using namespace txdesk::console;

inline const QString out = QStringLiteral("http://order:8081/TransOut");
inline const QString outBack = QStringLiteral("http://order:8081/TransOutCompensate");
inline const QString in = QStringLiteral("http://stock:8082/TransIn");
inline const QString inBack = QStringLiteral("http://stock:8082/TransInCompensate");

struct DtmBench
{
    FakeTime time;
    FakeDtm dtm;
    HookBook hooks;
    std::unique_ptr<DtmLink> link;
    QObject context;

    explicit DtmBench(DtmStore store, DtmStore told = DtmStore::Unknown) : dtm(store, time.now())
    {
        link = std::make_unique<DtmLink>(dtm.serve(), told, time, time, hooks);
    }

    [[nodiscard]] bool open()
    {
        link->open();
        return QTest::qWaitFor([this] { return link->status().state == LinkState::Live; });
    }

    void pass(Seconds seconds) // in both worlds, a second at a time, so that polls see each state
    {
        for (Seconds passed{0}; passed < seconds; ++passed) {
            dtm.advance(Seconds{1});
            time.advance(Seconds{1});
            settle();
        }
    }

    void settle() // until nothing is on its way
    {
        for (int round = 0; round < 3; ++round) { // an answer may lead to a question
            bool turned = false;
            QMetaObject::invokeMethod(&context, [&turned] { turned = true; }, Qt::QueuedConnection);
            (void)QTest::qWaitFor([this, &turned] { return turned && link->isIdle(); });
        }
    }

    template <class T>
    [[nodiscard]] Result<T> wait(const std::function<void(Answer<T>)> &ask)
    {
        std::optional<Result<T>> got;
        ask([&got](const Result<T> &answer) { got = answer; });
        if (!QTest::qWaitFor([&got] { return got.has_value(); }))
            return fail(ErrorCode::Internal, QStringLiteral("no answer within 5 s"));
        return *got;
    }

    [[nodiscard]] Result<TransactionPage> list(const TransactionFilter &filter, const QString &after = {}, int limit = 100)
    {
        return wait<TransactionPage>([&](const Answer<TransactionPage> &answer) { link->list(filter, {after, limit}, &context, answer); });
    }

    [[nodiscard]] QStringList gids(const TransactionFilter &filter, int limit) // all pages
    {
        QStringList all;
        QString after;
        do {
            const Result<TransactionPage> page = list(filter, after, limit);
            if (!page)
                return {page.error().message};
            for (const TransactionRow &row : page->rows)
                all.append(row.transaction.gid.value);
            after = page->next;
        } while (!after.isEmpty());
        return all;
    }

    [[nodiscard]] Result<TransactionDetail> detail(const QString &gid)
    {
        return wait<TransactionDetail>([&](const Answer<TransactionDetail> &answer) { link->detail(Gid{gid}, &context, answer); });
    }

    // A saga whose first compensation fails: stuck in rolling back.
    void stuckSaga(const QString &gid)
    {
        dtm.says = {{in, Says::No}, {inBack, Says::Error}};
        dtm.saga(gid, {{out, outBack}, {in, inBack}});
    }
};

} // namespace txdesk::test
