// What every scenario checks with: the server's own /query answer, read as a DTM client reads it.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

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
		RollbackReason string `json:"rollback_reason"`
	} `json:"transaction"`
	Branches []branchRow `json:"branches"`
}

type checker struct {
	server string
	bank   *bank
	gid    string
}

func (c *checker) url(path string) string { return c.bank.url + path }

func (c *checker) query() queryAnswer {
	response, err := http.Get(c.server + "/query?gid=" + c.gid)
	c.noError(err)
	defer response.Body.Close()
	var answer queryAnswer
	c.noError(json.NewDecoder(response.Body).Decode(&answer))
	return answer
}

// Polls until the transaction has the status; the answer that showed it.
func (c *checker) waitStatus(status string, within time.Duration) queryAnswer {
	deadline := time.Now().Add(within)
	for {
		answer := c.query()
		if answer.Transaction != nil && answer.Transaction.Status == status {
			return answer
		}
		if time.Now().After(deadline) {
			panic(fmt.Sprintf("status is not %s after %s: %+v", status, within, answer))
		}
		time.Sleep(20 * time.Millisecond)
	}
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
	c.equal("calls", strings.Join(c.bank.callsOf(c.gid), ", "), strings.Join(wanted, ", "))
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
