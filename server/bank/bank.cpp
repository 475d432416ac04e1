// Takes calls, lets the switches do their harm, and works what is left inside the barrier.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank.h"

#include "shared/client/branch_barrier.h"
#include "shared/client/xa_branch.h"

#include <QJsonDocument>
#include <QPromise>
#include <QTimer>

namespace txdesk::bank {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

http::Response errorAnswer(int status, const Error &error)
{
    const QJsonObject json{{u"message"_s, error.message}, {u"field"_s, error.field}};
    return {.status = status, .body = QJsonDocument(json).toJson(QJsonDocument::Compact)};
}

// What a switch told the bank to answer, in the words of a real one.
http::Response toldAnswer(int status)
{
    BranchAnswer answer = BranchAnswer::unknown(u"the bank has a fault"_s);
    if (status == 409)
        answer = BranchAnswer::rejected(u"the account is frozen"_s);
    if (status == 425)
        answer = BranchAnswer::ongoing(u"the bank is not done yet"_s);
    http::Response response = answer.toResponse();
    response.status = status;
    return response;
}

http::Response doneAnswer()
{
    return {.body = "{}"};
}

http::Response answerOf(const Result<> &result)
{
    if (result)
        return doneAnswer();
    const bool refused = result.error().code == ErrorCode::Conflict;
    return errorAnswer(refused ? 409 : result.error().code == ErrorCode::InvalidRequest ? 400 : 500, result.error());
}

} // namespace

Bank::Bank(BankOptions options, BankBook book, std::function<void()> crash)
    : m_options(std::move(options)), m_book(std::move(book)), m_coordinator(m_options.coordinator),
      m_initiator(m_book, m_coordinator, crash), m_crash(std::move(crash))
{
    m_xaThreads.setMaxThreadCount(xaThreadsMax);
}

Bank::~Bank()
{
    m_xaThreads.waitForDone();
}

Result<> Bank::start()
{
    m_control = std::make_unique<http::Server>(http::ServerLimits{}, [this](http::Request &&request, http::Responder &&responder) {
        control(std::move(request), std::move(responder));
    });
    const Result<quint16> port = m_control->listen(QHostAddress::LocalHost, m_options.controlPort);
    if (!port)
        return tl::unexpected(port.error());
    m_options.controlPort = *port;
    if (Result<> opened = m_book.openAccounts(m_options.accounts); !opened)
        return opened;
    if (Result<> listening = listen(); !listening)
        return listening;
    m_transfers = std::make_unique<ModeTransfers>(m_coordinator, address(), m_crash);
    return {};
}

QString Bank::address() const
{
    return u"%1://127.0.0.1:%2"_s.arg(m_options.tls.certificateFile.isEmpty() ? u"http"_s : u"https"_s).arg(m_options.port);
}

// The port found first is kept, so that a coordinator finds the bank again after a pause.
Result<> Bank::listen()
{
    m_server = std::make_unique<http::Server>(http::ServerLimits{}, [this](http::Request &&request, http::Responder &&responder) {
        take(std::move(request), std::move(responder));
    });
    if (!m_options.tls.certificateFile.isEmpty())
        if (const Result<QStringList> usable = m_server->setTls(m_options.tls); !usable)
            return tl::unexpected(usable.error());
    const Result<quint16> port = m_server->listen(QHostAddress::LocalHost, m_options.port);
    if (!port)
        return tl::unexpected(port.error());
    m_options.port = *port;
    return {};
}

void Bank::take(http::Request &&request, http::Responder &&responder)
{
    const QString path = QString::fromUtf8(request.path).mid(1);
    if (movementNamed(path) || path == "QueryPrepared"_L1 || path == "workflow"_L1)
        begin({path, std::move(request), std::move(responder)});
    else if (path.startsWith("transfer-by-"_L1))
        transfer({path, std::move(request), std::move(responder)});
    else
        control(std::move(request), std::move(responder));
}

