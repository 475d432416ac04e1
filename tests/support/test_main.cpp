// main() of test binaries that need no window.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_run.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    return txdesk::test::runAll(argc, argv);
}
