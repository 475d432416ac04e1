// Replays a corpus: fuzz_replay TARGET FOLDER. Ends with 1 when there is no such target or nothing to replay; a broken
// promise or a sanitizer ends it earlier, after the name of the file.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include <QDirIterator>
#include <QFile>

#include <cstring>

int main(int argc, char **argv)
{
    const txdesk::fuzz::Target *chosen = nullptr;
    for (const txdesk::fuzz::Target &target : txdesk::fuzz::targets)
        if (argc == 3 && std::strcmp(argv[1], target.name) == 0)
            chosen = &target;
    if (chosen == nullptr) {
        std::fprintf(stderr, "usage: fuzz_replay TARGET FOLDER\n");
        return 1;
    }
    int count = 0;
    for (QDirIterator files(QString::fromLocal8Bit(argv[2]), QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "cannot read %s\n", qPrintable(file.fileName()));
            return 1;
        }
        std::fprintf(stderr, "%s\n", qPrintable(file.fileName()));
        chosen->run(file.readAll());
        ++count;
    }
    std::printf("%s: %d inputs\n", chosen->name, count);
    return count > 0 ? 0 : 1;
}
