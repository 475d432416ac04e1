-- Transactions by id, newest first. Binds the smallest id seen.
-- SPDX-License-Identifier: Apache-2.0
select id, id from trans_global where id < :id order by id desc;
