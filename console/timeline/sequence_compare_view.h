// Two sequence diagrams side by side, aligned arrow by arrow: holes outlined, what took much longer with a clock.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_compare.h"
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_painter.h"

#include <QAbstractScrollArea>

namespace txdesk::console {

// Thread: GUI. Whoever owns it chooses the pair and passes theme and titles.
class SequenceCompareView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit SequenceCompareView(QWidget *parent = nullptr);

    // Titles stand above the columns: "this one · hqL8…", "last good one · 9fK2…".
    void setPair(const TransactionDetail &left, const QString &leftTitle, const TransactionDetail &right, const QString &rightTitle);
    void clear(const QString &reason); // shows why there is nothing to compare
    void setTheme(const Theme &theme);
    void setTimeZone(const QTimeZone &zone);
    void setParticipantNames(const QHash<QString, QString> &names); // host:port -> a name people know

    [[nodiscard]] QString summary() const; // "14 steps, 2 only here, 1 only there, 3 slower"
    [[nodiscard]] const QList<ComparedPair> &pairs() const { return m_pairs; }
    [[nodiscard]] QString rowText(qsizetype row) const; // for screen readers and tool tips
    [[nodiscard]] qsizetype currentRow() const { return m_current; }

public slots:
    void selectNextDifference(); // n
    void selectPreviousDifference();

signals:
    void callSelected(bool right, const txdesk::BranchId &branch, txdesk::OpKind op, int attempt);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Side
    {
        TransactionDetail detail{};
        QString title{};
        SequenceLayout layout{}; // its lanes; rows are the pairs'
    };

    void rebuild();
    void readLanes(Side &side) const;
    void updateScrollBars();
    void select(qsizetype row);
    void step(int by, bool differencesOnly);
    void paintSide(QPainter &painter, const Side &side, bool right, const QRectF &area);
    void paintPair(QPainter &painter, const Side &side, bool right, qsizetype row, qreal y, qreal scale);
    void paintHead(QPainter &painter, const Side &side, const QRectF &area, qreal scale);
    [[nodiscard]] qreal headHeight() const;
    [[nodiscard]] qreal rowHeight() const;
    [[nodiscard]] qreal scaleOf(const Side &side) const;
    [[nodiscard]] qsizetype rowAt(qreal viewportY) const;
    [[nodiscard]] bool differs(qsizetype row) const;

    Side m_left;
    Side m_right;
    QList<ComparedPair> m_pairs;
    QHash<QString, QString> m_names;
    QString m_emptyReason;
    SequenceFonts m_fonts;
    Theme m_theme;
    QTimeZone m_zone;
    qsizetype m_current = -1;
    bool m_shown = false;
};

} // namespace txdesk::console
