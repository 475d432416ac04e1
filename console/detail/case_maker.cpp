// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/case_maker.h"

#include "console/text/time_text.h"
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_text.h"
#include "console/verdict/verdict.h"

namespace txdesk::console {

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
