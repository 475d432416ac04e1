// Runs every registered test class of a binary; included once, by its main.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/test_main.h"

#include <QStringList>
#include <QTest>

namespace txdesk::test {

QList<MakeTest> &registeredTests()
{
    static QList<MakeTest> tests;
    return tests;
}

// Arguments are QTest's; a first argument that is a class name runs only that class.
int runAll(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    int failures = 0;
    int run = 0;
    QString only;
    for (const MakeTest &make : registeredTests())
        if (arguments.size() > 1 && arguments[1] == QLatin1StringView(make()->metaObject()->className()))
            only = arguments.takeAt(1);
    for (const MakeTest &make : registeredTests()) {
        const std::unique_ptr<QObject> test = make();
        if (!only.isEmpty() && only != QLatin1StringView(test->metaObject()->className()))
            continue;
        ++run;
        failures += QTest::qExec(test.get(), arguments);
    }
    return run == 0 ? 1 : std::min(failures, 100);
}

} // namespace txdesk::test
