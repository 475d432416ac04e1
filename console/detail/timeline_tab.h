// The tab Timeline: when which op was called, how long it took, and what everybody waited for.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/detail_tab.h"
#include "console/detail/gantt_view.h"
#include "console/text/participant_names.h"

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace txdesk::console {

// Thread: GUI.
class TimelineTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit TimelineTab(SelectionHub &hub, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Timeline"); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void second(Instant now, bool connected) override;
    [[nodiscard]] QString printedText() const override; // each bar as a line
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] QString whyEmpty() const override;
    void setParticipantNames(const ParticipantNames &names);
    [[nodiscard]] GanttView &view() { return *m_view; }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QToolButton *addTool(QHBoxLayout &bar, QLatin1StringView name, QLatin1StringView icon);
    void retranslate();
    void fill();
    void follow(const CallSelection &selection);
    [[nodiscard]] CallSelection selectionOf(GanttPlace place) const;

    GanttView *m_view;
    QLabel *m_summary;
    QToolButton *m_toScale = nullptr;
    QList<std::pair<QToolButton *, QLatin1StringView>> m_tools;
    ParticipantNames m_names;
    TransactionDetail m_detail;
    Instant m_now{};
    bool m_outdated = false; // it was not looked at when the detail changed
};

} // namespace txdesk::console
