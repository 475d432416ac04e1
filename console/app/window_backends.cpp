// What the main window offers besides coordinators of ours: case files, the web hook for stock DTM, waking all that wait.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/main_window.h"
#include "console/casefile/case_file_link.h"
#include "console/detail/case_maker.h"
#include "console/dtm/bulk_reset_dialog.h"
#include "console/dtm/hook_dialog.h"
#include "console/widgets/message_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace txdesk::console {

using namespace Qt::StringLiterals;

void MainWindow::addBackendCommands()
{
    add({.id = u"file.openCase"_s, .text = QT_TR_NOOP("Open case &file…"), .menu = u"file"_s, .run = [this] { chooseCaseFile(); }});
    addHere({.id = u"file.saveCase"_s, .text = QT_TR_NOOP("&Save case file…"), .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
             .menu = u"file"_s,
             .whyNot = [this] {
                 return m_workspace->detail().detail() ? QString() : tr("No transaction is selected.");
             }},
            [this](Workspace &) { saveCaseFile(); });
    if (m_parts.hooks)
        add({.id = u"tools.webHook"_s, .text = QT_TR_NOOP("&Web hook for stock DTM…"), .menu = u"tools"_s,
             .run = [this] { openHookDialog()->open(); }});
    addHere({.id = u"tools.wakeAll"_s, .text = QT_TR_NOOP("Wake &all that wait…"), .menu = u"tools"_s,
             .whyNot = [this] {
                 if (m_workspace->link().capabilities().has(Feature::WakeAll))
                     return QString();
                 return tr("Of stock DTM only: here each transaction can be retried by itself.");
             }},
            [this](Workspace &) { openBulkReset()->open(); });
}

void MainWindow::chooseCaseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a case file"), {}, tr("Case files (*.txcase);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openCaseFile);
    dialog->open();
}

void MainWindow::openCaseFile(const QString &path)
{
    const Result<CaseFile> file = readCaseFile(path);
    const QString name = QFileInfo(path).fileName();
    if (!file)
        return say(tr("%1 cannot be opened: %2.").arg(name, file.error().message), true);
    Profile profile{name, QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toString(), environmentOf(file->environment), true};
    profile.kind = BackendKind::CaseFile;
    connectTo(profile);
    m_workspace->showTransaction(file->detail.snapshot.transaction.gid);
}

// What the coordinator has on record about it goes along, where it keeps a record.
void MainWindow::saveCaseFile()
{
    Workspace &here = *m_workspace;
    const TransactionDetail detail = *here.detail().detail();
    const Capabilities capabilities = here.link().capabilities();
    const CasePlace place{environmentCode(here.profile().environment), labelOf(here.profile()), here.link().status().node, here.serverClock().now(),
                          m_appearance.zone()};
    const auto choose = [this, detail, capabilities, place](const QList<AuditRecord> &audit) {
        const CaseFile file = caseFileOf(detail, capabilities, place, audit);
        auto *dialog = new QFileDialog(this, tr("Save a case file"), caseFileName(file), tr("Case files (*.txcase)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(u"txcase"_s);
        dialog->selectFile(caseFileName(file));
        connect(dialog, &QFileDialog::fileSelected, this, [this, file](const QString &path) {
            const Result<> saved = txdesk::console::saveCaseFile(file, path);
            say(saved ? tr("Saved, secrets hidden: %1").arg(path) : tr("The case file could not be saved: %1").arg(saved.error().message), !saved);
        });
        dialog->open();
    };
    if (!capabilities.has(Feature::Audit))
        return choose({});
    AuditFilter about;
    about.gid = detail.snapshot.transaction.gid.value;
    here.link().audit(about, {}, 200, this,
                      [choose](const Result<AuditPage> &page) { choose(page ? page->records : QList<AuditRecord>()); });
}

void MainWindow::say(const QString &text, bool problem)
{
    auto *box = new MessageDialog(problem ? Meaning::Failed : Meaning::Succeeded, tr("Case file"), text, tr("Close"), this);
    box->setObjectName("caseFileMessage"_L1);
    box->open();
}

std::unique_ptr<CoordinatorLink> MainWindow::linkFor(const Profile &profile)
{
    if (profile.kind == BackendKind::CaseFile)
        return std::make_unique<CaseFileLink>(readCaseFile(QUrl(profile.url).toLocalFile()), m_parts.clock, m_parts.delayed);
    return m_parts.makeLink(profile);
}

// A link that finds another kind of server than it speaks with is made anew, where the profile leaves the kind open.
void MainWindow::followKind(Workspace *workspace)
{
    const QPointer<Workspace> asked(workspace);
    connect(
        &workspace->link(), &CoordinatorLink::otherKindFound, this,
        [this, asked](BackendKind kind) {
            if (!asked || asked->profile().kind != BackendKind::Automatic)
                return;
            Profile profile = asked->profile();
            profile.kind = kind;
            const Gid shown = asked->detail().gid();
            connectTo(profile, QByteArray(m_servers.value(asked).token));
            if (!shown.isEmpty())
                m_workspace->showTransaction(shown);
        },
        Qt::QueuedConnection);
}

HookDialog *MainWindow::openHookDialog()
{
    return new HookDialog(
        *m_parts.hooks, [this](const HookSettings &hook) { saveHookSettings(m_parts.settings.file(), hook); }, placeHere(), this);
}

BulkResetDialog *MainWindow::openBulkReset()
{
    auto *dialog = new BulkResetDialog(m_workspace->detail().desk(), m_parts.delayed, m_workspace);
    const Profile &profile = m_workspace->profile();
    dialog->setPlace(profile.environment, labelOf(profile), m_appearance.theme);
    return dialog;
}

} // namespace txdesk::console
