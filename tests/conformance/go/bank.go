// The participants: one bank whose paths say what it answers, reached over HTTP, JSON-RPC and gRPC alike, and a list of
// what it was asked.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/dtm-labs/client/dtmcli"
)

type transfer struct {
	Amount int64 `json:"amount"`
}

// One request, whatever brought it.
type request struct {
	gid, branch, op, kind string
	path                  string // "/TransOutRevert"
	amount                int64
	header                string // what X-Conformance carried
	// By the client's own readers of queries and metadata.
	barrier func() (*dtmcli.BranchBarrier, error)
	xa      func(dtmcli.DBConf, func(*sql.DB) error) error
	nested  func() (callBranch, error)
}

// Over gRPC: the number 409 as grpc-status, which is what services on PHP's client answer for FAILURE.
var errOdd = errors.New("status 409")

// Calls a branch of a TCC or XA: the path of its first op and the amount.
type callBranch func(path string, amount int64) error

type bank struct {
	httpURL  string // http://127.0.0.1:port
	grpcHost string // 127.0.0.1:port
	conf     dtmcli.DBConf
	db       *sql.DB

	mutex    sync.Mutex
	accounts map[string]int64    // gid + account
	calls    map[string][]string // gid -> "01 action /TransOut"
	seen     map[string]int      // gid + branch + op -> how often
	headers  map[string]string   // gid -> what X-Conformance carried
	refusals map[string][]string // gid -> the errors it was answered
}

func newBank(conf dtmcli.DBConf) *bank {
	b := &bank{conf: conf, accounts: map[string]int64{}, calls: map[string][]string{}, seen: map[string]int{}, headers: map[string]string{},
		refusals: map[string][]string{}}
	if conf.Port != 0 {
		db, err := sql.Open("mysql", fmt.Sprintf("%s:%s@tcp(%s:%d)/%s", conf.User, conf.Password, conf.Host, conf.Port, conf.Db))
		if err != nil {
			panic(err)
		}
		b.db = db
	}
	return b
}

func (b *bank) callsOf(gid string) []string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return append([]string(nil), b.calls[gid]...)
}

// Of the accounts in memory: what the transaction moved.
func (b *bank) balance(gid, account string) int64 {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.accounts[gid+account]
}

// Of the accounts in the database.
func (b *bank) stored(gid, account string) (balance int64) {
	err := b.db.QueryRow("select balance from account where gid = ? and name = ?", gid, account).Scan(&balance)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		panic(err)
	}
	return
}

// Answers nil, or an error that wraps FAILURE, ONGOING or neither.
func (b *bank) handle(r *request) error {
	err := b.answer(r, b.note(r))
	if err != nil {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		b.refusals[r.gid] = append(b.refusals[r.gid], err.Error())
	}
	return err
}

func (b *bank) answer(r *request, nth int) error {
	base, first := splitPath(r.path)
	switch {
	case strings.HasPrefix(base, "Query"):
		return b.backCheck(r, base, nth)
	case strings.HasPrefix(base, "Db"):
		return b.withBarrier(r, base, first)
	case strings.HasPrefix(base, "Xa"):
		return b.withXa(r, base, nth)
	case base == "Rejected" && first:
		return fmt.Errorf("no such account. %w", dtmcli.ErrFailure)
	case base == "Broken" && first:
		return errors.New("database is away")
	case base == "Odd" && first:
		return errOdd
	case base == "Ongoing" && r.op != "try" && nth == 1:
		return dtmcli.ErrOngoing
	case base == "Shaky" && r.op != "try" && nth == 1:
		return errors.New("database is away")
	case base == "Slow":
		time.Sleep(300 * time.Millisecond)
	case base == "Nested" && first:
		return b.nest(r)
	}
	b.move(r, base, first, nth)
	return nil
}

