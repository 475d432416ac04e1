// Keeps the tokens of the profiles: in the keyring, or in a folder where no secret service runs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/secret_store.h"
#include "console/client/token_place.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace txdesk::console {

// Thread: GUI. Answers come unless `context` or the vault dies first.
class TokenVault
{
public:
    using Kept = std::function<void(const Result<TokenPlace> &)>;

    TokenVault(std::unique_ptr<SecretStore> keyring, std::unique_ptr<SecretStore> folder, QString folderPath);
    [[nodiscard]] static std::unique_ptr<TokenVault> ofThisUser();

    // A token belongs to an address too: a profile that is led elsewhere does not take its token along.
    [[nodiscard]] static QString keyOf(const QString &profileId, const QUrl &base);

    void read(TokenPlace place, const QString &key, QObject *context, SecretStore::Got got);
    // Only a keyring that cannot be used is passed over, not one that refuses.
    void keep(const QString &key, const QByteArray &token, QObject *context, Kept kept);
    void forget(TokenPlace place, const QString &key);
    // Where a token would be kept now.
    void ask(QObject *context, std::function<void(TokenPlace)> answer);

    [[nodiscard]] const QString &folderPath() const { return m_folderPath; }

private:
    [[nodiscard]] SecretStore &storeOf(TokenPlace place) { return place == TokenPlace::File ? *m_folder : *m_keyring; }

    std::unique_ptr<SecretStore> m_keyring;
    std::unique_ptr<SecretStore> m_folder;
    const QString m_folderPath;
};

} // namespace txdesk::console
