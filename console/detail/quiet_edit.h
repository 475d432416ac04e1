// A text that can be read, and while it is told to, neither copied nor dragged away.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QMimeData>
#include <QPlainTextEdit>

namespace txdesk::console {

// Thread: GUI.
class QuietEdit final : public QPlainTextEdit
{
public:
    using QPlainTextEdit::QPlainTextEdit;

    void setQuiet(bool quiet) { m_quiet = quiet; }

protected:
    QMimeData *createMimeDataFromSelection() const override
    {
        return m_quiet ? new QMimeData : QPlainTextEdit::createMimeDataFromSelection();
    }

private:
    bool m_quiet = false;
};

} // namespace txdesk::console
