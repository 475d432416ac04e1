// conf.yml by yaml-cpp: maps become dotted keys, scalars text, lists of scalars text with commas.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/conf_file.h"

#include <QFile>

#include <yaml-cpp/yaml.h>

namespace txdesk::config {

using namespace Qt::StringLiterals;

namespace {

class FileReader
{
public:
    explicit FileReader(QString file) : m_file(std::move(file)) {}

    // An anchor within itself (`a: &x {b: *x}`) has no end.
    Result<> read(const YAML::Node &map, const QString &prefix, int depth = 0)
    {
        if (depth > depthMax)
            return refuse(map.Mark().line + 1, u"too deep"_s);
        for (const auto &member : map) {
            const QString key = prefix + QString::fromStdString(member.first.Scalar());
            const int line = member.first.Mark().line + 1;
            if (const Result<> done = readMember(key, member.second, line, depth); !done)
                return done;
        }
        return {};
    }

    [[nodiscard]] const QList<FileEntry> &entries() const { return m_entries; }

    [[nodiscard]] tl::unexpected<Error> refuse(int line, const QString &message) const
    {
        return fail(ErrorCode::InvalidRequest, u"%1:%2: %3"_s.arg(m_file).arg(line).arg(message));
    }

private:
    static constexpr int depthMax = 8;

    Result<> readMember(const QString &key, const YAML::Node &value, int line, int depth)
    {
        if (value.IsNull())
            return {};
        if (value.IsMap())
            return read(value, key + u'.', depth + 1);
        for (const FileEntry &entry : m_entries)
            if (entry.key == key)
                return refuse(line, u"%1 stands here twice (line %2)"_s.arg(key).arg(entry.line));
        QStringList parts;
        if (value.IsSequence()) {
            for (const YAML::Node &item : value)
                parts.append(QString::fromStdString(item.Scalar()));
        } else {
            parts.append(QString::fromStdString(value.Scalar()));
        }
        m_entries.append({key, parts.join(u','), line});
        return {};
    }

    QString m_file;
    QList<FileEntry> m_entries;
};

} // namespace

Result<QList<FileEntry>> readConfFile(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidRequest, u"%1: %2"_s.arg(file, source.errorString()));
    FileReader reader(file);
    try {
        const YAML::Node root = YAML::Load(source.readAll().toStdString());
        if (root.IsNull())
            return QList<FileEntry>{};
        if (!root.IsMap())
            return reader.refuse(1, u"expected keys and values"_s);
        if (const Result<> done = reader.read(root, {}); !done)
            return tl::unexpected<Error>(done.error());
    } catch (const YAML::Exception &error) { // the only library here that throws
        return reader.refuse(error.mark.line + 1, QString::fromStdString(error.msg));
    }
    return reader.entries();
}

} // namespace txdesk::config
