// SPDX-License-Identifier: Apache-2.0
#include "tests/branch/participants.h"

#include <QFile>

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

namespace txdesk::test {

using namespace Qt::StringLiterals;

HttpParticipant::HttpParticipant(Answer answer)
    : m_answer(std::move(answer)),
      m_server({}, [this](http::Request &&request, http::Responder &&responder) {
          heard.append(request);
          if (silent)
              m_waiting.push_back(std::move(responder));
          else
              responder.send(m_answer ? m_answer(request) : http::Response{});
      })
{
}

bool HttpParticipant::start()
{
    m_port = m_server.listen(QHostAddress::LocalHost, 0).value_or(quint16{0});
    return m_port != 0;
}

QString HttpParticipant::url(const QString &pathAndQuery) const
{
    return u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(pathAndQuery);
}

namespace {

QString qText(grpc::string_ref text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QByteArray bytesOfBuffer(const grpc::ByteBuffer &buffer)
{
    grpc::Slice slice;
    if (!buffer.DumpToSingleSlice(&slice).ok())
        return {};
    return QByteArray(reinterpret_cast<const char *>(slice.begin()), static_cast<qsizetype>(slice.size()));
}

// One call: reads the message, asks what to say, says it. Deletes itself when gRPC is done with it.
class RawCall final : public grpc::ServerGenericBidiReactor
{
public:
    using Told = std::function<void(RawCall *)>;

    RawCall(grpc::GenericCallbackServerContext *context, Told told) : m_context(context), m_told(std::move(told))
    {
        heard.method = QString::fromStdString(context->method());
        for (const auto &[name, value] : context->client_metadata())
            heard.metadata.insert(qText(name), qText(value));
        using namespace std::chrono;
        heard.deadlineMs = duration_cast<milliseconds>(context->deadline() - system_clock::now()).count();
        StartRead(&m_request);
    }

    void OnReadDone(bool ok) override
    {
        if (ok)
            heard.body = bytesOfBuffer(m_request);
        m_told(this);
    }

    void say(const GrpcParticipant::Said &said)
    {
        if (!said.barrier.isEmpty())
            m_context->AddTrailingMetadata("x-tx-barrier", said.barrier.toStdString());
        const grpc::Status status(static_cast<grpc::StatusCode>(said.code), said.message.toStdString());
        if (said.code != 0)
            return Finish(status);
        const grpc::Slice slice(said.body.constData(), static_cast<std::size_t>(said.body.size()));
        m_reply = grpc::ByteBuffer(&slice, 1);
        StartWriteAndFinish(&m_reply, {}, status);
    }

    void OnDone() override { delete this; }

    GrpcParticipant::Heard heard;

private:
    grpc::GenericCallbackServerContext *m_context;
    Told m_told;
    grpc::ByteBuffer m_request;
    grpc::ByteBuffer m_reply;
};

} // namespace

class GrpcParticipant::Impl final : public grpc::CallbackGenericService
{
public:
    explicit Impl(Answer answer) : m_answer(std::move(answer)) {}

    grpc::ServerGenericBidiReactor *CreateReactor(grpc::GenericCallbackServerContext *context) override
    {
        return new RawCall(context, [this](RawCall *call) { take(call); });
    }

    void take(RawCall *call)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_heard.append(call->heard);
            if (m_holding) {
                m_held.push_back(call);
                return;
            }
        }
        call->say(m_answer ? m_answer(call->heard) : Said{});
    }

    bool start(int port, int *got, const std::shared_ptr<grpc::ServerCredentials> &credentials = grpc::InsecureServerCredentials())
    {
        grpc::ServerBuilder builder;
        builder.AddListeningPort("127.0.0.1:" + std::to_string(port), credentials, got);
        builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
        builder.RegisterCallbackGenericService(this);
        server = builder.BuildAndStart();
        return server && *got != 0;
    }

    void setHolding(bool holding)
    {
        std::vector<RawCall *> held;
        {
            const std::lock_guard lock(m_mutex);
            m_holding = holding;
            if (!holding)
                held.swap(m_held);
        }
        for (RawCall *call : held)
            call->say(m_answer ? m_answer(call->heard) : Said{});
    }

    mutable std::mutex m_mutex;
    QList<Heard> m_heard;
    std::vector<RawCall *> m_held;
    bool m_holding = false;
    const Answer m_answer;
    std::unique_ptr<grpc::Server> server;
};

GrpcParticipant::GrpcParticipant(Answer answer) : m_impl(std::make_unique<Impl>(std::move(answer))) {}

GrpcParticipant::~GrpcParticipant()
{
    stop();
}

bool GrpcParticipant::start(int port)
{
    return m_impl->start(port, &m_port);
}

bool GrpcParticipant::start(const IdentityFiles &identity, const QString &clientCaFile)
{
    const auto contentOf = [](const QString &name) {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    };
    grpc::SslServerCredentialsOptions options(clientCaFile.isEmpty() ? GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE
                                                                     : GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    options.pem_key_cert_pairs.push_back({contentOf(identity.key), contentOf(identity.certificate)});
    options.pem_root_certs = contentOf(clientCaFile);
    return m_impl->start(0, &m_port, grpc::SslServerCredentials(options));
}

void GrpcParticipant::stop()
{
    release();
    if (m_impl->server)
        m_impl->server->Shutdown(std::chrono::system_clock::now());
    m_impl->server.reset();
}

QString GrpcParticipant::url(const QString &method) const
{
    return u"127.0.0.1:%1/%2"_s.arg(m_port).arg(method);
}

QList<GrpcParticipant::Heard> GrpcParticipant::heard() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->m_heard;
}

int GrpcParticipant::waiting() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    return static_cast<int>(m_impl->m_held.size());
}

void GrpcParticipant::hold()
{
    m_impl->setHolding(true);
}

void GrpcParticipant::release()
{
    m_impl->setHolding(false);
}

} // namespace txdesk::test
