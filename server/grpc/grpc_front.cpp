// A desk with the calls that wait for an answer.
// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/grpc_front.h"

#include "server/api/route_table.h"
#include "server/grpc/reply_code.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <unordered_map>

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

using Time = std::chrono::steady_clock::time_point;

// The role of the HTTP route that does the same.
Role roleOf(Method method)
{
    return api::roleFor(method == Method::DeleteTopic ? QByteArrayView("topic") : QByteArrayView(nameIn(methodNames, method).data()));
}

bool waitsForResult(const Question &question)
{
    if (const auto *request = std::get_if<codec::TransactionRequest>(&question))
        return request->options.waitResult;
    const auto *abort = std::get_if<codec::AbortBody>(&question);
    return abort && abort->waitResult;
}

} // namespace

class GrpcFront::Desk : public std::enable_shared_from_this<GrpcFront::Desk>
{
public:
    Desk(api::DtmService &service, Milliseconds hold, Counted counted)
        : m_service(service), m_hold(hold), m_counted(std::move(counted))
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { answerOverdue(); });
    }

    void stopAccepting() { m_takesMore = false; }

    void close()
    {
        m_takesMore = false;
        m_open.clear();
    }

    void begin(std::unique_ptr<Incoming> call)
    {
        if (!m_takesMore)
            return; // which answers it
        const quint64 number = ++m_lastNumber;
        const Method method = call->method;
        if (call->visitor.isOurselves) { // the same answer as HTTP's 421
            open(number, std::move(call));
            answer(number, {.code = Code::PermissionDenied, .message = u"loop"_s});
            return;
        }
        const auto caller = m_service.admit(call->visitor.knock, roleOf(method));
        if (caller)
            call->letIn();
        Question question = std::move(call->question);
        open(number, std::move(call));
        if (!caller) {
            answer(number, answerFrom(caller.error()));
            return;
        }
        if (waitsForResult(question))
            hold(number);
        ask(number, method, *caller, std::move(question));
    }

private:
    struct Open
    {
        std::unique_ptr<Incoming> call;
        Time since;
    };

    void open(quint64 number, std::unique_ptr<Incoming> call)
    {
        m_open.emplace(number, Open{std::move(call), std::chrono::steady_clock::now()});
    }

    void ask(quint64 number, Method method, const security::Caller &caller, Question &&question)
    {
        api::OnDtmReply done = [desk = weak_from_this(), number, method](api::DtmReply &&reply) {
            if (const std::shared_ptr<Desk> alive = desk.lock())
                alive->answer(number, answerFrom(method, std::move(reply)));
        };
        if (auto *error = std::get_if<Error>(&question))
            answer(number, {.code = Code::InvalidArgument, .message = error->message});
        else if (method == Method::NewGid)
            answer(number, {.gid = m_service.newGid()});
        else if (auto *request = std::get_if<codec::TransactionRequest>(&question))
            askTransaction(method, caller, std::move(*request), std::move(done));
        else if (auto *abort = std::get_if<codec::AbortBody>(&question))
            m_service.abort(caller, std::move(*abort), std::move(done));
        else if (auto *branch = std::get_if<codec::RegisterBody>(&question))
            m_service.registerBranch(caller, std::move(*branch), std::move(done));
        else if (const auto *topic = std::get_if<TopicBody>(&question))
            askTopic(method, caller, *topic, std::move(done));
    }

    void askTransaction(Method method, const security::Caller &caller, codec::TransactionRequest &&request, api::OnDtmReply &&done)
    {
        if (method == Method::Submit)
            m_service.submit(caller, std::move(request), std::move(done));
        else if (method == Method::PrepareWorkflow)
            m_service.prepareWorkflow(caller, std::move(request), std::move(done));
        else
            m_service.prepare(caller, std::move(request), std::move(done));
    }

    void askTopic(Method method, const security::Caller &caller, const TopicBody &body, api::OnDtmReply &&done)
    {
        if (method == Method::Subscribe)
            m_service.subscribe(caller, body.topic, body.url, body.remark, std::move(done));
        else if (method == Method::Unsubscribe)
            m_service.unsubscribe(caller, body.topic, body.url, std::move(done));
        else
            m_service.removeTopic(caller, body.topic, std::move(done));
    }

    void answer(quint64 number, const Answer &answer)
    {
        const auto found = m_open.find(number);
        if (found == m_open.end())
            return; // it was held too long and has its answer
        const Open open = std::move(found->second);
        m_open.erase(found);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - open.since;
        if (answer.code != Code::Ok)
            m_service.countRefusal(answer.message);
        m_counted(nameIn(methodNames, open.call->method).data(), answer.code == Code::Ok, took.count());
        open.call->answer(answer);
    }

    void hold(quint64 number)
    {
        m_held.emplace_back(std::chrono::steady_clock::now() + m_hold, number);
        if (!m_timer.isActive())
            m_timer.start(m_hold);
    }

    void answerOverdue()
    {
        const Time now = std::chrono::steady_clock::now();
        while (!m_held.empty() && (m_held.front().first <= now || !m_open.contains(m_held.front().second))) {
            const quint64 number = m_held.front().second;
            m_held.pop_front();
            answer(number, {.code = Code::FailedPrecondition, .message = u"ONGOING"_s});
        }
        if (!m_held.empty())
            m_timer.start(std::chrono::ceil<Milliseconds>(m_held.front().first - now));
    }

    api::DtmService &m_service;
    const Milliseconds m_hold;
    const Counted m_counted;
    bool m_takesMore = true;
    std::unordered_map<quint64, Open> m_open;
    std::deque<std::pair<Time, quint64>> m_held; // by time: all are held equally long
    quint64 m_lastNumber = 0;
    QTimer m_timer;
};

GrpcFront::GrpcFront(FrontSettings settings, api::DtmService &service, Counted counted)
    : m_desk(std::make_shared<Desk>(service, settings.waitResultHold, std::move(counted))),
      m_endpoint(std::make_unique<Endpoint>(std::move(settings.endpoint),
                                            [desk = m_desk.get()](std::unique_ptr<Incoming> call) { desk->begin(std::move(call)); }))
{
}

GrpcFront::~GrpcFront()
{
    m_desk->close();
    m_endpoint.reset();
}

Result<quint16> GrpcFront::listen()
{
    return m_endpoint->listen();
}

Result<QStringList> GrpcFront::setTls(const http::ServerTls &tls)
{
    return m_endpoint->setTls(tls);
}

const http::ServerCounters &GrpcFront::connectionCounters() const
{
    return m_endpoint->connectionCounters();
}

void GrpcFront::stopAccepting()
{
    m_desk->stopAccepting();
}

} // namespace txdesk::grpcapi
