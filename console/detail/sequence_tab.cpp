// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/sequence_tab.h"

#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/timeline/sequence_export.h"
#include "console/timeline/sequence_view.h"
#include "console/widgets/icon_set.h"
#include "console/widgets/notice_band.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QSaveFile>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

SequenceTab::SequenceTab(SelectionHub &selection, QWidget *parent)
    : DetailTab(selection, parent), m_view(new SequenceView(this)), m_problem(new NoticeBand(this))
{
    setObjectName("sequenceTab"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 0, 6, 0);
    bar->setSpacing(2);
    connect(addTool(*bar, "zoomIn"_L1, "zoom-in"_L1), &QToolButton::clicked, m_view, &SequenceView::zoomIn);
    connect(addTool(*bar, "zoomOut"_L1, "zoom-out"_L1), &QToolButton::clicked, m_view, &SequenceView::zoomOut);
    connect(addTool(*bar, "fitWidth"_L1, "fit"_L1), &QToolButton::clicked, m_view, &SequenceView::fitWidth);
    connect(addTool(*bar, "axisMode"_L1, "axis"_L1), &QToolButton::clicked, m_view, &SequenceView::cycleAxisMode);
    connect(addTool(*bar, "laneOrder"_L1, "lanes"_L1), &QToolButton::clicked, m_view, &SequenceView::toggleLaneOrder);
    connect(addTool(*bar, "unfoldAll"_L1, "unfold"_L1), &QToolButton::clicked, m_view, &SequenceView::unfoldAll);
    connect(addTool(*bar, "foldAll"_L1, "fold"_L1), &QToolButton::clicked, m_view, &SequenceView::foldAll);
    connect(addTool(*bar, "exportPicture"_L1, "export"_L1), &QToolButton::clicked, this, &SequenceTab::exportPicture);
    bar->addStretch();
    column->addLayout(bar);
    m_view->setObjectName("sequenceView"_L1);
    m_view->setFrameShape(QFrame::NoFrame);
    m_problem->setObjectName("exportProblem"_L1);
    connect(m_problem, &NoticeBand::clicked, m_problem, &NoticeBand::silence);
    column->addWidget(m_problem);
    column->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(m_view, &SequenceView::callSelected, this,
            [this](const BranchId &branch, OpKind op, int attempt) { hub().select({branch, op, attempt}); });
    connect(m_view, &SequenceView::messageActivated, this, [this] { hub().openPayload(hub().current()); });
    connect(&selection, &SelectionHub::changed, this, &SequenceTab::follow);
    retranslate();
}

QToolButton *SequenceTab::addTool(QHBoxLayout &bar, QLatin1StringView name, QLatin1StringView icon)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setMinimumSize(28, 28);
    button->setIconSize(QSize(16, 16));
    bar.addWidget(button);
    m_tools.append(Tool{button, icon});
    return button;
}

void SequenceTab::retranslate()
{
    const QStringList texts{tr("Zoom in (+)"),
                            tr("Zoom out (-)"),
                            tr("Fit the width (0)"),
                            tr("Next kind of time axis (t)"),
                            tr("Other order of the lifelines"),
                            tr("Unfold all retries"),
                            tr("Fold all retries"),
                            tr("Export as SVG or PNG (Ctrl+E)")};
    for (qsizetype i = 0; i < m_tools.size(); ++i) {
        m_tools[i].button->setToolTip(asToolTip(texts[i]));
        m_tools[i].button->setAccessibleName(texts[i]);
    }
    m_tools.last().button->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    m_view->setAccessibleName(tr("Sequence diagram"));
}

void SequenceTab::showDetail(const TransactionDetail &detail, Instant now)
{
    const QString before = std::exchange(m_gid, detail.snapshot.transaction.gid.value);
    m_view->setNow(now);
    m_view->setDetail(detail);
    if (m_gid != before || isFitted())
        fit();
}

void SequenceTab::resizeEvent(QResizeEvent *event)
{
    DetailTab::resizeEvent(event);
    if (isFitted())
        fit();
}

// While it was hidden its view had no size to fit to.
void SequenceTab::showEvent(QShowEvent *event)
{
    DetailTab::showEvent(event);
    if (isFitted())
        fit();
}

// All lanes are in sight until the person zooms.
void SequenceTab::fit()
{
    m_view->fitWidth();
    m_fittedZoom = m_view->zoom();
}

bool SequenceTab::isFitted() const { return qFuzzyCompare(m_view->zoom(), m_fittedZoom); }

void SequenceTab::second(Instant now, bool connected)
{
    m_view->setConnectionLost(!connected);
    m_view->setNow(now);
}

void SequenceTab::setPreview(const QList<PlannedCall> &calls) { m_view->setPreview(calls); }

void SequenceTab::clearPreview() { m_view->clearPreview(); }

void SequenceTab::follow(const CallSelection &selection)
{
    if (selection.op)
        m_view->selectCall(selection.branch, *selection.op, selection.attempt);
}

void SequenceTab::setAppearance(const Appearance &appearance)
{
    m_view->setTheme(appearance.theme);
    m_view->setTimeZone(zoneOf(appearance.utc ? TimeStyle::Utc : TimeStyle::Local));
    m_problem->setTheme(appearance.theme);
    for (const Tool &tool : m_tools)
        tool.button->setIcon(themedIcon(tool.icon, appearance.theme.text));
}

// A gid may hold what a file name must not: it comes from applications.
static QString fileNameOf(const QString &gid)
{
    QString name = gid.left(80);
    for (QChar &letter : name)
        if (!letter.isLetterOrNumber() && letter != u'-' && letter != u'_')
            letter = u'_';
    return name;
}

QString SequenceTab::caption() const
{
    return tr("TxDesk %1 · %2 · secrets hidden").arg(QStringLiteral(TXDESK_VERSION), m_gid);
}

void SequenceTab::exportPicture()
{
    const QString filters = tr("SVG picture (*.svg);;PNG picture (*.png)");
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the diagram"), fileNameOf(m_gid) + u".svg"_s, filters);
    if (path.isEmpty())
        return;
    m_problem->silence();
    QSaveFile file(path);
    Result<> written;
    if (!file.open(QIODevice::WriteOnly)) {
        written = fail(ErrorCode::Unavailable, file.errorString());
    } else if (path.endsWith(".png"_L1, Qt::CaseInsensitive)) {
        const Result<QImage> image = renderImage(m_view->scene(), 2.0);
        written = image ? Result<>() : tl::unexpected(image.error());
        if (image && !image->save(&file, "PNG"))
            written = fail(ErrorCode::Unavailable, file.errorString());
    } else {
        written = writeSvg(file, m_view->scene(), caption());
    }
    if (written && !file.commit())
        written = fail(ErrorCode::Unavailable, file.errorString());
    if (written)
        return;
    m_problem->say(tr("The diagram could not be written: %1").arg(written.error().message), Meaning::Failed, tr("Close"));
}

void SequenceTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
