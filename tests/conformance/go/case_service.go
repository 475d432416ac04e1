// The gRPC service itself: reflection, fields of old clients, codes and texts of errors, topics.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/dtm-labs/client/dtmgrpc/dtmgimp"
	"github.com/dtm-labs/client/dtmgrpc/dtmgpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"
)

var serviceCases = []scenario{
	{"service: newGid gives 22 characters", serviceGid},
	{"service: no reflection", serviceNoReflection},
	{"service: unknown field 4 of the options", serviceOldField},
	{"service: codes and texts of errors", serviceErrors},
	{"service: topics", serviceTopics},
	{"service: prepareWorkflow of a finished one", serviceWorkflowResult},
	{"service: participant answers grpc-status 409", serviceOddCode},
}

func (c *checker) dtm() dtmgpb.DtmClient { return dtmgimp.MustGetDtmClient(c.way.(*grpcWay).server) }

func short() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	_ = cancel
	return ctx
}

// What the server asks an admin for: the client's own API has no such call.
func admin() context.Context {
	return metadata.AppendToOutgoingContext(short(), "authorization", "Bearer "+adminToken())
}

func serviceGid(c *checker) {
	c.equal("length", len(c.newGid()), 22)
	if c.newGid() == c.gid {
		panic("two equal gids")
	}
}

// DTM's server has it on; ours says nothing of itself to strangers.
func serviceNoReflection(c *checker) {
	stream, err := grpc_reflection_v1alpha.NewServerReflectionClient(dtmgimp.MustGetGrpcConn(c.way.(*grpcWay).server, false)).
		ServerReflectionInfo(short())
	c.noError(err)
	_ = stream.Send(&grpc_reflection_v1alpha.ServerReflectionRequest{ // EOF when the refusal was faster
		MessageRequest: &grpc_reflection_v1alpha.ServerReflectionRequest_ListServices{ListServices: "*"}})
	_, err = stream.Recv()
	c.code(err, codes.Unimplemented)
}

// PHP's and Node's clients still send PassthroughHeaders.
func serviceOldField(c *checker) {
	options := &dtmgpb.DtmTransOptions{WaitResult: true}
	field := protowire.AppendTag(nil, 4, protowire.BytesType)
	options.ProtoReflect().SetUnknown(protowire.AppendString(field, "x-passed"))

	_, err := c.dtm().Submit(short(), &dtmgpb.DtmRequest{Gid: c.gid, TransType: "saga", TransOptions: options,
		Steps: `[{"action":"` + c.branch("/TransIn") + `","compensate":""}]`, BinPayloads: [][]byte{{8, 30}}})

	c.noError(err)
	c.calls("01 action /TransIn")
	c.equal("in", c.bank.balance(c.gid, "in"), int64(30))
}

func (c *checker) code(err error, code codes.Code, words ...string) {
	got, _ := status.FromError(err)
	if err == nil || got.Code() != code {
		panic(fmt.Sprintf("code %v was expected, got %v", code, err))
	}
	c.errorSays(err, words...)
}

func serviceErrors(c *checker) {
	request := &dtmgpb.DtmRequest{Gid: c.gid, TransType: "tcc", Steps: "null"}

	_, err := c.dtm().Abort(short(), request)
	c.code(err, codes.Internal, "no TransGlobal with gid: "+c.gid+" found")
	_, err = c.dtm().RegisterBranch(short(), &dtmgpb.DtmBranchRequest{Gid: c.gid, TransType: "tcc", BranchID: "01",
		Data: map[string]string{"confirm": "", "cancel": ""}})
	c.code(err, codes.Aborted, "no trans with gid: "+c.gid+" status: prepared found FAILURE")
	_, err = c.dtm().Prepare(short(), request)
	c.noError(err)
	_, err = c.dtm().Submit(short(), &dtmgpb.DtmRequest{Gid: c.gid, TransType: "tcc", TransOptions: &dtmgpb.DtmTransOptions{WaitResult: true}})
	c.noError(err)
	_, err = c.dtm().Prepare(short(), request)
	c.code(err, codes.Aborted, "current status 'succeed', cannot prepare. FAILURE")
	_, err = c.dtm().Abort(short(), request)
	c.code(err, codes.Aborted, "trans type: 'tcc' current status 'succeed', cannot abort. FAILURE")
	_, err = c.dtm().Submit(short(), &dtmgpb.DtmRequest{Gid: c.newGid(), TransType: "workflow", ReqExtra: map[string]string{"status": "succeed"}})
	c.code(err, codes.Internal, "storage: NotFound")
	_, err = c.dtm().Prepare(short(), &dtmgpb.DtmRequest{Gid: c.newGid(), TransType: "msg", Steps: `[{"action":"topic://nobody"}]`, BinPayloads: [][]byte{{}}})
	c.errorSays(err, "topic not found")
}

