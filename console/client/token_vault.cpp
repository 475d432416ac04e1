// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/token_vault.h"

#include "console/client/keyring_store.h"
#include "console/client/secret_folder.h"

#include <QPointer>

namespace txdesk::console {

using namespace Qt::StringLiterals;

TokenVault::TokenVault(std::unique_ptr<SecretStore> keyring, std::unique_ptr<SecretStore> folder, QString folderPath)
    : m_keyring(std::move(keyring)), m_folder(std::move(folder)), m_folderPath(std::move(folderPath))
{
}

std::unique_ptr<TokenVault> TokenVault::ofThisUser()
{
    auto folder = std::make_unique<SecretFolder>();
    const QString path = folder->path();
    return std::make_unique<TokenVault>(std::make_unique<KeyringStore>(), std::move(folder), path);
}

QString TokenVault::keyOf(const QString &profileId, const QUrl &base)
{
    const int usual = base.scheme() == "https"_L1 ? 443 : 80;
    return u"%1 %2://%3:%4"_s.arg(profileId, base.scheme(), base.host()).arg(base.port(usual));
}

void TokenVault::read(TokenPlace place, const QString &key, QObject *context, SecretStore::Got got)
{
    if (place == TokenPlace::None)
        return got(fail(ErrorCode::NotFound, u"No token is kept for this profile."_s));
    storeOf(place).read(key, [context = QPointer<QObject>(context), got = std::move(got)](const Result<QByteArray> &token) {
        if (context)
            got(token);
    });
}

void TokenVault::keep(const QString &key, const QByteArray &token, QObject *context, Kept kept)
{
    const auto answer = [context = QPointer<QObject>(context), kept = std::move(kept)](const Result<> &done, TokenPlace place) {
        if (context)
            kept(done ? Result<TokenPlace>(place) : Result<TokenPlace>(tl::unexpected(done.error())));
    };
    m_keyring->write(key, token, [this, key, token, answer](const Result<> &done) {
        if (done || done.error().code != ErrorCode::Unavailable)
            return answer(done, TokenPlace::Keyring);
        m_folder->write(key, token, [answer](const Result<> &written) { answer(written, TokenPlace::File); });
    });
}

void TokenVault::forget(TokenPlace place, const QString &key)
{
    if (place != TokenPlace::None)
        storeOf(place).remove(key, [](const Result<> &) {});
}

void TokenVault::ask(QObject *context, std::function<void(TokenPlace)> answer)
{
    m_keyring->read(u"is anybody there"_s,
                    [context = QPointer<QObject>(context), answer = std::move(answer)](const Result<QByteArray> &token) {
                        const bool usable = token || token.error().code != ErrorCode::Unavailable;
                        if (context)
                            answer(usable ? TokenPlace::Keyring : TokenPlace::File);
                    });
}

} // namespace txdesk::console
