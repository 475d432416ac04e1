// Rows of new transactions.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/new_transaction.h"

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

constexpr auto topicPrefix = "topic://"_L1;

// Shared: every transaction has the same few ids.
QString twoDigits(qsizetype number)
{
    static const QList<QString> small = [] {
        QList<QString> list;
        for (int i = 0; i < 100; ++i)
            list.append(u"%1"_s.arg(i, 2, 10, QLatin1Char('0')));
        return list;
    }();
    return number < small.size() ? small.at(number) : QString::number(number);
}

BranchOp receiver(QString branch, QString url, const QByteArray &payload, Instant now)
{
    return {.branch = {std::move(branch)}, .url = std::move(url), .payload = payload, .createdAt = now};
}

void appendReceivers(QList<BranchOp> &ops, const QString &branch, const QStringList &urls, const QByteArray &payload, Instant now)
{
    if (urls.size() == 1)
        return ops.append(receiver(branch, urls.first(), payload, now));
    for (qsizetype i = 0; i < urls.size(); ++i)
        ops.append(receiver(branch + u'-' + twoDigits(i + 1), urls[i], payload, now));
}

} // namespace

QList<BranchOp> sagaOps(const QList<Step> &steps, Instant now)
{
    QList<BranchOp> ops;
    ops.reserve(2 * steps.size());
    for (const Step &step : steps) {
        const BranchId branch{twoDigits(ops.size() / 2 + 1)};
        ops.append({.branch = branch, .kind = OpKind::Compensate, .url = step.compensate, .payload = step.payload, .createdAt = now});
        ops.append({.branch = branch, .kind = OpKind::Action, .url = step.action, .payload = step.payload, .createdAt = now});
    }
    return ops;
}

Result<QList<BranchOp>> messageOps(const QList<Step> &steps, Instant now, const ResolveTopic &resolve)
{
    QList<BranchOp> ops;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const QString branch = twoDigits(i + 1);
        if (!steps[i].action.startsWith(topicPrefix)) {
            ops.append(receiver(branch, steps[i].action, steps[i].payload, now));
            continue;
        }
        const QStringList urls = resolve(steps[i].action.sliced(topicPrefix.size()));
        if (urls.isEmpty())
            return fail(ErrorCode::NotFound, u"topic not found"_s);
        appendReceivers(ops, branch, urls, steps[i].payload, now);
    }
    return ops;
}

QList<BranchOp> tccOps(const BranchId &branch, const QString &confirm, const QString &cancel, const QByteArray &data, Instant now)
{
    return {{.branch = branch, .kind = OpKind::Cancel, .url = cancel, .payload = data, .createdAt = now},
            {.branch = branch, .kind = OpKind::Confirm, .url = confirm, .payload = data, .createdAt = now}};
}

QList<BranchOp> xaOps(const BranchId &branch, const QString &url, Instant now)
{
    return {{.branch = branch, .kind = OpKind::Rollback, .url = url, .createdAt = now},
            {.branch = branch, .kind = OpKind::Commit, .url = url, .createdAt = now}};
}

BranchOp workflowOp(const BranchId &branch, OpKind op, OpStatus status, const QByteArray &data, Instant now)
{
    return {.branch = branch, .kind = op, .status = status, .payload = data, .createdAt = now,
            .finishedAt = status == OpStatus::Prepared ? std::nullopt : std::optional(now)};
}

} // namespace txdesk::engine
