// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/store_desk.h"

namespace txdesk::coordinator {

using namespace Qt::StringLiterals;

StoreDesk::StoreDesk(QObject *home)
    : m_answers(home, [this](std::vector<store::CommitWriter::Answer> &&answers) { deliver(std::move(answers)); }),
      m_reads(home,
              [](std::vector<std::function<void()>> &&backs) {
                  for (const std::function<void()> &back : backs)
                      back();
              }),
      m_home(home)
{
}

StoreDesk::~StoreDesk()
{
    m_reader.reset();
    m_writer.reset(); // the last to close the file: only then does SQLite move the WAL into it
}

Result<> StoreDesk::open(store::OpenStore openStore, store::OpenReader openReader, store::CommitLimits limits)
{
    auto writer = store::CommitWriter::start(std::move(openStore), limits, [this](std::vector<store::CommitWriter::Answer> &&answers) {
        m_answers.put(std::move(answers));
    });
    if (!writer)
        return tl::unexpected(writer.error());
    m_writer = std::move(*writer);
    auto reader = store::ReadPool::start(std::move(openReader));
    if (!reader)
        return tl::unexpected(reader.error());
    m_reader = std::move(*reader);
    return {};
}

bool StoreDesk::ask(store::StoreRequest request, OnAnswer done)
{
    const quint64 token = m_nextToken++;
    m_waiting.emplace(token, std::move(done));
    if (m_writer->submit(token, std::move(request)))
        return true;
    m_waiting.erase(token);
    return false;
}

void StoreDesk::read(std::function<void(store::TransactionReader &)> job, std::function<void()> back, std::function<void(Error)> failed)
{
    const bool taken = m_reader->read([this, job = std::move(job), back = std::move(back)](store::TransactionReader &reader) {
        job(reader);
        m_reads.put(back);
    });
    if (!taken)
        m_reads.put(std::function<void()>([failed = std::move(failed)] {
            failed(Error{ErrorCode::Overloaded, u"too many reads are waiting; try again later"_s, {}});
        }));
}

store::CommitCounters StoreDesk::counters() const
{
    return m_writer ? m_writer->counters() : store::CommitCounters{};
}

void StoreDesk::deliver(std::vector<store::CommitWriter::Answer> &&answers)
{
    for (store::CommitWriter::Answer &answer : answers) {
        const auto asked = m_waiting.extract(answer.token);
        if (!asked.empty())
            asked.mapped()(std::move(answer.answer));
    }
    if (m_afterAnswers)
        m_afterAnswers();
}

} // namespace txdesk::coordinator
