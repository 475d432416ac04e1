// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/topic_dialog.h"

#include "console/text/plain_text.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int reasonUsual = 3;
constexpr int reasonInProduction = 10;
} // namespace

TopicDialog::TopicDialog(const TopicOrder &order, Environment environment, const QString &label, const Appearance &appearance,
                         QWidget *parent)
    : TokenDialog(order.adds ? tr("Subscribe") : tr("Unsubscribe"), environment, label, appearance, parent), m_adds(order.adds),
      m_reasonLeast(environment == Environment::Production ? reasonInProduction : reasonUsual), m_topic(new QLineEdit(order.topic, this)),
      m_url(new QLineEdit(order.subscriber.url, this)), m_remark(new QLineEdit(order.subscriber.remark, this)),
      m_reason(new QLineEdit(this)), m_do(new QPushButton(order.adds ? tr("Subscribe") : tr("Unsubscribe"), this))
{
    setObjectName("topicDialog"_L1);
    addWords(m_adds ? tr("Every message published to the topic from now on is delivered to this address, too. Messages that are under way are not.")
                    : tr("Messages published to the topic from now on are no longer delivered to this address. Those under way still are."),
             "topicEffect");
    auto *form = new QFormLayout;
    const auto add = [form](const QString &text, QLineEdit *field, const char *name, bool fixed) {
        field->setObjectName(QLatin1StringView(name));
        field->setAccessibleName(QString(text).remove(u'&'));
        field->setMinimumHeight(28);
        field->setReadOnly(fixed);
        form->addRow(text, field);
    };
    add(tr("&Topic"), m_topic, "topicName", !m_adds);
    add(tr("&Address"), m_url, "topicUrl", !m_adds);
    add(tr("Re&mark"), m_remark, "topicRemark", !m_adds);
    add(tr("R&eason"), m_reason, "topicReason", false);
    m_topic->setMaxLength(128);
    m_url->setMaxLength(2048);
    m_url->setPlaceholderText(u"http://service:8080/api/notify"_s);
    m_remark->setMaxLength(200);
    m_reason->setMaxLength(500);
    m_reason->setPlaceholderText(tr("at least %n characters, kept in the audit", nullptr, m_reasonLeast));
    column().addLayout(form);
    auto *row = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName("cancelButton"_L1);
    cancel->setDefault(true);
    m_do->setObjectName("topicDoButton"_L1);
    m_do->setAutoDefault(false);
    row->addStretch();
    row->addWidget(m_do);
    row->addWidget(cancel);
    column().addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_do, &QPushButton::clicked, this, [this] {
        emit confirmed(this->order());
        accept();
    });
    for (QLineEdit *field : {m_topic, m_url, m_reason})
        connect(field, &QLineEdit::textChanged, this, &TopicDialog::update);
    update();
}

TopicOrder TopicDialog::order() const
{
    return {m_topic->text().trimmed(), {m_url->text().trimmed(), m_remark->text().trimmed()}, m_adds, m_reason->text().trimmed()};
}

void TopicDialog::update()
{
    const TopicOrder made = order();
    QString missing;
    const QUrl url(made.subscriber.url, QUrl::StrictMode);
    if (made.topic.isEmpty())
        missing = tr("A topic has a name.");
    else if (made.subscriber.url.isEmpty() || (m_adds && (!url.isValid() || url.host().isEmpty())))
        missing = tr("An address looks like http://service:8080/api/notify.");
    else if (made.reason.size() < m_reasonLeast)
        missing = tr("A reason of at least %n characters is needed.", nullptr, m_reasonLeast);
    m_do->setEnabled(missing.isEmpty());
    m_do->setToolTip(asToolTip(missing));
    m_do->setAccessibleDescription(missing);
}

} // namespace txdesk::console
