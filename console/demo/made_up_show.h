// The part of the stage where nothing is real but the size: what a list of ten million, a storm of changes and a night of
// retries cost to look at, measured.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/story_facts.h"
#include "console/synthetic/synthetic_link.h"

#include <QObject>

namespace txdesk::demo {

// Thread: that of the stage. Every question is answered by measured(), one at a time.
class MadeUpShow final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 size = 10'000'000;

    explicit MadeUpShow(QObject *parent = nullptr);

    [[nodiscard]] const console::SyntheticBook &book() const { return m_book; }
    void listFirstPage(const QString &name, const TransactionFilter &filter, TransactionSort sort = TransactionSort::NewestFirst);
    void listAll(const QString &name, const TransactionFilter &filter); // page after page
    void countChanges(const QString &name, int updatesPerSecond, Milliseconds howLong);
    void drawNight(const QString &name, int attempts); // counts the rows of its diagram

signals:
    void measured(const QString &name, const txdesk::demo::Measure &measure);

private:
    void ask(const QString &name, const TransactionFilter &filter, const PageRequest &request, bool all, Measure sofar);

    SystemClock m_clock;
    console::SyntheticBook m_book;
    console::SyntheticLink m_link;
};

} // namespace txdesk::demo
