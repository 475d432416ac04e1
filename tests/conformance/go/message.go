// Two-phase messages through DTM's Go client.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/dtm-labs/client/dtmcli"
)

// Two steps of 30, back-checked after a second.
func (c *checker) message() *dtmcli.Msg {
	message := dtmcli.NewMsg(c.server, c.gid).
		Add(c.url("/TransIn"), &transfer{Amount: 30}).
		Add(c.url("/TransOut"), &transfer{Amount: 30})
	message.TimeoutToFail = 1
	message.RetryInterval = 1
	return message
}

func messageSent(c *checker) {
	message := c.message()
	message.WaitResult = true

	c.noError(message.DoAndSubmit(c.url("/QuerySuccess"), func(*dtmcli.BranchBarrier) error {
		c.equal("status while the initiator works", c.query().Transaction.Status, "prepared")
		return nil
	}))

	answer := c.query()
	c.equal("status", answer.Transaction.Status, "succeed")
	c.equal("type", answer.Transaction.TransType, "msg")
	c.rows(answer, "01 action succeed", "02 action succeed")
	c.calls("01 action /TransIn", "02 action /TransOut")
}

func messageAborted(c *checker) {
	err := c.message().DoAndSubmit(c.url("/QuerySuccess"), func(*dtmcli.BranchBarrier) error { return dtmcli.ErrFailure })

	c.equal("error", err, dtmcli.ErrFailure)
	answer := c.query()
	c.equal("status", answer.Transaction.Status, "failed")
	c.rows(answer, "01 action prepared", "02 action prepared")
	c.calls()
}

func backCheckSuccess(c *checker) {
	c.noError(c.message().Prepare(c.url("/QuerySuccess")))

	answer := c.waitStatus("succeed", 15*time.Second)

	c.rows(answer, "01 action succeed", "02 action succeed")
	c.calls("00 msg /QuerySuccess", "01 action /TransIn", "02 action /TransOut")
}

func backCheckFailure(c *checker) {
	c.noError(c.message().Prepare(c.url("/QueryFailure")))

	answer := c.waitStatus("failed", 15*time.Second)

	c.rows(answer, "01 action prepared", "02 action prepared")
	c.calls("00 msg /QueryFailure")
}

// The initiator's business failed with an unknown result: the client asks the back-check itself, then submits or aborts.
func messageClientQuery(c *checker) {
	message := c.message()
	message.WaitResult = true

	err := message.DoAndSubmit(c.url("/QuerySuccess"), func(*dtmcli.BranchBarrier) error { return errors.New("lost connection") })

	c.errorSays(err, "lost connection")
	c.waitStatus("succeed", 5*time.Second)
	c.calls("00 msg /QuerySuccess", "01 action /TransIn", "02 action /TransOut")
}

func messageTopic(c *checker) {
	topic := "conformance-" + c.gid
	for _, path := range []string{"/TransIn", "/TransOut"} {
		response, err := http.Get(c.server + "/subscribe?topic=" + topic + "&remark=test&url=" + url.QueryEscape(c.url(path)))
		c.noError(err)
		response.Body.Close()
		c.equal("subscribe", response.StatusCode, 200)
	}
	message := dtmcli.NewMsg(c.server, c.gid).AddTopic(topic, &transfer{Amount: 0})
	message.WaitResult = true

	c.noError(message.Prepare(c.url("/QuerySuccess")))
	c.noError(message.Submit())

	c.rows(c.query(), "01-01 action succeed", "01-02 action succeed")
	c.calls("01-01 action /TransIn", "01-02 action /TransOut")
}

func messageDelay(c *checker) {
	message := c.message().SetDelay(2)
	begun := time.Now()

	c.noError(message.Prepare(c.url("/QuerySuccess")))
	c.noError(message.Submit())
	c.equal("status at once", c.query().Transaction.Status, "submitted")

	c.waitStatus("succeed", 15*time.Second)
	if waited := time.Since(begun); waited < 1900*time.Millisecond {
		panic("delivered after " + waited.String())
	}
}
