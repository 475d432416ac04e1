// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/case_maker.h"

#include "console/text/time_text.h"
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_text.h"
#include "console/verdict/verdict.h"

namespace txdesk::console {
namespace {

constexpr std::array<std::pair<Environment, QLatin1StringView>, 3> environmentWords{{
    {Environment::Development, QLatin1StringView("dev")},
    {Environment::Test, QLatin1StringView("test")},
    {Environment::Production, QLatin1StringView("prod")},
}};

} // namespace

Environment environmentOf(const QString &code)
{
    for (const auto &[environment, name] : environmentWords)
        if (code == name)
            return environment;
    return Environment::Production;
}

QString environmentCode(Environment environment)
{
    for (const auto &[known, name] : environmentWords)
        if (environment == known)
            return name;
    return {};
}

CaseFile caseFileOf(const TransactionDetail &detail, const Capabilities &capabilities, const CasePlace &place, const QList<AuditRecord> &audit)
{
    CaseFile file;
    file.consoleVersion = QStringLiteral(TXDESK_VERSION);
    file.savedAt = place.now;
    file.environment = place.environment;
    file.profile = place.profile;
    file.node = place.node;
    file.timeZone = offsetText(place.now, place.zone);
    file.capabilities = capabilities;
    file.detail = detail;
    file.audit = audit;
    const Verdict verdict = verdictOf(detail, place.now, place.zone);
    file.verdict = verdict.id + QStringLiteral(" ") + verdict.text;
    file.diagram = sequenceText(sequenceOf(detail)).join(QChar(u'\n'));
    return file;
}

} // namespace txdesk::console
