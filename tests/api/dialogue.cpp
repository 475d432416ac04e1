// SPDX-License-Identifier: Apache-2.0
#include "tests/api/dialogue.h"

#include <QStringList>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

using Words = QList<std::pair<QString, QString>>;

// Later words may use earlier ones.
QString filled(QString text, const Words &words)
{
    for (auto it = words.crbegin(); it != words.crend(); ++it)
        text.replace(it->first, it->second);
    return text;
}

bool isMarked(const QString &line)
{
    return !line.isEmpty() && u"=><?@!*"_s.contains(line[0]) && (line.size() == 1 || line[1] == u' ');
}

} // namespace

QList<Dialogue> dialoguesIn(const QString &fileText)
{
    QList<Dialogue> all;
    Words words;
    int number = 0;
    for (const QString &line : fileText.split(u'\n')) {
        ++number;
        const QString rest = line.mid(2);
        if (line.startsWith(u'#') || line.isEmpty())
            continue;
        if (line.startsWith("$ "_L1)) {
            const qsizetype at = rest.indexOf(" = "_L1);
            words.append({rest.first(at), rest.sliced(at + 3)});
        } else if (line.startsWith("= "_L1)) {
            all.append({rest, {}});
        } else if (isMarked(line)) {
            all.last().lines.append({line[0], filled(rest, words), {}, {}, number});
        } else if (line.startsWith("+ "_L1)) {
            all.last().lines.last().headers += rest + u'\n';
        } else {
            QString &body = all.last().lines.last().body;
            body += (body.isEmpty() ? u""_s : u"\n"_s) + filled(line, words);
        }
    }
    return all;
}

} // namespace txdesk::test
