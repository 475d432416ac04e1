// The bank over gRPC: service conformance.Bank, each method rpc NAME(google.protobuf.Int64Value) returns
// (google.protobuf.Empty), described by hand.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"context"
	"database/sql"
	"errors"
	"net"

	"github.com/dtm-labs/client/dtmcli"
	"github.com/dtm-labs/client/dtmgrpc"
	"github.com/dtm-labs/client/dtmgrpc/dtmgimp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

const bankService = "conformance.Bank"

var bankBases = []string{"TransOut", "TransIn", "Slow", "Rejected", "Ongoing", "Broken", "Shaky", "Odd", "Nested", "DbOut", "DbIn", "DbRejected",
	"XaOut", "XaIn", "XaRejected", "XaOngoing", "XaShaky", "QuerySuccess", "QueryFailure", "QueryOngoing", "QueryShaky", "QueryDb"}

func (b *bank) grpcServer() *grpc.Server {
	server := grpc.NewServer()
	description := &grpc.ServiceDesc{ServiceName: bankService, HandlerType: (*interface{})(nil)}
	for _, base := range bankBases {
		for _, suffix := range []string{"", "Revert", "Confirm", "Cancel"} {
			description.Methods = append(description.Methods, b.method(base+suffix))
		}
	}
	server.RegisterService(description, b)
	return server
}

func (b *bank) method(name string) grpc.MethodDesc {
	return grpc.MethodDesc{MethodName: name, Handler: func(_ interface{}, ctx context.Context, decode func(interface{}) error,
		_ grpc.UnaryServerInterceptor) (interface{}, error) {
		var sent wrapperspb.Int64Value
		if err := decode(&sent); err != nil {
			return nil, err
		}
		barrier, err := dtmgrpc.BarrierFromGrpc(ctx)
		if err == nil {
			err = b.handle(b.fromMetadata(ctx, barrier, "/"+name, sent.Value))
		}
		if errors.Is(err, errOdd) {
			return nil, status.Error(codes.Code(409), "FAILURE")
		}
		if err != nil {
			return nil, dtmgrpc.DtmError2GrpcError(err)
		}
		return &emptypb.Empty{}, nil
	}}
}

func (b *bank) fromMetadata(ctx context.Context, barrier *dtmcli.BranchBarrier, path string, amount int64) *request {
	return &request{
		gid: barrier.Gid, branch: barrier.BranchID, op: barrier.Op, kind: barrier.TransType, path: path, amount: amount,
		header:  dtmgimp.GetMetaFromContext(ctx, "x-conformance"),
		barrier: func() (*dtmcli.BranchBarrier, error) { return dtmgrpc.BarrierFromGrpc(ctx) },
		xa: func(conf dtmcli.DBConf, work func(*sql.DB) error) error {
			return dtmgrpc.XaLocalTransaction(ctx, conf, func(db *sql.DB, _ *dtmgrpc.XaGrpc) error { return work(db) })
		},
		nested: func() (callBranch, error) {
			tcc, err := dtmgrpc.TccFromGrpc(ctx)
			return tccGrpcCall(&grpcWay{b: b}, tcc), err
		},
	}
}

func serveGrpc(server *grpc.Server, address string) string {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		panic(err)
	}
	go func() { _ = server.Serve(listener) }()
	return listener.Addr().String()
}
