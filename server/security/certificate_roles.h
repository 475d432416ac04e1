// Which role a client certificate stands for: by its fingerprint, else by its common name.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/access.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace txdesk::security {

struct CertificateRoles
{
    QHash<QByteArray, Role> byFingerprint{}; // SHA-256, 64 hexadecimal digits in lower case
    QHash<QString, Role> byName{};           // CN of the subject, exactly

    [[nodiscard]] Role roleOf(const QByteArray &fingerprint, const QString &name) const; // Nobody: not named
};

// "SHA256=ROLE" or "NAME=ROLE"; the fingerprint may have colons and capitals. InvalidRequest names the entry.
[[nodiscard]] Result<CertificateRoles> certificateRolesFrom(const QStringList &entries);

} // namespace txdesk::security
