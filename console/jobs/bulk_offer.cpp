// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/bulk_offer.h"

#include "console/text/plain_text.h"
#include "console/text/words.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Action verbs[] = {Action::Retry, Action::Pause, Action::Resume, Action::Abort, Action::ForceStop};
} // namespace

BulkOffer::BulkOffer(JobBook &book, BulkSubject subject, QObject *parent) : QObject(parent), m_book(book), m_subject(std::move(subject))
{
    for (const bool picked : {true, false})
        for (const Action verb : verbs)
            add(verb, picked);
    connect(&book, &JobBook::changed, this, &BulkOffer::refresh);
    refresh();
}

void BulkOffer::add(Action verb, bool picked)
{
    auto *action = new QAction(this);
    action->setObjectName(u"bulk_%1_%2"_s.arg(nameIn(actionNames, verb), picked ? u"picked"_s : u"matching"_s));
    action->setProperty("verb", static_cast<int>(verb));
    action->setProperty("picked", picked);
    action->setAutoRepeat(false);
    connect(action, &QAction::triggered, this, [this, verb, picked] {
        const JobOrder order = orderFor(verb, picked);
        if (m_book.whyNot(verb).isEmpty() && (!picked || !order.set.gids.isEmpty()))
            emit orderWanted(order, picked ? QString() : m_subject.filterText());
    });
    m_actions.append(action);
}

JobOrder BulkOffer::orderFor(Action action, bool picked) const
{
    JobOrder order{.id = JobBook::newId(), .action = action, .set = {}, .reason = {}, .pace = {}};
    order.set.frozenAt = m_book.clock().now();
    if (picked) {
        order.set.gids = m_subject.picked();
        order.set.picked = order.set.gids.size();
    } else {
        order.set.filter = m_subject.filter();
    }
    return order;
}

void BulkOffer::refresh()
{
    const auto count = static_cast<int>(m_subject.picked().size());
    for (QAction *action : std::as_const(m_actions)) {
        const auto verb = static_cast<Action>(action->property("verb").toInt());
        const bool picked = action->property("picked").toBool();
        QString why = m_book.whyNot(verb);
        if (why.isEmpty() && picked && count == 0)
            why = tr("No row is picked: click rows with Ctrl or Shift, or press Ctrl+A.");
        action->setText(picked ? tr("%1: %n picked rows…", nullptr, count).arg(wordOf(verb)) : tr("%1: everything that matches…").arg(wordOf(verb)));
        action->setEnabled(why.isEmpty());
        action->setToolTip(asToolTip(why.isEmpty() ? action->text() : why));
        action->setStatusTip(why);
    }
}

} // namespace txdesk::console
