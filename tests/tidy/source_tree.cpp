#include "tests/tidy/source_tree.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace txdesk::test {

QString SourceFile::folder() const
{
    return path.section(u'/', 0, 1);
}

bool SourceFile::isCpp() const
{
    return path.endsWith(".h"_L1) || path.endsWith(".cpp"_L1);
}

QString sourceRoot()
{
    return QStringLiteral(TXDESK_SOURCE_DIR);
}

QString textOf(const QString &path)
{
    QFile file(sourceRoot() + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool exists(const QString &path)
{
    return QFileInfo::exists(sourceRoot() + u'/' + path);
}

QList<SourceFile> sourceFiles()
{
    const QStringList wanted{u"h"_s, u"cpp"_s, u"py"_s, u"go"_s, u"java"_s, u"sh"_s};
    QList<SourceFile> files;
    for (const QString &top : {u"shared"_s, u"server"_s, u"console"_s, u"tests"_s}) {
        QDirIterator it(sourceRoot() + u'/' + top, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = it.next().mid(sourceRoot().size() + 1);
            if (wanted.contains(QFileInfo(path).suffix()))
                files.append({path, textOf(path).split(u'\n')});
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

} // namespace txdesk::test
