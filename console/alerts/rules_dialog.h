// Alert rules, quiet hours and outputs of one profile: changed, tried, exported, imported.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_watch.h"
#include "console/widgets/appearance.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace txdesk::console {

class OutputsForm;
class RuleForm;

// Thread: GUI. Nothing holds before OK.
class RulesDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RulesDialog(AlertWatch &watch, QWidget *parent = nullptr);

    void setAppearance(const Appearance &appearance);
    [[nodiscard]] const QList<AlertRule> &rules() const { return m_rules; }
    void addRule();
    void removeRule();
    void tryRule(); // what it would see now
    [[nodiscard]] Result<> importFrom(const QString &path); // adds them; rules of the same id are replaced
    [[nodiscard]] Result<> exportTo(const QString &path) const;
    void accept() override;

private:
    void build();
    QPushButton *addButton(const QString &text, const char *name, QLayout &layout);
    void fillList(int row);
    void showRule();
    void takeForm();
    void askFile(bool saves);

    AlertWatch &m_watch;
    QList<AlertRule> m_rules;
    int m_shown = -1;
    QListWidget *m_list = nullptr;
    RuleForm *m_form = nullptr;
    OutputsForm *m_outputs = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_try = nullptr;
    QLabel *m_said = nullptr;
};

} // namespace txdesk::console
