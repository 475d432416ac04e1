// Bytes as a person reads them: offset, hex, text. Painted, so that megabytes cost nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QAbstractScrollArea>

namespace txdesk::console {

// Thread: GUI.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr qsizetype perRow = 16;

    explicit HexView(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    void setTheme(const Theme &theme);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] QString rowText(qsizetype row) const;
    [[nodiscard]] qsizetype rows() const { return (m_bytes.size() + perRow - 1) / perRow; }
    bool find(const QByteArray &bytes, bool backward); // goes there; false: it is not there

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; // arrows, pages, Ctrl+C: the selected row
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void updateScrollBars();
    void select(qsizetype row);
    [[nodiscard]] int rowHeight() const;

    QByteArray m_bytes;
    Theme m_theme = lightTheme();
    qsizetype m_row = 0;       // selected
    qsizetype m_found = -1;    // offset of what was found
    qsizetype m_foundSize = 0;
};

} // namespace txdesk::console
