// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/topic_book.h"

#include "shared/codec/topic_codec.h"

#include <utility>

namespace txdesk::coordinator {
namespace {

using namespace Qt::StringLiterals;

QStringList urlsOf(const KvRow &topic)
{
    QStringList urls;
    for (const Subscriber &subscriber : codec::subscribersFromText(topic.value).value_or(QList<Subscriber>{}))
        urls.append(subscriber.url);
    return urls;
}

} // namespace

TopicBook::TopicBook(StoreDesk &desk) : m_desk(desk)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        if (m_reading.empty())
            reload([](Result<> &&) {}); // what cannot be read keeps its old value
    });
}

void TopicBook::reload(Done done)
{
    m_waiting.push_back(std::move(done));
    if (m_reading.empty())
        read();
}

void TopicBook::reloadEvery(Milliseconds interval)
{
    m_timer.start(interval);
}

bool TopicBook::knows(const QStringList &names) const
{
    return std::ranges::all_of(names, [this](const QString &name) { return m_topics.contains(name); });
}

void TopicBook::read()
{
    m_reading = std::exchange(m_waiting, {});
    auto rows = std::make_shared<Result<QList<KvRow>>>();
    m_desk.read([rows](store::TransactionReader &reader) { *rows = reader.kv(u"topics"_s, {}); },
                [this, rows] { take(std::move(*rows)); }, [this](Error error) { take(tl::unexpected(std::move(error))); });
}

void TopicBook::take(Result<QList<KvRow>> &&rows)
{
    if (rows) {
        m_topics.clear();
        for (const KvRow &row : std::as_const(*rows))
            m_topics.insert(row.key, urlsOf(row));
    }
    const std::vector<Done> served = std::exchange(m_reading, {});
    if (!m_waiting.empty())
        read();
    for (const Done &done : served)
        done(rows ? Result<>() : Result<>(tl::unexpected(rows.error())));
}

} // namespace txdesk::coordinator
