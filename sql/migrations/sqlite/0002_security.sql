-- Schema 2: tokens, and the audit. Never changes once released.
-- SPDX-License-Identifier: Apache-2.0
create table txdesk_token (
    id text not null primary key,
    hash blob not null,
    name text not null,
    role text not null,
    gid_prefix text not null default '',
    kinds text not null default '',
    created_at integer not null,
    created_by text not null default '',
    expires_at integer,
    last_used_at integer,
    revoked_at integer
) without rowid;
create unique index txdesk_token_hash on txdesk_token (hash);

-- One chain a coordinator; mac seals a record and all before it in its chain.
create table txdesk_audit (
    chain text not null,
    seq integer not null,
    at integer not null,
    actor text not null,
    token_id text not null,
    role text not null,
    address text not null,
    request_id text not null,
    action text not null,
    gid text not null,
    target text not null,
    reason text not null,
    before_state text not null,
    after_state text not null,
    result text not null,
    mac blob not null,
    primary key (chain, seq)
) without rowid;
create index txdesk_audit_at on txdesk_audit (at, chain, seq);
create index txdesk_audit_gid on txdesk_audit (gid, at) where gid <> '';
