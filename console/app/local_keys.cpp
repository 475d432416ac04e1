// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/command_registry.h"

namespace txdesk::console {

const QList<LocalKey> &localKeys()
{
    static const QList<LocalKey> keys{
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_J), QT_TRANSLATE_NOOP("LocalKeys", "next row or arrow")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_K), QT_TRANSLATE_NOOP("LocalKeys", "previous row or arrow")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::SHIFT | Qt::Key_J), QT_TRANSLATE_NOOP("LocalKeys", "next failed one")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::SHIFT | Qt::Key_K), QT_TRANSLATE_NOOP("LocalKeys", "previous failed one")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_Return), QT_TRANSLATE_NOOP("LocalKeys", "open, unfold")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_Slash), QT_TRANSLATE_NOOP("LocalKeys", "filter")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_Space), QT_TRANSLATE_NOOP("LocalKeys", "hold the list still")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_Home), QT_TRANSLATE_NOOP("LocalKeys", "newest")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_End), QT_TRANSLATE_NOOP("LocalKeys", "oldest that can be reached")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_B), QT_TRANSLATE_NOOP("LocalKeys", "load 10,000 older ones")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_Y), QT_TRANSLATE_NOOP("LocalKeys", "copy the gid")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::SHIFT | Qt::Key_Y), QT_TRANSLATE_NOOP("LocalKeys", "copy as curl")},
        {QT_TRANSLATE_NOOP("LocalKeys", "list"), QKeySequence(Qt::Key_M), QT_TRANSLATE_NOOP("LocalKeys", "mark for comparing; Shift+M compares")},
        {QT_TRANSLATE_NOOP("LocalKeys", "diagram"), QKeySequence(Qt::Key_Plus), QT_TRANSLATE_NOOP("LocalKeys", "larger; − smaller, 0 fits")},
        {QT_TRANSLATE_NOOP("LocalKeys", "diagram"), QKeySequence(Qt::Key_H), QT_TRANSLATE_NOOP("LocalKeys", "lifelines to the left; l to the right")},
        {QT_TRANSLATE_NOOP("LocalKeys", "diagram"), QKeySequence(Qt::Key_BracketLeft), QT_TRANSLATE_NOOP("LocalKeys", "fold retries; ] unfolds")},
        {QT_TRANSLATE_NOOP("LocalKeys", "diagram"), QKeySequence(Qt::Key_T), QT_TRANSLATE_NOOP("LocalKeys", "next kind of time axis")},
        {QT_TRANSLATE_NOOP("LocalKeys", "diagram"), QKeySequence(Qt::Key_G), QT_TRANSLATE_NOOP("LocalKeys", "g n: go to now and stay there")},
        {QT_TRANSLATE_NOOP("LocalKeys", "diagram"), QKeySequence(Qt::CTRL | Qt::Key_E), QT_TRANSLATE_NOOP("LocalKeys", "export")},
        {QT_TRANSLATE_NOOP("LocalKeys", "everywhere"), QKeySequence(Qt::CTRL | Qt::Key_C), QT_TRANSLATE_NOOP("LocalKeys", "copy the selection as text; with Shift as JSON")},
        {QT_TRANSLATE_NOOP("LocalKeys", "everywhere"), QKeySequence(Qt::Key_Escape), QT_TRANSLATE_NOOP("LocalKeys", "stop what is about to be sent, clear a search, leave a mode")},
    };
    return keys;
}

} // namespace txdesk::console
