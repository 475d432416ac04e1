// SPDX-License-Identifier: Apache-2.0
#include "server/store/sealing_store.h"

#include "server/store/store_log.h"
#include "server/store/store_rules.h"
#include "shared/codec/options_codec.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

PayloadCipher::Place placeOf(const Gid &gid, QByteArray what, const QString &branch = {})
{
    return {gid.value.toUtf8(), branch.toUtf8(), std::move(what)};
}

PayloadCipher::Place placeOf(const Gid &gid, const BranchOp &op)
{
    const QLatin1StringView kind = nameIn(opKindNames, op.kind);
    return placeOf(gid, QByteArray(kind.data(), kind.size()), op.branch.value);
}

PayloadCipher::Place headerPlace(const Gid &gid, const QString &name)
{
    return placeOf(gid, "header " + name.toUtf8());
}

TransactionWrite sealedWrite(TransactionWrite write, const PayloadCipher &cipher)
{
    GlobalTransaction &t = write.transaction;
    for (BranchOp &op : write.newOps)
        if (!op.payload.isEmpty())
            op.payload = cipher.seal(op.payload, placeOf(write.gid, op));
    if (!t.result.isEmpty())
        t.result = cipher.sealText(t.result, placeOf(write.gid, "result"));
    if (!write.create)
        return write;
    if (t.kind == TransactionKind::Workflow && !t.customData.isEmpty())
        t.customData = cipher.sealText(t.customData, placeOf(write.gid, "custom_data"));
    for (auto header = t.options.branchHeaders.begin(); header != t.options.branchHeaders.end(); ++header)
        if (isSecretHeader(header.key()))
            header.value() = cipher.sealText(header.value(), headerPlace(write.gid, header.key()));
    return write;
}

Result<> openTransaction(GlobalTransaction &t, const PayloadCipher *cipher)
{
    Result<QString> result = PayloadCipher::openText(cipher, t.result, placeOf(t.gid, "result"));
    if (!result)
        return tl::unexpected<Error>(result.error());
    t.result = std::move(*result);
    for (auto header = t.options.branchHeaders.begin(); header != t.options.branchHeaders.end(); ++header) {
        Result<QString> value = PayloadCipher::openText(cipher, header.value(), headerPlace(t.gid, header.key()));
        if (!value)
            return tl::unexpected<Error>(value.error());
        header.value() = std::move(*value);
    }
    if (!PayloadCipher::isSealedText(t.customData))
        return {};
    Result<QString> customData = PayloadCipher::openText(cipher, t.customData, placeOf(t.gid, "custom_data"));
    if (!customData)
        return tl::unexpected<Error>(customData.error());
    t.customData = std::move(*customData);
    Result<CustomData> custom = codec::customDataFromText(t.kind, t.customData, -1);
    if (!custom)
        return fail(ErrorCode::Internal, custom.error().message);
    t.custom = std::move(*custom);
    return {};
}

Result<> openSnapshot(TransactionSnapshot &snapshot, const PayloadCipher *cipher)
{
    if (Result<> opened = openTransaction(snapshot.transaction, cipher); !opened)
        return opened;
    for (BranchOp &op : snapshot.ops) {
        Result<QByteArray> payload = PayloadCipher::open(cipher, op.payload, placeOf(snapshot.transaction.gid, op));
        if (!payload)
            return tl::unexpected<Error>(payload.error());
        op.payload = std::move(*payload);
    }
    return {};
}

bool hasSealed(const TransactionSnapshot &snapshot)
{
    const GlobalTransaction &t = snapshot.transaction;
    return PayloadCipher::isSealedText(t.result) || PayloadCipher::isSealedText(t.customData)
        || std::ranges::any_of(t.options.branchHeaders, [](const QString &value) { return PayloadCipher::isSealedText(value); })
        || std::ranges::any_of(snapshot.ops, [](const BranchOp &op) { return PayloadCipher::isSealed(op.payload); });
}

Error aboutOne(const Gid &gid, const Error &error)
{
    return {ErrorCode::Internal, u"the stored transaction %1 cannot be driven: %2"_s.arg(gid.value, error.message), {}};
}

// What was just claimed, as it is, with the reason; it is due again later.
TransactionWrite asideWrite(const TransactionSnapshot &snapshot, const Error &error, Instant now)
{
    TransactionWrite write;
    write.gid = snapshot.transaction.gid;
    write.expectedStatus = snapshot.transaction.status;
    write.expectedEpoch = snapshot.transaction.epoch;
    write.transaction = snapshot.transaction;
    GlobalTransaction &t = write.transaction;
    t.nextDueAt = now + unreadableRest;
    t.owner.clear();
    if (t.lastError == error.message)
        return write;
    t.lastError = error.message;
    JournalEvent note;
    note.seq = ++t.lastSeq;
    note.at = now;
    note.kind = EventKind::Note;
    note.text = error.message;
    write.events = {note};
    return write;
}

