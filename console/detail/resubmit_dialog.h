// "Edit and resubmit": a changed copy of a finished transaction under a new gid, with what changed and why.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/widgets/appearance.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace txdesk::console {

class DiffView;
class EnvironmentStrip;

// Thread: GUI. Emits submitted() when a person says so; whoever opened it sends that through the desk. Secrets are shown
// here because they are edited: that somebody looked is on record before it opens.
class ResubmitDialog final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int reasonMin = 10; // characters

    ResubmitDialog(const TransactionDetail &original, Environment environment, const QString &place, const Appearance &appearance,
                   QWidget *parent = nullptr);

    [[nodiscard]] Resubmission resubmission() const; // as it stands
    [[nodiscard]] QString whyNot() const;            // it cannot be sent yet; empty: it can
    void sayAnswer(const Result<Gid> &answer);       // it was made, or why not

signals:
    void submitted(const txdesk::console::Resubmission &copy);

private:
    void build();
    void chooseBranch();
    void takeText();
    void check();
    [[nodiscard]] QString originalText(const BranchId &branch) const;
    [[nodiscard]] bool isEditable(const BranchId &branch) const;

    TransactionDetail m_original;
    QHash<BranchId, QString> m_texts; // edited
    QList<BranchId> m_branches;
    BranchId m_branch; // in the editor
    bool m_sent = false;
    EnvironmentStrip *m_strip = nullptr;
    QLabel *m_words = nullptr;
    QComboBox *m_choice = nullptr;
    QPlainTextEdit *m_editor = nullptr;
    QLabel *m_problem = nullptr;
    DiffView *m_diff = nullptr;
    QLineEdit *m_gid = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_send = nullptr;
};

} // namespace txdesk::console
