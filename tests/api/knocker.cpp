// SPDX-License-Identifier: Apache-2.0
#include "tests/api/knocker.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

class OpenStream final : public http::Stream
{
public:
    void write(const QByteArray &) override {}
    void end() override { m_open = false; }
    [[nodiscard]] bool isOpen() const override { return m_open; }

private:
    bool m_open = true;
};

QByteArray secretOf(const QString &id)
{
    return id.toUtf8() + "-secret";
}

} // namespace

void Recorder::respond(quint64, http::Response response)
{
    heard = Heard{response.status, response.body, response.headers};
}

void Recorder::drop(quint64)
{
    heard = Heard{};
}

std::shared_ptr<http::Stream> Recorder::beginStream(quint64, http::Response head)
{
    heard = Heard{head.status, head.body, head.headers};
    return std::make_shared<OpenStream>();
}

std::shared_ptr<Recorder> knockWithoutWaiting(ApiBench &bench, const Knocked &knocked)
{
    http::Request request;
    request.method = knocked.method;
    const qsizetype mark = knocked.target.indexOf(u'?');
    request.path = knocked.target.first(mark < 0 ? knocked.target.size() : mark).toUtf8();
    if (mark >= 0)
        for (const QString &pair : knocked.target.sliced(mark + 1).split(u'&'))
            request.query.append({pair.section(u'=', 0, 0).toUtf8(), pair.section(u'=', 1).toUtf8()});
    request.headers = knocked.headers;
    request.headers.append({"content-length", QByteArray::number(knocked.body.size())});
    request.body = knocked.body;
    request.peer = knocked.peer;
    request.peerCertificate = knocked.certificate;
    const auto recorder = std::make_shared<Recorder>();
    bench.api.handle(std::move(request), http::Responder(recorder, 1));
    return recorder;
}

Heard knock(ApiBench &bench, const Knocked &knocked)
{
    const auto recorder = knockWithoutWaiting(bench, knocked);
    std::ignore = QTest::qWaitFor([&recorder] { return recorder->heard.has_value(); });
    return recorder->heard.value_or(Heard{});
}

http::Header bearer(const QByteArray &secret)
{
    return {"authorization", "Bearer " + secret};
}

http::Header bearerOf(const QString &id)
{
    return bearer(secretOf(id));
}

void giveToken(ApiBench &bench, const QString &id, Role role, const TokenScope &scope)
{
    security::StoredToken token;
    token.token.id = id;
    token.token.name = id + u"-name"_s;
    token.token.role = role;
    token.token.scope = scope;
    token.hash = security::hashOf(secretOf(id));
    bench.door.tokens().put(token);
}

} // namespace txdesk::test