const QString notAtHand = u"(encrypted; its key is not at hand)"_s;

// Shown, not driven: everything that can be read, and a word in place of what cannot.
void showTransaction(GlobalTransaction &t, const PayloadCipher *cipher)
{
    if (openTransaction(t, cipher))
        return;
    for (QString *text : {&t.result, &t.customData})
        if (PayloadCipher::isSealedText(*text))
            *text = notAtHand;
    for (QString &value : t.options.branchHeaders)
        if (PayloadCipher::isSealedText(value))
            value = notAtHand;
}

} // namespace

bool isSecretHeader(const QString &name)
{
    static constexpr QLatin1StringView telling[]{
        QLatin1StringView("authorization"), QLatin1StringView("cookie"), QLatin1StringView("token"),
        QLatin1StringView("secret"), QLatin1StringView("key"), QLatin1StringView("password"),
    };
    return std::ranges::any_of(telling, [&name](QLatin1StringView word) { return name.contains(word, Qt::CaseInsensitive); });
}

SealingStore::SealingStore(std::unique_ptr<TransactionStore> inner, PayloadCipherPtr cipher) : m_inner(std::move(inner)), m_cipher(std::move(cipher))
{
}

QList<StoreAnswer> SealingStore::commit(const QList<StoreRequest> &requests)
{
    QList<StoreRequest> sealed = requests;
    if (m_cipher)
        for (StoreRequest &request : sealed)
            if (auto *write = std::get_if<TransactionWrite>(&request))
                *write = sealedWrite(std::move(*write), *m_cipher);
    QList<StoreAnswer> answers = m_inner->commit(sealed);
    QList<StoreRequest> putAside;
    for (qsizetype i = 0; i < answers.size(); ++i)
        openAnswer(requests[i], answers[i], putAside);
    if (!putAside.isEmpty())
        std::ignore = m_inner->commit(putAside); // else they come back with the next claims
    return answers;
}

void SealingStore::openAnswer(const StoreRequest &request, StoreAnswer &answer, QList<StoreRequest> &putAside) const
{
    if (auto *claimed = std::get_if<ClaimedList>(&answer))
        return openClaimed(*claimed, std::get<ClaimDue>(request).now, putAside);
    auto *loaded = std::get_if<engine::Loaded>(&answer);
    auto *conflict = std::get_if<engine::WriteConflict>(&answer);
    std::optional<TransactionSnapshot> *snapshot = loaded ? &loaded->snapshot : conflict ? &conflict->current : nullptr;
    if (!snapshot || !*snapshot || !hasSealed(**snapshot))
        return;
    if (const Result<> opened = openSnapshot(**snapshot, m_cipher.get()); !opened) {
        const Error error = aboutOne((*snapshot)->transaction.gid, opened.error());
        qCCritical(storeLog).noquote() << error.message;
        answer = error;
    }
}

void SealingStore::openClaimed(ClaimedList &claimed, Instant now, QList<StoreRequest> &putAside) const
{
    for (qsizetype i = 0; i < claimed.snapshots.size(); ++i) {
        if (!hasSealed(claimed.snapshots.at(i)))
            continue;
        const TransactionSnapshot stored = claimed.snapshots.at(i);
        if (const Result<> opened = openSnapshot(claimed.snapshots[i], m_cipher.get()); !opened) {
            qCCritical(storeLog).noquote() << aboutOne(stored.transaction.gid, opened.error()).message;
            putAside.append(asideWrite(stored, opened.error(), now));
            claimed.snapshots.removeAt(i--);
        }
    }
}

OpeningReader::OpeningReader(std::unique_ptr<TransactionReader> inner, PayloadCipherPtr cipher) : m_inner(std::move(inner)), m_cipher(std::move(cipher))
{
}

Result<std::optional<TransactionSnapshot>> OpeningReader::load(const Gid &gid)
{
    Result<std::optional<TransactionSnapshot>> found = m_inner->load(gid);
    if (!found || !*found)
        return found;
    showTransaction((*found)->transaction, m_cipher.get());
    for (BranchOp &op : (*found)->ops)
        op.payload = PayloadCipher::open(m_cipher.get(), op.payload, placeOf((*found)->transaction.gid, op)).value_or(notAtHand.toUtf8());
    return found;
}

Result<TransactionPage> OpeningReader::list(const TransactionFilter &filter, const PageRequest &page, Instant now)
{
    Result<TransactionPage> found = m_inner->list(filter, page, now);
    if (found)
        for (TransactionRow &row : found->rows)
            showTransaction(row.transaction, m_cipher.get());
    return found;
}

Result<TransactionReader::OldPage> OpeningReader::all(const TransactionFilter &filter, const QString &position, int limit)
{
    Result<OldPage> found = m_inner->all(filter, position, limit);
    if (found)
        for (GlobalTransaction &row : found->rows)
            showTransaction(row, m_cipher.get());
    return found;
}

} // namespace txdesk::store