void Bank::begin(Call call)
{
    if (m_switches.pause != Pause::Off) {
        m_paused.push_back(std::move(call));
        return;
    }
    const Fate fate = m_switches.fateOf(call.op, m_random, QString::fromUtf8(call.request.parameter("op").value_or(QByteArray())));
    if (fate.dropRequest) {
        call.responder.drop();
    } else if (fate.hold) {
        m_held.push_back(std::move(call));
    } else if (fate.delay > Milliseconds{0}) {
        const auto later = std::make_shared<Call>(std::move(call));
        QTimer::singleShot(fate.delay, this, [this, later, fate] { finish(std::move(*later), fate); });
    } else {
        finish(std::move(call), fate);
    }
}

void Bank::finish(Call call, const Fate &fate)
{
    if (fate.failStatus != 0) {
        call.responder.send(toldAnswer(fate.failStatus));
    } else if (call.op == "workflow"_L1) {
        resumeWorkflow(std::move(call), fate);
    } else if (call.op.endsWith("Xa"_L1)) {
        workXa(std::move(call), fate);
    } else {
        const BranchAnswer worked = answerTo(call);
        answer(call, fate, worked);
    }
}

void Bank::answer(Call &call, const Fate &fate, const BranchAnswer &answer)
{
    if (fate.loseAnswer)
        call.responder.drop();
    else
        call.responder.send(answer.toResponse());
}

void Bank::resumeWorkflow(Call call, const Fate &fate)
{
    const auto waiting = std::make_shared<Call>(std::move(call));
    m_transfers->resume(waiting->request).then(this, [this, waiting, fate](const BranchAnswer &ended) { answer(*waiting, fate, ended); });
}

void Bank::workXa(Call call, const Fate &fate)
{
    const QString connection = m_book.database().connectionName();
    const Result<client::XaBranch> branch = client::XaBranch::from(call.request, connection);
    const bool isPhase2 = branch && (branch->context().op == "commit"_L1 || branch->context().op == "rollback"_L1);
    const Result<Order> order = isPhase2 ? Order{} : orderFromJson(call.request.body);
    if (!branch || !order || !m_book.canDoXa()) {
        answer(call, fate, BranchAnswer::rejected(!branch  ? branch.error().message
                                                  : !order ? order.error().message
                                                           : u"this bank was not started with --mysql, so it cannot do XA"_s));
        return;
    }
    const auto waiting = std::make_shared<Call>(std::move(call));
    const auto promise = std::make_shared<QPromise<BranchAnswer>>();
    promise->start();
    promise->future().then(this, [this, waiting, fate, context = branch->context()](const BranchAnswer &worked) {
        remember(context, waiting->op, worked);
        answer(*waiting, fate, worked);
    });
    m_xaThreads.start([this, promise, xa = *branch, order = *order, movement = movementNamed(waiting->op)]() mutable {
        promise->addResult(xa.call(m_coordinator, [&](QSqlDatabase &db) { return BankBook::moveIn(db, *movement, order, xa.context()); }));
        promise->finish();
    });
}

void Bank::work(std::vector<Call> calls)
{
    for (Call &call : calls)
        finish(std::move(call), {});
}

BranchAnswer Bank::answerTo(const Call &call)
{
    Result<client::BranchBarrier> barrier = client::BranchBarrier::from(call.request);
    if (!barrier)
        return BranchAnswer::rejected(barrier.error().message);
    const BranchAnswer answer = worked(call, *barrier);
    remember(barrier->context(), call.op, answer);
    return answer;
}

void Bank::remember(const client::TransactionContext &context, const QString &op, const BranchAnswer &answer)
{
    if (m_visits.size() >= visitsMax)
        m_visits.removeFirst();
    m_visits.append({context, op, answer});
}

BranchAnswer Bank::worked(const Call &call, client::BranchBarrier &barrier)
{
    QSqlDatabase &db = m_book.database();
    if (call.op == "QueryPrepared"_L1)
        return barrier.queryPrepared(db);
    const Result<Order> order = orderFromJson(call.request.body);
    if (!order)
        return BranchAnswer::rejected(order.error().message);
    const auto business = [&](QSqlDatabase &) { return m_book.move(*movementNamed(call.op), *order, barrier.context()); };
    if (m_switches.barrier)
        return barrier.call(db, business);
    if (!db.transaction())
        return BranchAnswer::unknown(u"no transaction"_s);
    BranchAnswer answer = business(db);
    if (answer.outcome != Outcome::Succeeded)
        db.rollback();
    else if (!db.commit())
        answer = BranchAnswer::unknown(u"the local transaction did not commit"_s);
    return answer;
}

