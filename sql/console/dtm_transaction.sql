-- One transaction in the tables of DTM (MySQL, PostgreSQL) or of TxDesk, for reading by hand. Binds :gid.
-- SPDX-License-Identifier: Apache-2.0
SELECT gid, trans_type, status, create_time, update_time, finish_time, rollback_time, rollback_reason, next_cron_interval, next_cron_time, owner
FROM trans_global
WHERE gid = :gid;

SELECT branch_id, op, status, url, create_time, update_time, finish_time
FROM trans_branch_op
WHERE gid = :gid
ORDER BY branch_id, id;
