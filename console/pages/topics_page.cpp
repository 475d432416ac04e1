// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/topics_page.h"

#include "console/actions/door_words.h"
#include "console/pages/topic_dialog.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

TopicsPage::TopicsPage(CoordinatorLink &link, bool readOnly, QWidget *parent)
    : WorkspacePage(parent), m_link(link), m_readOnly(readOnly)
{
    setObjectName("topicsPage"_L1);
    build();
    retranslate();
}

QString TopicsPage::whyAbsent(const Capabilities &capabilities) const
{
    return capabilities.has(Feature::Topics) ? QString() : tr("%1 has no topics that could be shown.").arg(capabilities.product);
}

void TopicsPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->addWidget(m_filter = new QLineEdit(this), 1);
    row->addWidget(m_add = new QPushButton(this));
    row->addWidget(m_remove = new QPushButton(this));
    m_filter->setObjectName("topicFilter"_L1);
    m_filter->setMinimumHeight(28);
    m_add->setObjectName("subscribeButton"_L1);
    m_remove->setObjectName("unsubscribeButton"_L1);
    column->addLayout(row);
    column->addWidget(m_problem = new NoticeBand(this));
    m_problem->setObjectName("topicsProblem"_L1);
    m_table = new DetailTable(m_model, new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1}), this);
    m_table->setObjectName("topicTable"_L1);
    column->addWidget(m_table, 1);
    column->addWidget(m_count = new PlainLabel(this));
    m_count->setObjectName("topicCount"_L1);
    connect(m_filter, &QLineEdit::textChanged, this, &TopicsPage::fill);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TopicsPage::showCurrent);
    connect(m_add, &QPushButton::clicked, this, [this] { askToSubscribe()->open(); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (QDialog *dialog = askToUnsubscribe())
            dialog->open();
    });
    connect(m_problem, &NoticeBand::clicked, this, &TopicsPage::reload);
}

void TopicsPage::retranslate()
{
    m_filter->setPlaceholderText(tr("topic or address"));
    m_filter->setAccessibleName(tr("Filter topics"));
    m_add->setText(tr("Subscribe…"));
    m_remove->setText(tr("Unsubscribe…"));
    m_table->setAccessibleName(tr("Subscribers of topics"));
    m_model.setHeaders({tr("topic"), tr("subscriber"), tr("remark"), tr("version")});
    m_table->setWidths({26, 0, 30, 9});
    fill();
}

void TopicsPage::setPlace(Environment environment, const QString &label)
{
    m_environment = environment;
    m_label = label;
}

void TopicsPage::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_table->setTheme(appearance.theme);
    m_problem->setTheme(appearance.theme);
}

void TopicsPage::setLink(const LinkStatus &) { showCurrent(); }

void TopicsPage::reload()
{
    if (m_link.status().state != LinkState::Live || !m_link.capabilities().has(Feature::Topics))
        return;
    m_link.topics(this, [this](const Result<QList<Topic>> &topics) {
        if (!topics) {
            m_problem->say(tr("The topics could not be read: %1").arg(topics.error().message), Meaning::Failed, tr("Try again"));
            return;
        }
        m_problem->silence();
        m_topics = *topics;
        fill();
    });
}

void TopicsPage::fill()
{
    const QString wanted = m_filter->text().trimmed();
    QList<PlainRow> rows;
    m_rows.clear();
    for (const Topic &topic : std::as_const(m_topics))
        for (const Subscriber &subscriber : topic.subscribers) {
            if (!topic.name.contains(wanted, Qt::CaseInsensitive) && !subscriber.url.contains(wanted, Qt::CaseInsensitive))
                continue;
            m_rows.append({topic.name, subscriber});
            rows.append({topic.name + u'\n' + subscriber.url,
                         {{oneLine(topic.name, 128)}, {oneLine(subscriber.url, 300)}, {oneLine(subscriber.remark, 200)},
                          {.text = QString::number(topic.version), .right = true}}});
        }
    m_model.setRows(rows);
    if (!rows.isEmpty())
        m_count->setText(tr("%n subscribers", nullptr, static_cast<int>(rows.size())));
    else
        m_count->setText(wanted.isEmpty() ? tr("No topic has a subscriber. Messages that are published to a topic would reach nobody.")
                                          : tr("No topic and no address contains \"%1\".").arg(oneLine(wanted, 64)));
    showCurrent();
}

QString TopicsPage::whyNot() const
{
    if (m_link.status().state != LinkState::Live)
        return tr("not connected");
    if (m_readOnly)
        return tr("The profile is read-only.");
    return DoorWords::whyNot(Role::Admin, m_link.status());
}

void TopicsPage::showCurrent()
{
    const QString why = whyNot();
    const bool chosen = !current().topic.isEmpty();
    m_add->setEnabled(why.isEmpty());
    m_remove->setEnabled(why.isEmpty() && chosen);
    const QString whyNoRemove = !why.isEmpty() ? why : chosen ? QString() : tr("Select a subscriber first.");
    for (const auto &[button, reason] : {std::pair{m_add, why}, std::pair{m_remove, whyNoRemove}}) {
        button->setToolTip(asToolTip(reason));
        button->setAccessibleDescription(reason);
    }
}

TopicOrder TopicsPage::current() const
{
    const int row = m_table ? m_table->currentIndex().row() : -1;
    if (row < 0 || row >= m_rows.size())
        return {};
    return {m_rows[row].first, m_rows[row].second, false, {}};
}

QDialog *TopicsPage::askToSubscribe()
{
    auto *dialog = new TopicDialog({.topic = current().topic, .subscriber = {}, .adds = true, .reason = {}}, m_environment, m_label,
                                   m_appearance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TopicDialog::confirmed, this, &TopicsPage::carryOut);
    return dialog;
}

QDialog *TopicsPage::askToUnsubscribe()
{
    if (current().topic.isEmpty())
        return nullptr;
    auto *dialog = new TopicDialog(current(), m_environment, m_label, m_appearance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TopicDialog::confirmed, this, &TopicsPage::carryOut);
    return dialog;
}

// What the coordinator says afterwards is shown, not what was asked for.
void TopicsPage::carryOut(const TopicOrder &order)
{
    const auto done = [this](const Result<void> &answer) {
        reload();
        if (!answer)
            m_problem->say(tr("The coordinator did not do it: %1").arg(answer.error().message), Meaning::Failed, tr("Read again"));
    };
    if (order.adds)
        m_link.subscribe(order.topic, order.subscriber, order.reason, this, done);
    else
        m_link.unsubscribe(order.topic, order.subscriber.url, order.reason, this, done);
}

void TopicsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    WorkspacePage::changeEvent(event);
}

} // namespace txdesk::console
