// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

std::array<Ink, 6> inksOf(const std::array<QRgb, 6> &colors)
{
    return {{
        {QColor(colors[0]), u"✔"_s, Qt::SolidLine},
        {QColor(colors[1]), u"▶"_s, Qt::SolidLine},
        {QColor(colors[2]), u"◔"_s, Qt::DotLine},
        {QColor(colors[3]), u"↺"_s, Qt::DashDotLine},
        {QColor(colors[4]), u"✖"_s, Qt::DashLine},
        {QColor(colors[5]), u"▣"_s, Qt::DotLine},
    }};
}

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

Theme lightTheme()
{
    Theme theme;
    theme.canvas = QColor(0xFFFFFF);
    theme.panel = QColor(0xF4F5F7);
    theme.raised = QColor(0xFAFBFC);
    theme.text = QColor(0x1B1E22);
    theme.mutedText = QColor(0x525A63);
    theme.hairline = QColor(0xD5D9DE);
    theme.lifeline = QColor(0x9AA2AB);
    theme.activation = QColor(0xE3E9F4);
    theme.zebra = QColor(0xF7F8FA);
    theme.selection = QColor(0xD6E4FF);
    theme.selectionText = QColor(0x10233F);
    theme.hover = QColor(0xEEF3FC);
    theme.focus = QColor(0x1D55E0);
    theme.link = QColor(0x1746BA);
    theme.inks = inksOf({0xFF00966B, 0xFF1D55E0, 0xFFB88D19, 0xFF75208F, 0xFF8F1F06, 0xFF43484D});
    return theme;
}

Theme darkTheme()
{
    Theme theme;
    theme.dark = true;
    theme.canvas = QColor(0x1B1E22);
    theme.panel = QColor(0x23272C);
    theme.raised = QColor(0x2B3036);
    theme.text = QColor(0xECEEF1);
    theme.mutedText = QColor(0xB3BAC3);
    theme.hairline = QColor(0x3D434A);
    theme.lifeline = QColor(0x767E88);
    theme.activation = QColor(0x343C48);
    theme.zebra = QColor(0x202429);
    theme.selection = QColor(0x2B4468);
    theme.selectionText = QColor(0xFFFFFF);
    theme.hover = QColor(0x283342);
    theme.focus = QColor(0xA9D3FF);
    theme.link = QColor(0xA9D3FF);
    theme.inks = inksOf({0xFF42F0A7, 0xFFA9D3FF, 0xFFF7CB2D, 0xFFC04FE6, 0xFFEE4437, 0xFF7E8489});
    return theme;
}

Theme highContrastTheme()
{
    Theme theme = darkTheme();
    theme.canvas = theme.panel = theme.raised = QColor(Qt::black);
    theme.text = QColor(0xFFFFFF);
    theme.mutedText = QColor(0xE8E8E8);
    theme.hairline = QColor(0xBFBFBF);
    theme.lifeline = QColor(0xD0D0D0);
    theme.activation = QColor(0x30405C);
    theme.zebra = QColor(0x141414);
    theme.selection = QColor(0x004C99);
    theme.selectionText = QColor(0xFFFFFF);
    theme.hover = QColor(0x1F2E40);
    theme.focus = theme.link = QColor(0xFFE14D);
    // The inks stay the dark ones: lighter ones could not be told apart by everybody.
    return theme;
}

QColor Theme::tint(Meaning meaning) const
{
    return blend(canvas, color(meaning), dark ? 0.16 : 0.09);
}

EnvironmentBand Theme::band(Environment environment) const
{
    switch (environment) {
    case Environment::Development: return {QColor(0x6B737C), {}, QColor(0xFFFFFF)};
    case Environment::Test: return {QColor(0x1D55E0), {}, QColor(0xFFFFFF)};
    case Environment::Production: return {QColor(0xB3200F), QColor(0x15171A), QColor(0xFFFFFF)};
    }
    return {};
}

QPalette Theme::palette() const
{
    QPalette result;
    const QColor disabled = blend(panel, text, 0.45);
    result.setColor(QPalette::Window, panel);
    result.setColor(QPalette::WindowText, text);
    result.setColor(QPalette::Base, canvas);
    result.setColor(QPalette::AlternateBase, zebra);
    result.setColor(QPalette::Text, text);
    result.setColor(QPalette::PlaceholderText, mutedText);
    result.setColor(QPalette::Button, raised);
    result.setColor(QPalette::ButtonText, text);
    result.setColor(QPalette::BrightText, color(Meaning::Failed));
    result.setColor(QPalette::ToolTipBase, raised);
    result.setColor(QPalette::ToolTipText, text);
    result.setColor(QPalette::Highlight, selection);
    result.setColor(QPalette::HighlightedText, selectionText);
    result.setColor(QPalette::Link, link);
    result.setColor(QPalette::LinkVisited, color(Meaning::Compensating));
    result.setColor(QPalette::Light, blend(panel, QColor(0xFFFFFF), dark ? 0.12 : 0.8));
    result.setColor(QPalette::Midlight, hairline);
    result.setColor(QPalette::Mid, blend(hairline, text, 0.2));
    result.setColor(QPalette::Dark, blend(hairline, text, 0.35));
    result.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : QColor(0x8A9098));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, disabled);
    result.setColor(QPalette::Disabled, QPalette::Highlight, hairline);
    result.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return result;
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window)) < 0.2;
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

QColor blend(const QColor &a, const QColor &b, double amount)
{
    const auto mix = [amount](float from, float to) { return float(from + (to - from) * amount); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

} // namespace txdesk::console
