-- Schema 1: DTM's tables with DTM's columns and indexes where they are absent; columns, indexes and tables of ours.
-- SPDX-License-Identifier: Apache-2.0
-- Never changes once released. Each statement may run again, also while another coordinator runs it: what exists already
-- (errors 1050, 1060, 1061) counts as done. Nothing here rewrites a row of a table that DTM has filled, but indexes are built.
create table if not exists trans_global (
    id bigint not null auto_increment,
    gid varchar(128) not null,
    trans_type varchar(45) not null,
    status varchar(12) not null,
    query_prepared varchar(1024) not null,
    protocol varchar(45) not null,
    create_time datetime default null,
    update_time datetime default null,
    finish_time datetime default null,
    rollback_time datetime default null,
    options varchar(1024) default '',
    custom_data varchar(1024) default '',
    next_cron_interval int default null,
    next_cron_time datetime default null,
    owner varchar(128) not null default '',
    ext_data text,
    result varchar(1024) default '',
    rollback_reason varchar(1024) default '',
    primary key (id),
    unique key gid (gid),
    key owner (owner),
    key status_next_cron_time (status, next_cron_time)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table if not exists trans_branch_op (
    id bigint not null auto_increment,
    gid varchar(128) not null,
    url varchar(1024) not null,
    data text,
    bin_data mediumblob,
    branch_id varchar(128) not null,
    op varchar(45) not null,
    status varchar(45) not null,
    finish_time datetime default null,
    rollback_time datetime default null,
    create_time datetime default null,
    update_time datetime default null,
    primary key (id),
    unique key gid_uniq (gid, branch_id, op)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
create table if not exists kv (
    id bigint not null auto_increment,
    cat varchar(45) not null,
    k varchar(128) not null,
    v text,
    version bigint default 1,
    create_time datetime default null,
    update_time datetime default null,
    primary key (id),
    unique key uniq_k (cat, k)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
-- Absent from the schemas of older DTMs.
alter table trans_global add column ext_data text;
alter table trans_global add column result varchar(1024) default '';
alter table trans_global add column rollback_reason varchar(1024) default '';
alter table trans_branch_op add column bin_data mediumblob;
-- Longer than DTM's 1024 characters, still read by it.
alter table trans_global modify column options varchar(3072) default '';
alter table trans_global modify column custom_data varchar(6000) default '';
alter table trans_global modify column result varchar(3072) default '';
-- Ours. DTM's datetimes hold whole seconds, the columns *_ms what is missing. `driver` is the coordinator that drives a
-- row; DTM's `owner` stays empty then, so that it shows whether a DTM has locked the row since. A row of DTM may have
-- been called further than its branch rows show, hence ran_ahead.
alter table trans_global
    add column epoch bigint not null default 0,
    add column driver varchar(128) not null default '',
    add column create_ms smallint not null default 0,
    add column update_ms smallint not null default 0,
    add column end_ms smallint not null default 0,
    add column next_cron_ms smallint not null default 0,
    add column retry_interval_ms bigint default null,
    add column failures int not null default 0,
    add column attempts int not null default 0,
    add column last_error varchar(1024) not null default '',
    add column paused tinyint not null default 0,
    add column forced tinyint not null default 0,
    add column last_seq bigint not null default 0,
    add column ran_ahead tinyint not null default 1,
    add column participants text;
alter table trans_branch_op
    add column create_ms smallint not null default 0,
    add column finish_ms smallint not null default 0;
alter table kv
    add column create_ms smallint not null default 0,
    add column update_ms smallint not null default 0;
alter table trans_global add key txdesk_list (status, create_time, create_ms);
alter table trans_global add key txdesk_marks (paused, failures);
-- One row a commit a transaction: events is a JSON array whose first element has seq first_seq (docs/decisions/0002).
create table if not exists txdesk_journal (
    transaction_id bigint not null,
    first_seq bigint not null,
    events mediumtext not null,
    primary key (transaction_id, first_seq)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
-- One row a coordinator: the lease of all it drives (docs/decisions/0003), by the database's clock, milliseconds UTC.
create table if not exists txdesk_node (
    node varchar(128) not null,
    version varchar(64) not null,
    store varchar(64) not null,
    started_at bigint not null,
    lease_until bigint not null,
    primary key (node)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
