// main() of test binaries that show widgets (offscreen).
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_run.h"

#include <QApplication>
#include <QStandardPaths>

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    return txdesk::test::runAll(argc, argv);
}
