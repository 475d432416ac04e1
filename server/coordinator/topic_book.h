// The topics that messages may be sent to, as the store had them a moment ago.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/store_desk.h"

#include <QHash>
#include <QStringList>
#include <QTimer>

namespace txdesk::coordinator {

class TopicBook
{
public:
    using Done = std::function<void(Result<> &&)>;

    explicit TopicBook(StoreDesk &desk);
    void reload(Done done);                // what is stored when this is called; one reading serves all who ask meanwhile
    void reloadEvery(Milliseconds interval);
    void stop() { m_timer.stop(); }
    void clear() { m_topics.clear(); }
    [[nodiscard]] bool knows(const QStringList &names) const;
    [[nodiscard]] QStringList subscribersOf(const QString &topic) const { return m_topics.value(topic); }

private:
    void read();
    void take(Result<QList<KvRow>> &&rows);

    StoreDesk &m_desk;
    QHash<QString, QStringList> m_topics; // name -> subscribers' URLs
    std::vector<Done> m_waiting;          // for the next reading
    std::vector<Done> m_reading;          // for the present one
    QTimer m_timer;
};

} // namespace txdesk::coordinator
