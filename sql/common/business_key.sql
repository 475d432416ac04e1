-- Transactions with a business key, newest row first. Binds key, limit.
-- SPDX-License-Identifier: Apache-2.0
select id from trans_global where business_key = :key and business_key <> '' order by id desc limit :limit;
