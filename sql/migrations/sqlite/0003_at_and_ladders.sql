-- Schema 3: what waits for a person, ladders of deliveries, global locks and who waits for them. Never changes once released.
-- SPDX-License-Identifier: Apache-2.0
alter table trans_global add column parked text not null default '';
alter table trans_global add column resolution text not null default '';
create index trans_global_parked on trans_global (create_time) where parked <> '';
alter table trans_branch_op add column failures integer not null default 0;
alter table trans_branch_op add column due_at integer;
alter table trans_branch_op add column last_error text not null default '';

-- One row a locked row of a participant's database (shared/model/row_lock.h). The key is compared, the texts are for people.
create table txdesk_lock (
    lock_key blob not null primary key,
    transaction_id integer not null,
    gid text not null,
    branch_id text not null,
    resource text not null,
    table_name text not null,
    row_text text not null,
    created_at integer not null
) without rowid;
create index txdesk_lock_gid on txdesk_lock (gid);

-- One row a row that is waited for. The row without a waiter is written by whoever notes a wait: one after another, each sees
-- what those before have noted.
create table txdesk_lock_wait (
    waiter text not null,
    lock_key blob not null,
    holder text not null,
    resource text not null,
    table_name text not null,
    row_text text not null,
    waiter_created_at integer not null,
    since_at integer not null,
    until_at integer not null,
    coordinator text not null,
    primary key (waiter, lock_key)
) without rowid;
create index txdesk_lock_wait_until on txdesk_lock_wait (until_at);
