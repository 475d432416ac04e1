// What every scenario checks with: the server's own /query answer, read as a DTM client reads it.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/dtm-labs/client/dtmcli/dtmimp"
)

const patience = 20 * time.Second

type branchRow struct {
	BranchID string `json:"branch_id"`
	Op       string `json:"op"`
	Status   string `json:"status"`
	URL      string `json:"url"`
}

type queryAnswer struct {
	Transaction *struct {
		Gid            string `json:"gid"`
		TransType      string `json:"trans_type"`
		Status         string `json:"status"`
		Protocol       string `json:"protocol"`
		RollbackReason string `json:"rollback_reason"`
	} `json:"transaction"`
	Branches []branchRow `json:"branches"`
}

type checker struct {
	way
	server string // the HTTP API
	bank   *bank
	gid    string
}

// Of the file that programs.py tells its children of.
func adminToken() string {
	text, err := os.ReadFile(os.Getenv("TXDESK_SECURITY_ADMIN_TOKEN_FILE"))
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(text))
}

func (c *checker) query() queryAnswer {
	response, err := http.Get(c.server + "/query?gid=" + c.gid)
	c.noError(err)
	defer response.Body.Close()
	var answer queryAnswer
	c.noError(json.NewDecoder(response.Body).Decode(&answer))
	return answer
}

// Polls until the transaction has the status; the answer that showed it.
func (c *checker) waitStatus(status string) queryAnswer {
	deadline := time.Now().Add(patience)
	for {
		answer := c.query()
		if answer.Transaction != nil && answer.Transaction.Status == status {
			return answer
		}
		if time.Now().After(deadline) {
			panic(fmt.Sprintf("status is not %s after %s: %+v %+v, calls %v", status, patience, answer.Transaction, answer.Branches,
				c.bank.callsOf(c.gid)))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (c *checker) waitCall(call string) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		for _, got := range c.bank.callsOf(c.gid) {
			if got == call {
				return
			}
		}
	}
	panic(fmt.Sprintf("no call %s: %v, %+v", call, c.bank.callsOf(c.gid), c.query()))
}

// Rows as "01 compensate prepared", in the order of the answer.
func (c *checker) rows(answer queryAnswer, wanted ...string) {
	var got []string
	for _, row := range answer.Branches {
		got = append(got, fmt.Sprintf("%s %s %s", row.BranchID, row.Op, row.Status))
	}
	c.equal("branch rows", strings.Join(got, ", "), strings.Join(wanted, ", "))
}

func (c *checker) calls(wanted ...string) {
	c.bank.mutex.Lock()
	refusals := strings.Join(c.bank.refusals[c.gid], "; ")
	c.bank.mutex.Unlock()
	c.equal("calls of "+c.gid+" ("+refusals+")", strings.Join(c.bank.callsOf(c.gid), ", "), strings.Join(wanted, ", "))
}

// What the transaction moved out of one account and into the other, in memory.
func (c *checker) moved(amount int64) {
	c.equal("out", c.bank.balance(c.gid, "out"), -amount)
	c.equal("in", c.bank.balance(c.gid, "in"), amount)
}

// The same in the database.
func (c *checker) storedMoved(amount int64) {
	c.equal("out", c.bank.stored(c.gid, "out"), -amount)
	c.equal("in", c.bank.stored(c.gid, "in"), amount)
}

func (c *checker) equal(what string, got, wanted interface{}) {
	if got != wanted {
		panic(fmt.Sprintf("%s: got %v, wanted %v", what, got, wanted))
	}
}

func (c *checker) noError(err error) {
	if err != nil {
		panic(err)
	}
}

func (c *checker) errorSays(err error, words ...string) {
	if err == nil {
		panic("an error was expected")
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			panic(fmt.Sprintf("the error does not say %q: %v", word, err))
		}
	}
}

// Options of the cases that wait: the next try after a second.
func quick(base *dtmimp.TransBase) {
	base.RetryInterval = 1
}

// Prepared transactions are given up, or asked after, a second after they began.
func impatient(base *dtmimp.TransBase) {
	base.RetryInterval = 1
	base.TimeoutToFail = 1
}

// Runs an initiator in a process of its own, which kills itself in the middle of its work (see crash.go).
func (c *checker) crash(role string) {
	self, err := os.Executable()
	c.noError(err)
	arguments := append(append([]string{}, os.Args[1:]...), "-crash", role, "-gid", c.gid, "-bank", c.bank.httpURL, "-bank-grpc", c.bank.grpcHost)
	output, err := exec.Command(self, arguments...).CombinedOutput()
	if err == nil || !strings.Contains(err.Error(), "killed") {
		panic(fmt.Sprintf("the initiator was to be killed: %v: %s", err, output))
	}
}
