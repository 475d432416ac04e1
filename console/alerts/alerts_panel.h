// The alerts of one connection: which fire, which wait, who has seen them; and the way to the transactions behind them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_watch.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace txdesk::console {

class DetailTable;
class PlainTableModel;

// Thread: GUI. `watch` must outlive it.
class AlertsPanel final : public QWidget
{
    Q_OBJECT

public:
    AlertsPanel(AlertWatch &watch, QString person, QWidget *parent = nullptr);

    void setAppearance(const Appearance &appearance);
    void setParticipantNames(const QHash<QString, QString> &names);
    [[nodiscard]] QSize sizeHint() const override { return {700, 190}; } // a few lines: the list above needs the room
    [[nodiscard]] std::optional<Alert> current() const;
    void select(const QString &key);
    void open(const QString &key); // and the list that explains it; the list is left as it is if there is none
    [[nodiscard]] QDialog *openRules(); // not shown yet

signals:
    void listWanted(const QString &filterText);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void fill();
    void showButtons();
    void acknowledge(Milliseconds howLong);
    void show(bool onlyGuilty);
    void sayState();

    AlertWatch &m_watch;
    QString m_person;
    Appearance m_appearance;
    QHash<QString, QString> m_names; // of participants
    PlainTableModel *m_model = nullptr;
    DetailTable *m_table = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_show = nullptr;
    QPushButton *m_showGuilty = nullptr;
    QToolButton *m_acknowledge = nullptr;
    QMenu *m_acknowledgeMenu = nullptr;
    QPushButton *m_rules = nullptr;
};

} // namespace txdesk::console
