// Two-phase messages through DTM's Go client, the same over every protocol.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"database/sql"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/dtm-labs/client/dtmcli"
)

var messageCases = []scenario{
	{"msg: success", messageSent},
	{"msg: business failure", messageAborted},
	{"msg: ongoing", messageOngoing},
	{"msg: participant answers an error", messageShaky},
	{"msg: unreachable participant", messageUnreachable},
	{"msg: back-check says success", backCheckSuccess},
	{"msg: back-check says failure", backCheckFailure},
	{"msg: back-check ongoing", backCheckOngoing},
	{"msg: back-check answers an error", backCheckShaky},
	{"msg: back-check unreachable", backCheckUnreachable},
	{"msg: the client's own back-check", messageClientQuery},
	{"msg: topic", messageTopic},
	{"msg: delay", messageDelay},
	{"msg: DoAndSubmitDB, success", messageDB},
	{"msg: DoAndSubmitDB, business failure", messageDBFailure},
	{"msg: crash of the initiator before commit", messageCrashBefore},
	{"msg: crash of the initiator after commit", messageCrashAfter},
}

// Two steps of 30, back-checked after a second.
func (c *checker) transferMessage() *message { return c.messageTo("/TransIn", "/TransOut") }

func (c *checker) messageTo(first, second string) *message {
	made := c.way.message(c.gid)
	made.add(first, 30)
	made.add(second, 30)
	impatient(made.base)
	return made
}

func nothing(*dtmcli.BranchBarrier) error { return nil }

var messageDone = []string{"01 action succeed", "02 action succeed"}

func messageSent(c *checker) {
	made := c.transferMessage()
	made.base.WaitResult = true

	c.noError(made.doAndSubmit("/QuerySuccess", func(*dtmcli.BranchBarrier) error {
		c.equal("status while the initiator works", c.query().Transaction.Status, "prepared")
		return nil
	}))

	answer := c.query()
	c.equal("status", answer.Transaction.Status, "succeed")
	c.equal("type", answer.Transaction.TransType, "msg")
	c.rows(answer, messageDone...)
	c.calls("01 action /TransIn", "02 action /TransOut")
	c.moved(30)
}

func messageAborted(c *checker) {
	err := c.transferMessage().doAndSubmit("/QuerySuccess", func(*dtmcli.BranchBarrier) error { return dtmcli.ErrFailure })

	c.equal("error", err, dtmcli.ErrFailure)
	answer := c.query()
	c.equal("status", answer.Transaction.Status, "failed")
	c.rows(answer, "01 action prepared", "02 action prepared")
	c.calls()
}

func messageOngoing(c *checker) { messageRepeats(c, "/Ongoing") }
func messageShaky(c *checker)   { messageRepeats(c, "/Shaky") }

func messageRepeats(c *checker, second string) {
	c.noError(c.messageTo("/TransIn", second).doAndSubmit("/QuerySuccess", nothing))

	c.rows(c.waitStatus("succeed"), messageDone...)
	c.calls("01 action /TransIn", "02 action "+second, "02 action "+second)
}

func messageUnreachable(c *checker) {
	url, open := c.late("/TransOut")

	c.noError(c.messageTo("/TransIn", url).doAndSubmit("/QuerySuccess", nothing))
	c.waitCall("01 action /TransIn")
	c.equal("status while nobody listens", c.query().Transaction.Status, "submitted")
	open()

	c.rows(c.waitStatus("succeed"), messageDone...)
	c.calls("01 action /TransIn", "02 action /TransOut")
}

func backCheckSuccess(c *checker) {
	backCheck(c, "/QuerySuccess", "00 msg /QuerySuccess", "01 action /TransIn", "02 action /TransOut")
}

func backCheckOngoing(c *checker) {
	backCheck(c, "/QueryOngoing", "00 msg /QueryOngoing", "00 msg /QueryOngoing", "01 action /TransIn", "02 action /TransOut")
}

func backCheckShaky(c *checker) {
	backCheck(c, "/QueryShaky", "00 msg /QueryShaky", "00 msg /QueryShaky", "01 action /TransIn", "02 action /TransOut")
}

