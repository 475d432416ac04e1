// The status bar: how fresh everything is, how much is loaded, whose clock is shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"
#include "console/widgets/appearance.h"

#include <QStatusBar>

class QLabel;

namespace txdesk::console {

struct StatusFactsLine
{
    std::optional<LinkStatus> link; // empty: no connection chosen
    Instant now{};                  // by our clock
    int rows = 0;
    bool readOnly = false;
};

class StatusLine final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void show(const StatusFactsLine &facts);
    void setAppearance(const Appearance &appearance);

private:
    [[nodiscard]] QLabel *addField(const char *name);

    Appearance m_appearance;
    QLabel *m_dot;
    QLabel *m_link;
    QLabel *m_role;
    QLabel *m_rows;
    QLabel *m_clock;
    QLabel *m_zone;
    QLabel *m_secrets;
};

} // namespace txdesk::console
