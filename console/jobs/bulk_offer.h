// The entries of the menu Bulk: each verb for the rows that are picked, and for everything that matches.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/jobs/job_book.h"

#include <QAction>

namespace txdesk::console {

// What the list shows, asked when an entry is used.
struct BulkSubject
{
    std::function<QList<Gid>()> picked;
    std::function<TransactionFilter()> filter;
    std::function<QString()> filterText;
};

// Thread: GUI. Owns the actions; menus show the same ones.
class BulkOffer final : public QObject
{
    Q_OBJECT

public:
    BulkOffer(JobBook &book, BulkSubject subject, QObject *parent = nullptr);

    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; } // picked ones first
    void refresh(); // greys, counts and words
    // What a person of this verb means now: frozen at this moment.
    [[nodiscard]] JobOrder orderFor(Action action, bool picked) const;

signals:
    void orderWanted(const txdesk::JobOrder &order, const QString &filterText);

private:
    void add(Action action, bool picked);

    JobBook &m_book;
    BulkSubject m_subject;
    QList<QAction *> m_actions;
};

} // namespace txdesk::console
