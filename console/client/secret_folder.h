// Secrets as files of mode 0600 in a folder of mode 0700: where no secret service runs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/secret_store.h"

namespace txdesk::console {

// A file that others may read is refused, with the command that mends it. File names are hashes of the keys.
class SecretFolder final : public SecretStore
{
public:
    explicit SecretFolder(QString path = {}); // empty: "txdesk/tokens" in the user's data folder

    void read(const QString &key, Got got) override;
    void write(const QString &key, const QByteArray &secret, Done done) override;
    void remove(const QString &key, Done done) override;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString fileOf(const QString &key) const;

private:
    const QString m_path;
};

} // namespace txdesk::console
