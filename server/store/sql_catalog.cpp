// SPDX-License-Identifier: Apache-2.0
#include "server/store/sql_catalog.h"

#include "shared/base/check.h"

#include <QDir>
#include <QFile>

// Outside any namespace, as Qt asks.
static void packSql()
{
    Q_INIT_RESOURCE(txdesk_sql);
}

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

QByteArray resource(const QString &path)
{
    QFile file(u":/sql/"_s + path + u".sql"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

SqlCatalog SqlCatalog::forDialect(const QString &dialect)
{
    packSql();
    SqlCatalog catalog;
    for (const Name<Sql> &name : sqlNames) {
        QByteArray text = resource(dialect + u'/' + name.text);
        if (text.isEmpty())
            text = resource(u"common/"_s + name.text);
        check(!text.isEmpty(), "every statement of the catalog has its file in sql/");
        catalog.m_texts[static_cast<std::size_t>(name.value)] = std::move(text);
    }
    const QString folder = u"migrations/"_s + dialect;
    for (const QString &name : files(folder)) {
        catalog.m_migrations.append({name.section(u'_', 0, 0).toInt(), name, resource(folder + u'/' + name)});
        check(catalog.m_migrations.constLast().version == catalog.m_migrations.size(), "migrations are numbered from 1 without holes");
    }
    return catalog;
}

QStringList SqlCatalog::files(const QString &folder)
{
    packSql();
    QStringList names = QDir(u":/sql/"_s + folder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(4);
    return names;
}

} // namespace txdesk::store
