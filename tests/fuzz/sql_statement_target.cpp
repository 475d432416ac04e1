// Statements for AT: parts lie inside the text, comments mean nothing, and an image made of a WHERE is read back as that WHERE.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include "shared/statement/analyser.h"

namespace txdesk::fuzz {
namespace {

using namespace statement;

void checkSpan(const Statement &read, const Span &span)
{
    FUZZ_PROMISE(span.begin >= 0 && span.size > 0 && span.end() <= read.text.size());
    const QByteArrayView text = read.textOf(span);
    FUZZ_PROMISE(text.trimmed().size() == text.size());
    const Excerpt part = read.excerpt(span);
    for (const qsizetype index : part.parameters)
        FUZZ_PROMISE(index >= 0 && index < read.parameters.size());
}

// Parts of a statement come one behind the other.
void checkOrder(const Statement &read)
{
    qsizetype at = read.table.whole.begin;
    for (const std::optional<Span> &span : {read.assigned, read.where, read.orderBy, read.limit, read.locking}) {
        if (!span)
            continue;
        checkSpan(read, *span);
        FUZZ_PROMISE(span->begin >= at);
        at = span->end();
    }
    for (qsizetype i = 1; i < read.parameters.size(); ++i)
        FUZZ_PROMISE(read.parameters[i - 1].span.end() <= read.parameters[i].span.begin);
    FUZZ_PROMISE(read.whole().parameters.size() == read.parameters.size());
}

void checkInsert(const Statement &read)
{
    for (const QList<Value> &row : read.rows) {
        FUZZ_PROMISE(read.columns.isEmpty() || row.size() == read.columns.size());
        for (const Value &value : row)
            checkSpan(read, value.span);
    }
}

// What AT does with it: the image of the rows that the statement chooses.
void checkImage(const Statement &read, const SqlMode &mode)
{
    checkSpan(read, read.table.whole);
    if (!read.where)
        return;
    const QByteArray image = "SELECT id FROM " + read.textOf(read.table.whole).toByteArray() + " WHERE (" + read.textOf(*read.where).toByteArray() + ") FOR UPDATE";
    const Result<Statement> again = analyse(image, mode);
    if (!again && again.error().message.contains(QLatin1StringView("nested parentheses")))
        return;
    FUZZ_PROMISE(again && again->kind == StatementKind::SelectForUpdate);
    FUZZ_PROMISE(again->table.name == read.table.name && again->table.schema == read.table.schema && again->table.alias == read.table.alias);
    const QByteArrayView where = again->textOf(*again->where);
    FUZZ_PROMISE(where.sliced(1, where.size() - 2) == read.textOf(*read.where));
}

} // namespace

void sqlStatement(QByteArrayView input)
{
    const quint8 flags = takeByte(input);
    const SqlMode mode{.ansiQuotes = (flags & 1) != 0, .noBackslashEscapes = (flags & 2) != 0};
    const Result<Statement> read = analyse(input, mode);
    if (!read) {
        FUZZ_PROMISE(!read.error().message.isEmpty() && read.error().message.size() < 200 && read.error().code == ErrorCode::InvalidRequest);
        return;
    }
    checkOrder(*read);
    checkInsert(*read);
    const Result<Statement> again = analyse(read->text, mode);
    FUZZ_PROMISE(again && *again == *read);
    if (read->kind != StatementKind::PlainRead && read->kind != StatementKind::Show)
        checkImage(*read, mode);
}

} // namespace txdesk::fuzz
