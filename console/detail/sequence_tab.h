// The sequence diagram with its tool bar: zoom, axis, lanes, folds, search, export, print.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/detail_tab.h"

#include <functional>

class QHBoxLayout;
class QMenu;
class QSettings;
class QToolButton;

namespace txdesk::console {

class NoticeBand;
class SequenceExportDialog;
class SequenceFindBar;
class SequenceView;
struct ExportNote;
struct ExportOrder;

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
    void setParticipantNames(const QHash<QString, QString> &names);
    void setEnvironment(const QString &words);              // "PROD shop-eu": exports say it
    void setCaseFile(std::function<QByteArray()> caseFile); // attached to PDFs on request; called when one is written
    void setMemory(QSettings *file);                        // where lanes are kept, by set of participants; not owned
    [[nodiscard]] SequenceView &view() { return *m_view; }

public slots:
    void openExport();
    void openPrintPreview();
    void find();

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
    QToolButton *addChip(QHBoxLayout &bar, QLatin1StringView name);
    void addTools(QHBoxLayout &bar);
    void connectView();
    void follow(const CallSelection &selection);
    void retranslate();
    void refresh(); // chips, after the diagram has changed
    void recallLanes();
    void keepLanes();
    void showLaneMenu(int lane, const QPoint &global);
    void save(const SequenceExportDialog &dialog);
    void copy(const SequenceExportDialog &dialog);
    void start(ExportOrder order);
    void fit();
    [[nodiscard]] ExportOrder orderOf(const SequenceExportDialog &dialog) const;
    [[nodiscard]] ExportNote note() const;
    [[nodiscard]] bool isFitted() const;

    SequenceView *m_view;
    SequenceFindBar *m_find;
    NoticeBand *m_problem; // of an export
    QList<Tool> m_tools;
    QToolButton *m_hiddenChip = nullptr;
    QToolButton *m_quietChip = nullptr;
    QToolButton *m_rangeChip = nullptr;
    QSettings *m_memory = nullptr;
    std::function<QByteArray()> m_caseFile;
    Appearance m_appearance;
    Instant m_now{};
    QString m_environment;
    QString m_gid;
    QString m_shape; // whose lanes are shown
    qreal m_fittedZoom = 1;
};

} // namespace txdesk::console
