// Where jobs run: at the server, or in this console where the back end offers none. The same orders, the same words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"

namespace txdesk::console {

// Thread: GUI. One answer each, never before the call returns.
class JobSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer) = 0;
    virtual void start(const JobOrder &order, QObject *context, Answer<BulkJob> answer) = 0;
    virtual void steer(const QString &id, JobVerb verb, int perSecond, QObject *context, Answer<BulkJob> answer) = 0;
    // What became of its transactions so far, itemsMax of them at the most.
    virtual void items(const QString &id, QObject *context, Answer<QList<JobItem>> answer) = 0;
    virtual void refresh() {}
    [[nodiscard]] virtual const QList<BulkJob> &jobs() const = 0; // newest first
    [[nodiscard]] virtual QString problem() const { return {}; }  // why jobs() may be old; empty: it is not
    [[nodiscard]] virtual bool endsWithConsole() const = 0;

    static constexpr qsizetype itemsMax = 20'000;

signals:
    void changed();
};

} // namespace txdesk::console
