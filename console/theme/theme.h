// The one table of colours, glyphs and line styles: what a colour means, in light and in dark.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/global_transaction.h"

#include <QColor>
#include <QPalette>
#include <QString>

#include <array>

namespace txdesk::console {

// What a mark says. Colour is never alone: each meaning has its glyph and its line style too.
enum class Meaning { Succeeded, Running, Waiting, Compensating, Failed, Stopped };

struct Ink
{
    QColor color;      // for strokes, chips and bars: at least 3:1 on the canvas; running text uses Theme::text
    QString glyph;
    Qt::PenStyle line = Qt::SolidLine;
};

enum class Environment { Development, Test, Production };

// The 6 px band on top of each window and dialog. Production is striped: never known by colour only.
struct EnvironmentBand
{
    QColor color;
    QColor stripe; // of the diagonal stripes; invalid: plain band
    QColor text;   // for the word on the band
};

// Values only; copy it freely. Threads: any.
struct Theme
{
    bool dark = false;
    QColor canvas;     // behind diagrams and lists
    QColor panel;      // window, docks
    QColor raised;     // headers, chips, lane heads
    QColor text;       // at least 7:1 on canvas and panel
    QColor mutedText;  // captions; at least 4.5:1
    QColor hairline;   // borders, grid
    QColor lifeline;   // dashed lines of a sequence diagram
    QColor activation; // fill of activation bars
    QColor zebra;      // every second row, phase bands
    QColor selection;
    QColor selectionText;
    QColor hover;
    QColor focus;      // 2 px focus ring
    QColor link;
    std::array<Ink, 6> inks;

    [[nodiscard]] const Ink &ink(Meaning meaning) const { return inks[static_cast<std::size_t>(meaning)]; }
    [[nodiscard]] QColor color(Meaning meaning) const { return ink(meaning).color; }
    [[nodiscard]] QColor tint(Meaning meaning) const; // the ink, thin on the canvas: backgrounds of chips and bands
    [[nodiscard]] EnvironmentBand band(Environment environment) const;
    [[nodiscard]] QPalette palette() const;
};

[[nodiscard]] Theme lightTheme();
[[nodiscard]] Theme darkTheme();
[[nodiscard]] Theme highContrastTheme(); // black and white, every border drawn; inks at least 7:1
[[nodiscard]] bool isDark(const QPalette &palette); // by the luminance of its window colour

// WCAG 2 contrast of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);
// `amount` 0 gives a, 1 gives b.
[[nodiscard]] QColor blend(const QColor &a, const QColor &b, double amount);

} // namespace txdesk::console
