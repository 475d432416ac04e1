// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/page_walk.h"

#include <QUrl>

#include <algorithm>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rowsPerPageMax = 1000;

struct Walk
{
    PageWalk wish;
    Walked done;
    QJsonArray rows{};
};
using WalkPointer = std::shared_ptr<Walk>;

void step(const WalkPointer &walk, const QString &position)
{
    const qsizetype limit = std::min<qsizetype>(rowsPerPageMax, walk->wish.rowsWanted - walk->rows.size());
    QByteArray path = walk->wish.path;
    if (!path.endsWith('?'))
        path += path.contains('?') ? '&' : '?';
    path += "limit=" + QByteArray::number(limit);
    if (!position.isEmpty())
        path += '&' + walk->wish.positionName + '=' + QUrl::toPercentEncoding(position);
    walk->wish.job->link->get(path, [walk](ServerAnswer &&answer) {
        if (!answer.isGood())
            return walk->wish.job->fail(answer);
        for (const QJsonValue &row : answer.json.value(walk->wish.rowsName).toArray())
            walk->rows.append(row);
        const QString next = answer.json.value(walk->wish.nextName).toString();
        if (next.isEmpty() || walk->rows.size() >= walk->wish.rowsWanted)
            walk->done(walk->rows, next);
        else
            step(walk, next); // a page may be short and still not the last
    });
}

} // namespace

void walkPages(PageWalk walk, Walked done)
{
    step(std::make_shared<Walk>(Walk{std::move(walk), std::move(done)}), {});
}

Result<qsizetype> rowsWanted(const CommandLine &line)
{
    constexpr qsizetype usual = 50;
    if (line.has(u"all"_s))
        return everyRow;
    if (!line.has(u"limit"_s))
        return usual;
    bool ok = false;
    const int limit = line.value(u"limit"_s).toInt(&ok);
    if (!ok || limit < 1 || limit > rowsPerPageMax)
        return fail(ErrorCode::InvalidRequest, u"--limit must be a whole number from 1 to %1"_s.arg(rowsPerPageMax));
    return qsizetype{limit};
}

QByteArray queryText(const QList<std::pair<QByteArray, QByteArray>> &parameters)
{
    QByteArray text;
    for (const auto &[name, value] : parameters)
        text += (text.isEmpty() ? "" : "&") + name + '=' + QUrl::toPercentEncoding(QString::fromUtf8(value));
    return text;
}

} // namespace txdesk::ctl
