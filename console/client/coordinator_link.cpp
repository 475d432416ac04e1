// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/coordinator_link.h"

#include "console/client/client_words.h"

#include <QCoreApplication>

namespace txdesk::console {

namespace {

// Later, as every answer.
template <class T>
void answerAbsent(QObject *context, Answer<T> answer)
{
    QMetaObject::invokeMethod(
        context,
        [answer = std::move(answer)] {
            answer(fail(ErrorCode::Unavailable, inClientWords(QT_TRANSLATE_NOOP("Client", "This server does not offer it."))));
        },
        Qt::QueuedConnection);
}

} // namespace

CoordinatorLink::CoordinatorLink(QObject *parent) : QObject(parent) {}

std::optional<ActPreview> CoordinatorLink::previewOf(Action, const TransactionDetail &) const { return {}; }
QString CoordinatorLink::whyNoEffect(Action, const TransactionDetail &) const { return {}; }

std::optional<QString> CoordinatorLink::effectSeen(Action, const GlobalTransaction &, const GlobalTransaction &) const
{
    return {};
}

void CoordinatorLink::setWatched(bool) {}

void CoordinatorLink::errorGroups(const TransactionFilter &, QObject *context, Answer<ErrorGroups> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::count(const TransactionFilter &, QObject *context, Answer<CountEstimate> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::history(QObject *context, Answer<StatsHistory> answer) { answerAbsent(context, std::move(answer)); }

void CoordinatorLink::topics(QObject *context, Answer<QList<Topic>> answer) { answerAbsent(context, std::move(answer)); }

void CoordinatorLink::subscribe(const QString &, const Subscriber &, const QString &, QObject *context, Answer<void> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::unsubscribe(const QString &, const QString &, const QString &, QObject *context, Answer<void> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::resubmit(const Resubmission &, QObject *context, Answer<Gid> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::wakeAll(Seconds, int, const QString &, QObject *context, Answer<WokenCount> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::dryRun(const JobOrder &, QObject *context, Answer<JobDryRun> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::startJob(const JobOrder &, QObject *context, Answer<BulkJob> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::jobs(QObject *context, Answer<QList<BulkJob>> answer) { answerAbsent(context, std::move(answer)); }

void CoordinatorLink::steerJob(const QString &, JobVerb, int, QObject *context, Answer<BulkJob> answer)
{
    answerAbsent(context, std::move(answer));
}

void CoordinatorLink::jobItems(const QString &, const QString &, QObject *context, Answer<JobItems> answer)
{
    answerAbsent(context, std::move(answer));
}

} // namespace txdesk::console
