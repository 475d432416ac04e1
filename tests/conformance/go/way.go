// The protocols a scenario can run over: what dtmcli and dtmgrpc call alike, spelled once.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"database/sql"

	"github.com/dtm-labs/client/dtmcli"
	"github.com/dtm-labs/client/dtmcli/dtmimp"
)

type saga struct {
	base   *dtmimp.TransBase
	add    func(action, compensate string, amount int64)
	orders func(branch int, after []int)
	submit func() error
}

type message struct {
	base          *dtmimp.TransBase
	add           func(action string, amount int64)
	topic         func(name string, amount int64)
	delay         func(seconds uint64)
	prepare       func(query string) error
	submit        func() error
	doAndSubmit   func(query string, work func(*dtmcli.BranchBarrier) error) error
	doAndSubmitDB func(query string, db *sql.DB, work dtmcli.BarrierBusiFunc) error
}

type way interface {
	name() string
	// The URL by which the coordinator reaches a path of the bank; "" stays "".
	branch(path string) string
	// The same at another address, where nobody listens before open() is called; open() tells how to close it again.
	late(path string) (url string, open func() (shut func()))
	newGid() string
	saga(gid string) *saga
	message(gid string) *message
	tcc(gid string, options func(*dtmimp.TransBase), work func(callBranch) error) error
	xa(gid string, options func(*dtmimp.TransBase), work func(callBranch) error) error
}
