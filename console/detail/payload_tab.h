// What was sent and what came back: request, answer, headers, command, and the difference of two; secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/detail/detail_tab.h"
#include "console/models/payload_source.h"
#include "console/models/plain_table_model.h"
#include "console/text/participant_names.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QToolButton;

namespace txdesk::console {

class DetailTable;
class DiffView;
class PayloadAccess;
class PayloadView;
class RevealBar;

// Thread: GUI.
class PayloadTab final : public DetailTab
{
    Q_OBJECT

public:
    enum Part { Request, Response, Headers, Command, Difference, PartCount };
    static constexpr Seconds revealedFor{60};

    explicit PayloadTab(SelectionHub &hub, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Payload"); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void second(Instant now, bool connected) override;
    void setLink(const LinkStatus &link) override;
    void setRevealsAllowed(bool allowed); // by the profile
    void setParticipantNames(const ParticipantNames &names);
    void takePayloads(const Result<ShownPayloads> &answer);
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] QString printedText() const override;
    void showPart(Part part);
    void compare(const QString &leftKey, const QString &rightKey); // of PayloadSource, in the part Difference
    [[nodiscard]] const TransactionDetail &detail() const { return m_detail; } // with what was shown for the record

signals:
    void payloadsWanted(const QString &reason); // of the transaction that is shown

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void addCompare(QTabWidget &tabs);
    void follow(const CallSelection &selection);
    void fillSources();
    [[nodiscard]] QString titleOf(const PayloadSource &source) const;
    void fillBox(QComboBox &box, const QList<PayloadSource> &sources, qsizetype usual);
    void showChosen();
    void showHeaders();
    void showDifference();
    void hideSecrets();
    [[nodiscard]] const PayloadSource *chosen(const QComboBox &box) const; // null: none
    [[nodiscard]] QString whyNoRequest(const PayloadSource *source) const;
    [[nodiscard]] bool isShown() const { return !m_payloads.gid.isEmpty(); } // it was asked for, on record

    TransactionDetail m_detail;
    ShownPayloads m_payloads; // of the transaction that is named in it
    QList<PayloadSource> m_sources; // requests, then answers
    ParticipantNames m_names;
    LinkStatus m_link;
    Instant m_now{};
    std::optional<Instant> m_revealedUntil;
    bool m_revealing = false; // the coordinator was asked to put it on record
    PayloadAccess *m_access = nullptr;
    RevealBar *m_reveal = nullptr;
    QTabWidget *m_parts = nullptr;
    QComboBox *m_choice = nullptr;
    QComboBox *m_attempt = nullptr;
    PayloadView *m_request = nullptr;
    PayloadView *m_answer = nullptr;
    PlainTableModel m_headerModel;
    DetailTable *m_headers = nullptr;
    QPlainTextEdit *m_command = nullptr;
    QToolButton *m_copyCommand = nullptr;
    QComboBox *m_left = nullptr;
    QComboBox *m_right = nullptr;
    DiffView *m_diff = nullptr;
};

} // namespace txdesk::console
