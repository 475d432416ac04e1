-- A database of schema 1 as the first release wrote it (sqlite3 .dump). Never changes: it must open for ever.
-- SPDX-License-Identifier: Apache-2.0
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE txdesk_schema (version integer not null primary key, started_at integer not null, finished_at integer);
INSERT INTO txdesk_schema VALUES(1,1795254516966,1795254516966);
CREATE TABLE trans_global (
    id integer primary key,
    gid text not null,
    trans_type text not null,
    status text not null,
    query_prepared text not null default '',
    protocol text not null default '',
    create_time integer not null,
    update_time integer not null,
    finish_time integer,
    rollback_time integer,
    options text not null default '',
    custom_data text not null default '',
    next_cron_interval integer,
    next_cron_time integer,
    owner text not null default '',
    ext_data text,
    result text not null default '',
    rollback_reason text not null default '',
    -- ours
    epoch integer not null default 0,
    retry_interval_ms integer not null default 0,
    failures integer not null default 0,
    attempts integer not null default 0,
    last_error text not null default '',
    paused integer not null default 0,
    forced integer not null default 0,
    last_seq integer not null default 0,
    ran_ahead integer not null default 0,
    participants text not null default ''
);
INSERT INTO trans_global VALUES(1,'v1-done','saga','succeed','','http',1760000000000,1760000000050,1760000000050,NULL,'{"wait_result":true,"timeout_to_fail":40,"request_timeout":2,"retry_interval":3,"branch_headers":{"token":"t\"1"},"concurrent":false,"retry_limit":4}','{"concurrent":true,"orders":{"1":[0]}}',3,NULL,'',NULL,'','',2,3000,0,0,'',0,0,3,1,'bank-01:80 bank-02:80');
INSERT INTO trans_global VALUES(2,'v1-submitted','saga','submitted','','http',1760000000000,1760000000000,NULL,NULL,'{"wait_result":true,"timeout_to_fail":40,"request_timeout":2,"retry_interval":3,"branch_headers":{"token":"t\"1"},"concurrent":false,"retry_limit":4}','{"concurrent":true,"orders":{"1":[0]}}',3,1760000003000,'n1',NULL,'','',1,3000,0,0,'',0,0,2,1,'bank-01:80 bank-02:80');
INSERT INTO trans_global VALUES(3,'v1-aborting','saga','aborting','','http',1760000000000,1760000000050,NULL,NULL,'{"wait_result":true,"timeout_to_fail":40,"request_timeout":2,"retry_interval":3,"branch_headers":{"token":"t\"1"},"concurrent":false,"retry_limit":4}','{"concurrent":true,"orders":{"1":[0]}}',3,1760000003000,'n1',NULL,'','branch 02 rejected',2,3000,2,0,'HTTP 500: 余额不足',0,0,4,1,'bank-01:80 bank-02:80');
CREATE TABLE trans_branch_op (
    id integer primary key,
    gid text not null,
    url text not null default '',
    data text,
    bin_data blob,
    branch_id text not null,
    op text not null,
    status text not null,
    finish_time integer,
    rollback_time integer,
    create_time integer,
    update_time integer
);
INSERT INTO trans_branch_op VALUES(1,'v1-done','http://bank-01:80/undo',NULL,X'7b22616d6f756e74223a33307d00ff','01','compensate','prepared',NULL,NULL,1760000000000,1760000000000);
INSERT INTO trans_branch_op VALUES(2,'v1-done','http://bank-01:80/do',NULL,X'7b22616d6f756e74223a33307d00ff','01','action','succeed',1760000000020,NULL,1760000000000,1760000000050);
INSERT INTO trans_branch_op VALUES(3,'v1-done','http://bank-02:80/undo',NULL,X'7b22616d6f756e74223a33307d00ff','02','compensate','prepared',NULL,NULL,1760000000000,1760000000000);
INSERT INTO trans_branch_op VALUES(4,'v1-done','http://bank-02:80/do',NULL,X'7b22616d6f756e74223a33307d00ff','02','action','succeed',1760000000030,NULL,1760000000000,1760000000050);
INSERT INTO trans_branch_op VALUES(5,'v1-submitted','http://bank-01:80/undo',NULL,X'7b22616d6f756e74223a33307d00ff','01','compensate','prepared',NULL,NULL,1760000000000,1760000000000);
INSERT INTO trans_branch_op VALUES(6,'v1-submitted','http://bank-01:80/do',NULL,X'7b22616d6f756e74223a33307d00ff','01','action','prepared',NULL,NULL,1760000000000,1760000000000);
INSERT INTO trans_branch_op VALUES(7,'v1-submitted','http://bank-02:80/undo',NULL,X'7b22616d6f756e74223a33307d00ff','02','compensate','prepared',NULL,NULL,1760000000000,1760000000000);
INSERT INTO trans_branch_op VALUES(8,'v1-submitted','http://bank-02:80/do',NULL,X'7b22616d6f756e74223a33307d00ff','02','action','prepared',NULL,NULL,1760000000000,1760000000000);
INSERT INTO trans_branch_op VALUES(9,'v1-aborting','http://bank-01:80/undo',NULL,X'7b22616d6f756e74223a33307d00ff','01','compensate','prepared',NULL,NULL,1760000000000,1760000000000);
INSERT INTO trans_branch_op VALUES(10,'v1-aborting','http://bank-01:80/do',NULL,X'7b22616d6f756e74223a33307d00ff','01','action','succeed',1760000000020,NULL,1760000000000,1760000000050);
INSERT INTO trans_branch_op VALUES(11,'v1-aborting','http://bank-02:80/undo',NULL,X'7b22616d6f756e74223a33307d00ff','02','compensate','prepared',NULL,NULL,1760000000000,1760000000000);
INSERT INTO trans_branch_op VALUES(12,'v1-aborting','http://bank-02:80/do',NULL,X'7b22616d6f756e74223a33307d00ff','02','action','failed',1760000000030,NULL,1760000000000,1760000000050);
CREATE TABLE kv (
    id integer primary key,
    cat text not null,
    k text not null,
    v text,
    version integer not null default 1,
    create_time integer,
    update_time integer
);
INSERT INTO kv VALUES(1,'topics','orders','[{"url":"http://a/b","remark":"r"}]',1,1760000000001,1760000000001);
CREATE TABLE txdesk_journal (
    transaction_id integer not null,
    first_seq integer not null,
    events text not null,
    primary key (transaction_id, first_seq)
) without rowid;
INSERT INTO txdesk_journal VALUES(1,1,'[{"seq":1,"at":1760000000001,"kind":"requested","text":"submit","coordinator":"n1"},{"seq":2,"at":1760000000002,"kind":"requested","text":"two","coordinator":"n1"}]');
INSERT INTO txdesk_journal VALUES(1,3,'[{"seq":3,"at":1760000000003,"kind":"requested","text":"submit","coordinator":"n1"}]');
INSERT INTO txdesk_journal VALUES(2,1,'[{"seq":1,"at":1760000000001,"kind":"requested","text":"submit","coordinator":"n1"},{"seq":2,"at":1760000000002,"kind":"requested","text":"two","coordinator":"n1"}]');
INSERT INTO txdesk_journal VALUES(3,1,'[{"seq":1,"at":1760000000001,"kind":"requested","text":"submit","coordinator":"n1"},{"seq":2,"at":1760000000002,"kind":"requested","text":"two","coordinator":"n1"}]');
INSERT INTO txdesk_journal VALUES(3,3,'[{"seq":3,"at":1760000000003,"kind":"requested","text":"submit","coordinator":"n1"},{"seq":4,"at":1760000000004,"kind":"requested","text":"余额","coordinator":"n1"}]');
CREATE TABLE txdesk_node (
    node text not null primary key,
    version text not null,
    store text not null,
    started_at integer not null,
    lease_until integer not null
) without rowid;
INSERT INTO txdesk_node VALUES('n1','0.1','sqlite',1760000000000,1760000015000);
CREATE UNIQUE INDEX trans_global_gid on trans_global (gid);
CREATE INDEX trans_global_created on trans_global (create_time);
CREATE INDEX trans_global_due on trans_global (next_cron_time) where next_cron_time is not null;
CREATE INDEX trans_global_unfinished on trans_global (create_time) where status in ('prepared', 'submitted', 'aborting');
CREATE INDEX trans_global_failed on trans_global (create_time) where status = 'failed';
CREATE INDEX trans_global_paused on trans_global (create_time) where paused = 1;
CREATE INDEX trans_global_failures on trans_global (failures) where failures > 0;
CREATE UNIQUE INDEX gid_uniq on trans_branch_op (gid, branch_id, op);
CREATE UNIQUE INDEX uniq_k on kv (cat, k);
COMMIT;
