// What the program said in its last minutes, kept for the diagnostics; it still goes to the standard error as well.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QMutex>
#include <QStringList>

namespace txdesk::console {

// Thread: any may write. While it lives, Qt's messages come here; there is one at a time.
class AppLog final
{
public:
    static constexpr qsizetype kept = 2000; // lines

    AppLog();
    ~AppLog();

    void add(const QString &line);
    [[nodiscard]] QStringList lines() const;

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &text);

    mutable QMutex m_mutex;
    QStringList m_lines;
};

} // namespace txdesk::console
