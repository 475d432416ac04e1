// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/set_reader.h"

#include "shared/engine/action_gate.h"
#include "shared/engine/job_steps.h"
#include "shared/model/participant_name.h"

#include <algorithm>

namespace txdesk::jobs {

using namespace Qt::StringLiterals;

namespace {

constexpr int pieceRows = 200;
constexpr int laterMax = 1000;

TransactionFilter frozen(const FrozenSet &set)
{
    TransactionFilter filter = set.filter;
    const Instant end = set.frozenAt + Milliseconds{1};
    filter.createdTo = filter.createdTo ? std::min(*filter.createdTo, end) : end;
    return filter;
}

QStringList participantsOf(const QList<BranchOp> &ops)
{
    QStringList names;
    for (const BranchOp &op : ops)
        if (const QString name = participantOf(op.url); !name.isEmpty() && !names.contains(name))
            names.append(name);
    return names;
}

Result<> addCalls(store::TransactionReader &reader, const SetQuestion &question, SetMember &member)
{
    if (!question.preview || !member.state.allowed)
        return {};
    Result<std::optional<TransactionSnapshot>> loaded = reader.load(member.row.transaction.gid);
    if (!loaded)
        return tl::unexpected<Error>(loaded.error());
    if (*loaded)
        member.calls = engine::preview(question.action, **loaded, *question.preview, question.now).calls;
    return {};
}

Result<SetPiece> readPicked(store::TransactionReader &reader, const SetQuestion &question, qsizetype from)
{
    SetPiece piece;
    const qsizetype end = std::min<qsizetype>(question.set.gids.size(), from + pieceRows);
    for (qsizetype i = from; i < end; ++i) {
        const Gid &gid = question.set.gids[i];
        Result<std::optional<TransactionSnapshot>> loaded = reader.load(gid);
        if (!loaded)
            return tl::unexpected<Error>(loaded.error());
        SetMember member;
        member.row.transaction.gid = gid;
        member.state = {.action = question.action, .allowed = false, .reason = QString::fromLatin1(engine::goneForGood), .legalAt = {}};
        if (*loaded) {
            member.row = {(*loaded)->transaction, participantsOf((*loaded)->ops)};
            member.state = engine::gate(question.action, member.row.transaction, question.now);
            if (question.preview && member.state.allowed)
                member.calls = engine::preview(question.action, **loaded, *question.preview, question.now).calls;
        }
        piece.members.append(std::move(member));
    }
    if (end < question.set.gids.size())
        piece.next = QString::number(end);
    return piece;
}

} // namespace

Result<SetPiece> readPiece(store::TransactionReader &reader, const SetQuestion &question, const QString &after)
{
    if (question.set.picked > 0 || !question.set.gids.isEmpty()) // picks that are not there are nobody, never everybody
        return readPicked(reader, question, after.toLongLong());
    const PageRequest request{.after = after, .limit = pieceRows, .sort = TransactionSort::OldestFirst};
    Result<TransactionPage> page = reader.list(frozen(question.set), request, question.now);
    if (!page)
        return tl::unexpected<Error>(page.error());
    SetPiece piece;
    piece.next = page->next;
    for (TransactionRow &row : page->rows) {
        SetMember member{.row = std::move(row), .state = {}, .calls = {}};
        member.state = engine::gate(question.action, member.row.transaction, question.now);
        if (const Result<> added = addCalls(reader, question, member); !added)
            return tl::unexpected<Error>(added.error());
        piece.members.append(std::move(member));
    }
    return piece;
}

Result<qint64> countLater(store::TransactionReader &reader, const SetQuestion &question)
{
    if (question.set.picked > 0)
        return 0;
    TransactionFilter later = question.set.filter;
    const Instant from = question.set.frozenAt + Milliseconds{1};
    later.createdFrom = later.createdFrom ? std::max(*later.createdFrom, from) : from;
    const Result<TransactionPage> page = reader.list(later, {.after = {}, .limit = laterMax, .sort = TransactionSort::NewestFirst}, question.now);
    if (!page)
        return tl::unexpected<Error>(page.error());
    return page->rows.size();
}

} // namespace txdesk::jobs
