// Runs sessions and answers phase two.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/at_service.h"

#include "shared/at/phase_two.h"

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView phaseTwoPath = "/at/branch"_L1;

} // namespace

Route atPhaseTwo()
{
    return {QByteArray(phaseTwoPath.data()), "called by the coordinator: commit, rollback, undo"_L1,
            [](Work &work) { return at::PhaseTwo(work.db.connectionName()).answer(work.request); }};
}

Result<> changeByAt(const ServiceParts &parts, const at::AtTransaction &transaction, QSqlDatabase db, QLatin1StringView statement,
                    const QVariantList &binds, const QString &otherwise)
{
    const Result<QString> text = tutorialStatement(db, statement);
    if (!text)
        return tl::unexpected(text.error());
    at::AtSession session(transaction, std::move(db), {.phaseTwoUrl = parts.url(phaseTwoPath)});
    return session.run([&](at::AtSession &running) -> Result<> {
        const Result<QSqlQuery> changed = running.exec(*text, binds);
        if (!changed)
            return tl::unexpected(changed.error());
        return changed->numRowsAffected() > 0 ? Result<>() : fail(ErrorCode::Conflict, otherwise);
    });
}

} // namespace txdesk::tutorial
