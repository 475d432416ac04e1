// One console a person: a link that is opened goes to the one that runs already.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLocalServer>

namespace txdesk::console {

// Thread: GUI. The socket belongs to this user alone; what comes in is one line that is taken for a link, never for more.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 longestLine = 4096;

    explicit SingleInstance(const QString &path, QObject *parent = nullptr);

    [[nodiscard]] static QString pathOfThisUser();
    // Hands the line to the console that runs; false: none does.
    [[nodiscard]] static bool tell(const QString &path, const QString &line);
    bool listen(); // false: another one has the socket

signals:
    void told(const QString &line);

private:
    void read(QLocalSocket *socket);

    QString m_path;
    QLocalServer m_server;
};

} // namespace txdesk::console
