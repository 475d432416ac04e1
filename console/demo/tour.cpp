// The stations of the guided tour.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/tour.h"

#include <QtGlobal>

namespace txdesk::demo {

const std::array<TourStation, 5> &tourStations()
{
    static constexpr std::array<TourStation, 5> stations{{
        {1, QT_TRANSLATE_NOOP("Story", "Look at the diagram: two calls, both answered, and then the decision. The sum in the meter never changes.")},
        {2, QT_TRANSLATE_NOOP("Story", "Look at the refusal and its reason, and at the arrow that undoes the first call. Rolled back is a good end: nobody has lost money.")},
        {10, QT_TRANSLATE_NOOP("Story", "Look at the verdict: it names bank-b, what is at stake and when the next try comes. After half a minute an alert says the same, below.")},
        {9, QT_TRANSLATE_NOOP("Story", "Look at the diagram: where the coordinator died, a torn band; then it found the message in its store, and bank-b's barrier kept the money from coming twice.")},
        {16, QT_TRANSLATE_NOOP("Story", "Look at the tab Undo: the value before, after and now. Nothing is overwritten before a person has decided.")},
    }};
    return stations;
}

} // namespace txdesk::demo
