// What was sent and what came back: the payload of each branch and the newest answers, secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/detail/detail_tab.h"
#include "console/models/payload_text.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace txdesk::console {

class JsonHighlighter;
class PayloadAccess;

// Thread: GUI.
class PayloadTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit PayloadTab(SelectionHub &hub, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Payload"); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void setLink(const LinkStatus &link) override;
    void takePayloads(const Result<ShownPayloads> &answer);
    void setAppearance(const Appearance &appearance) override;

signals:
    void payloadsWanted(const QString &reason); // of the transaction that is shown

protected:
    void changeEvent(QEvent *event) override;

private:
    void showBranch(const BranchId &branch);
    static constexpr int BranchIdRole = Qt::UserRole + 1;

    // What the box offers: a branch, or one recorded result of a workflow.
    struct PayloadChoice
    {
        BranchId branch;
        std::optional<OpKind> op;
        QByteArray payload;

        [[nodiscard]] QString key() const { return op ? branch.value + u' ' + nameIn(opKindNames, *op) : branch.value; }
    };

    void addChoices();
    void addChoice(const QString &words, const PayloadChoice &choice);
    void fillChoice();
    void showChosen();
    [[nodiscard]] QByteArray chosenPayload(const PayloadChoice &choice) const;
    [[nodiscard]] QString noteOf(const PayloadText &readable, qsizetype size) const;
    [[nodiscard]] QString newestAnswer(const BranchId &branch) const;

    [[nodiscard]] qint64 hiddenBytes() const;
    [[nodiscard]] bool isShown() const; // the payloads of this transaction were asked for

    TransactionDetail m_detail;
    ShownPayloads m_payloads; // of the transaction that is named in it
    QList<PayloadChoice> m_choices; // as in the box
    PayloadAccess *m_access;
    QComboBox *m_choice;
    QLabel *m_note;
    QPlainTextEdit *m_text;
    JsonHighlighter *m_highlighter;
};

} // namespace txdesk::console
