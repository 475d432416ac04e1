// The project's own files as lists of lines, for the tests that read them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>
#include <QStringList>

namespace txdesk::test {

struct SourceFile
{
    QString path;      // from the repository root, with slashes
    QStringList lines;

    [[nodiscard]] QString folder() const; // the first two parts: "server/store"
    [[nodiscard]] bool isCpp() const;     // .h or .cpp
};

[[nodiscard]] QString sourceRoot();
[[nodiscard]] QString textOf(const QString &path); // empty when there is no such file
[[nodiscard]] bool exists(const QString &path);    // file or folder
[[nodiscard]] QList<SourceFile> sourceFiles();     // C++, Python, Go and shell; sorted by path

} // namespace txdesk::test