void Bank::transfer(Call call)
{
    const Result<Transfer> transfer = transferFromJson(call.request.body);
    if (!transfer) {
        call.responder.send(errorAnswer(400, transfer.error()));
        return;
    }
    const auto waiting = std::make_shared<Call>(std::move(call));
    QFuture<Result<>> sent;
    if (waiting->op == "transfer-by-message"_L1)
        sent = m_initiator.send(*transfer, address() + u"/QueryPrepared"_s);
    else if (waiting->op == "transfer-by-tcc"_L1)
        sent = m_transfers->byTcc(*transfer);
    else if (waiting->op == "transfer-by-xa"_L1)
        sent = m_transfers->byXa(*transfer);
    else if (waiting->op == "transfer-by-workflow"_L1)
        sent = m_transfers->byWorkflow(*transfer);
    else
        sent = QtFuture::makeReadyFuture(Result<>(fail(ErrorCode::InvalidRequest, u"the bank knows no such transfer"_s)));
    sent.then(this, [waiting](const Result<> &ended) { waiting->responder.send(answerOf(ended)); });
}

void Bank::control(http::Request &&request, http::Responder &&responder)
{
    const bool isPost = request.method == "POST";
    if (request.path == "/accounts" && !isPost) {
        responder.send(accountsAnswer());
    } else if (request.path == "/switch") {
        const Result<Switches> switches = isPost ? changed(m_switches, request.body) : m_switches;
        if (switches)
            set(*switches);
        responder.send(switches ? http::Response{.body = toJson(m_switches)} : errorAnswer(400, switches.error()));
    } else if (request.path == "/release" && isPost) {
        work(std::exchange(m_held, {}));
        responder.send(doneAnswer());
    } else if (request.path == "/reset" && isPost) {
        set({});
        m_held.clear();
        m_visits.clear();
        const Result<Accounts> accounts = accountsFromJson(request.body);
        responder.send(accounts ? answerOf(m_book.beginAnew(*accounts)) : errorAnswer(400, accounts.error()));
    } else if (request.path == "/commit-late" && isPost) {
        const Result<Transfer> transfer = transferFromJson(request.body);
        responder.send(transfer ? m_initiator.commitLate(*transfer).toResponse() : errorAnswer(400, transfer.error()));
    } else {
        responder.send(errorAnswer(404, {ErrorCode::NotFound, u"the bank has no such page"_s, {}}));
    }
}

http::Response Bank::accountsAnswer()
{
    const Result<QList<AccountState>> accounts = m_book.accounts();
    const Result<QList<LedgerEntry>> ledger = m_book.ledger();
    if (!accounts || !ledger)
        return errorAnswer(500, accounts ? ledger.error() : accounts.error());
    return {.body = toJson(BankReport{m_options.name, *accounts, *ledger, m_visits, qsizetype(m_held.size())})};
}

// Not from within one of m_server's own handlers when it is to be closed: the answer would go nowhere. So the change
// of the port waits until the caller has been answered.
void Bank::set(const Switches &switches)
{
    const bool isNewFault = switches.next != m_switches.next && !switches.next.isEmpty();
    m_switches = switches;
    QMetaObject::invokeMethod(this, [this, isNewFault] {
        if (m_switches.pause == Pause::Refused)
            m_server.reset();
        else if (!m_server)
            static_cast<void>(listen());
        else if (isNewFault)
            renewConnections();
        if (m_switches.pause == Pause::Off)
            for (Call &call : std::exchange(m_paused, {}))
                begin(std::move(call));
    }, Qt::QueuedConnection);
}

// An HTTP client may silently repeat a request when a connection that it has used before breaks (RFC 9110, 9.2.2).
// A fault shall be seen, so it meets a new connection; what is under way on the old ones ends in peace.
void Bank::renewConnections()
{
    http::Server *old = m_server.release();
    old->setParent(this);
    connect(old, &http::Server::drained, old, &QObject::deleteLater);
    old->stopAccepting();
    static_cast<void>(listen());
}

} // namespace txdesk::bank
