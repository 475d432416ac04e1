// The bank over HTTP and JSON-RPC, and the callback by which workflows are woken.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/dtm-labs/client/dtmcli"
	"github.com/dtm-labs/client/workflow"
)

// The URL, and what ends it again.
func (b *bank) serveHTTP(address string) (string, func()) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: b}
	go func() { _ = server.Serve(listener) }()
	return "http://" + listener.Addr().String(), func() { _ = server.Close() }
}

func (b *bank) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if r.URL.Path == "/workflow" {
		answer(w, workflow.ExecuteByQS(r.URL.Query(), body))
		return
	}
	var envelope struct {
		Method string          `json:"method"`
		ID     interface{}     `json:"id"`
		Params json.RawMessage `json:"params"`
	}
	if r.URL.Path == "/json-rpc" && json.Unmarshal(body, &envelope) == nil && envelope.Method != "" {
		b.serveJSONRPC(w, r, envelope.Method, envelope.ID, envelope.Params)
		return
	}
	wanted, err := b.fromQuery(r.URL.Query(), body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	wanted.header = r.Header.Get("X-Conformance")
	wanted.path = r.URL.Path
	if r.URL.Path == "/json-rpc" { // a first op, called by the client itself: plain HTTP
		wanted.path = "/" + r.URL.Query().Get("method")
	}
	answer(w, b.handle(wanted))
}

// As DTM's own services answer.
func answer(w http.ResponseWriter, err error) {
	var result interface{} = dtmcli.MapSuccess
	if err != nil {
		result = err
	}
	code, object := dtmcli.Result2HttpJSON(result)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(object)
}

func (b *bank) fromQuery(query url.Values, body []byte) (*request, error) {
	var sent transfer
	if len(body) > 0 {
		if err := json.Unmarshal(body, &sent); err != nil {
			return nil, err
		}
	}
	barrier, err := dtmcli.BarrierFromQuery(query)
	if err != nil {
		return nil, err
	}
	return &request{
		gid: barrier.Gid, branch: barrier.BranchID, op: barrier.Op, kind: barrier.TransType, amount: sent.Amount,
		barrier: func() (*dtmcli.BranchBarrier, error) { return dtmcli.BarrierFromQuery(query) },
		xa: func(conf dtmcli.DBConf, work func(*sql.DB) error) error {
			return dtmcli.XaLocalTransaction(query, conf, func(db *sql.DB, _ *dtmcli.Xa) error { return work(db) })
		},
		nested: func() (callBranch, error) {
			tcc, err := dtmcli.TccFromQuery(query)
			if err == nil && strings.HasSuffix(tcc.Dtm, "json-rpc") {
				tcc.Protocol = "json-rpc"
			}
			return tccCall(&httpWay{b: b}, tcc), err
		},
	}, nil
}

// The codes alone say what happened: the words FAILURE and ONGOING are kept out of the answer.
func (b *bank) serveJSONRPC(w http.ResponseWriter, r *http.Request, method string, id interface{}, params json.RawMessage) {
	var sent struct {
		transfer
		Gid       string `json:"gid"`
		BranchID  string `json:"branch_id"`
		Op        string `json:"op"`
		TransType string `json:"trans_type"`
	}
	object := map[string]interface{}{"jsonrpc": "2.0", "id": id}
	err := json.Unmarshal(params, &sent)
	if err == nil {
		err = b.handle(&request{
			gid: sent.Gid, branch: sent.BranchID, op: sent.Op, kind: sent.TransType, path: "/" + method, amount: sent.Amount,
			header: r.Header.Get("X-Conformance"),
			barrier: func() (*dtmcli.BranchBarrier, error) {
				return dtmcli.BarrierFrom(sent.TransType, sent.Gid, sent.BranchID, sent.Op)
			},
		})
	}
	switch {
	case err == nil:
		object["result"] = map[string]string{"dtm_result": "SUCCESS"}
	case errors.Is(err, dtmcli.ErrFailure):
		object["error"] = map[string]interface{}{"code": -32901, "message": "no such account"}
	case errors.Is(err, dtmcli.ErrOngoing):
		object["error"] = map[string]interface{}{"code": -32902, "message": "in progress"}
	default:
		object["error"] = map[string]interface{}{"code": -32603, "message": err.Error()}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(object)
}
