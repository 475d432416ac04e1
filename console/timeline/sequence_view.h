// The sequence diagram of one transaction on screen: scrolls, zooms, selects, follows what happens.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_painter.h"

#include <QAbstractScrollArea>
#include <QHash>

namespace txdesk::console {

// The GUI thread. Shows nothing by itself: whoever owns it passes details, the time, and the theme.
class SequenceView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit SequenceView(QWidget *parent = nullptr);

    void setDetail(const TransactionDetail &detail); // keeps zoom, folds, selection and the row in the middle
    void clear(const QString &reason);               // shows why there is no diagram
    void setParticipantNames(const QHash<QString, QString> &names); // host:port -> a name people know
    void setTheme(const Theme &theme);
    void setTimeZone(const QTimeZone &zone);
    void setNow(Instant now);             // moves the countdowns
    void setConnectionLost(bool lost);    // countdowns are hidden: nobody knows
    void setPreview(const QList<PlannedCall> &calls); // replaces the planned calls: what an action would lead to
    void clearPreview();
    void setAxisMode(AxisMode mode);
    void setLaneOrder(LaneOrder order);
    void setZoom(qreal zoom);
    void selectCall(const BranchId &branch, OpKind op, int attempt); // as another view selected it; emits nothing

    [[nodiscard]] AxisMode axisMode() const { return m_axis; }
    [[nodiscard]] LaneOrder laneOrder() const { return m_order; }
    [[nodiscard]] qreal zoom() const { return m_zoom; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] qsizetype selectedMessage() const { return m_selected; }
    [[nodiscard]] const SequenceLayout &sequenceLayout() const { return m_layout; }
    [[nodiscard]] SequenceScene scene() const; // for exports; without hover and selection
    [[nodiscard]] QString summary() const;     // "12 events, 4 folded"
    [[nodiscard]] QString rowText(qsizetype row) const; // of one row, for screen readers and tool tips
    [[nodiscard]] QRect rowRect(qsizetype row) const;   // in viewport coordinates

public slots:
    void selectNext();
    void selectPrevious();
    void selectNextFailed();
    void selectPreviousFailed();
    void toggleFold(); // of the selected row
    void unfoldAll();
    void foldAll();
    void cycleAxisMode();
    void toggleLaneOrder();
    void zoomIn();
    void zoomOut();
    void fitWidth();
    void followNow();

signals:
    void callSelected(const txdesk::BranchId &branch, txdesk::OpKind op, int attempt);
    void messageActivated(qsizetype message); // double click or Enter: show its payload
    void laidOut();                           // the summary may have changed

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void relayout();
    void updateScrollBars();
    void select(qsizetype message, bool tell);
    void selectFrom(int step, bool failedOnly);
    void ensureVisible(qsizetype row);
    void hover(const QPointF &at);
    void showToolTip(const QPoint &at, const QPoint &global);
    void scrollToNow();
    void zoomAround(qreal zoom, qreal viewportY);
    bool pressKey(int key, const QString &text);
    void paintContents(QPainter &painter);
    void paintEmpty(QPainter &painter);
    void paintFooter(QPainter &painter);
    [[nodiscard]] qreal scaleX() const;
    [[nodiscard]] qreal bodyTop() const;    // of the viewport's first row of pixels below the header
    [[nodiscard]] qreal bodyHeight() const; // visible, in viewport pixels
    [[nodiscard]] QPointF toBody(const QPointF &viewport) const;
    [[nodiscard]] qsizetype messageAt(const QPointF &viewport) const;

    std::optional<TransactionDetail> m_detail;
    std::optional<QList<PlannedCall>> m_preview;
    QHash<QString, QString> m_names;
    QString m_emptyReason;
    SequenceLayout m_layout;
    SequenceFonts m_fonts;
    Theme m_theme;
    FoldChoice m_folds;
    QTimeZone m_zone;
    Instant m_now{};
    AxisMode m_axis = AxisMode::EventOrder;
    LaneOrder m_order = LaneOrder::CoordinatorLast;
    qreal m_zoom = 1;
    qsizetype m_hovered = -1;
    qsizetype m_selected = -1;
    QString m_pendingKeys; // "g" waits for its second key
    bool m_following = false;
    bool m_connectionLost = false;
};

} // namespace txdesk::console
