// A list pane over a coordinator in memory, with time that stands still until a test moves it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/list/list_pane.h"
#include "console/list/transaction_table.h"
#include "tests/console/samples.h"
#include "tests/support/fake_coordinator_link.h"
#include "tests/support/fake_time.h"

#include <QTest>

namespace txdesk::test {

struct PaneUnderTest
{
    FakeTime time;
    FakeCoordinatorLink link{time};
    console::ServerClock clock{time, link};
    console::ListPane pane{link, clock, time};

    explicit PaneUnderTest(int rows, const console::Capabilities &can = {})
    {
        link.can = can;
        emit link.capabilitiesChanged();
        link.rows = sampleRows(rows);
        pane.resize(1200, 700);
        pane.show();
        link.goLive();
        pane.showLast();
        settle();
    }

    [[nodiscard]] console::TransactionListModel &model() { return pane.feed().model(); }
    [[nodiscard]] console::TransactionTable &table() { return pane.table(); }

    // Gives every answer that is on its way, and those to the questions they lead to.
    void settle()
    {
        for (int round = 0; round < 60; ++round)
            link.release();
    }

    [[nodiscard]] QStringList gids()
    {
        QStringList gids;
        for (int row = 0; row < model().transactionCount(); ++row)
            gids.append(model().rowAt(row)->transaction.gid.value);
        return gids;
    }
};

} // namespace txdesk::test
