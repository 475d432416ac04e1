// Asks before an act that cannot be taken back: what it will do, what it will not do, and why the person wants it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/action_desk.h"
#include "console/widgets/environment_strip.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace txdesk::console {

// Thread: GUI. Enter in a text field never confirms; Cancel is the default button; the act's button opens only with a
// reason, and for a guarded act with the tail of the gid, after three seconds.
class ConfirmDialog final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int delaySeconds = 3;

    ConfirmDialog(ActionDesk &desk, const Confirmation &confirmation, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~ConfirmDialog() override;

    // Where the request would go, for people who repeat it by hand; without it nothing can be copied.
    void setAddress(const QString &base);
    void setEnvironment(Environment environment, const QString &detail, const Theme &theme);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    [[nodiscard]] QLabel *plainLabel(const QString &text, const char *name);
    [[nodiscard]] QString branchWords() const;
    void showSubject();
    void fitWords(); // all of it is seen, or scrolls: a transaction may have more branches than a screen has lines
    void subjectMoved();
    void addFields(QVBoxLayout &body);
    void addButtons(QVBoxLayout &body);
    [[nodiscard]] QString whyNotYet() const;
    void copyCurl() const;
    void countDown();
    void updateButton();
    void send();

    ActionDesk &m_desk;
    DelayedCalls &m_delayed;
    Confirmation m_confirmation;
    EnvironmentStrip *m_strip = nullptr;
    QLabel *m_subject = nullptr;
    QLabel *m_will = nullptr;
    QLabel *m_willNot = nullptr;
    QScrollArea *m_words = nullptr; // what it does and what it leaves
    QLabel *m_moved = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_tail = nullptr; // null unless guarded
    QLineEdit *m_ticket = nullptr; // null unless one is needed
    QPushButton *m_curl = nullptr;
    QString m_base;
    QPushButton *m_confirm = nullptr;
    int m_secondsLeft = 0;
    DelayedCalls::Handle m_timer = 0;
};

} // namespace txdesk::console
