// Light or dark, as the desktop wishes it: asked of its portal, followed while the console runs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDBusVariant>
#include <QObject>

namespace txdesk::console {

// Thread: GUI. Without a portal (or without D-Bus) the wish stays unknown, and nothing waits for it.
class SystemScheme final : public QObject
{
    Q_OBJECT

public:
    enum class Wish { Unknown, Light, Dark };

    explicit SystemScheme(QObject *parent = nullptr);

    [[nodiscard]] Wish wish() const { return m_wish; }
    // The portal's number: 0 no wish, 1 dark, 2 light.
    [[nodiscard]] static Wish wishOf(uint number);

signals:
    void changed();

public slots:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void take(Wish wish);

    Wish m_wish = Wish::Unknown;
};

} // namespace txdesk::console
