// The whole window with the demo behind it: a real coordinator, real banks, real time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/alerts/alert_ways.h"
#include "console/app/main_window.h"
#include "console/client/delayed_calls.h"

#include <QTemporaryDir>

class QLabel;

namespace txdesk::console {
class SequenceView;
}

namespace txdesk::test {

using namespace console;

// The desktop is left alone.
struct QuietWays final : AlertWays
{
    void popup(const QString &title, const QString &text, bool, const std::function<void()> &) override { told.append(title + QStringLiteral(": ") + text); }
    void attention() override {}
    void sound() override {}
    void post(const QUrl &, const QByteArray &) override {}
    void run(const QString &, const QStringList &) override {}
    void showBadge(int, const QString &) override {}

    QStringList told;
};

class DemoWindow final
{
public:
    explicit DemoWindow(LanguageChoice language = LanguageChoice::English, ThemeChoice theme = ThemeChoice::Light, double speed = 10);
    ~DemoWindow();

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Workspace &workspace() { return *m_window->workspace(); }
    [[nodiscard]] QuietWays &ways() { return m_ways; }
    [[nodiscard]] QStringList problems() const { return m_problems; } // of the demo's processes
    [[nodiscard]] bool isPlaying(); // a story is on the stage
    [[nodiscard]] QString guide();  // title and words of the tour
    [[nodiscard]] QString narration();
    [[nodiscard]] QString verdict();
    [[nodiscard]] QString toast(); // empty: it is hidden
    [[nodiscard]] QString band();  // of the connection; empty: it is hidden
    [[nodiscard]] QStringList alerts(); // of the dock: one line each
    [[nodiscard]] QString cell(const Gid &gid, int column); // of the list; empty: it has no such row
    [[nodiscard]] SequenceView &diagram();
    [[nodiscard]] QStringList rows(); // of the diagram, as told to screen readers

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    QtDelayedCalls m_delayed;
    ConsoleSettings m_settings;
    Language m_language;
    TokenVault m_vault;
    QuietWays m_ways;
    QStringList m_problems;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace txdesk::test
