// A language in which every text is longer and stands in brackets: what shows without brackets was never offered for
// translation, and what has no room for it has no room for other languages.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QTranslator>

namespace txdesk::test {

class PseudoLanguage final : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        const QLatin1StringView where(context);
        if (where.startsWith(QLatin1StringView("Q")) || text.isEmpty()) // Qt's own texts
            return {};
        const bool isLong = text.size() > 20;
        return u'[' + text + QString(isLong ? text.size() * 3 / 10 : 4, u'~') + u']';
    }
};

} // namespace txdesk::test
