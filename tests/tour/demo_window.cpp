// SPDX-License-Identifier: Apache-2.0
#include "tests/tour/demo_window.h"

#include "console/client/http_coordinator_link.h"
#include "console/client/secret_folder.h"
#include "console/detail/detail_header.h"
#include "console/detail/sequence_tab.h"
#include "console/stage/stage_mode.h"
#include "console/stage/stage_panel.h"
#include "console/timeline/sequence_view.h"
#include "console/widgets/console_resources.h"
#include "console/widgets/notice_band.h"

#include <QApplication>
#include <QLabel>
#include <QStyleFactory>
#include <QTableView>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

QString shownText(const QWidget &root, const QString &name)
{
    for (const QLabel *label : root.findChildren<QLabel *>(name)) // a page that is hidden may have one, too
        if (label->isVisible())
            return label->text();
    return {};
}

} // namespace

DemoWindow::DemoWindow(LanguageChoice language, ThemeChoice theme, double speed)
    : m_settings(m_folder.filePath(u"console.ini"_s)), m_vault(std::make_unique<SecretFolder>(m_folder.filePath(u"keyring"_s)),
                                                             std::make_unique<SecretFolder>(m_folder.filePath(u"tokens"_s)), m_folder.filePath(u"tokens"_s))
{
    loadConsoleResources();
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    m_language.use(language);
    m_settings.setTheme(theme);
    const auto makeLink = [this](const Profile &profile) -> std::unique_ptr<CoordinatorLink> {
        return std::make_unique<HttpCoordinatorLink>(QUrl(profile.url), m_clock, m_delayed);
    };
    const auto makeDemo = [speed]() -> std::unique_ptr<DemoMode> { return std::make_unique<StageMode>(QString(), demo::StorySettings{.speed = speed}); };
    m_window = std::make_unique<MainWindow>(WindowParts{m_settings, m_language, m_clock, m_delayed, makeLink, makeDemo, m_vault, nullptr, {}, &m_ways});
    QObject::connect(m_window.get(), &MainWindow::demoFailed, m_window.get(), [this](const QString &problem) { m_problems.append(problem); });
    m_window->show();
}

DemoWindow::~DemoWindow()
{
    m_window.reset();
    m_language.use(LanguageChoice::English);
}

bool DemoWindow::isPlaying()
{
    const QAction *stop = m_window->commands().action(u"demo.stop"_s);
    return stop && stop->isEnabled();
}

QString DemoWindow::guide() { return shownText(*m_window, u"tourTitle"_s) + u'\n' + shownText(*m_window, u"tourWords"_s); }

QString DemoWindow::narration()
{
    const auto *panel = m_window->findChild<StagePanel *>();
    return panel ? panel->narration() : QString();
}

QString DemoWindow::verdict() { return shownText(*m_window, u"verdictText"_s); }

QString DemoWindow::toast() { return shownText(*m_window, u"actToastText"_s); }

QString DemoWindow::band()
{
    const auto *band = m_window->findChild<NoticeBand *>(u"connectionBand"_s);
    return band && band->isVisible() ? band->text() : QString();
}

QStringList DemoWindow::alerts()
{
    QStringList lines;
    const auto *table = m_window->findChild<QTableView *>(u"alertsTable"_s);
    for (int row = 0; table && table->isVisible() && row < table->model()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells.append(table->model()->index(row, column).data().toString());
        lines.append(cells.join(u' '));
    }
    return lines;
}

QString DemoWindow::cell(const Gid &gid, int column)
{
    TransactionListModel &model = workspace().list().feed().model();
    for (int row = 0; row < model.rowCount(); ++row)
        if (const TransactionRow *shown = model.rowAt(row); shown && shown->transaction.gid == gid)
            return model.index(row, column).data().toString();
    return {};
}

SequenceView &DemoWindow::diagram() { return workspace().detail().sequence().view(); }

QStringList DemoWindow::rows()
{
    QStringList all;
    for (qsizetype row = 0; row < diagram().sequenceLayout().rows.size(); ++row)
        all.append(diagram().rowText(row));
    return all;
}

} // namespace txdesk::test
