-- Where the schema's version is kept. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
create table if not exists txdesk_schema (version int not null primary key, started_at bigint not null, finished_at bigint) engine = InnoDB;
