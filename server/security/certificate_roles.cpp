// SPDX-License-Identifier: Apache-2.0
#include "server/security/certificate_roles.h"

#include <algorithm>

namespace txdesk::security {

using namespace Qt::StringLiterals;

namespace {

// Null: no fingerprint.
QByteArray fingerprintFrom(const QString &text)
{
    const QByteArray digits = text.toLatin1().toLower().replace(':', "");
    const bool isOne = digits.size() == 64
        && std::all_of(digits.begin(), digits.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return isOne ? digits : QByteArray();
}

} // namespace

Role CertificateRoles::roleOf(const QByteArray &fingerprint, const QString &name) const
{
    if (fingerprint.isEmpty())
        return Role::Nobody;
    if (const auto found = byFingerprint.constFind(fingerprint); found != byFingerprint.cend())
        return *found;
    return name.isEmpty() ? Role::Nobody : byName.value(name, Role::Nobody);
}

Result<CertificateRoles> certificateRolesFrom(const QStringList &entries)
{
    CertificateRoles roles;
    for (const QString &entry : entries) {
        const qsizetype sign = entry.lastIndexOf(u'=');
        const QString who = entry.first(std::max<qsizetype>(sign, 0)).trimmed();
        const std::optional<Role> role = valueIn(roleNames, entry.sliced(sign + 1).trimmed());
        if (sign <= 0 || who.isEmpty())
            return fail(ErrorCode::InvalidRequest, u"Tls.ClientRoles: %1 is not NAME=ROLE"_s.arg(entry.left(64)), u"Tls.ClientRoles"_s);
        if (!role || *role == Role::Nobody)
            return fail(ErrorCode::InvalidRequest, u"Tls.ClientRoles: %1 ends in no role: client, viewer, operator or admin"_s.arg(entry.left(64)),
                        u"Tls.ClientRoles"_s);
        const QByteArray fingerprint = fingerprintFrom(who);
        const bool isTwice = fingerprint.isNull() ? roles.byName.contains(who) : roles.byFingerprint.contains(fingerprint);
        if (isTwice)
            return fail(ErrorCode::InvalidRequest, u"Tls.ClientRoles: %1 is named twice"_s.arg(who.left(64)), u"Tls.ClientRoles"_s);
        if (fingerprint.isNull())
            roles.byName.insert(who, *role);
        else
            roles.byFingerprint.insert(fingerprint, *role);
    }
    return roles;
}

} // namespace txdesk::security
