// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/raw_tab.h"

#include "console/detail/folding_edit.h"
#include "console/text/redaction.h"
#include "shared/codec/transaction_codec.h"

#include <QEvent>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QVBoxLayout>

#include <utility>

namespace txdesk::console {

using namespace Qt::StringLiterals;

RawTab::RawTab(SelectionHub &selection, QWidget *parent) : DetailTab(selection, parent), m_text(new FoldingEdit(this))
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
    m_outdated = true;
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
    if (!std::exchange(m_outdated, false))
        return;
    const QByteArray json = QJsonDocument(withoutSecrets(codec::toJson(m_detail)).toObject()).toJson(QJsonDocument::Indented);
    const QString text = redactJson(QString::fromUtf8(json));
    const int at = m_text->verticalScrollBar()->value();
    m_text->setWholeText(text);
    if (at > 0)
        m_text->takeRest();
    m_text->verticalScrollBar()->setValue(at);
}

QString RawTab::printedText() const { return m_text->wholeText(); }

void RawTab::showEvent(QShowEvent *event)
{
    DetailTab::showEvent(event);
    fill();
}

void RawTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_text->setAccessibleName(tr("Raw"));
        m_outdated = true; // how much of a secret is hidden is said in words
        if (isVisible())
            fill();
    }
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
