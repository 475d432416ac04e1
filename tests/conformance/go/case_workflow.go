// Workflows through DTM's Go client over HTTP and gRPC: the logic runs here, the server keeps the progress and wakes it up.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/dtm-labs/client/dtmcli"
	"github.com/dtm-labs/client/workflow"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

var workflowCases = []scenario{
	{"workflow: success", workflowSucceeds},
	{"workflow: business failure", workflowFails},
	{"workflow: ongoing", func(c *checker) { workflowResumes(c, "/Ongoing") }},
	{"workflow: participant answers an error", func(c *checker) { workflowResumes(c, "/Shaky") }},
	{"workflow: unreachable participant", workflowUnreachable},
	{"workflow: crash of the initiator", workflowCrash},
	{"workflow: resumed without data", workflowBare},
	{"workflow: commit callbacks", workflowCommits},
	{"workflow: barrier, business failure", workflowBarrier},
	{"workflow: xa, success", workflowXa},
	{"workflow: xa, business failure", workflowXaFails},
}

// What a workflow is to do, as its data.
type transferPlan struct {
	First, Second string
	DieAfterFirst bool
}

func (p transferPlan) encode() []byte {
	text, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	return text
}

type steps struct {
	way     way
	bank    *bank
	mortal  bool // a child that is to die
	mutex   sync.Mutex
	targets map[string]*grpc.ClientConn
}

func registerWorkflows(s *steps) {
	s.targets = map[string]*grpc.ClientConn{}
	for name, work := range map[string]workflow.WfFunc2{"transfer": s.transfer, "bare": s.bare, "tcc": s.tcc, "barrier": s.barrier, "xa": s.xa} {
		if err := workflow.Register2(name, work); err != nil {
			panic(err)
		}
	}
}

// A request of the current branch and op, by the client's own means.
func (s *steps) call(wf *workflow.Workflow, path string) error {
	url := s.way.branch(path)
	if strings.Contains(url, "://") {
		_, err := wf.NewRequest().SetBody(&transfer{30}).Post(url)
		return err
	}
	slash := strings.Index(url, "/")
	return s.target(url[:slash]).Invoke(wf.Context, url[slash:], wrapperspb.Int64(30), &emptypb.Empty{})
}

func (s *steps) target(host string) *grpc.ClientConn {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.targets[host] == nil {
		connection, err := grpc.Dial(host, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithUnaryInterceptor(workflow.Interceptor))
		if err != nil {
			panic(err)
		}
		s.targets[host] = connection
	}
	return s.targets[host]
}

func (s *steps) transfer(wf *workflow.Workflow, data []byte) ([]byte, error) {
	var plan transferPlan
	if err := json.Unmarshal(data, &plan); err != nil {
		return nil, err
	}
	wf.NewBranch().OnRollback(func(*dtmcli.BranchBarrier) error { return s.call(wf, sibling(plan.First, "Revert")) })
	if err := s.call(wf, plan.First); err != nil {
		return nil, err
	}
	if plan.DieAfterFirst && s.mortal {
		die()
	}
	wf.NewBranch().OnRollback(func(*dtmcli.BranchBarrier) error { return s.call(wf, sibling(plan.Second, "Revert")) })
	if err := s.call(wf, plan.Second); err != nil {
		return nil, err
	}
	return []byte("30 moved"), nil
}

func (s *steps) bare(wf *workflow.Workflow, data []byte) ([]byte, error) {
	if len(data) != 0 {
		return nil, fmt.Errorf("data %q. %w", data, dtmcli.ErrFailure)
	}
	wf.NewBranch()
	return nil, s.call(wf, "/Ongoing")
}

