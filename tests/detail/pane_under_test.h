// One transaction's detail with a scripted coordinator behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/detail/detail_pane.h"
#include "console/widgets/console_resources.h"
#include "tests/console/samples.h"
#include "tests/support/fake_coordinator_link.h"
#include "tests/support/fake_time.h"

#include <QTest>

namespace txdesk::test {

using namespace txdesk::console;

struct PaneUnderTest
{
    FakeTime time;
    FakeCoordinatorLink link{time};
    ServerClock clock{time, link};
    std::unique_ptr<DetailPane> pane = std::make_unique<DetailPane>(link, clock, time);

    explicit PaneUnderTest(Story story = Story::StuckRollback) : PaneUnderTest(story, [](TransactionDetail &) {}) {}

    template <class Change>
    PaneUnderTest(Story story, Change change)
    {
        loadConsoleResources();
        TransactionDetail detail = sampleDetail(story, time.now());
        change(detail);
        link.details.insert(detail.snapshot.transaction.gid, detail);
        pane->resize(1200, 720);
        pane->show();
        link.goLive();
        pane->setAppearance({});
        pane->showTransaction(detail.snapshot.transaction.gid);
        (void)QTest::qWaitFor([this] { return pane->detail().has_value(); });
    }

    template <class Widget>
    Widget *find(QLatin1StringView name) const { return pane->findChild<Widget *>(name); }
    [[nodiscard]] Gid gid() const { return pane->detail()->snapshot.transaction.gid; }
};

} // namespace txdesk::test
