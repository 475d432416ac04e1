// Writes a whole list to a file, page by page: CSV for spreadsheets or one JSON object a line; secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"

#include <QSaveFile>

namespace txdesk::console {

enum class ExportFormat { Csv, JsonLines };

// One cell of a CSV line. What a spreadsheet would take for a formula gets an apostrophe in front.
[[nodiscard]] QString csvCell(const QString &text);
[[nodiscard]] QByteArray csvHeader();
[[nodiscard]] QByteArray csvLine(const TransactionRow &row); // times in UTC, ISO 8601; ends with a line end
[[nodiscard]] QByteArray jsonLine(const TransactionRow &row);

// Thread: GUI. One file at a time; it appears under its name only when it is whole.
class ListExport final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 rowsMax = 1'000'000;

    ListExport(CoordinatorLink &link, const Clock &serverClock, QObject *parent = nullptr);

    // The list of `filterText` from its first row on, whatever is on screen.
    void start(const QString &path, ExportFormat format, const QString &filterText, TransactionSort sort);
    void cancel(); // nothing is left behind
    [[nodiscard]] bool isRunning() const { return m_file != nullptr; }
    [[nodiscard]] qint64 written() const { return m_written; }
    [[nodiscard]] qint64 looked() const { return m_looked; }
    [[nodiscard]] bool wasCut() const { return m_cut; } // there were more than rowsMax

signals:
    void progressed();
    void ended(const QString &problem); // empty: the file is there

private:
    void next(const QString &after);
    void take(const TransactionPage &page);
    void finish(const QString &problem);

    CoordinatorLink &m_link;
    const Clock &m_clock;
    std::unique_ptr<QSaveFile> m_file;
    ExportFormat m_format = ExportFormat::Csv;
    TransactionFilter m_filter;
    FilterTerms m_clientSide;
    TransactionSort m_sort = TransactionSort::NewestFirst;
    qint64 m_written = 0;
    qint64 m_looked = 0;
    bool m_cut = false;
    int m_run = 0; // tells late answers of a cancelled one
};

} // namespace txdesk::console
