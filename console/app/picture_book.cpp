// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/picture_book.h"

#include "console/actions/confirm_dialog.h"
#include "console/connection/connect_dialog.h"
#include "console/detail/sequence_tab.h"
#include "console/list/transaction_table.h"
#include "console/pages/audit_view.h"
#include "console/pages/locks_view.h"
#include "console/pages/parked_view.h"
#include "console/pages/tokens_view.h"
#include "console/timeline/sequence_export.h"
#include "console/timeline/sequence_view.h"

#include <QCoreApplication>
#include <QFile>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds lookEvery{250};
constexpr int looksMax = 240;
constexpr Milliseconds overviewSettles{2500};
constexpr int settleLooks = 12; // a few samples for the charts
} // namespace

PictureBook::PictureBook(MainWindow &window, DelayedCalls &delayed, const QDir &folder, QObject *parent)
    : QObject(parent), m_window(window), m_delayed(delayed), m_folder(folder)
{
}

PictureBook::~PictureBook() { m_delayed.stop(m_timer); }

void PictureBook::begin()
{
    if (!m_folder.mkpath(u"."_s)) {
        emit finished(u"The folder %1 cannot be made."_s.arg(m_folder.path()));
        return;
    }
    m_window.resize(m_window.demo() ? QSize(1500, 940) : QSize(1280, 840)); // whatever the screen
    connect(&m_window, &MainWindow::demoFailed, this, &PictureBook::finished);
    if (!m_window.workspace() && !m_window.demo()) {
        takeAll();
        return;
    }
    if (m_window.demo()) {
        connect(m_window.demo(), &DemoMode::transactionStarted, this, [this](const Gid &gid) { m_gid = gid; });
        connect(m_window.demo(), &DemoMode::storyEnded, this, [this] {
            m_storyEnded = true;
            m_looks = 0; // the last changes are still on their way
        });
    }
    look();
}

// A picture of something half loaded is worth nothing: it looks until all parts are there.
void PictureBook::look()
{
    ++m_looks;
    Workspace *workspace = m_window.workspace();
    const bool listed = workspace && workspace->list().feed().state() == FeedState::Ready;
    if (listed && m_gid.isEmpty())
        if (const TransactionRow *row = workspace->list().feed().model().rowAt(0))
            m_gid = row->transaction.gid;
    const bool played = !m_window.demo() || m_storyEnded;
    if (listed && played && !m_gid.isEmpty())
        workspace->showTransaction(m_gid);
    const bool emptyServer = listed && played && m_gid.isEmpty() && m_looks > settleLooks;
    const bool shown = listed && played && workspace->detail().detail() && m_looks > settleLooks;
    if (shown || emptyServer) {
        takeAll();
    } else if (m_looks > looksMax) {
        emit finished(u"The state to show did not come within a minute."_s);
    } else {
        m_timer = m_delayed.start(lookEvery, [this] { look(); });
    }
}

void PictureBook::save(QWidget &widget, const char *name)
{
    widget.ensurePolished();
    if (QWidget *focused = widget.focusWidget())
        focused->clearFocus();                                          // a picture shows no cursor
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // what was just shown has its place now
    const QString path = m_folder.filePath(QLatin1StringView(name) + ".png"_L1);
    if (!widget.grab().save(path) && m_problem.isEmpty())
        m_problem = u"%1 cannot be written."_s.arg(path);
}

void PictureBook::takeAll()
{
    Workspace *workspace = m_window.workspace();
    if (!workspace) {
        save(m_window, "00-first-run");
    } else {
        workspace->showPage(0);
        constexpr std::array tabs{"01-branches", "02-sequence", "03-attempts", "04-payload", "05-raw", "16-undo", "17-delivery"};
        for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
            if (!workspace->detail().hasTab(static_cast<DetailPane::Tab>(tab)))
                continue;
            workspace->detail().raiseTab(static_cast<DetailPane::Tab>(tab));
            workspace->list().table().setFocus();
            save(m_window, tabs.at(static_cast<std::size_t>(tab)));
        }
        workspace->audit().reload(); // what they show is there when the overview has settled
        workspace->tokens().reload();
        workspace->locks().reload();
        workspace->parked().reload();
        workspace->showPage(1);
        m_timer = m_delayed.start(overviewSettles, [this] { takeRest(); });
        return;
    }
    takeRest();
}

void PictureBook::takeRest()
{
    if (Workspace *workspace = m_window.workspace()) {
        save(m_window, "06-overview");
        workspace->showPage(0);
        workspace->detail().raiseTab(DetailPane::Sequence);
        workspace->setDetailOnly(true);
        save(m_window, "11-sequence-only");
        workspace->setDetailOnly(false);
        workspace->showPage(2);
        save(m_window, "12-audit");
        workspace->showPage(3);
        save(m_window, "13-tokens");
        workspace->showPage(Workspace::Locks);
        save(m_window, "18-locks");
        workspace->showPage(Workspace::Parked);
        save(m_window, "19-parked");
        workspace->showPage(0);
    }
    saveDialogs();
    emit finished(m_problem);
}

void PictureBook::saveDialogs()
{
    const auto saveDialog = [this](QDialog *dialog, const char *name) {
        dialog->show();
        save(*dialog, name);
        dialog->close();
    };
    saveDialog(m_window.openConnectDialog(), "07-connect");
    saveDialog(m_window.openHelp(), "10-help");
    Workspace *workspace = m_window.workspace();
    if (!workspace || !workspace->detail().detail())
        return;
    if (workspace->link().status().certificate)
        saveDialog(m_window.openCertificate(), "14-certificate");
    saveDialog(workspace->tokens().askForNew(), "15-new-token");
    ActionDesk &desk = workspace->detail().desk();
    saveDialog(workspace->askToConfirm(desk.confirmation(Action::Abort)), "08-roll-back");
    saveDialog(workspace->askToConfirm(desk.confirmation(Action::ForceStop)), "09-force-stop");
    const SequenceScene scene = workspace->detail().findChild<SequenceTab *>()->view().scene();
    QFile svg(m_folder.filePath(u"sequence.svg"_s));
    if (!svg.open(QIODevice::WriteOnly) || !writeSvg(svg, scene, {.gid = m_gid.value, .version = QStringLiteral(TXDESK_VERSION), .zone = scene.zone}))
        m_problem = u"sequence.svg cannot be written."_s;
    const Result<QImage> image = renderImage(scene, m_window.devicePixelRatioF());
    if (image)
        image->save(m_folder.filePath(u"sequence.png"_s));
}

} // namespace txdesk::console
