// The coordinator's side of the store: hands requests to the writer and reads to the reader, and brings each answer
// back to the I/O thread, to the function that asked. Answers of one commit arrive together.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/commit_writer.h"
#include "server/store/read_pool.h"
#include "shared/base/inbox.h"

#include <QObject>

#include <functional>
#include <memory>
#include <unordered_map>

namespace txdesk::coordinator {

class StoreDesk
{
public:
    using OnAnswer = std::function<void(store::StoreAnswer &&)>;

    explicit StoreDesk(QObject *home);
    ~StoreDesk(); // what is queued is still committed; nobody is answered any more

    [[nodiscard]] Result<> open(store::OpenStore openStore, store::OpenReader openReader, store::CommitLimits limits);

    // false: the writer's queue is full; nothing was taken, `done` will not be called.
    [[nodiscard]] bool ask(store::StoreRequest request, OnAnswer done);
    // Exactly one of `back` and `failed` is called later.
    void read(std::function<void(store::TransactionReader &)> job, std::function<void()> back, std::function<void(Error)> failed);

    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiting.size()); }
    [[nodiscard]] store::CommitCounters counters() const;
    [[nodiscard]] std::function<void()> afterAnswers() const { return m_afterAnswers; }
    void setAfterAnswers(std::function<void()> function) { m_afterAnswers = std::move(function); } // once per burst

private:
    void deliver(std::vector<store::CommitWriter::Answer> &&answers);

    Inbox<store::CommitWriter::Answer> m_answers;
    Inbox<std::function<void()>> m_reads;
    std::function<void()> m_afterAnswers;
    std::unordered_map<quint64, OnAnswer> m_waiting;
    quint64 m_nextToken = 1;
    QObject *m_home;
    std::unique_ptr<store::ReadPool> m_reader; // destroyed before what its jobs post to
    std::unique_ptr<store::CommitWriter> m_writer;
};

} // namespace txdesk::coordinator
