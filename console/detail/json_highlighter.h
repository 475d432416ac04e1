// Colours JSON and messages for reading: names, texts, numbers; nothing that would need more than one line to decide.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QList>
#include <QPlainTextEdit>
#include <QTextLayout>

namespace txdesk::console {

[[nodiscard]] QList<QTextLayout::FormatRange> jsonFormats(QStringView line, const Theme &theme);
[[nodiscard]] QList<QTextLayout::FormatRange> protobufFormats(QStringView line, const Theme &theme); // of ProtobufText

using LineFormats = QList<QTextLayout::FormatRange> (*)(QStringView line, const Theme &theme);

// Thread: GUI. Colours only what is in sight, so that a large text is there at once; what was coloured stays coloured.
class JsonHighlighter final : public QObject
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QPlainTextEdit *text);

    void setTheme(const Theme &theme);
    void setFormats(LineFormats formats); // of all lines, by what they are; null: nothing is coloured. After the text was set
    [[nodiscard]] int coloured() const { return m_coloured; } // lines, since the text was set

private:
    void colourVisible();
    void forget();

    QPlainTextEdit *m_text;
    Theme m_theme = lightTheme();
    LineFormats m_formats = nullptr;
    int m_coloured = 0;
};

} // namespace txdesk::console
