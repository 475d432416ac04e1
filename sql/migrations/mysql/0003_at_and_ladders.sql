-- Schema 3: what waits for a person, ladders of deliveries, global locks and who waits for them. Times are milliseconds since
-- 1970 UTC by the database's clock.
-- SPDX-License-Identifier: Apache-2.0
-- Never changes once released. Each statement may run again, also while another coordinator runs it.
alter table trans_global
    add column parked varchar(16) not null default '',
    add column resolution varchar(16) not null default '';
alter table trans_branch_op
    add column failures int not null default 0,
    add column due_at bigint default null,
    add column last_error varchar(1024) not null default '';
alter table trans_global add key txdesk_parked (parked, create_time, create_ms);
-- One row a locked row of a participant's database (shared/model/row_lock.h). The key is compared, the texts are for people.
create table if not exists txdesk_lock (
    lock_key binary(32) not null,
    transaction_id bigint not null,
    gid varchar(128) not null,
    branch_id varchar(128) not null,
    resource mediumtext not null,
    table_name mediumtext not null,
    row_text mediumtext not null,
    created_at bigint not null,
    primary key (lock_key),
    key txdesk_lock_gid (gid)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
-- One row a row that is waited for. The row without a waiter is written by whoever notes a wait: one after another, each sees
-- what those before have noted.
create table if not exists txdesk_lock_wait (
    waiter varchar(128) not null,
    lock_key binary(32) not null,
    holder varchar(128) not null,
    resource mediumtext not null,
    table_name mediumtext not null,
    row_text mediumtext not null,
    waiter_created_at bigint not null,
    since_at bigint not null,
    until_at bigint not null,
    coordinator varchar(128) not null,
    primary key (waiter, lock_key),
    key txdesk_lock_wait_until (until_at)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
