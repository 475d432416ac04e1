// /api/v1/audit: who did or tried what, newest first; as JSON, or for export as lines of JSON or CSV.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "shared/codec/audit_codec.h"

#include <QJsonDocument>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

using Format = codec::AuditQuery::Format;

QByteArray linesOf(const AuditPage &page, Format format)
{
    QByteArray lines = format == Format::Csv ? codec::auditCsvHead() : QByteArray();
    for (const AuditRecord &record : page.records)
        lines += format == Format::Csv ? codec::auditCsvLine(record) : QJsonDocument(codec::toJson(record)).toJson(QJsonDocument::Compact) + '\n';
    return lines;
}

http::Response auditAnswer(const AuditPage &page, Format format)
{
    if (format == Format::Json)
        return jsonAnswer(codec::toJson(page));
    const bool isCsv = format == Format::Csv;
    http::Response response{.body = linesOf(page, format), .contentType = isCsv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8"};
    response.headers.append(http::Header{"Content-Disposition", isCsv ? "attachment; filename=audit.csv" : "attachment; filename=audit.jsonl"});
    if (!page.next.isEmpty())
        response.headers.append(http::Header{"X-Next-Position", page.next.toLatin1()});
    return response;
}

} // namespace

void listAudit(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<codec::AuditQuery> wanted = codec::auditQueryFrom(exchange->request().query);
    if (!wanted)
        return exchange->answer(errorAnswer(wanted.error(), exchange->caller()));
    parts.coordinator.read<AuditPage>(
        [wanted = *wanted](store::TransactionReader &reader) { return reader.audit(wanted.filter, wanted.after, wanted.limit); },
        [exchange, format = wanted->format](Result<AuditPage> &&page) {
            exchange->answer(page ? auditAnswer(*page, format) : errorAnswer(page.error(), exchange->caller()));
        });
}

} // namespace txdesk::api
