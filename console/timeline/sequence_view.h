// The sequence diagram of one transaction on screen: scrolls, zooms, searches, selects, follows what happens.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/growing_layout.h"
#include "console/timeline/minimap.h"
#include "console/timeline/sequence_painter.h"

#include <QAbstractScrollArea>
#include <QTimer>

namespace txdesk::console {

inline constexpr qsizetype aloneFrom = 5000; // events: more are laid out by another thread

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
    void setReducedMotion(bool reduced);  // what is hovered stands out at once
    void setPreview(const QList<PlannedCall> &calls); // replaces the planned calls: what an action would lead to
    void clearPreview();
    void setAxisMode(AxisMode mode);
    void setLaneOrder(LaneOrder order);
    void setLanes(const LaneChoice &choice); // names aside; as somebody kept them
    void setZoom(qreal zoom);
    void setLaneZoom(qreal zoom);            // 1: as wide as words need
    void selectCall(const BranchId &branch, OpKind op, int attempt); // as another view selected it; emits nothing
    void setSearch(const QString &text);     // marks what matches, or hides the rest
    void setRange(qint64 fromSeq, qint64 toSeq); // 0: no limit; fades what is outside, or hides it
    void setFailuresOnly(bool only);         // failures and what stands near them
    void setHidesOthers(bool hides);         // hide instead of fade

    [[nodiscard]] AxisMode axisMode() const { return m_axis; }
    [[nodiscard]] LaneOrder laneOrder() const { return m_order; }
    [[nodiscard]] const LaneChoice &lanes() const { return m_lanes; }
    [[nodiscard]] const QString &shape() const { return m_diagram.shape(); } // what lanes() is kept under
    [[nodiscard]] qreal zoom() const { return m_zoom; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] bool isBusy() const { return m_busy; } // another thread lays it out
    [[nodiscard]] bool hidesOthers() const { return m_hidesOthers; }
    [[nodiscard]] const MessageFilter &filter() const { return m_filter; }
    [[nodiscard]] int matchCount() const;
    [[nodiscard]] qsizetype selectedMessage() const { return m_selected; }
    [[nodiscard]] int selectedLane() const { return m_selectedLane; }
    [[nodiscard]] const SequenceLayout &sequenceLayout() const { return m_diagram.layout(); }
    [[nodiscard]] SequenceScene scene() const; // for exports; without hover, selection and search
    [[nodiscard]] DiagramRequest request() const; // what it shows; for exports of another part
    [[nodiscard]] std::pair<qint64, qint64> seqsInSight() const;
    [[nodiscard]] QString summary() const;     // "12 events, 4 folded"
    [[nodiscard]] QString rowText(qsizetype row) const; // of one row, for screen readers and tool tips
    [[nodiscard]] QRect rowRect(qsizetype row) const;   // in viewport coordinates

public slots:
    void selectNext();
    void selectPrevious();
    void selectNextFailed();
    void selectPreviousFailed();
    void selectNextMatch();
    void selectPreviousMatch();
    void selectLaneLeft();
    void selectLaneRight();
    void moveLaneLeft();
    void moveLaneRight();
    void hideLane();      // the selected one
    void showAllLanes();
    void toggleReplicas();
    void toggleFold();    // of the selected row
    void unfoldAll();
    void foldAll();
    void cycleAxisMode();
    void toggleLaneOrder();
    void toggleHidesOthers();
    void zoomIn();
    void zoomOut();
    void fitWidth();
    void fitAll();
    void followNow();
    void rangeFromSelected();
    void rangeToSelected();
    void clearRange();

signals:
    void callSelected(const txdesk::BranchId &branch, txdesk::OpKind op, int attempt);
    void callHovered(const txdesk::BranchId &branch, std::optional<txdesk::OpKind> op, int attempt); // empty: nothing
    void messageActivated(qsizetype message); // double click or Enter: show its payload
    void laidOut();                           // the summary may have changed
    void lanesChosen();                       // a person moved, hid or showed one: keep lanes() under shape()
    void searchWanted();                      // "/"
    void menuWanted(qsizetype message, const QPoint &global);
    void laneMenuWanted(int lane, const QPoint &global);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    enum class Drag { None, Lane, Rail, Map, RangeTop, RangeBottom };
    struct Anchor
    {
        qint64 seq = 0; // of the message in the middle; 0: none
        qreal offset = 0;
    };

