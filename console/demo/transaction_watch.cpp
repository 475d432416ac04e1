// Asks the coordinator, then the banks, then rests for a moment.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/transaction_watch.h"

#include "shared/codec/json_reader.h"
#include "shared/codec/lock_codec.h"
#include "shared/codec/transaction_codec.h"

#include <algorithm>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds pause{40};

http::ClientRequest get(const QString &url, const QByteArray &token = {})
{
    http::ClientRequest request;
    request.url = url;
    if (!token.isEmpty())
        request.headers = {{"Authorization", "Bearer " + token}};
    return request;
}

} // namespace

TransactionWatch::TransactionWatch(Stage &stage, QObject *parent) : QObject(parent), m_stage(stage)
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(pause);
    connect(&m_pace, &QTimer::timeout, this, &TransactionWatch::look);
}

void TransactionWatch::begin(const Gid &gid, const QStringList &banks)
{
    m_gid = gid;
    m_banks = banks;
    look();
}

void TransactionWatch::end()
{
    ++m_round;
    m_pace.stop();
}

void TransactionWatch::look()
{
    m_detail.reset();
    m_reports.clear();
    m_crowd.reset();
    ++m_round;
    if (!m_stage.isListening(Stage::coordinatorName))
        lookAtBanks();
    else if (m_crowdPrefix.isEmpty())
        lookAtOne();
    else
        lookAtCrowd();
}

// Who is over is never older than what the banks tell.
void TransactionWatch::lookAtCrowd()
{
    const QString url = m_stage.coordinatorUrl() + u"/api/v1/transactions?limit=1000&status=prepared,submitted,aborting&gid="_s + m_crowdPrefix;
    m_http.send(get(url, m_stage.adminToken()), [this, round = m_round](http::ClientResult &&answer) {
        if (round != m_round)
            return;
        const Result<QJsonObject> json = codec::parseObject(answer.body, codec::KeyRule::StrictOnce);
        if (const Result<TransactionPage> page = json ? codec::pageFromJson(*json) : tl::unexpected(json.error()); page && answer.status == 200) {
            m_crowd.emplace();
            for (const TransactionRow &row : page->rows) {
                m_crowd->unfinished.insert(row.transaction.gid.value);
                m_crowd->failing += row.transaction.failures > 0 ? 1 : 0;
            }
        }
        lookAtOne();
    });
}

void TransactionWatch::lookAtOne()
{
    const int round = m_round;
    const QString url = m_stage.coordinatorUrl() + u"/api/v1/transactions/"_s + m_gid.value + u"?events=2000"_s;
    m_http.send(get(url, m_stage.adminToken()), [this, round](http::ClientResult &&answer) {
        if (round != m_round)
            return;
        if (answer.kind == http::ClientResult::Kind::Answered && answer.status == 200)
            if (const Result<QJsonObject> json = codec::parseObject(answer.body, codec::KeyRule::StrictOnce))
                if (Result<TransactionDetail> detail = codec::detailFromJson(*json))
                    m_detail = *std::move(detail);
        lookAtBanks();
    });
}

void TransactionWatch::lookAtBanks()
{
    m_open = 1; // this function itself
    lookAtLocks();
    for (const QString &bank : m_banks) {
        if (!m_stage.isListening(bank) || m_stage.isStopped(bank))
            continue;
        ++m_open;
        m_http.send(get(Stage::isService(bank) ? m_stage.urlOf(bank) + u"/state"_s : m_stage.controlUrlOf(bank) + u"/accounts"_s), [this, round = m_round](http::ClientResult &&answer) {
            if (round != m_round)
                return;
            if (answer.kind == http::ClientResult::Kind::Answered && answer.status == 200)
                if (Result<BankReport> report = bankReportFrom(answer.body))
                    m_reports.append(*std::move(report));
            endRound();
        });
    }
    endRound();
}

void TransactionWatch::lookAtLocks()
{
    const bool hasServices = std::ranges::any_of(m_banks, Stage::isService);
    if (!hasServices || !m_stage.isListening(Stage::coordinatorName))
        return;
    const auto ask = [this](const QString &path, auto read) {
        ++m_open;
        m_http.send(get(m_stage.coordinatorUrl() + path, m_stage.adminToken()), [this, read, round = m_round](http::ClientResult &&answer) {
            if (round != m_round)
                return;
            if (answer.kind == http::ClientResult::Kind::Answered && answer.status == 200)
                if (const Result<QJsonObject> json = codec::parseObject(answer.body, codec::KeyRule::StrictOnce))
                    read(*json);
            endRound();
        });
    };
    ask(u"/api/v1/lock-waits"_s, [this](const QJsonObject &json) { m_waits = codec::lockWaitsFromJson(json).value_or(QList<LockWait>()); });
    ask(u"/api/v1/locks?limit=100"_s, [this](const QJsonObject &json) { m_locks = codec::lockPageFromJson(json).value_or(LockPage()).locks; });
}

void TransactionWatch::endRound()
{
    if (--m_open > 0)
        return;
    std::ranges::sort(m_reports, {}, [this](const BankReport &report) { return m_banks.indexOf(report.name); });
    m_pace.start();
    emit looked(m_detail, m_reports);
}

} // namespace txdesk::demo
