// The participants: one HTTP server whose paths say what it answers, and a list of what it was asked.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/dtm-labs/client/dtmcli"
)

type transfer struct {
	Amount int `json:"amount"`
}

type bank struct {
	url      string
	mutex    sync.Mutex
	accounts map[string]int      // "out" and "in"
	calls    map[string][]string // gid -> "01 action /TransOut"
	seen     map[string]int      // gid + branch + op -> how often
	headers  map[string]string   // gid -> what X-Conformance carried
}

func startBank() *bank {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	b := &bank{
		url:      "http://" + listener.Addr().String(),
		accounts: map[string]int{"out": 1000, "in": 0},
		calls:    map[string][]string{},
		seen:     map[string]int{},
		headers:  map[string]string{},
	}
	go func() { panic(http.Serve(listener, b)) }()
	return b
}

func (b *bank) callsOf(gid string) []string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return append([]string(nil), b.calls[gid]...)
}

func (b *bank) balance(account string) int {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.accounts[account]
}

func (b *bank) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	barrier, err := dtmcli.BarrierFromQuery(r.URL.Query())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var wanted transfer
	body, _ := io.ReadAll(r.Body)
	if len(body) > 0 {
		if err := json.Unmarshal(body, &wanted); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	if r.URL.Path == "/Slow" {
		time.Sleep(300 * time.Millisecond)
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.headers[barrier.Gid] = r.Header.Get("X-Conformance")
	b.calls[barrier.Gid] = append(b.calls[barrier.Gid], fmt.Sprintf("%s %s %s", barrier.BranchID, barrier.Op, r.URL.Path))
	key := barrier.Gid + barrier.BranchID + barrier.Op
	b.seen[key]++
	b.answer(w, r, wanted.Amount, barrier.Gid+barrier.BranchID, barrier.Op, b.seen[key])
}

// What each path does; money moves at most once an op, as with a barrier. Called with the lock held.
func (b *bank) answer(w http.ResponseWriter, r *http.Request, amount int, branch, op string, nth int) {
	done := func() { fmt.Fprint(w, `{"dtm_result":"SUCCESS"}`) }
	switch r.URL.Path {
	case "/TransOut":
		if nth == 1 {
			b.accounts["out"] -= amount
		}
		done()
	case "/TransIn", "/Slow":
		if nth == 1 {
			b.accounts["in"] += amount
		}
		done()
	case "/TransOutRevert":
		if nth == 1 && b.seen[branch+"action"] > 0 {
			b.accounts["out"] += amount
		}
		done()
	case "/TransInRevert", "/RejectedRevert":
		done() // its action was rejected: nothing to give back
	case "/Rejected":
		w.WriteHeader(http.StatusConflict)
		fmt.Fprint(w, `{"dtm_result":"FAILURE","message":"no such account"}`)
	case "/OngoingOnce":
		if nth == 1 {
			w.WriteHeader(http.StatusTooEarly)
			fmt.Fprint(w, `{"dtm_result":"ONGOING"}`)
			return
		}
		done()
	case "/Broken":
		http.Error(w, "database is away", http.StatusInternalServerError)
	case "/QuerySuccess":
		done()
	case "/QueryFailure":
		w.WriteHeader(http.StatusConflict)
		fmt.Fprint(w, `{"dtm_result":"FAILURE"}`)
	default:
		http.NotFound(w, r)
	}
}
