// Secrets in the system's keyring: the freedesktop secret service or KWallet, by qtkeychain.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/secret_store.h"

#include <QObject>

namespace txdesk::console {

class KeyringStore final : public SecretStore
{
public:
    void read(const QString &key, Got got) override;
    void write(const QString &key, const QByteArray &secret, Done done) override;
    void remove(const QString &key, Done done) override;

private:
    QObject m_jobs; // parent of what is under way
};

} // namespace txdesk::console
