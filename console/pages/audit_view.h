// The page Audit: who did or tried what, with filters, pages, a detail and export. For admins.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/client/server_clock.h"
#include "console/models/audit_model.h"
#include "console/pages/role_page.h"
#include "console/widgets/appearance.h"

class QComboBox;
class QIODevice;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace txdesk::console {

class DetailTable;
class LocalAudit;
class NoticeBand;

// Thread: GUI. link and clock must outlive it.
class AuditView final : public RolePage
{
    Q_OBJECT

public:
    static constexpr int pageSize = 200;

    AuditView(CoordinatorLink &link, ServerClock &clock, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("audit"); }
    [[nodiscard]] QString title() const override { return tr("Audit"); }
    [[nodiscard]] QString whyAbsent(const Capabilities &capabilities) const override;
    void reload() override; // the first page of the filter
    void loadMore(); // the next one
    // What this console has done by its own record stands among the coordinator's, by time.
    void setLocal(LocalAudit *local);
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] AuditModel &model() { return m_model; }
    // What is loaded: spreadsheets get no formulas, scripts one JSON object a line.
    [[nodiscard]] QByteArray asCsv() const;
    [[nodiscard]] QByteArray asJsonLines() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildFilters();
    QWidget *buildFoot();
    void retranslate();
    void ask(const QString &after);
    void take(const Result<AuditPage> &answer, bool first);
    [[nodiscard]] QList<AuditRecord> withLocal(const AuditPage &page, bool first) const;
    void sayChain();
    void showCurrent();
    void exportTo();
    void showTransaction();
    [[nodiscard]] AuditFilter filter() const;

    CoordinatorLink &m_link;
    LocalAudit *m_local = nullptr;
    std::optional<Instant> m_oldest; // of the pages before
    ServerClock &m_clock;
    AuditModel m_model;
    QString m_next;    // empty: the end
    int m_question = 0; // answers to an earlier one are dropped
    QLineEdit *m_actor = nullptr;
    QComboBox *m_action = nullptr;
    QLineEdit *m_gid = nullptr;
    QComboBox *m_since = nullptr;
    QPushButton *m_ask = nullptr;
    QPushButton *m_export = nullptr;
    NoticeBand *m_problem = nullptr;
    DetailTable *m_table = nullptr;
    QPlainTextEdit *m_detail = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_more = nullptr;
    QPushButton *m_toTransaction = nullptr;
};

} // namespace txdesk::console