func (s *steps) tcc(wf *workflow.Workflow, _ []byte) ([]byte, error) {
	for _, path := range []string{"/TransOut", "/TransIn"} {
		path := path
		wf.NewBranch().OnFinish(func(_ *dtmcli.BranchBarrier, isRollback bool) error {
			if isRollback {
				return s.call(wf, path+"Cancel")
			}
			return s.call(wf, path+"Confirm")
		})
		if err := s.call(wf, path); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// Local branches with the barrier: 01 moves money, 02 refuses.
func (s *steps) barrier(wf *workflow.Workflow, _ []byte) ([]byte, error) {
	local := func(amount int64, refused error) func(*dtmcli.BranchBarrier) error {
		return func(barrier *dtmcli.BranchBarrier) error {
			return barrier.CallWithDB(s.bank.db, func(tx *sql.Tx) error {
				if refused != nil {
					return refused
				}
				return moveStored(tx, wf.Gid, "out", amount)
			})
		}
	}
	for _, refused := range []error{nil, dtmcli.ErrFailure} {
		work := local(-30, refused)
		_, err := wf.NewBranch().OnRollback(local(30, nil)).Do(func(barrier *dtmcli.BranchBarrier) ([]byte, error) { return nil, work(barrier) })
		if err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// Two local XA branches; data names what the second does. See settled() for the pause.
func (s *steps) xa(wf *workflow.Workflow, data []byte) ([]byte, error) {
	defer time.Sleep(150 * time.Millisecond)
	for _, account := range []string{"out", "in"} {
		account := account
		_, err := wf.NewBranch().DoXa(s.bank.conf, func(db *sql.DB) ([]byte, error) {
			if account == "out" {
				return nil, moveStored(db, wf.Gid, account, -30)
			}
			if string(data) == "reject" {
				return nil, dtmcli.ErrFailure
			}
			return nil, moveStored(db, wf.Gid, account, 30)
		})
		if err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func workflowSucceeds(c *checker) {
	plan := transferPlan{First: "/TransOut", Second: "/TransIn"}.encode()

	result, err := workflow.Execute2("transfer", c.gid, plan)

	c.noError(err)
	c.equal("result", string(result), "30 moved")
	answer := c.query()
	c.equal("status", answer.Transaction.Status, "succeed")
	c.equal("type", answer.Transaction.TransType, "workflow")
	c.rows(answer, "01 action succeed", "02 action succeed")
	c.moved(30)

	result, err = workflow.Execute2("transfer", c.gid, plan)

	c.noError(err)
	c.equal("result of the second time", string(result), "30 moved") // which DTM itself leaves out over gRPC
	c.calls("01 action /TransOut", "02 action /TransIn")
}

func workflowFails(c *checker) {
	plan := transferPlan{First: "/TransOut", Second: "/Rejected"}.encode()

	c.errorSays(workflow.Execute("transfer", c.gid, plan), "no such account")

	answer := c.query()
	c.equal("status", answer.Transaction.Status, "failed")
	c.errorSays(errorText(answer.Transaction.RollbackReason), "no such account")
	c.rows(answer, "01 action succeed", "02 action failed", "01 rollback succeed")
	c.calls("01 action /TransOut", "02 action /Rejected", "01 rollback /TransOutRevert")
	c.moved(0)

	c.errorSays(workflow.Execute("transfer", c.gid, plan), "no such account")
	c.equal("number of calls", len(c.bank.callsOf(c.gid)), 3)
}

// The first run stops at step 2; the server wakes the workflow, which does not repeat step 1.
func workflowResumes(c *checker, second string) {
	err := workflow.Execute("transfer", c.gid, transferPlan{First: "/TransOut", Second: second}.encode())

	if err == nil || errors.Is(err, dtmcli.ErrFailure) {
		panic(fmt.Sprint("the first run was to stop: ", err))
	}
	c.rows(c.waitStatus("succeed"), "01 action succeed", "02 action succeed")
	c.calls("01 action /TransOut", "02 action "+second, "02 action "+second)
}

func workflowUnreachable(c *checker) {
	url, open := c.late("/TransIn")

	err := workflow.Execute("transfer", c.gid, transferPlan{First: "/TransOut", Second: url}.encode())
	if err == nil {
		panic("an error was expected")
	}
	c.equal("status while nobody listens", c.query().Transaction.Status, "prepared")
	open()

	c.rows(c.waitStatus("succeed"), "01 action succeed", "02 action succeed")
	c.calls("01 action /TransOut", "02 action /TransIn")
	c.moved(30)
}

func workflowCrash(c *checker) {
	c.crash("workflow")

	c.rows(c.waitStatus("succeed"), "01 action succeed", "02 action succeed")
	c.calls("01 action /TransOut", "02 action /TransIn")
	c.moved(30)
}

func workflowBare(c *checker) {
	if workflow.Execute("bare", c.gid, nil) == nil {
		panic("an error was expected")
	}

	c.rows(c.waitStatus("succeed"), "01 action succeed")
	c.calls("01 action /Ongoing", "01 action /Ongoing")
}

func workflowCommits(c *checker) {
	c.noError(workflow.Execute("tcc", c.gid, []byte("x")))

	answer := c.query()
	c.equal("status", answer.Transaction.Status, "succeed")
	c.rows(answer, "01 action succeed", "02 action succeed", "02 commit succeed", "01 commit succeed")
	c.calls("01 action /TransOut", "02 action /TransIn", "02 commit /TransInConfirm", "01 commit /TransOutConfirm")
}

func workflowBarrier(c *checker) {
	if err := workflow.Execute("barrier", c.gid, []byte("x")); !errors.Is(err, dtmcli.ErrFailure) {
		panic(fmt.Sprint("FAILURE was expected: ", err))
	}

	answer := c.query()
	c.equal("status", answer.Transaction.Status, "failed")
	c.rows(answer, "01 action succeed", "02 action failed", "01 rollback succeed")
	c.equal("out", c.bank.stored(c.gid, "out"), int64(0))
}

func workflowXa(c *checker) {
	c.noError(workflow.Execute("xa", c.gid, []byte("accept")))

	answer := c.query()
	c.equal("status", answer.Transaction.Status, "succeed")
	c.rows(answer, "01 business succeed", "01 action succeed", "02 business succeed", "02 action succeed", "02 commit succeed",
		"01 commit succeed")
	c.storedMoved(30)
}

func workflowXaFails(c *checker) {
	if err := workflow.Execute("xa", c.gid, []byte("reject")); !errors.Is(err, dtmcli.ErrFailure) {
		panic(fmt.Sprint("FAILURE was expected: ", err))
	}

	c.rows(c.query(), "01 business succeed", "01 action succeed", "02 action failed", "02 rollback succeed", "01 rollback succeed")
	c.storedMoved(0)
	c.equal("prepared in the database", c.bank.preparedXa(c.gid), 0)
}
