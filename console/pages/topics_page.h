// The page Topics: who is told when a message is published; subscribing and unsubscribing with a reason.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/models/plain_table_model.h"
#include "console/widgets/workspace_page.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace txdesk::console {

class DetailTable;
class NoticeBand;

// What a person wants of a topic, after the dialog.
struct TopicOrder
{
    QString topic;
    Subscriber subscriber;
    bool adds = true; // otherwise it is taken away
    QString reason;
};

// Thread: GUI. link must outlive it.
class TopicsPage final : public WorkspacePage
{
    Q_OBJECT

public:
    TopicsPage(CoordinatorLink &link, bool readOnly, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("topics"); }
    [[nodiscard]] QString title() const override { return tr("Topics"); }
    [[nodiscard]] QString whyAbsent(const Capabilities &capabilities) const override;
    void setAppearance(const Appearance &appearance) override;
    void setLink(const LinkStatus &link) override;
    void reload() override;
    void setPlace(Environment environment, const QString &label); // for the bands of its dialogs
    [[nodiscard]] QDialog *askToSubscribe();
    [[nodiscard]] QDialog *askToUnsubscribe(); // null: no subscriber is selected
    [[nodiscard]] PlainTableModel &model() { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void fill();
    void showCurrent();
    void carryOut(const TopicOrder &order);
    [[nodiscard]] TopicOrder current() const; // its topic is empty: no subscriber is selected
    [[nodiscard]] QString whyNot() const;

    CoordinatorLink &m_link;
    const bool m_readOnly;
    PlainTableModel m_model;
    QList<Topic> m_topics;
    QList<std::pair<QString, Subscriber>> m_rows; // as in the table
    Environment m_environment = Environment::Development;
    QString m_label;
    Appearance m_appearance;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    NoticeBand *m_problem = nullptr;
    DetailTable *m_table = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace txdesk::console
