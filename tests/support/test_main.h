// One test binary holds several test classes: TXDESK_TEST(X) registers X, the shared main runs them all.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QList>
#include <QObject>

#include <functional>
#include <memory>

namespace txdesk::test {

using MakeTest = std::function<std::unique_ptr<QObject>()>;

QList<MakeTest> &registeredTests();
int runAll(int argc, char *argv[]);

struct Registration
{
    explicit Registration(MakeTest make) { registeredTests().append(std::move(make)); }
};

} // namespace txdesk::test

#define TXDESK_TEST(Class) \
    static const ::txdesk::test::Registration registrationOf##Class{[] { return std::make_unique<Class>(); }}
