// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/delivery_tab.h"

#include "console/models/waiting_rows.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

DeliveryTab::DeliveryTab(SelectionHub &selection, ActionDesk &desk, QWidget *parent) : DetailTab(selection, parent), m_desk(desk)
{
    setObjectName("deliveryTab"_L1);
    build();
    retranslate();
    connect(&desk, &ActionDesk::statesChanged, this, &DeliveryTab::showActs);
}

void DeliveryTab::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 6, 4, 4);
    column->setSpacing(6);
    const auto table = [this](QAbstractItemModel &model, int meaning, int glyphs, const char *name, QWidget *parent) {
        auto *cells = new CellDelegate({.meaning = meaning, .dimmed = -1});
        cells->setGlyphColumns({glyphs});
        auto *made = new DetailTable(model, cells, parent);
        made->setObjectName(QLatin1StringView(name));
        return made;
    };
    auto *upDown = new QSplitter(Qt::Vertical, this);
    upDown->setChildrenCollapsible(false);
    m_receiverTable = table(m_receivers, PlainTableModel::MeaningRole, 2, "receiverTable", upDown);
    m_receiverTable->setWidths({5, 38, 40, 0});
    auto *sides = new QSplitter(Qt::Horizontal, upDown);
    sides->setChildrenCollapsible(false);
    m_stepTable = table(m_steps, PlainTableModel::MeaningRole, 3, "stepTable", sides);
    m_stepTable->setWidths({8, 9, 17, 0});
    m_attemptTable = table(m_attempts, AttemptModel::MeaningRole, AttemptModel::Result, "deliveryAttempts", sides);
    m_attemptTable->setWidths({4, 13, 7, 10, 5, 19, 6, 9, 0});
    m_attemptTable->setColumnHidden(AttemptModel::Branch, true); // the same in all rows
    m_attemptTable->setColumnHidden(AttemptModel::Op, true);
    sides->addWidget(m_stepTable);
    sides->addWidget(m_attemptTable);
    sides->setSizes({520, 540});
    upDown->addWidget(m_receiverTable);
    setFocusProxy(m_receiverTable); // where Alt+9 leads
    upDown->addWidget(sides);
    upDown->setSizes({110, 300});
    column->addWidget(upDown, 1);
    column->addWidget(buildFoot());
    connect(m_receiverTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DeliveryTab::showReceiver);
}

QWidget *DeliveryTab::buildFoot()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 4);
    row->addWidget(m_resendOne = new QPushButton(bar));
    row->addWidget(m_resendAll = new QPushButton(bar));
    row->addWidget(m_words = new PlainLabel(bar), 1);
    m_resendOne->setObjectName("resendOne"_L1);
    m_resendAll->setObjectName("resendAll"_L1);
    m_words->setObjectName("deliveryWords"_L1);
    m_words->setWordWrap(true);
    for (QPushButton *button : {m_resendOne, m_resendAll}) {
        button->setAutoDefault(false);
        button->setMinimumHeight(28);
    }
    connect(m_resendOne, &QPushButton::clicked, this, [this] {
        if (const DeliveryLadder *ladder = current())
            m_desk.trigger(Action::Retry, ladder->branch);
    });
    connect(m_resendAll, &QPushButton::clicked, this, [this] { m_desk.trigger(Action::Retry); });
    return bar;
}

void DeliveryTab::retranslate()
{
    m_receivers.setHeaders(WaitingRows::receiverHeaders());
    m_steps.setHeaders(WaitingRows::stepHeaders());
    m_attempts.retranslate();
    m_receiverTable->setAccessibleName(tr("Receivers"));
    m_stepTable->setAccessibleName(tr("Steps of the ladder"));
    m_attemptTable->setAccessibleName(tr("Deliveries"));
    m_resendOne->setText(tr("Resend to this receiver"));
    m_resendAll->setText(tr("Resend to all"));
    m_receivers.setRows(WaitingRows::receivers(m_ladders));
    showReceiver();
}

const DeliveryLadder *DeliveryTab::current() const
{
    const int row = m_receiverTable->currentIndex().row();
    return row >= 0 && row < m_ladders.size() ? &m_ladders[row] : nullptr;
}

void DeliveryTab::showDetail(const TransactionDetail &detail, Instant now)
{
    m_detail = detail;
    m_now = now;
    m_ladders = deliveryLadders(detail);
    m_receivers.setRows(WaitingRows::receivers(m_ladders));
    if (!current() && !m_ladders.isEmpty()) {
        const auto given = std::find_if(m_ladders.cbegin(), m_ladders.cend(), [](const auto &ladder) { return ladder.status == OpStatus::Dead; });
        m_receiverTable->selectRow(given == m_ladders.cend() ? 0 : static_cast<int>(given - m_ladders.cbegin()));
    }
    showReceiver();
}

void DeliveryTab::second(Instant now, bool)
{
    m_now = now;
    if (const DeliveryLadder *ladder = current())
        m_steps.setRows(WaitingRows::steps(*ladder, m_now, m_appearance.zone()));
}

void DeliveryTab::showReceiver()
{
    const DeliveryLadder *ladder = current();
    const QTimeZone zone = m_appearance.zone();
    m_steps.setRows(ladder ? WaitingRows::steps(*ladder, m_now, zone) : QList<PlainRow>());
    TransactionDetail ofIt = m_detail;
    ofIt.events.removeIf([ladder](const JournalEvent &event) { return !ladder || event.branch != ladder->branch || event.op != OpKind::Action; });
    if (ladder)
        ofIt.snapshot.transaction.gid.value += u'/' + ladder->branch.value; // another receiver is another log
    m_attempts.setDetail(ofIt);
    QStringList words;
    if (ladder && ladder->windowEnd)
        words.append(tr("No delivery after %1.").arg(dateTimeText(*ladder->windowEnd, zone)));
    if (ladder && ladder->assumed)
        words.append(tr("It names no ladder of its own: these are the usual steps; the coordinator may be configured otherwise."));
    m_words->setText(words.join(u' '));
    showActs();
}

void DeliveryTab::showActs()
{
    const ActionState state = m_desk.state(Action::Retry);
    const DeliveryLadder *ladder = current();
    // Also one that waits for its next step: a person need not wait for it.
    const bool one = ladder && (ladder->status == OpStatus::Dead || (ladder->status == OpStatus::Prepared && ladder->next() && ladder->next()->at));
    const bool any = std::any_of(m_ladders.cbegin(), m_ladders.cend(), [](const auto &each) { return each.status == OpStatus::Dead || each.failures > 0; });
    const auto show = [&state, this](QPushButton *button, bool dead) {
        const QString why = state.allowed ? (dead ? QString() : tr("Nothing of it was given up or waits.")) : m_desk.whyNot(state);
        button->setEnabled(why.isEmpty());
        button->setToolTip(asToolTip(why.isEmpty() ? button->text() : why));
        button->setStatusTip(why);
        button->setAccessibleName(button->text());
        button->setAccessibleDescription(why);
    };
    show(m_resendOne, one);
    show(m_resendAll, any);
}

void DeliveryTab::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    for (DetailTable *table : {m_receiverTable, m_stepTable, m_attemptTable})
        table->setTheme(appearance.theme);
    m_attempts.setTimes(appearance.times, appearance.zone());
    QPalette muted = m_words->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_words->setPalette(muted);
    showReceiver();
}

void DeliveryTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
