// A place that keeps secrets by name: the system's keyring, or a folder that only its owner reads.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"

#include <QByteArray>

#include <functional>

namespace txdesk::console {

// Thread: GUI. Each call gets one answer, perhaps before it returns; none when the store is deleted first.
class SecretStore
{
public:
    using Got = std::function<void(const Result<QByteArray> &)>;
    using Done = std::function<void(const Result<> &)>;

    virtual ~SecretStore() = default;

    // NotFound: it keeps nothing of that name. Unavailable: the place itself cannot be used.
    virtual void read(const QString &key, Got got) = 0;
    virtual void write(const QString &key, const QByteArray &secret, Done done) = 0;
    virtual void remove(const QString &key, Done done) = 0; // what is not there is removed
};

} // namespace txdesk::console
