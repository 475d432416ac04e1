// Sagas through DTM's Go client.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"time"

	"github.com/dtm-labs/client/dtmcli"
)

func newGid(c *checker) {
	c.equal("length", len(dtmcli.MustGenGid(c.server)), 22)
	if dtmcli.MustGenGid(c.server) == c.gid {
		panic("two equal gids")
	}
}

// Two steps; the second one's action path is given.
func (c *checker) saga(second string) *dtmcli.Saga {
	saga := dtmcli.NewSaga(c.server, c.gid).
		Add(c.url("/TransOut"), c.url("/TransOutRevert"), &transfer{Amount: 30}).
		Add(c.url(second), c.url(second+"Revert"), &transfer{Amount: 30})
	saga.WaitResult = true
	return saga
}

func sagaSucceeds(c *checker) {
	out, in := c.bank.balance("out"), c.bank.balance("in")

	c.noError(c.saga("/TransIn").Submit())

	answer := c.query()
	c.equal("status", answer.Transaction.Status, "succeed")
	c.equal("type", answer.Transaction.TransType, "saga")
	c.rows(answer, "01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed")
	c.calls("01 action /TransOut", "02 action /TransIn")
	c.equal("out", c.bank.balance("out"), out-30)
	c.equal("in", c.bank.balance("in"), in+30)
}

func sagaWithoutWait(c *checker) {
	saga := c.saga("/TransIn")
	saga.WaitResult = false

	c.noError(saga.Submit())

	c.rows(c.waitStatus("succeed", 5*time.Second),
		"01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed")
}

func sagaRollsBack(c *checker) {
	out, in := c.bank.balance("out"), c.bank.balance("in")

	err := c.saga("/Rejected").Submit()

	c.errorSays(err, "FAILURE", "/Rejected", "no such account")
	answer := c.waitStatus("failed", 5*time.Second)
	c.rows(answer, "01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed")
	c.calls("01 action /TransOut", "02 action /Rejected", "02 compensate /RejectedRevert", "01 compensate /TransOutRevert")
	c.errorSays(errorText(answer.Transaction.RollbackReason), "url:"+c.url("/Rejected")+" return failed:")
	c.equal("out", c.bank.balance("out"), out)
	c.equal("in", c.bank.balance("in"), in)
}

func sagaOngoing(c *checker) {
	saga := c.saga("/OngoingOnce")
	saga.RetryInterval = 1

	c.errorSays(saga.Submit(), "wait result not return success: FAILURE")

	c.waitStatus("succeed", 8*time.Second)
	c.calls("01 action /TransOut", "02 action /OngoingOnce", "02 action /OngoingOnce")
}

func sagaRetryLimit(c *checker) {
	saga := dtmcli.NewSaga(c.server, c.gid).Add(c.url("/Broken"), "", &transfer{Amount: 1})
	saga.WaitResult = true
	saga.RetryLimit = 2

	c.errorSays(saga.Submit(), "RetryCount is greater than RetryLimit, RetryLimit: 2")

	c.waitStatus("failed", 5*time.Second)
	c.calls("01 action /Broken", "01 action /Broken", "01 action /Broken")
}

func sagaTimeout(c *checker) {
	saga := c.saga("/Broken")
	saga.WaitResult = false
	saga.TimeoutToFail = 1
	saga.Steps[1]["compensate"] = ""

	c.noError(saga.Submit())

	answer := c.waitStatus("failed", 15*time.Second)
	c.equal("reason", answer.Transaction.RollbackReason, "Timeout after 1 seconds")
	c.rows(answer, "01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action prepared")
}

func sagaConcurrent(c *checker) {
	saga := dtmcli.NewSaga(c.server, c.gid).
		Add(c.url("/Slow"), "", &transfer{Amount: 0}).
		Add(c.url("/TransOut"), "", &transfer{Amount: 0}).
		Add(c.url("/TransIn"), "", &transfer{Amount: 0}).
		SetConcurrent().
		AddBranchOrder(2, []int{0, 1})
	saga.WaitResult = true

	c.noError(saga.Submit())

	calls := c.bank.callsOf(c.gid)
	c.equal("number of calls", len(calls), 3)
	c.equal("the last call", calls[2], "03 action /TransIn")
	c.rows(c.query(), "01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed",
		"03 compensate prepared", "03 action succeed")
}

func sagaTwice(c *checker) {
	saga := c.saga("/Slow")
	saga.WaitResult = false

	c.noError(saga.Submit())
	c.noError(saga.Submit())

	c.waitStatus("succeed", 5*time.Second)
	c.calls("01 action /TransOut", "02 action /Slow")
}

func sagaHeaders(c *checker) {
	saga := c.saga("/TransIn")
	saga.BranchHeaders = map[string]string{"X-Conformance": "carried"}

	c.noError(saga.Submit())

	c.bank.mutex.Lock()
	defer c.bank.mutex.Unlock()
	c.equal("header", c.bank.headers[c.gid], "carried")
}

func submitAfterEnd(c *checker) {
	c.noError(c.saga("/TransIn").Submit())

	c.errorSays(c.saga("/TransIn").Submit(), "current status 'succeed', cannot sumbmit. FAILURE")
}

type errorText string

func (e errorText) Error() string { return string(e) }
