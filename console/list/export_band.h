// Asks where to, shows how far the export of a list has come, and stops it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/list/list_export.h"
#include "console/widgets/appearance.h"

#include <QWidget>

namespace txdesk::console {

class NoticeBand;

// Thread: GUI.
class ExportBand final : public QWidget
{
    Q_OBJECT

public:
    ExportBand(CoordinatorLink &link, const Clock &serverClock, QWidget *parent = nullptr);

    void ask(const QString &filterText, TransactionSort sort); // for a file; then it begins
    void begin(const QString &path, const QString &filterText, TransactionSort sort); // .jsonl: JSON lines, otherwise CSV
    [[nodiscard]] ListExport &job() { return m_export; }
    void setAppearance(const Appearance &appearance);

private:
    void showProgress();
    void showEnd(const QString &problem);

    const Clock &m_clock;
    ListExport m_export;
    NoticeBand *m_band;
    QString m_path;
};

} // namespace txdesk::console
