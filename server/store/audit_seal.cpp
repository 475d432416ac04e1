// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_seal.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

struct Width { QString AuditRecord::*text; int characters; }; // of its column in sql/migrations
constexpr Width widths[]{
    {&AuditRecord::chain, 128}, {&AuditRecord::action, 64}, {&AuditRecord::gid, 128}, {&AuditRecord::target, 256},
    {&AuditRecord::reason, 1024}, {&AuditRecord::before, 256}, {&AuditRecord::after, 256},
};
struct ContextWidth { QString AuditContext::*text; int characters; };
constexpr ContextWidth contextWidths[]{
    {&AuditContext::actor, 128}, {&AuditContext::tokenId, 64}, {&AuditContext::address, 64}, {&AuditContext::requestId, 64},
};

bool isPlain(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return false;
    default: return true;
    }
}

QString fittedText(const QString &text, int charactersMax)
{
    QString out;
    int characters = 0;
    for (const uint character : text.left(2 * charactersMax + 2).toUcs4()) { // one more than fits, at least
        QString one = QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
        if (!isPlain(character))
            one = u"\\u"_s + QString::number(character, 16).rightJustified(4, u'0');
        const int width = isPlain(character) ? 1 : static_cast<int>(one.size());
        if (characters + width > charactersMax) {
            while (characters >= charactersMax && !out.isEmpty()) { // room for the mark
                out.chop(out.back().isLowSurrogate() ? 2 : 1);
                --characters;
            }
            return out + u'…';
        }
        out += one;
        characters += width;
    }
    return out;
}

void appendField(QByteArray &out, const QByteArray &field)
{
    char size[4];
    qToBigEndian(static_cast<quint32>(field.size()), size);
    out.append(size, sizeof size);
    out.append(field);
}

} // namespace

QByteArray canonicalForm(const AuditRecord &record)
{
    QByteArray out;
    out.reserve(512);
    appendField(out, "txdesk audit 1");
    appendField(out, record.chain.toUtf8());
    appendField(out, QByteArray::number(record.seq));
    appendField(out, QByteArray::number(toMs(record.at)));
    const AuditContext &by = record.by;
    for (const QString &text : {by.actor, by.tokenId, QString(nameIn(roleNames, by.role)), by.address, by.requestId, record.action, record.gid,
                                record.target, record.reason, record.before, record.after, QString(nameIn(auditResultNames, record.result))})
        appendField(out, text.toUtf8());
    return out;
}

QByteArray macOf(const QByteArray &key, const QByteArray &macBefore, const AuditRecord &record)
{
    return QMessageAuthenticationCode::hash(macBefore + canonicalForm(record), key, QCryptographicHash::Sha256);
}

bool fitsSeal(const QByteArray &key, const QByteArray &macBefore, const AuditRecord &record)
{
    const QByteArray expected = macOf(key, macBefore, record);
    if (record.mac.size() != expected.size())
        return false;
    int differs = 0;
    for (qsizetype i = 0; i < expected.size(); ++i)
        differs |= expected[i] ^ record.mac[i];
    return differs == 0;
}

AuditRecord fitted(AuditRecord record)
{
    for (const Width &width : widths)
        record.*width.text = fittedText(record.*width.text, width.characters);
    for (const ContextWidth &width : contextWidths)
        record.by.*width.text = fittedText(record.by.*width.text, width.characters);
    return record;
}

AuditRecord sealed(AuditRecord record, const AuditHead &head, const AuditSettings &settings)
{
    record.chain = settings.chain;
    record = fitted(std::move(record));
    record.seq = head.seq + 1;
    record.mac = macOf(settings.key, head.mac, record);
    return record;
}

} // namespace txdesk::store
