// Alert rules, quiet hours and outputs of one profile: changed, tried, exported, imported.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_watch.h"
#include "console/widgets/banded_dialog.h"

class QLabel;
class QListWidget;
class QPushButton;
class QTabWidget;

namespace txdesk::console {

class OutputsForm;
class RuleForm;

// Thread: GUI. Nothing holds before OK.
class RulesDialog final : public BandedDialog
{
    Q_OBJECT

public:
    explicit RulesDialog(AlertWatch &watch, QWidget *parent = nullptr);

    [[nodiscard]] const QList<AlertRule> &rules() const { return m_rules; }
    void addRule();
    void removeRule();
    void tryRule(); // what it would see now
    [[nodiscard]] Result<> importFrom(const QString &path); // adds them; rules of the same id are replaced
    [[nodiscard]] Result<> exportTo(const QString &path) const;
    void accept() override;

private:
    void build();
    void addFoot();
    void retranslate();
    QPushButton *addButton(const char *name, QLayout &layout);
    void fillList(int row);
    void showRule();
    void takeForm();
    void askFile(bool saves);

    AlertWatch &m_watch;
    QList<AlertRule> m_rules;
    int m_shown = -1;
    QTabWidget *m_tabs = nullptr;
    QListWidget *m_list = nullptr;
    RuleForm *m_form = nullptr;
    OutputsForm *m_outputs = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_try = nullptr;
    QPushButton *m_ok = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_said = nullptr;
};

} // namespace txdesk::console
