// Colours JSON for reading: names, texts, numbers; nothing that would need more than one line to decide.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QSyntaxHighlighter>

namespace txdesk::console {

class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument *document);

    void setTheme(const Theme &theme);
    void setLines(int lines); // only the first ones are JSON; 0: none

protected:
    void highlightBlock(const QString &text) override;

private:
    Theme m_theme = lightTheme();
    int m_lines = 0;
};

} // namespace txdesk::console
