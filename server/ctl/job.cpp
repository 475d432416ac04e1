// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/job.h"

#include "server/ctl/safe_text.h"

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

void Job::fail(const ServerAnswer &answer) const
{
    QString error = answer.error;
    if (answer.code == ExitCode::NotAllowed && link && link->settings().tokenFile.isEmpty() && link->settings().tls.certificateFile.isEmpty())
        error += u" - no token was sent: use --token-file or TXDESK_TOKEN_FILE (the first start of a server writes "
                 "txdesk-admin.token beside its store)"_s;
    fail(answer.code, error);
}

void Job::show(const QJsonObject &json, const QString &text) const
{
    finish({ExitCode::Done, line.wantsJson() ? safeJson(json).toUtf8() : text.toUtf8(), {}});
}

Result<bool> Job::mayGoOn(const QString &question) const
{
    if (line.has(u"yes"_s))
        return true;
    if (!ask)
        return txdesk::fail(ErrorCode::InvalidRequest, u"there is no terminal to ask back at: add --yes"_s);
    return ask(question);
}

} // namespace txdesk::ctl
