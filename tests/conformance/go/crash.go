// Initiators that die with SIGKILL in the middle of their work; each is a process of its own, started by checker.crash.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"database/sql"
	"fmt"
	"syscall"

	"github.com/dtm-labs/client/dtmcli"
	"github.com/dtm-labs/client/workflow"
)

func die() {
	_ = syscall.Kill(syscall.Getpid(), syscall.SIGKILL)
	select {}
}

var crashRoles = map[string]func(c *checker) error{
	// Submitted, the answer read, then dead while step 1 is on its way.
	"saga": func(c *checker) error {
		if err := c.transferSaga("/Slow", "/TransIn").submit(); err != nil {
			return err
		}
		die()
		return nil
	},
	// One branch tried, the second never, neither submit nor abort.
	"tcc": func(c *checker) error {
		return c.way.tcc(c.gid, impatient, func(call callBranch) error {
			if err := call("/TransOut", 30); err != nil {
				return err
			}
			die()
			return nil
		})
	},
	"xa": func(c *checker) error {
		return c.way.xa(c.gid, impatient, func(call callBranch) error {
			if err := call("/XaOut", 30); err != nil {
				return err
			}
			die()
			return nil
		})
	},
	// Inside the local transaction: the database rolls it back.
	"message before commit": func(c *checker) error {
		return c.transferMessage().doAndSubmitDB("/QueryDb", c.bank.db, func(*sql.Tx) error {
			die()
			return nil
		})
	},
	// The local transaction is committed, submit was never sent.
	"message after commit": func(c *checker) error {
		return c.transferMessage().doAndSubmit("/QueryDb", func(barrier *dtmcli.BranchBarrier) error {
			err := barrier.CallWithDB(c.bank.db, func(tx *sql.Tx) error { return moveStored(tx, c.gid, "out", -30) })
			if err == nil {
				die()
			}
			return err
		})
	},
	// After branch 01 is recorded.
	"workflow": func(c *checker) error {
		plan := transferPlan{First: "/TransOut", Second: "/TransIn", DieAfterFirst: true}
		return workflow.Execute("transfer", c.gid, plan.encode())
	},
}

func runCrashRole(c *checker, role string) {
	work := crashRoles[role]
	if work == nil {
		panic("no such role: " + role)
	}
	fmt.Println("the initiator ended by itself:", work(c))
}
