// Asks before a job: what exactly is in the set, how many of it may be acted on and why not the others, whom it would call
// and how they do, why the person wants it, and their count of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/jobs/job_book.h"
#include "console/widgets/appearance.h"
#include "console/widgets/environment_strip.h"

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;
class QVBoxLayout;

namespace txdesk::console {

class NoticeBand;

struct BulkPlace
{
    Environment environment = Environment::Development;
    QString label{};
    Appearance appearance{};
};

// Thread: GUI. Cancel is the default button; Enter in a field never starts anything.
class BulkDialog final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int productionRateMax = 50; // transactions a second

    BulkDialog(JobBook &book, const JobOrder &order, const QString &filterText, const BulkPlace &place, QWidget *parent = nullptr);

    [[nodiscard]] const std::optional<JobDryRun> &dryRun() const { return m_run; }

signals:
    void started(const txdesk::BulkJob &job);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void addTables(QVBoxLayout &body);
    void addFields(QVBoxLayout &body);
    void addButtons(QVBoxLayout &body);
    void count();
    void showRun();
    void showHealth();
    void updateButton();
    [[nodiscard]] QString whyNotYet() const;
    [[nodiscard]] bool isProduction() const { return m_place.environment == Environment::Production; }
    [[nodiscard]] QString countText() const; // what is to be typed
    [[nodiscard]] QStringList shown() const;
    void send();

    JobBook &m_book;
    JobOrder m_order;
    QString m_filterText;
    BulkPlace m_place;
    std::optional<JobDryRun> m_run;
    QStringList m_sick; // participants that answer nothing well
    bool m_sending = false;
    QLabel *m_set = nullptr;
    QLabel *m_result = nullptr;
    QTableWidget *m_reasons = nullptr;
    QTableWidget *m_sample = nullptr;
    QTableWidget *m_touched = nullptr;
    NoticeBand *m_health = nullptr;
    NoticeBand *m_problem = nullptr;
    QCheckBox *m_anyway = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_ticket = nullptr; // null unless one is needed
    QLineEdit *m_count = nullptr;
    QSpinBox *m_rate = nullptr;
    QSpinBox *m_stop = nullptr;
    QLabel *m_missing = nullptr; // why the button is greyed
    QPushButton *m_confirm = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace txdesk::console
