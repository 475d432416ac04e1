// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/deep_link.h"

#include <QUrl>
#include <QUrlQuery>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr auto scheme = "txc://"_L1;
constexpr qsizetype longestName = 128;

// Empty: not a name one could have meant.
QString namePart(const QString &encoded)
{
    const QString text = QUrl::fromPercentEncoding(encoded.toUtf8());
    const bool clean = std::ranges::all_of(text, [](QChar c) { return c.isPrint() && c != QChar::ReplacementCharacter; });
    return clean && text.size() <= longestName ? text : QString();
}

tl::unexpected<Error> refuse(const QString &why) { return fail(ErrorCode::InvalidRequest, why, u"link"_s); }

QString encoded(const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

} // namespace

Result<DeepLink> parseLink(const QString &text)
{
    const QString line = text.trimmed();
    if (line.size() > DeepLink::longest)
        return refuse(u"A link has at most 2048 characters"_s);
    if (!line.startsWith(scheme, Qt::CaseInsensitive))
        return refuse(u"A link begins with txc://"_s);
    const QString rest = line.mid(scheme.size());
    const QStringList parts = rest.section(u'?', 0, 0).split(u'/');
    DeepLink link;
    link.profile = namePart(parts.value(0));
    if (link.profile.isEmpty())
        return refuse(u"A link names a profile: txc://profile/tx/gid"_s);
    const bool onlyPlace = parts.size() == 1 || (parts.size() == 2 && parts[1].isEmpty());
    if (onlyPlace)
        return link;
    if (parts.size() != 3 || parts[1] != "tx"_L1)
        return refuse(u"A link looks like txc://profile/tx/gid"_s);
    link.gid = Gid{namePart(parts[2])};
    if (link.gid.isEmpty())
        return refuse(u"The gid of a link is one to 128 printed characters"_s);
    const QUrlQuery query(rest.section(u'?', 1));
    const QString branch = query.queryItemValue(u"branch"_s, QUrl::FullyDecoded);
    if (!branch.isEmpty() && namePart(branch).isEmpty())
        return refuse(u"The branch of a link is one to 128 printed characters"_s);
    link.branch = BranchId{branch};
    link.op = valueIn(opKindNames, query.queryItemValue(u"op"_s));
    const int attempt = query.queryItemValue(u"attempt"_s).toInt();
    link.attempt = attempt > 0 ? attempt : 0;
    return link;
}

QString linkText(const DeepLink &link)
{
    QString text = scheme + encoded(link.profile);
    if (link.gid.isEmpty())
        return text;
    text += u"/tx/"_s + encoded(link.gid.value);
    QStringList query;
    if (!link.branch.isEmpty())
        query.append(u"branch="_s + encoded(link.branch.value));
    if (link.op)
        query.append(u"op="_s + nameIn(opKindNames, *link.op));
    if (link.attempt > 0)
        query.append(u"attempt=%1"_s.arg(link.attempt));
    return query.isEmpty() ? text : text + u'?' + query.join(u'&');
}

} // namespace txdesk::console
