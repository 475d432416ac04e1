-- The primary key and the unique keys of a table, column by column. A column without a name is an expression.
-- SPDX-License-Identifier: Apache-2.0
SELECT INDEX_NAME, COLUMN_NAME, SUB_PART, TABLE_NAME
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = :table AND NON_UNIQUE = 0
ORDER BY INDEX_NAME, SEQ_IN_INDEX
