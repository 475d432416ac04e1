-- The three tables of a database that DTM used, by their description in docs/migrate-from-dtm.md: what DTM's own script makes.
-- SPDX-License-Identifier: Apache-2.0
create table trans_global (
    id                 bigint not null auto_increment primary key,
    gid                varchar(128) not null,
    trans_type         varchar(45) not null,
    status             varchar(12) not null,
    query_prepared     varchar(1024) not null,
    protocol           varchar(45) not null,
    create_time        datetime default null,
    update_time        datetime default null,
    finish_time        datetime default null,
    rollback_time      datetime default null,
    options            varchar(1024) default '',
    custom_data        varchar(1024) default '',
    next_cron_interval int default null,
    next_cron_time     datetime default null,
    owner              varchar(128) not null default '',
    ext_data           text,
    result             varchar(1024) default '',
    rollback_reason    varchar(1024) default '',
    unique key gid (gid),
    key owner (owner),
    key status_next_cron_time (status, next_cron_time)
) engine = InnoDB default charset = utf8mb4;

create table trans_branch_op (
    id            bigint not null auto_increment primary key,
    gid           varchar(128) not null,
    url           varchar(1024) not null,
    data          text,
    bin_data      blob,
    branch_id     varchar(128) not null,
    op            varchar(45) not null,
    status        varchar(45) not null,
    finish_time   datetime default null,
    rollback_time datetime default null,
    create_time   datetime default null,
    update_time   datetime default null,
    unique key gid_uniq (gid, branch_id, op)
) engine = InnoDB default charset = utf8mb4;

create table kv (
    id          bigint not null auto_increment primary key,
    cat         varchar(45) not null,
    k           varchar(128) not null,
    v           text,
    version     bigint default 1,
    create_time datetime default null,
    update_time datetime default null,
    unique key uniq_k (cat, k)
) engine = InnoDB default charset = utf8mb4;
