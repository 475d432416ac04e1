// POST /api/v1/transactions/{gid}/resubmit: a finished transaction is submitted again under a new gid, with other payloads if
// wanted. The copy, its journal's first lines and the audit record are one write; then the original's journal names the copy.
// The same request again is answered like the first time, and writes what an interrupted one has left out.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/parameters.h"
#include "server/api/scope.h"
#include "shared/codec/fields.h"
#include "shared/codec/json_reader.h"
#include "shared/engine/texts.h"

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int copyReasonMost = 1024; // longer ones are cut
constexpr int eventsLooked = 10'000;
constexpr int noteTries = 3;

struct CopyWish
{
    Gid original;
    Gid copy;
    QMap<QString, QString> payloads;
    QString reason;
};

Result<CopyWish> copyWishFrom(const ExchangePtr &exchange, const codec::RequestLimits &limits)
{
    if (const Result<> known = onlyKnown(exchange->request(), {}); !known)
        return tl::unexpected<Error>(known.error());
    const Result<QJsonObject> json = codec::parseObject(exchange->request().body, codec::KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    codec::Fields fields(*json);
    CopyWish wish{.original = Gid{exchange->value(0)}, .copy = {}, .payloads = fields.textMap("payloads"_L1), .reason = {}};
    wish.reason = fields.text("reason"_L1).trimmed().left(copyReasonMost);
    const Result<Gid> copy = codec::checkedGid(fields.text("copy"_L1), limits);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (!copy)
        return fail(ErrorCode::InvalidRequest, copy.error().message, u"copy"_s);
    if (*copy == wish.original)
        return fail(ErrorCode::InvalidRequest, u"field copy: must be a new gid"_s, u"copy"_s);
    if (wish.reason.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"field reason: is missing"_s, u"reason"_s);
    for (const QString &payload : std::as_const(wish.payloads))
        if (payload.toUtf8().size() > limits.payloadBytesMax)
            return fail(ErrorCode::InvalidRequest, u"payload too large (at most %1 bytes)"_s.arg(limits.payloadBytesMax), u"payloads"_s);
    wish.copy = *copy;
    return wish;
}

bool hasOwnSteps(TransactionKind kind)
{
    return kind == TransactionKind::Saga || kind == TransactionKind::Message || kind == TransactionKind::Notify;
}

// As its initiator would have sent it, had it sent it now and with these payloads.
Result<TransactionSnapshot> copyOf(const TransactionSnapshot &original, const CopyWish &wish, Instant now)
{
    const GlobalTransaction &was = original.transaction;
    if (!hasOwnSteps(was.kind))
        return fail(ErrorCode::Conflict, u"only the initiator can start these"_s);
    if (!isFinal(was.status))
        return fail(ErrorCode::Conflict, u"It has not ended: only what has ended is submitted again."_s);
    TransactionSnapshot copy;
    GlobalTransaction &t = copy.transaction;
    t.gid = wish.copy;
    t.kind = was.kind;
    t.options = was.options;
    t.options.waitResult = false;
    t.customData = was.customData;
    t.custom = was.custom;
    t.protocol = was.protocol;
    t.businessKey = was.businessKey;
    t.createdAt = t.updatedAt = now;
    QSet<QString> known;
    for (const BranchOp &op : original.ops) {
        const auto other = wish.payloads.constFind(op.branch.value);
        known.insert(op.branch.value);
        copy.ops.append({.branch = op.branch, .kind = op.kind, .url = op.url,
                         .payload = other == wish.payloads.cend() ? op.payload : other->toUtf8(), .createdAt = now});
    }
    for (auto it = wish.payloads.cbegin(); it != wish.payloads.cend(); ++it)
        if (!known.contains(it.key()))
            return fail(ErrorCode::InvalidRequest, u"payloads: no branch %1"_s.arg(it.key().left(64)), u"payloads"_s);
    return copy;
}

bool isSameCopy(const TransactionSnapshot &wanted, const TransactionSnapshot &stored)
{
    const GlobalTransaction &a = wanted.transaction;
    const GlobalTransaction &b = stored.transaction;
    if (a.kind != b.kind || a.customData != b.customData || a.protocol != b.protocol || a.businessKey != b.businessKey || wanted.ops.size() != stored.ops.size())
        return false;
    for (qsizetype i = 0; i < wanted.ops.size(); ++i) {
        const BranchOp &x = wanted.ops[i];
        const BranchOp &y = stored.ops[i];
        if (x.branch != y.branch || x.kind != y.kind || x.url != y.url || x.payload != y.payload)
            return false;
    }
    return true;
}

bool tells(const QList<JournalEvent> &events, const QString &words)
{
    return std::ranges::any_of(events, [&words](const JournalEvent &event) { return event.kind == EventKind::Note && event.text == words; });
}

// One request on its way; each step asks and goes on where the answer comes.
class Resubmission : public std::enable_shared_from_this<Resubmission>
{
public:
    Resubmission(ApiParts &parts, ExchangePtr exchange, CopyWish wish) : m_parts(parts), m_exchange(std::move(exchange)), m_wish(std::move(wish)) {}

    void start()
    {
        checkScope(m_parts, caller(), u"resubmit"_s, m_wish.original, [self = shared_from_this()](Result<> &&inScope) {
            if (!inScope)
                return self->refuse(inScope.error());
            self->load(self->m_wish.original, &Resubmission::takeOriginal);
        });
    }

private:
    using Snapshot = std::optional<TransactionSnapshot>;
    using Take = void (Resubmission::*)(Snapshot &&);

    [[nodiscard]] const security::Caller &caller() const { return m_exchange->caller(); }
    [[nodiscard]] QString actor() const { return caller().actor.isEmpty() ? u"(not told)"_s : caller().actor; }

    void refuse(const Error &error)
    {
        if (error.code == ErrorCode::AuditUnavailable)
            m_parts.gate.auditFailed();
        else
            m_parts.gate.refused(caller(), u"resubmit"_s, m_wish.original.value, m_wish.copy.value, error.message);
        m_exchange->answer(errorAnswer(error, caller()));
    }

    // Decrypted or not at all: what cannot be read must not be sent.
    void load(const Gid &gid, Take take)
    {
        m_parts.coordinator.ask(store::LoadTransaction{.gid = gid, .claim = false, .owner = {}, .now = m_parts.clock.now()},
                                [self = shared_from_this(), take](store::StoreAnswer &&answer) {
                                    if (const auto *error = std::get_if<Error>(&answer))
                                        return self->refuse(*error);
                                    auto *loaded = std::get_if<engine::Loaded>(&answer);
                                    ((*self).*take)(loaded ? std::move(loaded->snapshot) : Snapshot{});
                                });
    }

    void takeOriginal(Snapshot &&found)
    {
        if (!found)
            return m_exchange->answer(unknownGid());
        m_original = *std::move(found);
        Result<TransactionSnapshot> wanted = copyOf(m_original, m_wish, m_parts.clock.now());
        if (!wanted)
            return refuse(wanted.error());
        m_wanted = *std::move(wanted);
        if (const Result<> inScope = caller().check(m_wish.copy, m_wanted.transaction.kind); !inScope)
            return refuse(inScope.error());
        for (const BranchOp &op : std::as_const(m_wanted.ops))
            if (const Result<> allowed = op.url.isEmpty() || !m_parts.settings.checkUrl ? Result<>() : m_parts.settings.checkUrl(op.url); !allowed)
                return refuse(allowed.error());
        load(m_wish.copy, &Resubmission::takeCopy);
    }

    void takeCopy(Snapshot &&found)
    {
        if (found)
            return compare(*found);
        m_parts.coordinator.submit(
            m_wanted,
            [self = shared_from_this()](coordinator::Answer &&answer) { self->submitted(std::move(answer)); }, {},
            engine::Origin{m_wish.original, actor(), m_wish.reason, caller().context()});
    }

    void submitted(coordinator::Answer &&answer)
    {
        using Kind = engine::Reply::Kind;
        switch (answer.kind) {
        case Kind::Success:
        case Kind::Failure: return load(m_wish.copy, &Resubmission::takeStored); // somebody may have been faster
        case Kind::AuditUnavailable: return refuse({ErrorCode::AuditUnavailable, answer.message, {}});
        case Kind::Busy: return m_exchange->answer(sentence(503, answer.message));
        case Kind::Ongoing:
        case Kind::Error:
        case Kind::Moved:
        case Kind::Denied:
        case Kind::NotFound:
        case Kind::Locked: break;
        }
        m_exchange->answer(sentence(500, errorText(answer, caller().requestId)));
    }

    void takeStored(Snapshot &&found)
    {
        if (!found)
            return m_exchange->answer(sentence(500, errorText({}, caller().requestId)));
        compare(*found);
    }

    void compare(const TransactionSnapshot &stored)
    {
        const bool same = isSameCopy(m_wanted, stored);
        readNotes(m_wish.copy, [self = shared_from_this(), same](const store::StoredEvents &journal) {
            const bool isOurs = same && (journal.truncated || tells(journal.events, engine::texts::copyOf(self->m_wish.original)));
            if (!isOurs)
                return self->refuse({ErrorCode::Conflict, u"there is another transaction with the gid of the copy"_s, u"copy"_s});
            self->tellOriginal(noteTries);
        });
    }

    void readNotes(const Gid &gid, std::function<void(const store::StoredEvents &)> then)
    {
        m_parts.coordinator.read<store::StoredEvents>([gid](store::TransactionReader &reader) { return reader.events(gid, 0, eventsLooked); },
                                                      [self = shared_from_this(), then = std::move(then)](Result<store::StoredEvents> &&events) {
                                                          if (!events)
                                                              return self->refuse(events.error());
                                                          then(*events);
                                                      });
    }

    void tellOriginal(int tries)
    {
        readNotes(m_wish.original, [self = shared_from_this(), tries](const store::StoredEvents &journal) {
            const bool known = journal.truncated || tells(journal.events, engine::texts::copiedTo(self->m_wish.copy));
            if (known || tries == 0)
                return self->done(); // without the line, the copy still names its original
            self->m_parts.coordinator.ask(self->noteOfCopy(), [self, tries](store::StoreAnswer &&answer) {
                auto *moved = std::get_if<engine::WriteConflict>(&answer);
                if (!moved || !moved->current)
                    return self->done();
                self->m_original = *std::move(moved->current);
                self->tellOriginal(tries - 1);
            });
        });
    }

    [[nodiscard]] engine::TransactionWrite noteOfCopy() const
    {
        engine::TransactionWrite write;
        write.gid = m_wish.original;
        write.expectedStatus = m_original.transaction.status;
        write.expectedEpoch = m_original.transaction.epoch;
        write.transaction = m_original.transaction;
        JournalEvent note{.seq = ++write.transaction.lastSeq, .at = m_parts.clock.now(), .kind = EventKind::Note};
        note.text = engine::texts::copiedTo(m_wish.copy);
        note.coordinator = m_parts.coordinator.settings().engine.coordinator;
        note.actor = actor();
        write.events = {note};
        return write;
    }

    void done() { m_exchange->answer(jsonAnswer(QJsonObject{{u"gid"_s, m_wish.copy.value}, {u"original"_s, m_wish.original.value}})); }

    ApiParts &m_parts;
    const ExchangePtr m_exchange;
    const CopyWish m_wish;
    TransactionSnapshot m_original;
    TransactionSnapshot m_wanted;
};

} // namespace

void resubmitTransaction(ApiParts &parts, const ExchangePtr &exchange)
{
    Result<CopyWish> wish = copyWishFrom(exchange, parts.settings.limits);
    if (!wish)
        return exchange->answer(errorAnswer(wish.error(), exchange->caller()));
    std::make_shared<Resubmission>(parts, exchange, *std::move(wish))->start();
}

} // namespace txdesk::api
