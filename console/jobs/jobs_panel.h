// The jobs dock: every job with its progress, what became of each transaction, and the ways to steer it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/jobs/job_book.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSpinBox;
class QSplitter;
class QTableWidget;

namespace txdesk::console {

class NoticeBand;

// Thread: GUI. Attaches to what runs; closing it ends nothing.
class JobsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit JobsPanel(JobBook &book, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~JobsPanel() override;

    void setAppearance(const Appearance &appearance);
    void select(const QString &id);
    // The failed ones of a job as a new order; nothing when there are none.
    [[nodiscard]] std::optional<JobOrder> retryOfFailed() const;

signals:
    void orderWanted(const txdesk::JobOrder &order, const QString &filterText);
    void transactionWanted(const txdesk::Gid &gid);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildSteering(QWidget &bar);
    void retranslate();
    void showJobs();
    void showChosen();
    void showItems();
    void askItems();
    void exportItems();
    void steer(JobVerb verb);
    [[nodiscard]] std::optional<BulkJob> chosen() const;

    JobBook &m_book;
    DelayedCalls &m_delayed;
    Appearance m_appearance;
    QString m_id; // of the chosen job
    QList<JobItem> m_items;
    QString m_itemsOf;
    qint64 m_itemsAsked = -1; // how many were done then
    DelayedCalls::Handle m_timer = 0;
    QLabel *m_empty = nullptr;
    QSplitter *m_split = nullptr;
    QTableWidget *m_jobs = nullptr;
    QTableWidget *m_table = nullptr; // items
    QLabel *m_about = nullptr;
    NoticeBand *m_problem = nullptr;
    QPushButton *m_pause = nullptr; // or resume
    QPushButton *m_cancel = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_export = nullptr;
    QSpinBox *m_rate = nullptr;
};

} // namespace txdesk::console
