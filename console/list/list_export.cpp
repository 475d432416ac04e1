// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/list_export.h"

#include "console/models/filter_grammar.h"
#include "console/models/filter_match.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "shared/base/foreign_word.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonDocument>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QString timeCell(const std::optional<Instant> &at) { return at ? isoText(*at, QTimeZone::utc()) : QString(); }

QByteArray joined(const QStringList &cells)
{
    QStringList safe;
    for (const QString &cell : cells)
        safe.append(csvCell(cell));
    return safe.join(u',').toUtf8() + "\r\n";
}

} // namespace

QString csvCell(const QString &text)
{
    QString cell = text;
    // A tab or a line end in front hides the sign from this test, not from a spreadsheet.
    const QString begin = cell.trimmed();
    if (!begin.isEmpty() && u"=+-@"_s.contains(begin[0]))
        cell.prepend(u'\'');
    const bool needsQuotes = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    return needsQuotes ? u'"' + cell.replace(u'"', u"\"\""_s) + u'"' : cell;
}

QByteArray csvHeader()
{
    return joined({u"gid"_s, u"business_key"_s, u"type"_s, u"status"_s, u"created"_s, u"updated"_s, u"next_due"_s, u"failures"_s, u"calls"_s, u"paused"_s,
                   u"parked"_s, u"forced"_s, u"last_error"_s, u"rollback_reason"_s, u"participants"_s});
}

QByteArray csvLine(const TransactionRow &row)
{
    const GlobalTransaction &t = row.transaction;
    const auto yes = [](bool is) { return is ? u"yes"_s : QString(); };
    return joined({t.gid.value, t.businessKey, spelled(transactionKindNames, t.kind), spelled(transactionStatusNames, t.status),
                   timeCell(t.createdAt), timeCell(t.updatedAt), timeCell(t.nextDueAt), QString::number(t.failures), QString::number(t.attempts),
                   yes(t.paused), spelled(parkedNames, t.parked), yes(t.forced),
                   redactText(t.lastError), redactText(t.rollbackReason), row.participants.join(u' ')});
}

QByteArray jsonLine(const TransactionRow &row)
{
    return redactJson(QString::fromUtf8(QJsonDocument(codec::toJson(row)).toJson(QJsonDocument::Compact))).toUtf8() + '\n';
}

ListExport::ListExport(CoordinatorLink &link, const Clock &serverClock, QObject *parent) : QObject(parent), m_link(link), m_clock(serverClock) {}

void ListExport::start(const QString &path, ExportFormat format, const QString &filterText, TransactionSort sort)
{
    if (isRunning())
        return;
    ++m_run;
    m_written = 0;
    m_looked = 0;
    m_cut = false;
    m_format = format;
    m_sort = sort;
    m_filter = FilterGrammar::parse(filterText, m_clock.now()).value_or(TransactionFilter{});
    m_clientSide = clientSideTerms(m_filter, m_link.capabilities().filters);
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly))
        return finish(m_file->errorString());
    if (format == ExportFormat::Csv)
        m_file->write(csvHeader());
    emit progressed();
    next({});
}

void ListExport::next(const QString &after)
{
    const Capabilities can = m_link.capabilities();
    const PageRequest page{.after = after, .limit = can.pageMax, .sort = can.sorts.contains(m_sort) ? m_sort : TransactionSort::NewestFirst};
    m_link.list(withoutTerms(m_filter, m_clientSide), page, this, [this, run = m_run](const Result<TransactionPage> &answer) {
        if (run != m_run || !isRunning())
            return;
        if (!answer)
            return finish(answer.error().message);
        take(*answer);
    });
}

void ListExport::take(const TransactionPage &page)
{
    m_looked += page.rows.size();
    for (const TransactionRow &row : page.rows) {
        if (m_clientSide != FilterTerms() && !matches(m_filter, row, m_clock.now()))
            continue;
        if (m_written == rowsMax) {
            m_cut = true;
            break;
        }
        m_file->write(m_format == ExportFormat::Csv ? csvLine(row) : jsonLine(row));
        ++m_written;
    }
    if (m_file->error() != QFileDevice::NoError)
        return finish(m_file->errorString());
    emit progressed();
    if (m_cut || page.next.isEmpty())
        return finish({});
    next(page.next);
}

void ListExport::cancel()
{
    if (!isRunning())
        return;
    ++m_run;
    finish(tr("You stopped it."));
}

void ListExport::finish(const QString &problem)
{
    QString told = problem;
    if (told.isEmpty() && !m_file->commit())
        told = m_file->errorString();
    m_file.reset(); // without a commit nothing is left
    emit ended(told);
}

} // namespace txdesk::console
