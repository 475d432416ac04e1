-- Schema 2: tokens, and the audit. Times are milliseconds since 1970 UTC.
-- SPDX-License-Identifier: Apache-2.0
-- Never changes once released. Each statement may run again, also while another coordinator runs it.
create table if not exists txdesk_token (
    id varchar(64) not null,
    hash binary(32) not null,
    name varchar(128) not null,
    role varchar(16) not null,
    gid_prefix varchar(128) not null default '',
    kinds varchar(128) not null default '',
    created_at bigint not null,
    created_by varchar(128) not null default '',
    expires_at bigint default null,
    last_used_at bigint default null,
    revoked_at bigint default null,
    primary key (id),
    unique key txdesk_token_hash (hash)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
-- One chain a coordinator; mac seals a record and all before it in its chain.
create table if not exists txdesk_audit (
    chain varchar(128) not null,
    seq bigint not null,
    at bigint not null,
    actor varchar(128) not null,
    token_id varchar(64) not null,
    role varchar(16) not null,
    address varchar(64) not null,
    request_id varchar(64) not null,
    action varchar(64) not null,
    gid varchar(128) not null,
    target varchar(256) not null,
    reason varchar(1024) not null,
    before_state varchar(256) not null,
    after_state varchar(256) not null,
    result varchar(16) not null,
    mac binary(32) not null,
    primary key (chain, seq),
    key txdesk_audit_at (at, chain, seq),
    key txdesk_audit_gid (gid, at)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;
