// The sequence diagram with its small tool bar: zoom, axis, lane order, folds, export.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"
#include "shared/model/transaction_detail.h"

#include <QWidget>

class QToolButton;
class QHBoxLayout;

namespace txdesk::console {

class NoticeBand;

class SequenceView;

// Thread: GUI.
class SequenceTab final : public QWidget
{
    Q_OBJECT

public:
    explicit SequenceTab(QWidget *parent = nullptr);

    void setDetail(const TransactionDetail &detail, Instant now);
    void setNow(Instant now, bool connected);
    void setPreview(const QList<PlannedCall> &calls);
    void clearPreview();
    void selectCall(const BranchId &branch, OpKind op, int attempt);
    void setAppearance(const Appearance &appearance);
    [[nodiscard]] SequenceView &view() { return *m_view; }

signals:
    void branchSelected(const txdesk::BranchId &branch);
    void payloadWanted();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Tool
    {
        QToolButton *button = nullptr;
        QLatin1StringView icon;
    };

    QToolButton *addTool(QHBoxLayout &bar, QLatin1StringView name, QLatin1StringView icon);
    void retranslate();
    void exportPicture();
    void fit();
    [[nodiscard]] bool isFitted() const;
    [[nodiscard]] QString caption() const;

    SequenceView *m_view;
    NoticeBand *m_problem; // of an export
    QList<Tool> m_tools;
    QString m_gid;
    qreal m_fittedZoom = 1;
};

} // namespace txdesk::console
