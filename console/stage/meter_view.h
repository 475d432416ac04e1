// The conservation meter as a strip: every account, what is set aside, what is under way, and their sum.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/conservation_meter.h"
#include "console/theme/theme.h"

#include <QWidget>

namespace txdesk::console {

// Red as soon as money was created or lost, and as long as the reading says so.
class MeterView final : public QWidget
{
    Q_OBJECT

public:
    explicit MeterView(QWidget *parent = nullptr);

    void setReading(const demo::MeterReading &reading);
    void setTheme(const Theme &theme);
    [[nodiscard]] QString verdict() const; // "conserved", or what went wrong
    [[nodiscard]] QStringList shownCaptions() const; // as painted: a name that does not fit in a line of its own is cut

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Cell
    {
        QString caption;
        QString value;
        bool strong = false;
    };
    [[nodiscard]] QList<Cell> cells() const;
    struct Place
    {
        int x = 0;
        int line = 0;
        int width = 0;
    };
    [[nodiscard]] QList<int> columnWidths() const;
    [[nodiscard]] bool isNarrow(int width) const;
    [[nodiscard]] QList<Place> places(int width) const; // of the cells: as many in a line as fit, the sums together
    [[nodiscard]] int figuresHeight(int width) const;
    [[nodiscard]] Meaning meaning() const;
    [[nodiscard]] QString verdictText() const; // with its glyph
    void paintFigures(QPainter &painter, const QColor &ink) const;
    void updateAccessibleText();

    demo::MeterReading m_reading;
    Theme m_theme;
};

} // namespace txdesk::console