func backCheck(c *checker, query string, calls ...string) {
	c.noError(c.transferMessage().prepare(query))

	c.rows(c.waitStatus("succeed"), messageDone...)
	c.calls(calls...)
}

func backCheckFailure(c *checker) {
	c.noError(c.transferMessage().prepare("/QueryFailure"))

	c.rows(c.waitStatus("failed"), "01 action prepared", "02 action prepared")
	c.calls("00 msg /QueryFailure")
}

func backCheckUnreachable(c *checker) {
	url, open := c.late("/QuerySuccess")

	c.noError(c.transferMessage().prepare(url))
	time.Sleep(1200 * time.Millisecond) // the first back-check finds nobody
	c.equal("status while nobody listens", c.query().Transaction.Status, "prepared")
	open()

	c.rows(c.waitStatus("succeed"), messageDone...)
}

// The initiator's business failed with an unknown result: the client asks the back-check itself, then submits or aborts.
func messageClientQuery(c *checker) {
	made := c.transferMessage()
	made.base.WaitResult = true

	err := made.doAndSubmit("/QuerySuccess", func(*dtmcli.BranchBarrier) error { return errors.New("lost connection") })

	c.errorSays(err, "lost connection")
	c.waitStatus("succeed")
	c.calls("00 msg /QuerySuccess", "01 action /TransIn", "02 action /TransOut")
}

func messageTopic(c *checker) {
	topic := "conformance-" + c.gid
	for _, path := range []string{"/TransIn", "/TransOut"} {
		request, err := http.NewRequest("GET", c.server+"/subscribe?topic="+topic+"&remark=test&url="+url.QueryEscape(c.branch(path)), nil)
		c.noError(err)
		request.Header.Set("Authorization", "Bearer "+adminToken()) // not the client's own: topics are an admin's
		response, err := http.DefaultClient.Do(request)
		c.noError(err)
		response.Body.Close()
		c.equal("subscribe", response.StatusCode, 200)
	}
	made := c.way.message(c.gid)
	made.topic(topic, 0)
	made.base.WaitResult = true

	c.noError(made.prepare("/QuerySuccess"))
	c.noError(made.submit())

	c.rows(c.query(), "01-01 action succeed", "01-02 action succeed")
	c.calls("01-01 action /TransIn", "01-02 action /TransOut")
}

func messageDelay(c *checker) {
	made := c.transferMessage()
	made.delay(2)
	begun := time.Now()

	c.noError(made.prepare("/QuerySuccess"))
	c.noError(made.submit())
	c.equal("status at once", c.query().Transaction.Status, "submitted")

	c.waitStatus("succeed")
	if took := time.Since(begun); took < 1900*time.Millisecond {
		panic("delivered after " + took.String())
	}
}

// Business and barrier row in one local transaction of the initiator's database.
func messageDB(c *checker) {
	made := c.messageTo("/TransIn", "/TransIn")
	made.base.WaitResult = true

	c.noError(made.doAndSubmitDB("/QueryDb", c.bank.db, func(tx *sql.Tx) error { return moveStored(tx, c.gid, "out", -60) }))

	c.rows(c.query(), messageDone...)
	c.equal("out", c.bank.stored(c.gid, "out"), int64(-60))
}

func messageDBFailure(c *checker) {
	err := c.transferMessage().doAndSubmitDB("/QueryDb", c.bank.db, func(*sql.Tx) error { return dtmcli.ErrFailure })

	c.equal("error", err, dtmcli.ErrFailure)
	c.waitStatus("failed")
	c.calls()
	c.equal("out", c.bank.stored(c.gid, "out"), int64(0))
}

func messageCrashBefore(c *checker) {
	c.crash("message before commit")

	c.rows(c.waitStatus("failed"), "01 action prepared", "02 action prepared")
	c.calls("00 msg /QueryDb")
}

func messageCrashAfter(c *checker) {
	c.crash("message after commit")

	c.rows(c.waitStatus("succeed"), messageDone...)
	c.calls("00 msg /QueryDb", "01 action /TransIn", "02 action /TransOut")
	c.equal("out", c.bank.stored(c.gid, "out"), int64(-30))
}
