// The inspector: everything about what is selected or under the pointer, so that nothing is told by hovering only.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/selection_hub.h"
#include "console/models/plain_table_model.h"
#include "console/widgets/appearance.h"
#include "shared/model/transaction_detail.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace txdesk::console {

class DetailTable;

// Thread: GUI. The panel of the dock "inspectorDock".
class InspectorPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(SelectionHub &hub, QWidget *parent = nullptr);

    void setDetail(const TransactionDetail &detail); // with what was shown of its payloads
    void clear();
    void setAppearance(const Appearance &appearance);
    [[nodiscard]] const PlainTableModel &model() const { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void tell(const CallSelection &selection);
    void showTransaction();
    void addRow(const QString &name, const QString &value);

    SelectionHub &m_hub;
    TransactionDetail m_detail;
    Appearance m_appearance;
    CallSelection m_shown;
    QList<PlainRow> m_rows;
    PlainTableModel m_model;
    QLabel *m_title;
    DetailTable *m_table;
    QPlainTextEdit *m_text;
};

} // namespace txdesk::console
