-- The triggers of a table, as far as the user may see them.
-- SPDX-License-Identifier: Apache-2.0
SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE
FROM information_schema.TRIGGERS
WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = :table
