-- Schema 1: DTM's tables with DTM's columns, columns of ours, journal and leases. Never changes once released.
-- SPDX-License-Identifier: Apache-2.0
-- Times are integers, milliseconds since 1970 UTC, also in DTM's columns, which are datetime on MySQL: no DTM ever opens
-- this file (docs/decisions/0004).
create table trans_global (
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
create unique index trans_global_gid on trans_global (gid);
create index trans_global_created on trans_global (create_time);
-- The others are partial: a finished, succeeded transaction is in none of them.
create index trans_global_due on trans_global (next_cron_time) where next_cron_time is not null;
create index trans_global_unfinished on trans_global (create_time) where status in ('prepared', 'submitted', 'aborting');
create index trans_global_failed on trans_global (create_time) where status = 'failed';
create index trans_global_paused on trans_global (create_time) where paused = 1;
create index trans_global_failures on trans_global (failures) where failures > 0;

create table trans_branch_op (
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
create unique index gid_uniq on trans_branch_op (gid, branch_id, op);

create table kv (
    id integer primary key,
    cat text not null,
    k text not null,
    v text,
    version integer not null default 1,
    create_time integer,
    update_time integer
);
create unique index uniq_k on kv (cat, k);

-- One row a commit a transaction: events is a JSON array whose first element has seq first_seq (docs/decisions/0002).
create table txdesk_journal (
    transaction_id integer not null,
    first_seq integer not null,
    events text not null,
    primary key (transaction_id, first_seq)
) without rowid;

-- One row a coordinator: the lease of all it drives (docs/decisions/0003).
create table txdesk_node (
    node text not null primary key,
    version text not null,
    store text not null,
    started_at integer not null,
    lease_until integer not null
) without rowid;
