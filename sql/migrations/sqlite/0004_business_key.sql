-- Schema 4: what its initiator calls a transaction. Never changes once released.
-- SPDX-License-Identifier: Apache-2.0
alter table trans_global add column business_key text not null default '';
create index trans_global_business_key on trans_global (business_key) where business_key <> '';
