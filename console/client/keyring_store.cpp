// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/keyring_store.h"

#include "console/client/client_words.h"

#include <qt6keychain/keychain.h>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

const QString serviceName = u"txdesk-console"_s;

tl::unexpected<Error> keyringError(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::EntryNotFound)
        return fail(ErrorCode::NotFound, u"The keyring has no such entry."_s);
    if (job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser)
        return fail(ErrorCode::NotAllowed, inClientWords(QT_TRANSLATE_NOOP("Client", "The keyring refused: %1.")).arg(job.errorString()));
    return fail(ErrorCode::Unavailable, inClientWords(QT_TRANSLATE_NOOP("Client", "The keyring cannot be used: %1.")).arg(job.errorString()));
}

} // namespace

void KeyringStore::read(const QString &key, Got got)
{
    auto *job = new QKeychain::ReadPasswordJob(serviceName, &m_jobs);
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, &m_jobs, [job, got = std::move(got)] {
        if (job->error() == QKeychain::NoError)
            got(job->binaryData());
        else
            got(keyringError(*job));
    });
    job->start();
}

void KeyringStore::write(const QString &key, const QByteArray &secret, Done done)
{
    auto *job = new QKeychain::WritePasswordJob(serviceName, &m_jobs);
    job->setKey(key);
    job->setBinaryData(secret);
    QObject::connect(job, &QKeychain::Job::finished, &m_jobs, [job, done = std::move(done)] {
        done(job->error() == QKeychain::NoError ? Result<>() : Result<>(keyringError(*job)));
    });
    job->start();
}

void KeyringStore::remove(const QString &key, Done done)
{
    auto *job = new QKeychain::DeletePasswordJob(serviceName, &m_jobs);
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, &m_jobs, [job, done = std::move(done)] {
        const bool gone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        done(gone ? Result<>() : Result<>(keyringError(*job)));
    });
    job->start();
}

} // namespace txdesk::console
