// The single letters of lists and diagrams, and the keys a person has given them instead.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QKeyEvent;
class QWidget;

namespace txdesk::console {

// A key that a list or a diagram takes by itself, while it has the focus.
struct LocalKey
{
    enum Place { List = 1, Diagram = 2, Both = 3, Everywhere = 4 }; // Everywhere: shown in help, never changed

    QString id;           // "local.next": of settings; never changes
    Place place = List;
    QKeySequence keys;    // as delivered; a view knows only these. "g n" is two keys, one after the other
    const char *text = nullptr; // in the context LocalKeys
};

// In the order of the help.
[[nodiscard]] const QList<LocalKey> &localKeys();
[[nodiscard]] QString localKeyText(const LocalKey &key);       // translated
[[nodiscard]] QString localPlaceText(LocalKey::Place place);   // translated: "lists", "diagrams"

// Turns the keys of the person into the delivered ones before a view sees them, so that no view knows of it. A delivered key
// that was given away means nothing any more. Thread: GUI.
class LocalKeys final : public QObject
{
    Q_OBJECT

public:
    explicit LocalKeys(QObject *parent = nullptr);

    [[nodiscard]] QKeySequence keysOf(const QString &id) const;
    [[nodiscard]] static const LocalKey *find(const QString &id); // null: there is none that can be changed
    void setKeys(const QString &id, const QKeySequence &keys);
    void clear();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] const LocalKey *boundTo(const QKeySequence &keys, int place) const;
    [[nodiscard]] bool isGivenAway(const QKeySequence &keys, int place) const;
    [[nodiscard]] bool takeKey(QWidget &view, int place, QKeyEvent &event);
    void perform(const LocalKey &key, QWidget &view);

    QHash<QString, QKeySequence> m_bound; // those that differ
    bool m_sending = false;
};

} // namespace txdesk::console
