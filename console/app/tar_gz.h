// Writes a .tar.gz of a few files in memory: Qt has no public archive writer.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace txdesk::console {

struct ArchiveFile
{
    QString name; // at most 99 Latin letters, slashes allowed
    QByteArray content;
};

// POSIX ustar, compressed with gzip; the same files and time give the same bytes.
[[nodiscard]] QByteArray tarGz(const QList<ArchiveFile> &files, const QDateTime &at);

} // namespace txdesk::console