func serviceTopics(c *checker) {
	topic := "grpc-" + c.gid
	request := &dtmgpb.DtmTopicRequest{Topic: topic, URL: c.branch("/TransIn"), Remark: "test"}

	_, err := c.dtm().Subscribe(admin(), request)
	c.noError(err)
	_, err = c.dtm().Subscribe(admin(), request)
	c.errorSays(err, "this url exists")
	_, err = c.dtm().Unsubscribe(admin(), &dtmgpb.DtmTopicRequest{Topic: topic, URL: "nobody"})
	c.errorSays(err, "no such an url ")
	_, err = c.dtm().Unsubscribe(admin(), request)
	c.noError(err)
	_, err = c.dtm().DeleteTopic(admin(), request)
	c.noError(err)
	_, err = c.dtm().DeleteTopic(admin(), request)
	c.errorSays(err, "storage: NotFound")
}

// DTM leaves Result empty over gRPC, though its client decodes it: ours is filled.
func serviceWorkflowResult(c *checker) {
	request := &dtmgpb.DtmRequest{Gid: c.gid, TransType: "workflow", CustomedData: `{"name":"x","data":null}`,
		QueryPrepared: c.bank.grpcHost + "/workflow.Workflow/Execute"}
	_, err := c.dtm().PrepareWorkflow(short(), request)
	c.noError(err)
	_, err = c.dtm().RegisterBranch(short(), &dtmgpb.DtmBranchRequest{Gid: c.gid, TransType: "workflow", BranchID: "01",
		BusiPayload: []byte{0, 255, 'x'}, Data: map[string]string{"op": "action", "status": "succeed"}})
	c.noError(err)
	_, err = c.dtm().RegisterBranch(short(), &dtmgpb.DtmBranchRequest{Gid: c.gid, TransType: "workflow", BranchID: "01",
		BusiPayload: []byte("another"), Data: map[string]string{"op": "action", "status": "succeed"}})
	if err == nil {
		panic("two runners recorded the same step")
	}
	reply, err := c.dtm().PrepareWorkflow(short(), request)
	c.noError(err)
	c.equal("progresses", len(reply.Progresses), 1)
	c.equal("data", string(reply.Progresses[0].BinData), "\x00\xffx")
	result := base64.StdEncoding.EncodeToString([]byte("30 moved"))
	_, err = c.dtm().Submit(short(), &dtmgpb.DtmRequest{Gid: c.gid, TransType: "workflow",
		ReqExtra: map[string]string{"status": "succeed", "rollback_reason": "", "result": result}})
	c.noError(err)

	reply, err = c.dtm().PrepareWorkflow(short(), request)

	c.noError(err)
	c.equal("status", reply.Transaction.Status, "succeed")
	c.equal("result", strings.TrimSpace(reply.Transaction.Result), result)
}

// To DTM that is an error to be retried for ever; here it is what its sender means (docs/decisions/0014).
func serviceOddCode(c *checker) {
	c.errorSays(c.waitedSaga("/TransOut", "/Odd").submit(), "FAILURE")

	c.rows(c.waitStatus("failed"), "01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed")
	c.calls("01 action /TransOut", "02 action /Odd", "02 compensate /OddRevert", "01 compensate /TransOutRevert")
}
