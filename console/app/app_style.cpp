// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/app_style.h"

#include <QApplication>
#include <QStyle>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// %1 canvas, %2 hairline, %3 text, %4 muted, %5 hover, %6 focus, %7 panel, %8 selection, %9 dark or light
const QString sheet = QStringLiteral(R"(
QMainWindow::separator { background: %2; width: 1px; height: 1px; }
QSplitter::handle { background: %2; }
QToolTip { padding: 4px 6px; }
QMenuBar { padding: 2px 6px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: %5; color: %3; }
QStatusBar { border-top: 1px solid %2; }
QStatusBar::item { border: none; }
QDockWidget::title { padding: 7px 10px; background: %7; text-align: left; }
QHeaderView::section { background: %7; color: %4; border: none; border-bottom: 1px solid %2; padding: 5px 8px; font-weight: normal; }
QTableView { background: %1; border: none; }
QLineEdit, QComboBox { background: %1; border: 1px solid %2; border-radius: 4px; padding: 2px 8px; }
QLineEdit:focus, QComboBox:focus { border: 2px solid %6; padding: 1px 7px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/chevron.svg); width: 12px; height: 12px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid %4; border-radius: 3px; background: %1; }
QCheckBox::indicator:checked { image: url(:/icons/check-%9.svg); background: %6; border-color: %6; }
QCheckBox:focus { outline: none; }
QCheckBox::indicator:focus { border: 2px solid %6; }
QToolButton { border: 1px solid %2; border-radius: 4px; padding: 3px 12px; background: %1; color: %3; }
QToolButton[autoRaise="true"] { border: 1px solid transparent; background: transparent; padding: 3px; }
QToolButton:hover { background: %5; }
QToolButton:pressed, QToolButton:checked { background: %8; }
QToolButton:focus { border: 2px solid %6; padding: 2px 11px; }
QToolButton[autoRaise="true"]:focus { padding: 2px; }
QToolButton:disabled { color: %4; background: transparent; border: 1px dashed %2; }
QPushButton { border: 1px solid %2; border-radius: 4px; padding: 5px 16px; background: %1; color: %3; }
QPushButton:hover { background: %5; }
QPushButton:focus { border: 2px solid %6; padding: 4px 15px; }
QPushButton:disabled { color: %4; background: transparent; border: 1px dashed %2; }
QTabWidget::pane { border: none; border-top: 1px solid %2; }
QTabBar::tab { padding: 6px 14px; border: none; background: transparent; color: %4; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: %3; border-bottom: 2px solid %6; }
QTabBar::tab:hover { color: %3; background: %5; }
QTabBar QToolButton { padding: 2px; } /* room for its arrow */
QTabBar QToolButton:focus { padding: 1px; }
QListWidget { background: %7; outline: none; }
QListWidget::item { padding: 3px 10px; border-radius: 4px; margin: 1px 6px; color: %3; }
QListWidget::item:hover { background: %5; }
QListWidget::item:selected { background: %8; color: %3; }
QPlainTextEdit { background: %1; border: none; padding: 6px; }
QCommandLinkButton { border: 1px solid %2; border-radius: 6px; padding: 12px; background: %1; }
QCommandLinkButton:hover { background: %5; }
QCommandLinkButton:focus { border: 2px solid %6; padding: 11px; }
)");

} // namespace

Theme themeOf(ThemeChoice choice, bool systemIsDark)
{
    if (choice == ThemeChoice::HighContrast)
        return highContrastTheme();
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark);
    return dark ? darkTheme() : lightTheme();
}

void applyTheme(QApplication &app, const Theme &theme)
{
    app.setPalette(theme.palette());
    app.setStyleSheet(sheet.arg(theme.canvas.name(), theme.hairline.name(), theme.text.name(), theme.mutedText.name(),
                                theme.hover.name(), theme.focus.name(), theme.panel.name(), theme.selection.name(),
                                theme.dark ? u"dark"_s : u"light"_s));
}

} // namespace txdesk::console
