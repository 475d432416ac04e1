// dtmgrpc: gRPC towards the coordinator and the branches.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"database/sql"
	"fmt"
	"strings"
	"syscall"

	"github.com/dtm-labs/client/dtmcli"
	"github.com/dtm-labs/client/dtmcli/dtmimp"
	"github.com/dtm-labs/client/dtmgrpc"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

type grpcWay struct {
	b      *bank
	server string // 127.0.0.1:port
}

// Nobody listens there before we do: a bound socket, open while this process runs, keeps the port from everybody else.
func freeAddress() string {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	holder, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	must(err)
	must(syscall.SetsockoptInt(holder, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1))
	must(syscall.Bind(holder, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	bound, err := syscall.Getsockname(holder)
	must(err)
	return fmt.Sprintf("127.0.0.1:%d", bound.(*syscall.SockaddrInet4).Port)
}

func (w *grpcWay) name() string { return "grpc" }

func (w *grpcWay) at(host, path string) string {
	if path == "" || strings.Contains(path, bankService) {
		return path
	}
	return host + "/" + bankService + path
}

func (w *grpcWay) branch(path string) string { return w.at(w.b.grpcHost, path) }

func (w *grpcWay) late(path string) (string, func() func()) {
	address := freeAddress()
	return w.at(address, path), func() func() {
		server := w.b.grpcServer()
		serveGrpc(server, address)
		return server.Stop
	}
}

func (w *grpcWay) newGid() string { return dtmgrpc.MustGenGid(w.server) }

func (w *grpcWay) saga(gid string) *saga {
	made := dtmgrpc.NewSagaGrpc(w.server, gid)
	return &saga{
		base: &made.TransBase,
		add: func(action, compensate string, amount int64) {
			made.Add(w.branch(action), w.branch(compensate), wrapperspb.Int64(amount))
		},
		orders: func(branch int, after []int) { made.EnableConcurrent().AddBranchOrder(branch, after) },
		submit: made.Submit,
	}
}

func (w *grpcWay) message(gid string) *message {
	made := dtmgrpc.NewMsgGrpc(w.server, gid)
	return &message{
		base:    &made.TransBase,
		add:     func(action string, amount int64) { made.Add(w.branch(action), wrapperspb.Int64(amount)) },
		topic:   func(name string, amount int64) { made.AddTopic(name, wrapperspb.Int64(amount)) },
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

func (w *grpcWay) tcc(gid string, options func(*dtmimp.TransBase), work func(callBranch) error) error {
	return dtmgrpc.TccGlobalTransaction2(w.server, gid, func(tcc *dtmgrpc.TccGrpc) { options(&tcc.TransBase) },
		func(tcc *dtmgrpc.TccGrpc) error { return work(tccGrpcCall(w, tcc)) })
}

func tccGrpcCall(w *grpcWay, tcc *dtmgrpc.TccGrpc) callBranch {
	return func(path string, amount int64) error {
		first := path
		if strings.Contains(path, bankService) { // a late participant: only its second phase is away
			first = "/TransIn"
		}
		return tcc.CallBranch(wrapperspb.Int64(amount), w.branch(first), w.branch(sibling(path, "Confirm")),
			w.branch(sibling(path, "Cancel")), &emptypb.Empty{})
	}
}

func (w *grpcWay) xa(gid string, options func(*dtmimp.TransBase), work func(callBranch) error) error {
	return dtmgrpc.XaGlobalTransaction2(w.server, gid, func(xa *dtmgrpc.XaGrpc) { options(&xa.TransBase) }, func(xa *dtmgrpc.XaGrpc) error {
		return work(func(path string, amount int64) error {
			return xa.CallBranch(wrapperspb.Int64(amount), w.branch(path), &emptypb.Empty{})
		})
	})
}
