// One pass of the scripted DTM over one transaction.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/dtm_link/fake_dtm.h"

namespace txdesk::test {

class FakePass
{
public:
    FakePass(FakeDtm &dtm, FakeDtm::Row &row) : m_dtm(dtm), m_row(row), m_t(row.snapshot.transaction) {}

    void run();

private:
    [[nodiscard]] bool timedOut() const;
    [[nodiscard]] Says call(BranchOp &op, const QString &name = {}); // and writes down what came of it
    void failed(const QString &url);
    void end(TransactionStatus status);
    void turnBack(const QString &reason);
    void saga();
    void sagaForward();
    void sagaBack();
    void twoPhase(OpKind forward, OpKind back, bool reversed);
    void message();
    void workflow();

    FakeDtm &m_dtm;
    FakeDtm::Row &m_row;
    GlobalTransaction &m_t;
};

} // namespace txdesk::test
