// The tab Compare: this transaction beside the last good one of its shape, step by step, and what differs as a table.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/detail_tab.h"
#include "console/detail/twin_finder.h"
#include "console/models/plain_table_model.h"

#include <optional>

class QLabel;
class QToolButton;

namespace txdesk::console {

class DetailTable;
class SequenceCompareView;

// Thread: GUI. Looks for its twin when it is looked at.
class CompareTab final : public DetailTab
{
    Q_OBJECT

public:
    CompareTab(SelectionHub &hub, CoordinatorLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Compare"); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] QString whyEmpty() const override { return m_why; }

    void mark(const Gid &gid); // to compare others with; an empty one: with the last good one again
    [[nodiscard]] const Gid &marked() const { return m_marked; }
    [[nodiscard]] const PlainTableModel &differences() const { return m_model; }
    [[nodiscard]] const std::optional<TransactionDetail> &twin() const { return m_twin; }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void look();
    void take(const TransactionDetail &twin, bool sameShape);
    void say(const QString &why);
    void fill();

    TwinFinder m_finder;
    TransactionDetail m_detail;
    std::optional<TransactionDetail> m_twin;
    bool m_sameShape = true;
    bool m_outdated = true; // not looked for since the transaction changed its identity
    Gid m_marked;
    QString m_why;
    Appearance m_appearance;
    QLabel *m_words;
    QToolButton *m_again;
    SequenceCompareView *m_view;
    PlainTableModel m_model;
    DetailTable *m_table;
};

// What differs, a row each: duration, outcome and payload of each step, and of the whole. Pure.
[[nodiscard]] QList<PlainRow> differenceRows(const TransactionDetail &left, const TransactionDetail &right);

} // namespace txdesk::console
