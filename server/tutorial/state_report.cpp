// Reads all rows of all tables.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/state_report.h"

#include "server/tutorial/service_database.h"

#include <QJsonArray>
#include <QSqlRecord>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownMax = 400; // letters of a value

QJsonValue shownValue(const QVariant &value)
{
    if (value.isNull())
        return QJsonValue::Null;
    if (value.typeId() == QMetaType::QByteArray)
        return QString::fromUtf8(value.toByteArray().left(shownMax));
    if (value.typeId() == QMetaType::QString)
        return value.toString().left(shownMax);
    return QJsonValue::fromVariant(value);
}

} // namespace

Result<QJsonObject> tableRows(const QSqlDatabase &db, const QStringList &tables)
{
    QJsonObject all;
    for (const QString &table : tables) {
        Result<QSqlQuery> query = runOnTable(db, "table_rows"_L1, table);
        if (!query)
            return tl::unexpected(query.error());
        QJsonArray rows;
        while (query->next()) {
            QJsonObject row;
            const QSqlRecord record = query->record();
            for (int i = 0; i < record.count(); ++i)
                if (record.fieldName(i) != "account_password"_L1)
                    row[record.fieldName(i)] = shownValue(record.value(i));
            rows.append(row);
        }
        all[table] = rows;
    }
    return all;
}

} // namespace txdesk::tutorial
