// One run of a verb: what was asked, whom to ask, and where the result goes. Verbs hold it until they finish it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/ctl/command_line.h"
#include "server/ctl/exit_code.h"
#include "server/ctl/server_link.h"
#include "shared/base/instant.h"

#include <functional>
#include <memory>

namespace txdesk::ctl {

struct JobResult
{
    ExitCode code = ExitCode::Done;
    QByteArray out{};  // standard output, as it is
    QString error{};   // one sentence for standard error; empty: none
};

struct Job
{
    CommandLine line;
    ServerLink *link = nullptr; // null: the verb works offline
    const Clock *clock = nullptr;
    // Asks the person at the terminal; empty: there is none.
    std::function<bool(const QString &question)> ask{};
    std::function<void(JobResult &&)> finish{}; // called once

    void fail(ExitCode code, const QString &message) const { finish({code, {}, message}); }
    void fail(const Error &error) const { fail(ExitCode::WrongUsage, error.message); }
    // What the server refused, with a hint where to get a token.
    void fail(const ServerAnswer &answer) const;
    // The server's JSON, or `text` made of it.
    void show(const QJsonObject &json, const QString &text) const;
    // --yes, or the person's yes. An error: neither can be had.
    [[nodiscard]] Result<bool> mayGoOn(const QString &question) const;
};
using JobPointer = std::shared_ptr<const Job>;

} // namespace txdesk::ctl