    [[nodiscard]] const SequenceLayout &lay() const { return m_diagram.layout(); }
    [[nodiscard]] Future future() const;
    void relayout();
    void layOutElsewhere(DiagramRequest request);
    void take(GrowingLayout diagram);
    void afterLayout();
    void refilter();
    [[nodiscard]] Anchor anchor() const;
    void restore(const Anchor &anchor);
    void updateScrollBars();
    void select(qsizetype message, bool tell);
    void selectFrom(int step, const std::function<bool(const SequenceMessage &)> &wanted);
    void selectLane(int lane);
    void moveLane(int lane, int by);
    void ensureVisible(qsizetype row);
    void ensureLaneVisible(int lane);
    void hover(const QPointF &at);
    void showHover();
    void showToolTip(const QPoint &at, const QPoint &global);
    void scrollToNow();
    void zoomAround(qreal zoom, qreal viewportY);
    bool pressKey(int key, Qt::KeyboardModifiers modifiers, const QString &text);
    bool pressMoveKey(int key, bool shift);
    bool escape();
    bool pressMap(const QPointF &at);
    void dragTo(const QPointF &at);
    void dropLane(qreal viewportX);
    void toggleGap(const QPointF &at);
    void scrollToPlace(qreal place);
    void paintContents(QPainter &painter);
    void paintEmpty(QPainter &painter);
    void paintFooter(QPainter &painter);
    void paintLaneDrag(QPainter &painter);
    [[nodiscard]] SequenceScene shownScene() const;
    [[nodiscard]] qreal scaleX() const;
    [[nodiscard]] qreal mapWidth() const;
    [[nodiscard]] QRectF mapArea() const;
    [[nodiscard]] std::pair<qreal, qreal> seen() const;
    [[nodiscard]] qreal bodyWidth() const;
    [[nodiscard]] qreal bodyTop() const;    // of the viewport's first row of pixels below the header
    [[nodiscard]] qreal bodyHeight() const; // visible, in viewport pixels
    [[nodiscard]] qreal footerHeight() const; // of the words at its lower right, in viewport pixels; 0: no room for them
    [[nodiscard]] qreal zoomMin() const;
    [[nodiscard]] QPointF toBody(const QPointF &viewport) const;
    [[nodiscard]] qsizetype rowAt(const QPointF &viewport) const;
    [[nodiscard]] qsizetype messageAt(const QPointF &viewport) const;
    [[nodiscard]] int laneAt(const QPointF &viewport) const; // whose head is there; -1: none
    [[nodiscard]] qint64 seqAtY(qreal viewportY) const;

    std::optional<TransactionDetail> m_detail;
    std::optional<QList<PlannedCall>> m_preview;
    QString m_emptyReason;
    GrowingLayout m_diagram;
    Minimap m_map;
    SequenceFonts m_fonts;
    Theme m_theme;
    FoldChoice m_folds;
    MessageFilter m_filter;
    QSet<qint64> m_wideGaps;
    LaneChoice m_lanes;
    QTimeZone m_zone;
    QTimer m_hoverDelay;
    Instant m_now{};
    AxisMode m_axis = AxisMode::EventOrder;
    LaneOrder m_order = LaneOrder::CoordinatorLast;
    qreal m_zoom = 1;
    qreal m_laneZoom = 1;
    qsizetype m_hovered = -1;  // message under the pointer
    int m_hoveredLane = -1;
    qsizetype m_hoveredRow = -1;
    qsizetype m_lit = -1;      // and what stands out because of it, after a moment
    int m_litLane = -1;
    qsizetype m_selected = -1;
    int m_selectedLane = -1;
    QString m_pendingKeys; // "g" waits for its second key, "0" for another
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    QPointF m_dragged;
    qint64 m_dragSeq = 0;  // where a range began
    int m_generation = 0;  // of what another thread lays out
    bool m_busy = false;
    bool m_again = false;  // and then once more
    bool m_following = false;
    bool m_connectionLost = false;
    bool m_reducedMotion = false;
    bool m_hidesOthers = false;
};

} // namespace txdesk::console
