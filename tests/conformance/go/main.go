// Runs DTM's own Go client, unmodified, against a server over one protocol, with real participants of its own, and prints
// "ok NAME" or "FAIL NAME: why" for each scenario. Several scenarios run at a time: most of them wait for a retry.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/dtm-labs/client/dtmcli"
	"github.com/dtm-labs/client/dtmgrpc"
	"github.com/dtm-labs/client/workflow"
	_ "github.com/go-sql-driver/mysql"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

type scenario struct {
	name string
	run  func(c *checker)
}

var (
	httpServer = flag.String("http", "", "the server's HTTP API, http://127.0.0.1:PORT/api/dtmsvr")
	grpcServer = flag.String("grpc", "", "the server's gRPC API, 127.0.0.1:PORT")
	protocol   = flag.String("protocol", "http", "http, grpc or json-rpc")
	mysqlPort  = flag.Int64("mysql-port", 0, "the participants' own MariaDB at 127.0.0.1")
	mysqlUser  = flag.String("mysql-user", "", "its user, whose password is the same")
	only       = flag.String("only", "", "run scenarios whose name has this text")
	atOnce     = flag.Int("at-once", 12, "scenarios that run at a time")
	crashRole  = flag.String("crash", "", "be an initiator that dies")
	crashGid   = flag.String("gid", "", "its transaction")
	crashBank  = flag.String("bank", "", "its participants over HTTP")
	crashGrpc  = flag.String("bank-grpc", "", "its participants over gRPC")
)

func scenarios() (all []scenario) {
	all = append(append(append(all, sagaCases...), tccCases...), messageCases...)
	if *protocol != "json-rpc" {
		all = append(append(all, xaCases...), workflowCases...)
	}
	if *protocol == "grpc" {
		all = append(all, serviceCases...)
	}
	return
}

func newWay(b *bank) way {
	if *protocol == "grpc" {
		return &grpcWay{b: b, server: *grpcServer}
	}
	return &httpWay{b: b, server: *httpServer, jsonRPC: *protocol == "json-rpc"}
}

// The client's own hook. It is asked for participants too: the token is for the server alone.
func giveTokenTo(server, token string) {
	dtmgrpc.AddUnaryInterceptor(func(ctx context.Context, method string, request, reply interface{}, cc *grpc.ClientConn,
		invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
		given, _ := metadata.FromOutgoingContext(ctx)
		if strings.HasSuffix(cc.Target(), server) && len(given.Get("authorization")) == 0 {
			ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
		}
		return invoke(ctx, method, request, reply, cc, options...)
	})
}

// The bank listens here, or, for an initiator that dies, in the process that started it.
func startBank() *bank {
	b := newBank(dtmcli.DBConf{Driver: "mysql", Host: "127.0.0.1", Port: *mysqlPort, User: *mysqlUser, Password: *mysqlUser, Db: "busi"})
	server := b.grpcServer()
	b.httpURL, b.grpcHost = *crashBank, *crashGrpc
	address := b.grpcHost
	if *crashRole == "" {
		b.httpURL, _ = b.serveHTTP("127.0.0.1:0")
		address = freeAddress()
		b.grpcHost = address
	}
	if token := os.Getenv("TXDESK_TOKEN"); token != "" {
		giveTokenTo(*grpcServer, token)
	}
	if *protocol == "grpc" {
		workflow.InitGrpc(*grpcServer, b.grpcHost, server)
	} else {
		workflow.InitHTTP(*httpServer, b.httpURL+"/workflow")
	}
	if *crashRole == "" {
		serveGrpc(server, address)
	}
	return b
}

func main() {
	flag.Parse()
	bank := startBank()
	way := newWay(bank)
	registerWorkflows(&steps{way: way, bank: bank, mortal: *crashRole != ""})
	if *crashRole != "" {
		runCrashRole(&checker{way: way, server: *httpServer, bank: bank, gid: *crashGid}, *crashRole)
		return
	}
	if !runAll(way, bank) {
		os.Exit(1)
	}
}

func runAll(way way, bank *bank) bool {
	good := true
	var mutex sync.Mutex
	var done sync.WaitGroup
	places := make(chan struct{}, *atOnce)
	for _, s := range scenarios() {
		if !strings.Contains(s.name, *only) {
			continue
		}
		done.Add(1)
		places <- struct{}{}
		go func(s scenario) {
			why := runOne(s, way, bank)
			mutex.Lock()
			if why != "" {
				good = false
				fmt.Printf("FAIL go %s %s: %s\n", way.name(), s.name, strings.ReplaceAll(why, "\n", " "))
			} else {
				fmt.Printf("ok go %s %s\n", way.name(), s.name)
			}
			mutex.Unlock()
			<-places
			done.Done()
		}(s)
	}
	done.Wait()
	return good
}

// A failed check panics with its sentence; so does the SDK's Must family.
func runOne(s scenario, way way, bank *bank) (why string) {
	defer func() {
		if r := recover(); r != nil {
			why = fmt.Sprint(r)
		}
	}()
	s.run(&checker{way: way, server: *httpServer, bank: bank, gid: way.newGid()})
	return ""
}
