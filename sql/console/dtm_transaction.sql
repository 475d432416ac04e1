-- One transaction in DTM's tables, for reading by hand. Fits DTM's MySQL and PostgreSQL schema, and TxDesk's.
SELECT gid, trans_type, status, create_time, update_time, finish_time, rollback_time, rollback_reason, next_cron_interval, next_cron_time, owner
FROM trans_global
WHERE gid = :gid;

SELECT branch_id, op, status, url, create_time, update_time, finish_time
FROM trans_branch_op
WHERE gid = :gid
ORDER BY branch_id, id;
