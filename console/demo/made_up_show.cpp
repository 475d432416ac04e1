// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/made_up_show.h"

#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_layout.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <QThreadPool>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

double msOf(const QElapsedTimer &timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

} // namespace

MadeUpShow::MadeUpShow(QObject *parent) : QObject(parent), m_book(size, m_clock.now()), m_link(size, m_clock) {}

void MadeUpShow::ask(const QString &name, const TransactionFilter &filter, const PageRequest &request, bool all, Measure sofar)
{
    QElapsedTimer timer;
    timer.start();
    m_link.list(filter, request, this, [this, name, filter, request, all, sofar, timer](const Result<TransactionPage> &page) {
        Measure measure{sofar.ms + msOf(timer), sofar.count + page->rows.size()};
        if (!all || page->next.isEmpty())
            return emit measured(name, measure);
        PageRequest next = request;
        next.after = page->next;
        ask(name, filter, next, all, measure);
    });
}

void MadeUpShow::listFirstPage(const QString &name, const TransactionFilter &filter, TransactionSort sort)
{
    ask(name, filter, {.after = {}, .limit = 200, .sort = sort}, false, {});
}

void MadeUpShow::listAll(const QString &name, const TransactionFilter &filter) { ask(name, filter, {}, true, {}); }

void MadeUpShow::countChanges(const QString &name, int updatesPerSecond, Milliseconds howLong)
{
    auto counted = std::make_shared<qint64>(0);
    const auto connection = connect(&m_link, &console::CoordinatorLink::changed, this, [counted] { ++*counted; });
    m_link.setUpdatesPerSecond(updatesPerSecond);
    m_link.open();
    QTimer::singleShot(howLong, this, [this, name, counted, connection, howLong] {
        m_link.close();
        disconnect(connection);
        emit measured(name, {static_cast<double>(howLong.count()), *counted});
    });
}

void MadeUpShow::drawNight(const QString &name, int attempts)
{
    QThreadPool::globalInstance()->start([show = QPointer(this), name, attempts] {
        const TransactionDetail night = console::SyntheticBook::night(attempts, SystemClock().now());
        QElapsedTimer timer;
        timer.start();
        console::SequenceMetrics metrics;
        metrics.textWidth = [](const QString &text, console::TextRole) { return 7.0 * static_cast<double>(text.size()); };
        const console::SequenceLayout layout = console::layOut(console::sequenceOf(night), metrics);
        const Measure measure{msOf(timer), layout.rows.size()};
        QMetaObject::invokeMethod(qApp, [show, name, measure] {
            if (show)
                emit show->measured(name, measure);
        });
    });
}

} // namespace txdesk::demo
