// Colours JSON for reading: names, texts, numbers; nothing that would need more than one line to decide.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QList>
#include <QPlainTextEdit>
#include <QTextLayout>

namespace txdesk::console {

[[nodiscard]] QList<QTextLayout::FormatRange> jsonFormats(QStringView line, const Theme &theme);

// Thread: GUI. Colours only what is in sight, so that a large text is there at once; what was coloured stays coloured.
class JsonHighlighter final : public QObject
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QPlainTextEdit *text);

    void setTheme(const Theme &theme);
    void setLines(int lines); // only the first ones are JSON; 0: none. After the text was set
    [[nodiscard]] int coloured() const { return m_coloured; } // lines, since the text was set

private:
    void colourVisible();
    void forget();

    QPlainTextEdit *m_text;
    Theme m_theme = lightTheme();
    int m_lines = 0;
    int m_coloured = 0;
};

} // namespace txdesk::console
