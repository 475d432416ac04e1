// What can be done on the stage from the menu, the palette and by key.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>

namespace txdesk::console {

// Thread: GUI. Owns the actions; the stage tells it what can be done now.
class StageActions final : public QObject
{
    Q_OBJECT

public:
    explicit StageActions(QObject *parent = nullptr);

    [[nodiscard]] QAction &next() { return *m_next; }
    [[nodiscard]] QList<QAction *> all() const { return m_all; } // one a story comes last

    struct State
    {
        bool playing = false;
        bool isTurn = false;
        int station = -1; // of the tour, from 0; -1: none
    };
    void show(const State &state);
    void retranslate();

signals:
    void nextWanted();
    void stageWanted(); // the focus is to go there
    void stopWanted();
    void storyWanted(int number);

private:
    QAction *make(const QString &id, const QKeySequence &keys = {});
    void grey(QAction &action, const QString &why);
    [[nodiscard]] QString nextWords() const;

    QList<QAction *> m_all;
    QHash<int, QAction *> m_stories;
    QAction *m_next;
    QAction *m_stage;
    QAction *m_stop;
    State m_state;
};

} // namespace txdesk::console
