// dtmcli: HTTP, and JSON-RPC towards the coordinator and the branches.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"database/sql"
	"strings"

	"github.com/dtm-labs/client/dtmcli"
	"github.com/dtm-labs/client/dtmcli/dtmimp"
	"github.com/go-resty/resty/v2"
)

type httpWay struct {
	b       *bank
	server  string // .../api/dtmsvr
	jsonRPC bool
}

func (w *httpWay) name() string {
	if w.jsonRPC {
		return "json-rpc"
	}
	return "http"
}

// What the client is told: JSON-RPC has an address of its own.
func (w *httpWay) address() string {
	if w.jsonRPC {
		return strings.TrimSuffix(w.server, "dtmsvr") + "json-rpc"
	}
	return w.server
}

func (w *httpWay) protocol(base *dtmimp.TransBase) {
	if w.jsonRPC {
		base.Protocol = dtmimp.Jrpc
	}
}

func (w *httpWay) at(host, path string) string {
	switch {
	case path == "" || strings.Contains(path, "://"):
		return path
	case w.jsonRPC:
		return host + "/json-rpc?method=" + strings.TrimPrefix(path, "/")
	}
	return host + path
}

func (w *httpWay) branch(path string) string { return w.at(w.b.httpURL, path) }

func (w *httpWay) late(path string) (string, func() func()) {
	address := freeAddress()
	return w.at("http://"+address, path), func() func() {
		_, shut := w.b.serveHTTP(address)
		return shut
	}
}

func (w *httpWay) newGid() string { return dtmcli.MustGenGid(w.server) }

func (w *httpWay) saga(gid string) *saga {
	made := dtmcli.NewSaga(w.address(), gid)
	w.protocol(&made.TransBase)
	return &saga{
		base: &made.TransBase,
		add: func(action, compensate string, amount int64) {
			made.Add(w.branch(action), w.branch(compensate), &transfer{amount})
		},
		orders: func(branch int, after []int) { made.SetConcurrent().AddBranchOrder(branch, after) },
		submit: made.Submit,
	}
}

func (w *httpWay) message(gid string) *message {
	made := dtmcli.NewMsg(w.address(), gid)
	w.protocol(&made.TransBase)
	return &message{
		base:    &made.TransBase,
		add:     func(action string, amount int64) { made.Add(w.branch(action), &transfer{amount}) },
		topic:   func(name string, amount int64) { made.AddTopic(name, &transfer{amount}) },
		delay:   func(seconds uint64) { made.SetDelay(seconds) },
		prepare: func(query string) error { return made.Prepare(w.branch(query)) },
		submit:  made.Submit,
		doAndSubmit: func(query string, work func(*dtmcli.BranchBarrier) error) error {
			return made.DoAndSubmit(w.branch(query), work)
		},
		doAndSubmitDB: func(query string, db *sql.DB, work dtmcli.BarrierBusiFunc) error {
			return made.DoAndSubmitDB(w.branch(query), db, work)
		},
	}
}

func (w *httpWay) tcc(gid string, options func(*dtmimp.TransBase), work func(callBranch) error) error {
	return dtmcli.TccGlobalTransaction2(w.address(), gid, func(tcc *dtmcli.Tcc) {
		w.protocol(&tcc.TransBase)
		options(&tcc.TransBase)
	}, func(tcc *dtmcli.Tcc) (*resty.Response, error) { return nil, work(tccCall(w, tcc)) })
}

// The try is the client's own HTTP call, also in a JSON-RPC transaction.
func tccCall(w *httpWay, tcc *dtmcli.Tcc) callBranch {
	phase2 := &httpWay{b: w.b, jsonRPC: tcc != nil && tcc.Protocol == dtmimp.Jrpc}
	return func(path string, amount int64) error {
		_, err := tcc.CallBranch(&transfer{amount}, phase2.firstOp(path), phase2.branch(sibling(path, "Confirm")), phase2.branch(sibling(path, "Cancel")))
		return err
	}
}

func (w *httpWay) firstOp(path string) string {
	if strings.Contains(path, "://") { // a late participant: only its second phase is away
		path = "/TransIn"
	}
	return (&httpWay{b: w.b}).branch(path)
}

// "/TransOut" and "Confirm" is "/TransOutConfirm"; a late participant has one URL for all.
func sibling(path, suffix string) string {
	if strings.Contains(path, "://") || strings.Contains(path, bankService) {
		return path
	}
	return path + suffix
}

func (w *httpWay) xa(gid string, options func(*dtmimp.TransBase), work func(callBranch) error) error {
	return dtmcli.XaGlobalTransaction2(w.address(), gid, func(xa *dtmcli.Xa) {
		w.protocol(&xa.TransBase)
		options(&xa.TransBase)
	}, func(xa *dtmcli.Xa) (*resty.Response, error) {
		return nil, work(func(path string, amount int64) error {
			_, err := xa.CallBranch(&transfer{amount}, w.branch(path))
			return err
		})
	})
}
