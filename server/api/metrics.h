// Counters and histograms in Prometheus' text format, with DTM's names and labels, plus a few gauges of ours.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"

#include <QMap>

#include <array>

namespace txdesk::api {

class Metrics
{
public:
    void requestDone(const char *route, int status, double seconds);
    void changed(const coordinator::Change &change);

    // `stats` and `openStreams` become gauges.
    [[nodiscard]] QByteArray text(const CoordinatorStats &stats, int openStreams) const;

private:
    static constexpr std::array<double, 11> bounds{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}; // Prometheus' defaults
    struct Histogram
    {
        std::array<qint64, bounds.size()> counts{}; // of each bucket alone
        qint64 count = 0;
        double sum = 0;
        void add(double seconds);
    };
    using Series = QMap<QByteArray, qint64>;         // by label text: {a="b",...}
    using Histograms = QMap<QByteArray, Histogram>;  // by label text without braces

    void branchAnswered(TransactionKind kind, const JournalEvent &event);
    void transactionEnded(const GlobalTransaction &transaction);
    static void addSeries(QByteArray &out, const char *name, const Series &series);
    static void addHistograms(QByteArray &out, const char *name, const Histograms &histograms);

    Series m_requests;
    Histograms m_requestSeconds;
    Series m_transactions;
    Histograms m_transactionSeconds;
    Series m_branches;
};

} // namespace txdesk::api
