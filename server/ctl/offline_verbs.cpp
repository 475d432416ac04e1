// What needs no server: config check, backup, completion.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/config_loader.h"
#include "server/ctl/backup.h"
#include "server/ctl/completion.h"
#include "server/ctl/store_place.h"
#include "server/ctl/verbs.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QString serverProgram()
{
    const QString program = QCoreApplication::applicationDirPath() + u"/txdesk-server"_s;
    return QFileInfo(program).isExecutable() ? program : QString();
}

// The file alone: what it says, not what it names.
void readAlone(const JobPointer &job, const QString &file)
{
    const auto loaded = config::load({u"--check-config"_s, u"-c"_s, file}, config::processEnvironment());
    if (!loaded)
        return job->fail(ExitCode::WrongUsage, loaded.error().message);
    QString text;
    for (const QString &warning : loaded->warnings)
        text += u"warning: "_s + warning + u'\n';
    job->show(QJsonObject{{u"file"_s, file}, {u"good"_s, true}},
              text + u"%1 can be read; certificates and the store were not looked at: there is no txdesk-server beside txdeskctl\n"_s.arg(file));
}

ExitCode codeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound: return ExitCode::NotFound;
    case ErrorCode::Conflict: return ExitCode::Refused;
    case ErrorCode::Internal: return ExitCode::VerificationFailed;
    case ErrorCode::Unavailable: return ExitCode::NotReachable;
    default: return ExitCode::WrongUsage;
    }
}

} // namespace

void checkConfig(const JobPointer &job)
{
    const QString file = job->line.words.first();
    if (!QFileInfo::exists(file))
        return job->fail(ExitCode::NotFound, u"there is no file %1"_s.arg(file));
    const QString program = serverProgram();
    if (program.isEmpty())
        return readAlone(job, file);
    auto *process = new QProcess(QCoreApplication::instance()); // ends with the program
    QObject::connect(process, &QProcess::finished, process, [job, process, file](int code, QProcess::ExitStatus status) {
        const QByteArray report = process->readAllStandardOutput();
        const bool isGood = status == QProcess::NormalExit && code == 0;
        QString error = QString::fromUtf8(process->readAllStandardError()).trimmed().remove(u"txdesk-server: "_s);
        if (!isGood && error.isEmpty())
            error = u"a server would not start with %1"_s.arg(file);
        if (job->line.wantsJson() && isGood)
            return job->show(QJsonObject{{u"file"_s, file}, {u"good"_s, true}, {u"report"_s, QString::fromUtf8(report)}}, {});
        job->finish({isGood ? ExitCode::Done : ExitCode::WrongUsage, report, error});
    });
    process->start(program, {u"--check-config"_s, u"-c"_s, file});
}

void backUp(const JobPointer &job)
{
    const Result<config::Loaded> place = storePlace(job->line);
    if (!place)
        return job->fail(place.error());
    if (place->config.store.driver != "sqlite"_L1)
        return job->fail(ExitCode::WrongUsage, u"this store is MySQL: back it up with mysqldump --single-transaction or mariabackup, and copy the key files"_s);
    const QString from = place->config.store.file;
    const QString to = job->line.words.first();
    const Result<BackupSummary> summary = backUpSqlite(from, to);
    if (!summary)
        return job->fail(codeFor(summary.error().code), summary.error().message);
    job->show(QJsonObject{{u"store"_s, from}, {u"copy"_s, to}, {u"bytes"_s, summary->bytes}, {u"transactions"_s, summary->transactions}},
              u"%1: %2 bytes, %3 transactions, checked\nKeys are not in it: keep the key files of audit and payloads in another place.\n"_s
                  .arg(to).arg(summary->bytes).arg(summary->transactions));
}

void printCompletion(const JobPointer &job)
{
    const QString shell = job->line.words.first();
    if (shell != "bash"_L1 && shell != "zsh"_L1)
        return job->fail(ExitCode::WrongUsage, u"SHELL is bash or zsh"_s);
    job->finish({ExitCode::Done, (shell == "bash"_L1 ? bashCompletion() : zshCompletion()).toUtf8(), {}});
}

} // namespace txdesk::ctl
