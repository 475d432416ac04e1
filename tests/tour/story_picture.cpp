// SPDX-License-Identifier: Apache-2.0
#include "tests/tour/story_picture.h"

#include "console/timeline/sequence_view.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace txdesk::test {

using namespace Qt::StringLiterals;

QString withoutChance(QString text)
{
    struct Rule
    {
        QRegularExpression from;
        QString to;
    };
    static const QList<Rule> rules{{QRegularExpression(u"; at [0-9:.]+$"_s), {}},
                                   {QRegularExpression(u"^[0-9]+\\. |(?<=answer to )[0-9]+\\. "_s), {}},
                                   {QRegularExpression(u"[0-9]+(\\.[0-9]+)? (ms|s|m|h)\\b( [0-9]+ s\\b)?"_s), u"T"_s},
                                   {QRegularExpression(u"[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?|\\b[0-9]{2}:[0-9]{2}\\b"_s), u"T"_s},
                                   {QRegularExpression(u"127\\.0\\.0\\.1:[0-9]+"_s), u"HOST"_s},
                                   {QRegularExpression(u", T\\b"_s), {}}, // what takes no millisecond has no time
                                   {QRegularExpression(u"#[0-9]+"_s), u"#n"_s},
                                   {QRegularExpression(u"^×[0-9]+ · "_s), {}}, // folds of one try have no number
                                   {QRegularExpression(u"every T–T"_s), u"every T"_s},
                                   {QRegularExpression(u", try [0-9]+"_s), u", try n"_s},
                                   {QRegularExpression(u"tried [0-9]+ times"_s), u"tried n times"_s},
                                   {QRegularExpression(u"demo-42-story-([0-9]+)-[0-9]+"_s), u"story-\\1"_s}};
    for (const Rule &rule : rules)
        text.replace(rule.from, rule.to);
    return text;
}

QStringList pictureOf(DemoWindow &demo)
{
    const Gid gid = demo.workspace().detail().gid();
    QStringList lines{u"status: "_s + demo.cell(gid, TransactionListModel::Status), u"verdict: "_s + withoutChance(demo.verdict())};
    for (const QString &row : demo.rows())
        if (const QString line = withoutChance(row); line != lines.last()) // so many tries are one
            lines.append(line);
    return lines;
}

QStringList keptPicture(const QString &story, const QStringList &now)
{
    const QString folder = QStringLiteral(TXDESK_SOURCE_DIR "/tests/tour/stories");
    QFile file(folder + u'/' + story + u".txt"_s);
    if (qEnvironmentVariableIsSet("TXDESK_REWRITE")) {
        if (QDir().mkpath(folder) && file.open(QIODevice::WriteOnly))
            file.write(now.join(u'\n').toUtf8() + '\n');
        return now;
    }
    if (!file.open(QIODevice::ReadOnly))
        return {u"nothing is kept for this story: TXDESK_REWRITE=1"_s};
    return QString::fromUtf8(file.readAll()).trimmed().split(u'\n');
}

} // namespace txdesk::test
