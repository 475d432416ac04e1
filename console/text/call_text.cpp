// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/call_text.h"

#include "console/text/provenance.h"
#include "console/text/words.h"
#include "shared/model/participant_name.h"

#include <QCoreApplication>
#include <QUrlQuery>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int lowestHttpStatus = 100; // gRPC's codes are 0 to 16

QStringView afterHost(QStringView url)
{
    const qsizetype scheme = url.indexOf("://"_L1);
    const QStringView rest = scheme < 0 ? url : url.sliced(scheme + 3);
    const qsizetype slash = rest.indexOf(u'/');
    return slash < 0 ? QStringView() : rest.sliced(slash);
}

QStringView pathOnly(QStringView url)
{
    const QStringView rest = afterHost(url);
    for (qsizetype i = 0; i < rest.size(); ++i)
        if (rest[i] == u'?' || rest[i] == u'#')
            return rest.first(i);
    return rest;
}

QString methodOf(QStringView url)
{
    const qsizetype query = url.indexOf(u'?');
    return query < 0 ? QString() : QUrlQuery(url.sliced(query + 1).toString()).queryItemValue(u"method"_s);
}

} // namespace

QString callPath(QStringView url)
{
    const QString path = pathOnly(url).toString();
    const QString method = methodOf(url);
    return method.isEmpty() ? path : path + u' ' + method;
}

QString callName(QStringView url)
{
    if (QString method = methodOf(url); !method.isEmpty())
        return method;
    const QString name = pathOnly(url).toString().section(u'/', -1, -1, QString::SectionSkipEmpty);
    return name.isEmpty() ? participantOf(url) : name;
}

QString codeText(int statusCode, std::optional<Outcome> outcome)
{
    if (statusCode >= lowestHttpStatus)
        return u"HTTP %1"_s.arg(statusCode);
    if (statusCode > 0)
        return u"gRPC %1"_s.arg(statusCode);
    return shortCodeText(statusCode, outcome);
}

QString shortCodeText(int statusCode, std::optional<Outcome> outcome)
{
    if (statusCode > 0)
        return QString::number(statusCode);
    if (statusCode == answerNotKept && outcome == Outcome::Unknown)
        return QCoreApplication::translate("Words", "cause not kept (≈)");
    if (outcome == Outcome::Unknown || !outcome)
        return QCoreApplication::translate("Words", "no answer");
    return wordOf(*outcome);
}

} // namespace txdesk::console
