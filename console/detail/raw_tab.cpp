// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/raw_tab.h"

#include "console/text/redaction.h"
#include "shared/codec/transaction_codec.h"

#include <QEvent>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

RawTab::RawTab(SelectionHub &selection, QWidget *parent) : DetailTab(selection, parent), m_text(new QPlainTextEdit(this))
{
    setObjectName("rawTab"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
    m_text->setObjectName("rawText"_L1);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Raw"));
    setFocusProxy(m_text);
}

void RawTab::showDetail(const TransactionDetail &detail, Instant)
{
    m_detail = detail;
    if (isVisible())
        fill();
}

// Error texts and addresses carry secrets, too, where no name of a member says so.
static QJsonValue withoutSecrets(const QJsonValue &value)
{
    if (value.isString())
        return redactText(value.toString());
    if (value.isArray()) {
        QJsonArray hidden;
        for (const QJsonValue &one : value.toArray())
            hidden.append(withoutSecrets(one));
        return hidden;
    }
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        *it = withoutSecrets(*it);
    return value.isObject() ? QJsonValue(object) : value;
}

void RawTab::fill()
{
    if (!m_detail)
        return;
    const QByteArray json = QJsonDocument(withoutSecrets(codec::toJson(*m_detail)).toObject()).toJson(QJsonDocument::Indented);
    m_detail.reset();
    const QString text = redactJson(QString::fromUtf8(json));
    if (m_text->toPlainText() == text)
        return;
    const int at = m_text->verticalScrollBar()->value();
    m_text->setPlainText(text);
    m_text->verticalScrollBar()->setValue(at);
}

QString RawTab::printedText() const { return m_text->toPlainText(); }

void RawTab::showEvent(QShowEvent *event)
{
    DetailTab::showEvent(event);
    fill();
}

void RawTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_text->setAccessibleName(tr("Raw"));
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
