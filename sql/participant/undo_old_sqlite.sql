-- Transactions that have undo rows older than :seconds, the oldest first. Binds :seconds :limit :offset.
-- SPDX-License-Identifier: Apache-2.0
SELECT xid FROM {table}
WHERE log_created <= strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || :seconds || ' seconds')
GROUP BY xid ORDER BY min(log_created) LIMIT :limit OFFSET :offset
