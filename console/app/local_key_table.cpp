// The table of the keys of lists and diagrams.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/local_keys.h"

#include <QCoreApplication>

namespace txdesk::console {

using namespace Qt::StringLiterals;

const QList<LocalKey> &localKeys()
{
    static const QList<LocalKey> keys{
        {u"local.next"_s, LocalKey::Both, QKeySequence(Qt::Key_J), QT_TRANSLATE_NOOP("LocalKeys", "next row or arrow")},
        {u"local.previous"_s, LocalKey::Both, QKeySequence(Qt::Key_K), QT_TRANSLATE_NOOP("LocalKeys", "previous row or arrow")},
        {u"local.nextFailed"_s, LocalKey::Both, QKeySequence(Qt::SHIFT | Qt::Key_J), QT_TRANSLATE_NOOP("LocalKeys", "next failed one")},
        {u"local.previousFailed"_s, LocalKey::Both, QKeySequence(Qt::SHIFT | Qt::Key_K), QT_TRANSLATE_NOOP("LocalKeys", "previous failed one")},
        {u"local.open"_s, LocalKey::Both, QKeySequence(Qt::Key_Return), QT_TRANSLATE_NOOP("LocalKeys", "open, unfold")},
        {u"local.filter"_s, LocalKey::Both, QKeySequence(Qt::Key_Slash), QT_TRANSLATE_NOOP("LocalKeys", "filter the list, search the diagram")},
        {u"local.freeze"_s, LocalKey::List, QKeySequence(Qt::Key_Space), QT_TRANSLATE_NOOP("LocalKeys", "hold the list still")},
        {u"local.newest"_s, LocalKey::List, QKeySequence(Qt::Key_Home), QT_TRANSLATE_NOOP("LocalKeys", "newest")},
        {u"local.oldest"_s, LocalKey::List, QKeySequence(Qt::Key_End), QT_TRANSLATE_NOOP("LocalKeys", "oldest that can be reached")},
        {u"local.more"_s, LocalKey::List, QKeySequence(Qt::Key_B), QT_TRANSLATE_NOOP("LocalKeys", "load 10,000 older ones")},
        {u"local.copyGid"_s, LocalKey::Both, QKeySequence(Qt::Key_Y), QT_TRANSLATE_NOOP("LocalKeys", "copy the gid")},
        {u"local.copyCurl"_s, LocalKey::Both, QKeySequence(Qt::SHIFT | Qt::Key_Y), QT_TRANSLATE_NOOP("LocalKeys", "copy as curl")},
        {u"local.mark"_s, LocalKey::Both, QKeySequence(Qt::Key_M), QT_TRANSLATE_NOOP("LocalKeys", "mark for comparing")},
        {u"local.compare"_s, LocalKey::Both, QKeySequence(Qt::SHIFT | Qt::Key_M), QT_TRANSLATE_NOOP("LocalKeys", "compare with the marked one")},
        {u"local.diffAnswers"_s, LocalKey::Both, QKeySequence(Qt::SHIFT | Qt::Key_D), QT_TRANSLATE_NOOP("LocalKeys", "compare the newest two answers")},
        {u"local.larger"_s, LocalKey::Diagram, QKeySequence(Qt::Key_Plus), QT_TRANSLATE_NOOP("LocalKeys", "larger")},
        {u"local.smaller"_s, LocalKey::Diagram, QKeySequence(Qt::Key_Minus), QT_TRANSLATE_NOOP("LocalKeys", "smaller")},
        {u"local.fit"_s, LocalKey::Diagram, QKeySequence(Qt::Key_0), QT_TRANSLATE_NOOP("LocalKeys", "fit to the width")},
        {u"local.left"_s, LocalKey::Diagram, QKeySequence(Qt::Key_H), QT_TRANSLATE_NOOP("LocalKeys", "lifelines to the left")},
        {u"local.right"_s, LocalKey::Diagram, QKeySequence(Qt::Key_L), QT_TRANSLATE_NOOP("LocalKeys", "lifelines to the right")},
        {u"local.foldAll"_s, LocalKey::Diagram, QKeySequence(Qt::Key_BracketLeft), QT_TRANSLATE_NOOP("LocalKeys", "fold retries")},
        {u"local.unfold"_s, LocalKey::Diagram, QKeySequence(Qt::Key_BracketRight), QT_TRANSLATE_NOOP("LocalKeys", "unfold the retries of this arrow")},
        {u"local.axis"_s, LocalKey::Diagram, QKeySequence(Qt::Key_T), QT_TRANSLATE_NOOP("LocalKeys", "next kind of time axis")},
        {u"local.now"_s, LocalKey::Diagram, QKeySequence(Qt::Key_G, Qt::Key_N), QT_TRANSLATE_NOOP("LocalKeys", "go to now and stay there")},
        {u"local.nextMatch"_s, LocalKey::Diagram, QKeySequence(Qt::Key_N), QT_TRANSLATE_NOOP("LocalKeys", "next find")},
        {u"local.previousMatch"_s, LocalKey::Diagram, QKeySequence(Qt::SHIFT | Qt::Key_N), QT_TRANSLATE_NOOP("LocalKeys", "previous find")},
        {u"local.lanes"_s, LocalKey::Diagram, QKeySequence(Qt::Key_A), QT_TRANSLATE_NOOP("LocalKeys", "show all lifelines, or fold the quiet ones")},
        {u"local.replicas"_s, LocalKey::Diagram, QKeySequence(Qt::Key_S), QT_TRANSLATE_NOOP("LocalKeys", "a lifeline for each replica, or one for all")},
        {u"local.order"_s, LocalKey::Diagram, QKeySequence(Qt::Key_O), QT_TRANSLATE_NOOP("LocalKeys", "other order of lifelines")},
        {u"local.onlyFound"_s, LocalKey::Diagram, QKeySequence(Qt::Key_F), QT_TRANSLATE_NOOP("LocalKeys", "hide what was not found")},
        {u"local.rangeFrom"_s, LocalKey::Diagram, QKeySequence(Qt::Key_Less), QT_TRANSLATE_NOOP("LocalKeys", "the range begins here")},
        {u"local.rangeTo"_s, LocalKey::Diagram, QKeySequence(Qt::Key_Greater), QT_TRANSLATE_NOOP("LocalKeys", "the range ends here")},
        {u"local.export"_s, LocalKey::Everywhere, QKeySequence(Qt::CTRL | Qt::Key_E), QT_TRANSLATE_NOOP("LocalKeys", "export")},
        {u"local.copy"_s, LocalKey::Everywhere, QKeySequence(Qt::CTRL | Qt::Key_C), QT_TRANSLATE_NOOP("LocalKeys", "copy the selection as text; with Shift as JSON")},
        {u"local.stop"_s, LocalKey::Everywhere, QKeySequence(Qt::Key_Escape), QT_TRANSLATE_NOOP("LocalKeys", "stop what is about to be sent, clear a search, leave a mode")},
    };
    return keys;
}

QString localKeyText(const LocalKey &key) { return QCoreApplication::translate("LocalKeys", key.text); }

QString localPlaceText(LocalKey::Place place)
{
    switch (place) {
    case LocalKey::List: return QCoreApplication::translate("LocalKeys", "lists");
    case LocalKey::Diagram: return QCoreApplication::translate("LocalKeys", "diagrams");
    case LocalKey::Both: return QCoreApplication::translate("LocalKeys", "lists and diagrams");
    case LocalKey::Everywhere: return QCoreApplication::translate("LocalKeys", "everywhere");
    }
    return {};
}

} // namespace txdesk::console
