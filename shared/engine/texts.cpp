// The texts and their limits.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

QString cutText(QString text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    const bool splitsPair = text[limit - 1].isHighSurrogate();
    text.truncate(splitsPair ? limit - 1 : limit);
    return text;
}

namespace texts {

static QString word(TransactionStatus status) { return nameIn(transactionStatusNames, status); }

QString withFailure(const QString &text)
{
    return text.endsWith(u"FAILURE"_s) ? text : text + u" FAILURE"_s;
}

QString rejectedAction(const QString &url, const QString &body)
{
    QString words = body;
    if (words.endsWith(u" FAILURE"_s))
        words.chop(8);
    return u"url:%1 return failed: %2 FAILURE"_s.arg(url, words);
}

QString unknownResult(const QString &text)
{
    return u"http/grpc result should be specified as in:\nhttp://d.dtm.pub/practice/arch.html#proto\n"
           u"unkown result will be retried: %1"_s.arg(text);
}

QString cannotPrepare(TransactionStatus status) { return u"current status '%1', cannot prepare. FAILURE"_s.arg(word(status)); }
QString cannotSubmit(TransactionStatus status) { return u"current status '%1', cannot sumbmit. FAILURE"_s.arg(word(status)); }

QString cannotAbort(const GlobalTransaction &transaction)
{
    return u"trans type: '%1' current status '%2', cannot abort. FAILURE"_s
        .arg(nameIn(transactionKindNames, transaction.kind), word(transaction.status));
}

QString cannotForceStop(TransactionStatus status)
{
    return u"global transaction force stop error. status: %1. error: FAILURE"_s.arg(word(status));
}

QString notFound(const Gid &gid) { return u"no TransGlobal with gid: %1 found"_s.arg(gid.value); }
QString cannotRegister(const Gid &gid)
{
    return u"no trans with gid: %1 status: prepared found FAILURE"_s.arg(gid.value);
}
QString rowNotFound() { return u"storage: NotFound"_s; }
QString rowExists() { return u"storage: UniqueKeyConflict"_s; }
QString copyOf(const Gid &original) { return u"resubmitted from "_s + original.value; }
QString copiedTo(const Gid &copy) { return u"resubmitted as "_s + copy.value; }
QString tooManyBranches(int most) { return u"too many branches (at most %1) FAILURE"_s.arg(most); }
QString noSuchBranch(const BranchId &branch) { return u"no at branch %1 FAILURE"_s.arg(cutText(branch.value, 64)); }
QString rowsAreLocked() { return u"rows are locked by other transactions FAILURE"_s; }
QString nothingToResend() { return u"Nothing about that branch waits for a person or for its next delivery."_s; }
QString noEndStatus() { return u"req_extra.status must be 'succeed' or 'failed'"_s; }
QString notFinishedInTime() { return u"wait result not return success: FAILURE"_s; }

} // namespace texts
} // namespace txdesk::engine
