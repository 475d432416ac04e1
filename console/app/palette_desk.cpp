// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/palette_desk.h"

#include "console/app/deep_link.h"
#include "console/app/main_window.h"
#include "console/app/time_jump.h"
#include "console/list/views_panel.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"

#include <QPointer>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int foundAtMost = 8;
constexpr qsizetype recentAtMost = 20;
constexpr qsizetype gidLeast = 3;
} // namespace

PaletteDesk::PaletteDesk(MainWindow &window, ConsoleSettings &settings, DelayedCalls &delayed, const Clock &clock)
    : m_window(window), m_settings(settings), m_delayed(delayed), m_clock(clock)
{
}

PaletteDialog *PaletteDesk::open(const QString &text)
{
    m_window.commands().refresh();
    auto *dialog = new PaletteDialog(m_window.placeHere(), m_delayed, &m_window);
    dialog->setRecent(m_settings.recentCommands());
    dialog->setMaker([this](const QString &typed) { return made(typed); });
    dialog->setEntries(commands() + views() + help());
    QObject::connect(dialog, &PaletteDialog::lookUp, dialog, [this, dialog](const QString &typed) { lookUp(dialog, typed); });
    QObject::connect(dialog, &PaletteDialog::chosen, dialog, [this](const QString &id) { remember(id); });
    dialog->showText(text);
    askParticipants(dialog);
    return dialog;
}

void PaletteDesk::remember(const QString &id)
{
    QStringList recent = m_settings.recentCommands();
    recent.removeAll(id);
    recent.prepend(id);
    m_settings.setRecentCommands(recent.mid(0, recentAtMost));
}

QList<PaletteEntry> PaletteDesk::commands() const
{
    QList<PaletteEntry> all;
    for (const CommandRegistry::Entry &entry : m_window.commands().entries()) {
        if (entry.id == "tools.palette"_L1 || !m_window.commands().action(entry.id)->isVisible())
            continue;
        all.append({PaletteKind::Command, entry.id, entry.title, entry.group, entry.keys.toString(QKeySequence::NativeText), entry.whyNot,
                    [window = QPointer(&m_window), id = entry.id] {
                        if (window)
                            window->commands().run(id);
                    }});
    }
    return all;
}

PaletteEntry PaletteDesk::listEntry(PaletteKind kind, const QString &title, const QString &detail, const QString &filter) const
{
    return {kind, u"list:"_s + filter, title, detail, {}, m_window.workspace() ? QString() : tr("No coordinator is connected."),
            [window = QPointer(&m_window), filter] {
                if (window && window->workspace()) {
                    window->workspace()->showPage(Workspace::Transactions);
                    window->workspace()->showList(filter);
                }
            }};
}

QList<PaletteEntry> PaletteDesk::views() const
{
    QList<PaletteEntry> all;
    for (const auto &[name, filter] : m_window.views())
        all.append(listEntry(PaletteKind::View, name, filter, filter));
    return all;
}

QList<PaletteEntry> PaletteDesk::help() const
{
    QList<PaletteEntry> all;
    for (const CommandRegistry::Entry &key : m_window.commands().localEntries())
        all.append({PaletteKind::Help, {}, key.title, key.group, key.keys.toString(QKeySequence::NativeText), {},
                    [window = QPointer(&m_window)] {
                        if (window)
                            window->commands().run(u"help.keys"_s);
                    }});
    return all;
}

// What the text itself says: a link, a moment, a whole gid, the beginning of one, a business key.
QList<PaletteEntry> PaletteDesk::made(const QString &typed) const
{
    const QString text = typed.trimmed();
    QList<PaletteEntry> all;
    if (text.startsWith("txc://"_L1))
        return {{PaletteKind::Transaction, {}, tr("Open the link"), oneLine(text, 120), {}, {},
                 [window = QPointer(&m_window), text] {
                     if (window)
                         window->openLink(text);
                 }}};
    if (text.startsWith(u':')) {
        const auto at = timeJump(text.mid(1), m_clock.now(), m_window.appearance().zone());
        if (!at || *at > m_clock.now())
            return {{PaletteKind::Time, {}, tr("A moment: -2h, 03:12, 2026-11-21 03:12"), {}, {}, tr("It is none yet."), {}}};
        const qint64 age = (m_clock.now() - *at).count() / 1000;
        PaletteEntry jump = listEntry(PaletteKind::Time, tr("Transactions as they began before %1").arg(dateTimeText(*at, m_window.appearance().zone())),
                                      text.mid(1), u"age>%1s"_s.arg(age));
            jump.id.clear();
        return {jump};
    }
    const bool isWords = text.contains(u' '); // no gid anybody makes; Enter must not open what nobody meant
    if (!PaletteIndex::prefixOf(text).isNull() || text.size() < gidLeast || isWords || !m_window.workspace())
        return {};
    all.append({PaletteKind::Transaction, {}, tr("Open the transaction %1").arg(oneLine(text, 64)), tr("by its whole gid"), {}, {},
                [window = QPointer(&m_window), text] {
                    if (window && window->workspace())
                        window->workspace()->showTransaction(Gid{text});
                }});
    all.append(listEntry(PaletteKind::Transaction, tr("List transactions whose gid begins with %1").arg(oneLine(text, 64)), {}, text));
    return all;
}

void PaletteDesk::askParticipants(PaletteDialog *dialog)
{
    Workspace *workspace = m_window.workspace();
    if (!workspace || !workspace->link().capabilities().has(Feature::Participants))
        return;
    workspace->link().participants(dialog, [this, dialog](const Result<QList<ParticipantStats>> &answer) {
        if (!answer)
            return;
        QList<PaletteEntry> all;
        for (const ParticipantStats &one : *answer)
            all.append(listEntry(PaletteKind::Participant, oneLine(named(one.participant, m_window.workspace() ? m_window.workspace()->participantNames() : ParticipantNames()), 120), tr("%n calls without an answer", nullptr, static_cast<int>(one.unknown)),
                                 u"part:%1"_s.arg(one.participant)));
        dialog->addKnown(all);
    });
}

void PaletteDesk::lookUp(PaletteDialog *dialog, const QString &text) const
{
    Workspace *workspace = m_window.workspace();
    if (!workspace || workspace->link().status().state != LinkState::Live)
        return;
    const auto show = [this, dialog, text](const Result<TransactionPage> &page) {
        if (!page)
            return;
        QList<PaletteEntry> all;
        for (const TransactionRow &row : page->rows) {
            const GlobalTransaction &found = row.transaction;
            all.append({PaletteKind::Transaction, {}, found.gid.value,
                        wordOf(found.kind) + u" · "_s + statusWord(found) + (found.businessKey.isEmpty() ? QString() : u" · "_s + oneLine(found.businessKey, 64)), {}, {},
                        [window = QPointer(&m_window), gid = found.gid] {
                            if (window && window->workspace())
                                window->workspace()->showTransaction(gid);
                        }});
        }
        dialog->addFound(text, all);
    };
    const Capabilities capabilities = workspace->link().capabilities();
    TransactionFilter byGid;
    byGid.gidPrefix = text;
    if (capabilities.filters.testFlag(FilterTerm::GidPrefix))
        workspace->link().list(byGid, {.after = {}, .limit = foundAtMost}, dialog, show);
    TransactionFilter byKey;
    byKey.businessKey = text;
    if (capabilities.filters.testFlag(FilterTerm::BusinessKey))
        workspace->link().list(byKey, {.after = {}, .limit = foundAtMost}, dialog, show);
}

} // namespace txdesk::console
