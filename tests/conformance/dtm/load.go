// Load from DTM's own client on several coordinators at once: transfers whose participants fail now and then, and keep a
// barrier. It serves its participants until its input ends. What became of everything is read from the database by beside.py.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dtm-labs/dtm/client/dtmcli"
	"github.com/go-resty/resty/v2"
	_ "github.com/go-sql-driver/mysql"
)

const schema = `create database bank; create database dtm_barrier;
create table dtm_barrier.barrier (id bigint primary key auto_increment, trans_type varchar(45), gid varchar(128), branch_id varchar(128),
  op varchar(45), barrier_id varchar(45), reason varchar(45), create_time datetime default now(), update_time datetime default now(),
  unique key (gid, branch_id, op, barrier_id));
create table bank.account (name varchar(16) primary key, balance bigint not null);
create table bank.effect (gid varchar(128), branch varchar(32), op varchar(32), n int not null, primary key (gid, branch, op));
insert into bank.account values ('a', 0), ('b', 0)`

type participant struct {
	db     *sql.DB
	mutex  sync.Mutex
	failed map[string]bool // gid, branch and op that have failed once
}

type order struct {
	Refuse bool `json:"refuse"`
}

// move adds to an account and notes that it did, in the transaction of the barrier.
func move(tx *sql.Tx, account string, delta int, gid, branch, op string) error {
	if _, err := tx.Exec("update bank.account set balance = balance + ? where name = ?", delta, account); err != nil {
		return err
	}
	_, err := tx.Exec("insert into bank.effect values (?, ?, ?, 1) on duplicate key update n = n + 1", gid, branch, op)
	return err
}

// stumbles says how this call fails: each op does so at most once, one in eight, by a hash of its name.
func (p *participant) stumbles(key string) int {
	sum := 0
	for _, letter := range key {
		sum = (sum*31 + int(letter)) % 100003
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.failed[key] || sum%8 != 0 {
		return 0
	}
	p.failed[key] = true
	return 1 + sum/8%3
}

// ServeHTTP answers /account/delta; a delta of 0 only passes the barrier.
func (p *participant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	barrier, err := dtmcli.BarrierFromQuery(r.URL.Query())
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	if r.URL.Path == "/query" {
		answer(w, barrier.QueryPrepared(p.db))
		return
	}
	wanted := order{}
	body, _ := io.ReadAll(r.Body)
	_ = json.Unmarshal(body, &wanted)
	if wanted.Refuse && (barrier.Op == "action" || barrier.Op == "try") {
		answer(w, dtmcli.ErrFailure)
		return
	}
	how := 0
	if barrier.Op != "try" {
		how = p.stumbles(barrier.Gid + barrier.BranchID + barrier.Op)
	}
	if how == 1 {
		answer(w, dtmcli.ErrOngoing)
		return
	}
	if how == 2 {
		answer(w, fmt.Errorf("stumbled before the work"))
		return
	}
	account, delta := "", 0
	_, _ = fmt.Sscanf(strings.ReplaceAll(r.URL.Path, "/", " "), "%s %d", &account, &delta)
	err = barrier.CallWithDB(p.db, func(tx *sql.Tx) error {
		return move(tx, account, delta, barrier.Gid, barrier.BranchID, barrier.Op)
	})
	if how == 3 && err == nil {
		err = fmt.Errorf("stumbled after the work")
	}
	answer(w, err)
}

func answer(w http.ResponseWriter, err error) {
	status, body := dtmcli.Result2HttpJSON(err)
	text, _ := json.Marshal(body)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text)
}

type load struct {
	db      *sql.DB
	bank    string
	servers []string
	prefix  string
}

func (l *load) saga(server, gid string, refuse bool) error {
	saga := dtmcli.NewSaga(server, gid)
	saga.Add(l.bank+"/a/-30", l.bank+"/a/30", &order{})
	saga.Add(l.bank+"/b/30", l.bank+"/b/-30", &order{Refuse: refuse})
	return saga.Submit()
}

func (l *load) tcc(server, gid string, refuse bool) error {
	return dtmcli.TccGlobalTransaction(server, gid, func(tcc *dtmcli.Tcc) (*resty.Response, error) {
		if answer, err := tcc.CallBranch(&order{}, l.bank+"/a/0", l.bank+"/a/-30", l.bank+"/a/0"); err != nil {
			return answer, err
		}
		return tcc.CallBranch(&order{Refuse: refuse}, l.bank+"/b/0", l.bank+"/b/30", l.bank+"/b/0")
	})
}

func (l *load) message(server, gid string, refuse bool) error {
	message := dtmcli.NewMsg(server, gid).Add(l.bank+"/b/30", &order{})
	return message.DoAndSubmitDB(l.bank+"/query", l.db, func(tx *sql.Tx) error {
		if refuse {
			return dtmcli.ErrFailure
		}
		return move(tx, "a", -30, gid, "00", "msg")
	})
}

// one transaction; the line tells how its submit ended and where.
func (l *load) one(number int) string {
	kinds := []string{"saga", "tcc", "msg"}
	kind, refuse := kinds[number%3], number%5 == 4
	gid := fmt.Sprintf("%s-%s-%d", l.prefix, kind, number)
	where := number / 3 % len(l.servers)
	server := l.servers[where]
	var err error
	switch kind {
	case "saga":
		if err = l.saga(server, gid, refuse); err != nil { // a saga is told to whom is there; its gid makes it one
			err = l.saga(l.servers[(where+1)%len(l.servers)], gid, refuse)
		}
	case "tcc":
		err = l.tcc(server, gid, refuse)
	default:
		err = l.message(server, gid, refuse)
	}
	said := "ok"
	if err != nil {
		said = "error"
	}
	return fmt.Sprintf("%s %d %v %s", gid, where, refuse, said)
}

func main() {
	servers := flag.String("servers", "", "addresses of coordinators, by commas")
	dsn := flag.String("dsn", "", "the bank's database server")
	count := flag.Int("count", 300, "transactions")
	prefix := flag.String("prefix", "load", "of the gids")
	flag.Parse()
	db, err := sql.Open("mysql", *dsn)
	if err == nil {
		for _, statement := range strings.Split(schema, ";") {
			if _, err = db.Exec(statement); err != nil {
				break
			}
		}
	}
	if err != nil {
		fmt.Println("no database:", err)
		os.Exit(1)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() { _ = http.Serve(listener, &participant{db: db, failed: map[string]bool{}}) }()
	l := &load{db: db, bank: "http://" + listener.Addr().String(), servers: strings.Split(*servers, ","), prefix: *prefix}
	l.run(*count)
	fmt.Println("all told")
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
}

func (l *load) run(count int) {
	var next int64
	var workers sync.WaitGroup
	lines := make(chan string, count)
	for worker := 0; worker < 8; worker++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for number := int(atomic.AddInt64(&next, 1)); number <= count; number = int(atomic.AddInt64(&next, 1)) {
				lines <- l.one(number)
			}
		}()
	}
	go func() { workers.Wait(); close(lines) }()
	for line := range lines {
		fmt.Println(line)
	}
}
