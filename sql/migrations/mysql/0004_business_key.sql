-- Schema 4: what its initiator calls a transaction.
-- SPDX-License-Identifier: Apache-2.0
-- Never changes once released. Each statement may run again, also while another coordinator runs it.
alter table trans_global add column business_key varchar(128) collate utf8mb4_bin not null default '';
alter table trans_global add key txdesk_business_key (business_key);
