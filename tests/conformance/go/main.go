// Runs DTM's own Go client, unmodified, against the server named by the only argument, with real HTTP participants of
// its own, and prints "ok NAME" or "FAIL NAME: why" for each scenario.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/dtm-labs/client/dtmcli"
)

type scenario struct {
	name string
	run  func(c *checker)
}

var scenarios = []scenario{
	{"newGid gives 22 characters", newGid},
	{"saga succeeds", sagaSucceeds},
	{"saga succeeds without wait_result", sagaWithoutWait},
	{"saga rolls back", sagaRollsBack},
	{"saga retries an ongoing action", sagaOngoing},
	{"saga gives up at retry_limit", sagaRetryLimit},
	{"saga turns back at timeout_to_fail", sagaTimeout},
	{"concurrent saga keeps its orders", sagaConcurrent},
	{"saga submitted again is accepted once", sagaTwice},
	{"saga carries branch headers", sagaHeaders},
	{"message is sent", messageSent},
	{"message is rolled back by the initiator", messageAborted},
	{"message: back-check says success", backCheckSuccess},
	{"message: back-check says failure", backCheckFailure},
	{"message: the client's own back-check decides", messageClientQuery},
	{"message to a topic reaches each subscriber", messageTopic},
	{"message waits for its delay", messageDelay},
	{"a finished transaction refuses submit", submitAfterEnd},
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go-client http://127.0.0.1:PORT/api/dtmsvr")
		os.Exit(2)
	}
	bank := startBank()
	failed := 0
	for _, s := range scenarios {
		if why := runOne(s, os.Args[1], bank); why != "" {
			failed++
			fmt.Printf("FAIL go: %s: %s\n", s.name, strings.ReplaceAll(why, "\n", " "))
		} else {
			fmt.Printf("ok go: %s\n", s.name)
		}
	}
	if failed > 0 {
		os.Exit(1)
	}
}

// A failed check panics with its sentence; so does the SDK's Must family.
func runOne(s scenario, server string, bank *bank) (why string) {
	defer func() {
		if r := recover(); r != nil {
			why = fmt.Sprint(r)
		}
	}()
	s.run(&checker{server: server, bank: bank, gid: dtmcli.MustGenGid(server)})
	return ""
}