// "/TransOutRevert" is ("TransOut", false).
func splitPath(path string) (base string, first bool) {
	base = strings.TrimPrefix(path, "/")
	for _, suffix := range []string{"Revert", "Confirm", "Cancel"} {
		if strings.HasSuffix(base, suffix) {
			return strings.TrimSuffix(base, suffix), false
		}
	}
	return base, true
}

func (b *bank) note(r *request) int {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.headers[r.gid] = r.header
	b.calls[r.gid] = append(b.calls[r.gid], fmt.Sprintf("%s %s %s", r.branch, r.op, r.path))
	key := r.gid + r.branch + r.op
	b.seen[key]++
	return b.seen[key]
}

// Money in memory moves at most once an op, and back only when it had moved.
func (b *bank) move(r *request, base string, first bool, nth int) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	account, amount := accountOf(base, r.amount)
	done := r.gid + r.branch + "done"
	switch {
	case first && b.seen[done] == 0:
		b.accounts[r.gid+account] += amount
		b.seen[done]++
	case !first && !strings.HasSuffix(r.path, "Confirm") && b.seen[done] > 0 && nth == 1:
		b.accounts[r.gid+account] -= amount
	}
}

func accountOf(base string, amount int64) (string, int64) {
	if strings.HasSuffix(base, "Out") {
		return "out", -amount
	}
	return "in", amount
}

func (b *bank) backCheck(r *request, base string, nth int) error {
	switch {
	case base == "QueryFailure":
		return dtmcli.ErrFailure
	case base == "QueryOngoing" && nth == 1:
		return dtmcli.ErrOngoing
	case base == "QueryShaky" && nth == 1:
		return errors.New("database is away")
	case base == "QueryDb":
		barrier, err := r.barrier()
		if err != nil {
			return err
		}
		return barrier.QueryPrepared(b.db)
	}
	return nil
}

// The client's barrier and the money in one local transaction.
func (b *bank) withBarrier(r *request, base string, first bool) error {
	barrier, err := r.barrier()
	if err != nil {
		return err
	}
	return barrier.CallWithDB(b.db, func(tx *sql.Tx) error {
		if base == "DbRejected" && first {
			return fmt.Errorf("no such account. %w", dtmcli.ErrFailure)
		}
		account, amount := accountOf(base, r.amount)
		switch r.op {
		case "confirm":
			return nil
		case "compensate", "cancel", "rollback":
			amount = -amount
		}
		return moveStored(tx, r.gid, account, amount)
	})
}

type executor interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
}

func moveStored(db executor, gid, account string, amount int64) error {
	_, err := db.Exec("insert into account (gid, name, balance) values (?, ?, ?) on duplicate key update balance = balance + ?",
		gid, account, amount, amount)
	return err
}

func (b *bank) withXa(r *request, base string, nth int) error {
	if base == "XaOngoing" && r.op != "action" && nth == 1 {
		return dtmcli.ErrOngoing
	}
	if base == "XaShaky" && r.op != "action" && nth == 1 {
		return errors.New("database is away")
	}
	return r.xa(b.conf, func(db *sql.DB) error {
		if base == "XaRejected" {
			return fmt.Errorf("no such account. %w", dtmcli.ErrFailure)
		}
		account, amount := accountOf(base, r.amount)
		return moveStored(db, r.gid, account, amount)
	})
}

// Transaction ids that are prepared in the database and wait for their second phase.
func (b *bank) preparedXa(gid string) (count int) {
	rows, err := b.db.Query("xa recover")
	if err != nil {
		panic(err)
	}
	defer rows.Close()
	for rows.Next() {
		var format, gtrid, bqual int
		var data string
		if err := rows.Scan(&format, &gtrid, &bqual, &data); err != nil {
			panic(err)
		}
		if strings.HasPrefix(data, gid) {
			count++
		}
	}
	return
}

// A participant that is an initiator of sub-branches itself.
func (b *bank) nest(r *request) error {
	call, err := r.nested()
	if err != nil {
		return err
	}
	if err := call("/TransOut", r.amount); err != nil {
		return err
	}
	return call("/TransIn", r.amount)
}
