// Runs a blocking body in a thread of its own, while the test's thread plays whoever the body talks to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QTest>
#include <QThread>

#include <memory>

namespace txdesk::test {

template<class Body>
auto besideTheLoop(const Body &body)
{
    decltype(body()) result{};
    const std::unique_ptr<QThread> thread(QThread::create([&] { result = body(); }));
    thread->start();
    if (!QTest::qWaitFor([&] { return thread->isFinished(); }, 60'000))
        qFatal("the body does not end");
    return result;
}

} // namespace txdesk::test
