// What a workspace has of jobs: the book, the menu's entries, the dock, and this machine's own record.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/local_audit.h"
#include "console/app/workspace.h"
#include "console/jobs/bulk_dialog.h"
#include "console/jobs/jobs_panel.h"
#include "console/list/transaction_table.h"
#include "console/models/filter_grammar.h"
#include "console/pages/audit_view.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

void Workspace::addJobs()
{
    m_jobs = new JobBook(*m_link, m_serverClock, m_delayed, m_detail->desk().witness(), this);
    m_jobs->setReadOnly(m_profile.readOnly);
    m_jobs->setRateMax(m_profile.actsPerSecond);
    m_bulk = new BulkOffer(*m_jobs,
                           {[this] { return m_list->table().selectedGids(); },
                            [this] { return FilterGrammar::parse(m_list->filterText(), m_serverClock.now()).value_or(TransactionFilter{}); },
                            [this] { return m_list->filterText(); }},
                           this);
    m_jobsPanel = new JobsPanel(*m_jobs, m_delayed);
    addPanel("jobsDock"_L1, m_jobsPanel);
    connect(m_bulk, &BulkOffer::orderWanted, this, [this](const JobOrder &order, const QString &filter) { askForJob(order, filter)->open(); });
    connect(m_jobsPanel, &JobsPanel::orderWanted, this, [this](const JobOrder &order, const QString &filter) { askForJob(order, filter)->open(); });
    connect(m_jobsPanel, &JobsPanel::transactionWanted, this, &Workspace::showTransaction);
    connect(&m_list->table(), &TransactionTable::selectionChangedTo, m_bulk, &BulkOffer::refresh);
    connect(m_jobs, &JobBook::started, this, [this](const BulkJob &job) {
        m_jobsPanel->select(job.order.id);
        emit panelRaised(u"jobsDock"_s);
    });
}

BulkDialog *Workspace::askForJob(const JobOrder &order, const QString &filterText)
{
    return new BulkDialog(*m_jobs, order, filterText, {m_profile.environment, labelOf(m_profile), m_appearance}, this);
}

void Workspace::keepRecords(const QString &folder)
{
    m_records = new LocalAudit(folder + u"/audit.log"_s, this);
    m_detail->desk().witness().setAudit(m_records, m_profile.name);
    m_jobs->setFolder(folder + u"/jobs"_s);
    m_audit->setLocal(m_records);
}

} // namespace txdesk::console
