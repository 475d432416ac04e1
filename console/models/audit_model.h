// Audit records, newest first: who did or tried what, and what came of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/text/time_text.h"
#include "console/theme/theme.h"
#include "shared/model/audit_record.h"

#include <QAbstractTableModel>

namespace txdesk::console {

// Thread: GUI. Pages are appended; another question begins anew.
class AuditModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { At, Actor, RoleOf, Act, About, Outcome, Reason, ColumnCount };
    enum Role { MeaningRole = Qt::UserRole };

    explicit AuditModel(QObject *parent = nullptr);

    void clear();
    void append(const QList<AuditRecord> &records);
    void setTimes(TimeStyle style, const QTimeZone &zone);
    void retranslate();
    [[nodiscard]] const QList<AuditRecord> &records() const { return m_records; }
    // Every member, one a line, for the detail.
    [[nodiscard]] QString wholeText(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const AuditRecord &record, int column) const;

    QList<AuditRecord> m_records;
    TimeStyle m_times = TimeStyle::Local;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

} // namespace txdesk::console
