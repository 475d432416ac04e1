-- Transactions whose gid lies between two texts. Binds first gid, end (not included), limit.
-- SPDX-License-Identifier: Apache-2.0
select id from trans_global where gid >= :from and gid < :to limit :limit;
