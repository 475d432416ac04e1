// Sagas through DTM's Go client, the same over every protocol.
// SPDX-License-Identifier: Apache-2.0
package main

var sagaCases = []scenario{
	{"saga: success", sagaSucceeds},
	{"saga: success without wait_result", sagaWithoutWait},
	{"saga: business failure", sagaRollsBack},
	{"saga: ongoing", sagaOngoing},
	{"saga: participant answers an error", sagaShaky},
	{"saga: unreachable participant", sagaUnreachable},
	{"saga: crash of the initiator", sagaCrash},
	{"saga: compensation unreachable", sagaCompensationUnreachable},
	{"saga: retry_limit", sagaRetryLimit},
	{"saga: timeout_to_fail", sagaTimeout},
	{"saga: concurrent with orders", sagaConcurrent},
	{"saga: submitted twice", sagaTwice},
	{"saga: branch headers", sagaHeaders},
	{"saga: submit after the end", submitAfterEnd},
	{"saga: barrier, success", sagaBarrier},
	{"saga: barrier, business failure", sagaBarrierFailure},
}

// Two steps of 30, waited for.
func (c *checker) transferSaga(first, second string) *saga {
	made := c.way.saga(c.gid)
	made.add(first, sibling(first, "Revert"), 30)
	made.add(second, sibling(second, "Revert"), 30)
	quick(made.base)
	return made
}

func (c *checker) waitedSaga(first, second string) *saga {
	made := c.transferSaga(first, second)
	made.base.WaitResult = true
	return made
}

var sagaDone = []string{"01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed"}

func sagaSucceeds(c *checker) {
	c.noError(c.waitedSaga("/TransOut", "/TransIn").submit())

	answer := c.query()
	c.equal("status", answer.Transaction.Status, "succeed")
	c.equal("type", answer.Transaction.TransType, "saga")
	c.rows(answer, sagaDone...)
	c.calls("01 action /TransOut", "02 action /TransIn")
	c.moved(30)
}

func sagaWithoutWait(c *checker) {
	c.noError(c.transferSaga("/TransOut", "/TransIn").submit())

	c.rows(c.waitStatus("succeed"), sagaDone...)
	c.moved(30)
}

func sagaRollsBack(c *checker) {
	err := c.waitedSaga("/TransOut", "/Rejected").submit()

	c.errorSays(err, "FAILURE", "Rejected", "no such account")
	answer := c.waitStatus("failed")
	c.rows(answer, "01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed")
	c.calls("01 action /TransOut", "02 action /Rejected", "02 compensate /RejectedRevert", "01 compensate /TransOutRevert")
	c.errorSays(errorText(answer.Transaction.RollbackReason), "url:"+c.branch("/Rejected")+" return failed:")
	c.moved(0)
}

func sagaOngoing(c *checker) {
	c.errorSays(c.waitedSaga("/TransOut", "/Ongoing").submit(), "wait result not return success: FAILURE")

	c.rows(c.waitStatus("succeed"), sagaDone...)
	c.calls("01 action /TransOut", "02 action /Ongoing", "02 action /Ongoing")
}

func sagaShaky(c *checker) {
	c.noError(c.transferSaga("/TransOut", "/Shaky").submit())

	c.rows(c.waitStatus("succeed"), sagaDone...)
	c.calls("01 action /TransOut", "02 action /Shaky", "02 action /Shaky")
}

func sagaUnreachable(c *checker) {
	url, open := c.late("/TransIn")

	c.noError(c.transferSaga("/TransOut", url).submit())
	c.waitCall("01 action /TransOut")
	c.equal("status while nobody listens", c.query().Transaction.Status, "submitted")
	open()

	c.rows(c.waitStatus("succeed"), sagaDone...)
	c.calls("01 action /TransOut", "02 action /TransIn")
	c.moved(30)
}

func sagaCompensationUnreachable(c *checker) {
	url, open := c.late("/TransOutRevert")
	made := c.way.saga(c.gid)
	made.add("/TransOut", url, 30)
	made.add("/Rejected", "", 30)
	quick(made.base)

	c.noError(made.submit())
	c.equal("status while nobody listens", c.waitStatus("aborting").Transaction.Status, "aborting")
	open()

	c.rows(c.waitStatus("failed"), "01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed")
	c.moved(0)
}

func sagaCrash(c *checker) {
	c.crash("saga")

	c.rows(c.waitStatus("succeed"), sagaDone...)
	c.calls("01 action /Slow", "02 action /TransIn")
}

func sagaRetryLimit(c *checker) {
	made := c.way.saga(c.gid)
	made.add("/Broken", "", 1)
	made.base.WaitResult = true
	made.base.RetryLimit = 2

	c.errorSays(made.submit(), "RetryCount is greater than RetryLimit, RetryLimit: 2")

	c.waitStatus("failed")
	c.calls("01 action /Broken", "01 action /Broken", "01 action /Broken")
}

func sagaTimeout(c *checker) {
	made := c.way.saga(c.gid)
	made.add("/TransOut", "/TransOutRevert", 30)
	made.add("/Broken", "", 30)
	made.base.TimeoutToFail = 1

	c.noError(made.submit())

	answer := c.waitStatus("failed")
	c.equal("reason", answer.Transaction.RollbackReason, "Timeout after 1 seconds")
	c.rows(answer, "01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action prepared")
	c.moved(0)
}

func sagaConcurrent(c *checker) {
	made := c.way.saga(c.gid)
	made.add("/Slow", "", 0)
	made.add("/TransOut", "", 0)
	made.add("/TransIn", "", 0)
	made.orders(2, []int{0, 1})
	made.base.WaitResult = true

	c.noError(made.submit())

	calls := c.bank.callsOf(c.gid)
	c.equal("number of calls", len(calls), 3)
	c.equal("the last call", calls[2], "03 action /TransIn")
	c.rows(c.query(), "01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed",
		"03 compensate prepared", "03 action succeed")
}

func sagaTwice(c *checker) {
	made := c.transferSaga("/TransOut", "/Slow")

	c.noError(made.submit())
	c.noError(made.submit())

	c.waitStatus("succeed")
	c.calls("01 action /TransOut", "02 action /Slow")
}

func sagaHeaders(c *checker) {
	made := c.waitedSaga("/TransOut", "/TransIn")
	made.base.BranchHeaders = map[string]string{"x-conformance": "carried"}

	c.noError(made.submit())

	c.bank.mutex.Lock()
	defer c.bank.mutex.Unlock()
	c.equal("header", c.bank.headers[c.gid], "carried")
}

func submitAfterEnd(c *checker) {
	c.noError(c.waitedSaga("/TransOut", "/TransIn").submit())

	c.errorSays(c.waitedSaga("/TransOut", "/TransIn").submit(), "current status 'succeed', cannot sumbmit. FAILURE")
}

func sagaBarrier(c *checker) {
	c.noError(c.waitedSaga("/DbOut", "/DbIn").submit())

	c.rows(c.query(), sagaDone...)
	c.storedMoved(30)
}

// The rejected step's compensation finds no action in the barrier and does nothing.
func sagaBarrierFailure(c *checker) {
	c.errorSays(c.waitedSaga("/DbOut", "/DbRejected").submit(), "FAILURE")

	c.waitStatus("failed")
	c.calls("01 action /DbOut", "02 action /DbRejected", "02 compensate /DbRejectedRevert", "01 compensate /DbOutRevert")
	c.storedMoved(0)
}

type errorText string

func (e errorText) Error() string { return string(e) }
