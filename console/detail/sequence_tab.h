// The sequence diagram with its small tool bar: zoom, axis, lane order, folds, export.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/detail_tab.h"

class QToolButton;
class QHBoxLayout;

namespace txdesk::console {

class NoticeBand;

class SequenceView;

// Thread: GUI.
class SequenceTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit SequenceTab(SelectionHub &hub, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Sequence"); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void second(Instant now, bool connected) override;
    void setPreview(const QList<PlannedCall> &calls);
    void clearPreview();
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] SequenceView &view() { return *m_view; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void follow(const CallSelection &selection);
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
